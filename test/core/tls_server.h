/*
 * A scripted server that speaks TLS, in a thread of its own. What it sends
 * passes through memory, where bytes of it can be changed or cut off.
 */
#ifndef HICAST_TEST_TLS_SERVER_H
#define HICAST_TEST_TLS_SERVER_H

#include <openssl/ssl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#include "hicast_tls.h"

typedef enum tls_op {
  TLS_END = 0, /* of the script: closes */
  TLS_ACCEPT,  /* a connection, and its handshake; the one before is closed */
  TLS_READ,    /* until these bytes have come */
  TLS_TAKE,    /* until `n` bytes have come since the handshake, slowly */
  TLS_SEND,    /* these bytes, in records of `n` bytes at most; 0: of 16 KiB */
  TLS_REPEAT,  /* these bytes, `n` times, at once */
  TLS_KEY_UPDATE,  /* new keys, and asks for the client's; `n` times */
  TLS_TICKETS,     /* `n` of them */
  TLS_RENEGOTIATE, /* asks for it; the client must not do it */
  TLS_GOODBYE,     /* close_notify, then the end of the stream */
  TLS_FIN,         /* the end of the stream alone */
  TLS_GATE,        /* waits for tls_server_go_on() */
  TLS_ASK,         /* asks for new keys, `n` times a ms, until the same */
  TLS_EOF          /* waits until the client ends the connection */
} tls_op;

typedef struct tls_step_s {
  tls_op op;
  const char* text;
  int n;
} tls_step_t;

/* What happens to the bytes that the server sends. */
typedef struct tls_harm_s {
  size_t at;   /* the byte, of all that are sent */
  int change;  /* is added to it; 0: the stream ends there */
  int is_done; /* it was sent */
} tls_harm_t;

typedef struct tls_server_s {
  const tls_step_t* steps;
  int step;
  int port;
  int listener;
  int fd;
  SSL_CTX* ctx;
  SSL* ssl;
  size_t sent;
  size_t taken;
  tls_harm_t* harm; /* NULL: none */
  int accepted;     /* connections */
  int resumed;      /* of them, those that took up a session */
  int has_ended;    /* the client has, or the stream was cut */
  atomic_int gates; /* how many may be passed */
  char seen[65536]; /* what the last TLS_READ read */
  size_t seen_len;
  char error[256];
  pthread_t thread;
} tls_server_t;

/* A key and a certificate for "localhost" that signs itself; the CA to give to
 * the client is in tls_server_ca(). */
void tls_server_start(tls_server_t* server, const tls_step_t* steps,
                      int version, tls_harm_t* harm);
/* Waits for the end of the script. `is_ok`: it must have gone through. */
void tls_server_stop(tls_server_t* server, int is_ok);
/* Lets it pass one more TLS_GATE or TLS_ASK. */
void tls_server_go_on(tls_server_t* server);
const char* tls_server_ca(void);
/* Frees what all servers share. */
void tls_server_end_all(void);

/* The library that the test program is linked with. */
hc_tls_lib_t* tls_lib(void);

#endif /* HICAST_TEST_TLS_SERVER_H */
