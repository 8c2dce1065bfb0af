/* A client, its context, and the scripted server that it connects to. */
#ifndef HICAST_TEST_TLS_CASE_H
#define HICAST_TEST_TLS_CASE_H

#include "client.h"
#include "tls_server.h"

#define HELLO                                                                  \
  {TLS_READ, "hello", 0}, {                                                    \
    TLS_SEND, "%0\r\n", 0                                                      \
  }
#define MESSAGE ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$5\r\nhello\r\n"
#define SUBSCRIBED ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"

typedef struct tls_case_s {
  tls_server_t server;
  client_t client;
  hc_tls_context_t* context;
} tls_case_t;

/* What a test program begins and ends with. */
void tls_case_begin_all(void);
void tls_case_end_all(void);
/* The library that contexts are made with. */
hc_tls_lib_t* tls_case_lib(void);
/* Trusts `ca`, and nobody else; NULL when there was no memory. */
hc_tls_context_t* tls_case_context(hc_tls_lib_t* lib, const char* ca);
int tls_case_open_with(client_t* client, int port, hc_tls_context_t* context,
                       const char* peer);

void tls_case_start(tls_case_t* t, const tls_step_t* steps, int version);
/* Opens and waits until it is ready. */
void tls_case_open(tls_case_t* t);
void tls_case_close(tls_case_t* t);
/* `is_ok`: the script must have gone through. */
void tls_case_end(tls_case_t* t, int is_ok);

#endif /* HICAST_TEST_TLS_CASE_H */
