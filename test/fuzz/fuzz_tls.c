/*
 * The record layer, given what a server of OpenSSL sends with bytes of it cut,
 * changed, doubled or put in, in pieces of any size; between them the server
 * does what the input says. The server is real and made anew for each input, so
 * that what is not touched decrypts. Only what it has written may be read.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/tls.h"

#define RULE(holds)                                                            \
  do {                                                                         \
    if (!(holds)) broken(#holds, __LINE__);                                    \
  } while (0)

#define MAX_PLAIN ((size_t)1 << 17)

int LLVMFuzzerInitialize(int* argc, char*** argv);
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

static void broken(const char* rule, int line) {
  fprintf(stderr, "fuzz_tls.c:%d: broken: %s\n", line, rule);
  abort();
}

/* Of the program: made once. */
static hc_tls_lib_t* lib;
static hc_tls_context_t* context;
static SSL_CTX* servers;

typedef struct play_s {
  const uint8_t* input;
  size_t left;
  hc_conn_t conn;
  SSL* server;
  int fd; /* the server's end */
  int is_harmed;
  int is_over;
  char said[MAX_PLAIN]; /* by the server */
  size_t said_len;
  size_t heard; /* by the client */
  size_t told;  /* by the client, to the server */
} play_t;

static uint8_t next(play_t* p) {
  if (p->left == 0) return 0;
  p->left--;
  return *p->input++;
}

/* ---- The server ---- */

static void put(play_t* p, const char* bytes, size_t len) {
  while (len > 0) {
    ssize_t n = send(p->fd, bytes, len, MSG_NOSIGNAL);
    if (n <= 0) return;
    bytes += n;
    len -= (size_t)n;
  }
}

/* One byte of what goes to the client is not what it was. */
static void harm(play_t* p, char* bytes, size_t len, uint8_t how) {
  size_t at = (next(p) | (size_t)next(p) << 8) % len;

  p->is_harmed = 1;
  switch (how % 4) {
    case 0:
      put(p, bytes, at);
      (void)shutdown(p->fd, SHUT_WR);
      return;
    case 1:
      bytes[at] = (char)(bytes[at] + 1 + next(p) % 255);
      put(p, bytes, len);
      return;
    case 2:
      put(p, bytes, at);
      put(p, bytes, len);
      return;
    default:
      put(p, bytes, at);
      put(p, (const char*)p->input, p->left < 64 ? p->left : 64);
      put(p, bytes + at, len - at);
  }
}

static void server_sends(play_t* p, uint8_t how) {
  char bytes[20000];
  int n;

  while ((n = BIO_read(SSL_get_wbio(p->server), bytes, sizeof(bytes))) > 0) {
    if (how != 0) {
      harm(p, bytes, (size_t)n, how);
      how = 0;
    } else {
      put(p, bytes, (size_t)n);
    }
  }
}

static void server_reads(play_t* p) {
  char bytes[20000];
  ssize_t n;

  while ((n = recv(p->fd, bytes, sizeof(bytes), MSG_DONTWAIT)) > 0) {
    (void)BIO_write(SSL_get_rbio(p->server), bytes, (int)n);
  }
  if (!SSL_is_init_finished(p->server)) {
    (void)SSL_do_handshake(p->server);
  } else {
    while (SSL_read(p->server, bytes, sizeof(bytes)) > 0) {
    }
  }
  ERR_clear_error();
}

static void server_says(play_t* p, size_t len) {
  size_t i;

  if (p->said_len + len > MAX_PLAIN || len == 0) return;
  for (i = 0; i < len; i++) {
    p->said[p->said_len + i] = (char)((p->said_len + i) * 31 % 251);
  }
  if (SSL_write(p->server, p->said + p->said_len, (int)len) == (int)len) {
    p->said_len += len;
  }
}

/* ---- The client ---- */

static void client_reads(play_t* p, size_t len) {
  static char room[40000];
  size_t done = 0;
  hc__tls_error_t error;
  hc__tls_result result = hc__tls_read(p->conn.tls, room, len, &done, &error);

  RULE(done <= len);
  RULE(p->heard + done <= p->said_len);
  RULE(memcmp(room, p->said + p->heard, done) == 0);
  p->heard += done;
  RULE(result != HC__TLS_DONE || done == len);
  RULE(hc__tls_unsent(p->conn.tls) < ((size_t)1 << 20));
  if (result == HC__TLS_FAILED) {
    RULE(p->is_harmed && error.text[0] != '\0');
  }
  if (result >= HC__TLS_END) p->is_over = 1;
}

static void client_shakes(play_t* p) {
  hc__tls_error_t error;
  hc__tls_result result = hc__tls_handshake(p->conn.tls, &error);
  hc_tls_info_t info;

  if (result == HC__TLS_DONE) {
    RULE(hc_conn_tls_info(&p->conn, &info) == HC_OK);
    hc__tls_accept(&p->conn);
  } else if (result >= HC__TLS_END) {
    RULE(p->is_harmed);
    p->is_over = 1;
  }
}

static void client_writes(play_t* p) {
  static const char bytes[70000];
  size_t done;
  hc__tls_error_t error;

  (void)hc__tls_write(p->conn.tls, bytes, 1 + (size_t)next(p) * 250, &done,
                      &error);
  p->told += done;
}

/* ---- One play ---- */

static int set_up(play_t* p) {
  hc_tls_options_t options;
  int fds[2];

  memset(&options, 0, sizeof(options));
  options.context = context;
  options.servername = "localhost";
  options.peer = "a";
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, fds) != 0) return 0;
  (void)fcntl(fds[0], F_SETFL, O_NONBLOCK);
  p->fd = fds[1];
  (void)fcntl(p->fd, F_SETFL, O_NONBLOCK);
  RULE(hc__tls_new(&p->conn, &options) == HC_OK);
  RULE(hc__tls_start(p->conn.tls, fds[0]) == HC_OK);
  p->server = SSL_new(servers);
  RULE(p->server != NULL);
  SSL_set_bio(p->server, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_accept_state(p->server);
  return fds[0] + 1;
}

/* The input's next step. */
static void step(play_t* p) {
  uint8_t op = next(p);
  int is_open = SSL_is_init_finished(p->server);

  switch (op % 12) {
    case 0:
    case 1:
      if (p->conn.tls->is_open) {
        client_reads(p, 1 + (size_t)next(p) * 150);
      } else {
        client_shakes(p);
      }
      break;
    case 2:
      if (p->conn.tls->is_open) client_writes(p);
      break;
    case 3:
    case 4:
      server_reads(p);
      server_sends(p, 0);
      break;
    case 5:
    case 6:
      if (is_open) server_says(p, 1 + (size_t)next(p) * (op < 128 ? 1 : 100));
      break;
    case 7:
      if (is_open) (void)SSL_key_update(p->server, op & 1);
      if (is_open) (void)SSL_do_handshake(p->server);
      break;
    case 8:
      if (is_open) (void)SSL_new_session_ticket(p->server);
      if (is_open) (void)SSL_do_handshake(p->server);
      break;
    case 9:
      if (is_open && op < 64) (void)SSL_shutdown(p->server);
      if (is_open && op >= 192) {
        /* The server's OpenSSL does not take no for an answer. */
        p->is_harmed = 1;
        (void)SSL_renegotiate(p->server);
      }
      break;
    case 10:
      if (BIO_pending(SSL_get_wbio(p->server)) > 0) {
        server_sends(p, (uint8_t)(4 + op / 12));
      }
      break;
    default:
      if (op > 240) hc__tls_end(p->conn.tls);
  }
  ERR_clear_error();
}

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static play_t play;
  play_t* p = &play;
  int fd, i;

  if (size < 2) return 0;
  memset(p, 0, offsetof(play_t, said));
  p->said_len = p->heard = p->told = 0;
  p->input = data;
  p->left = size;
  fd = set_up(p) - 1;
  if (fd < 0) return 0;
  if (next(p) & 1) (void)SSL_set_max_proto_version(p->server, TLS1_2_VERSION);
  /* A whole handshake first, unless it shall be harmed. */
  for (i = 0; (data[0] & 2) == 0 && i < 6; i++) {
    if (!p->conn.tls->is_open) client_shakes(p);
    server_reads(p);
    server_sends(p, 0);
  }
  for (i = 0; i < 400 && p->left > 0 && !p->is_over; i++) step(p);
  if (!p->is_over && p->conn.tls->is_open && !p->is_harmed) {
    server_sends(p, 0);
    for (i = 0; i < 200 && !p->is_over && p->heard < p->said_len; i++) {
      server_reads(p);
      server_sends(p, 0);
      client_reads(p, 40000);
    }
    RULE(p->heard == p->said_len || p->is_over);
  }
  SSL_free(p->server);
  hc__tls_free(&p->conn);
  hc__tls_forget(&p->conn);
  (void)close(fd);
  (void)close(p->fd);
  ERR_clear_error();
  return 0;
}

/* ---- The program ---- */

static void* find(const char* name) {
  return dlsym(RTLD_DEFAULT, name);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): the type is libFuzzer's */
int LLVMFuzzerInitialize(int* argc, char*** argv) {
  const char* reason;
  char error[256];
  hc_tls_config_t config;
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* cert = X509_new();

  (void)argc;
  (void)argv;
  (void)signal(SIGPIPE, SIG_IGN);
  memset(&config, 0, sizeof(config));
  lib = hc_tls_lib_new(find, &reason);
  RULE(lib != NULL && key != NULL && cert != NULL);
  context = hc_tls_context_new(lib, &config, error, sizeof(error));
  servers = SSL_CTX_new(TLS_server_method());
  RULE(context != NULL && servers != NULL);
  RULE(X509_set_version(cert, 2) == 1 && X509_set_pubkey(cert, key) == 1);
  RULE(X509_gmtime_adj(X509_getm_notBefore(cert), -3600) != NULL);
  RULE(X509_gmtime_adj(X509_getm_notAfter(cert), 86400) != NULL);
  RULE(X509_sign(cert, key, EVP_sha256()) > 0);
  RULE(SSL_CTX_use_certificate(servers, cert) == 1);
  RULE(SSL_CTX_use_PrivateKey(servers, key) == 1);
  X509_free(cert);
  EVP_PKEY_free(key);
  return 0;
}
