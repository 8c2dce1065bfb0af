#include "tls_server.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tap.h"

static EVP_PKEY* key;
static X509* cert;
static char ca[4096];

static void make_certificate(void) {
  X509_EXTENSION* ext;
  BIO* bio;
  int len;

  if (key != NULL) return;
  key = EVP_EC_gen("P-256");
  cert = X509_new();
  REQUIRE(key != NULL && cert != NULL);
  REQUIRE(X509_set_version(cert, 2) == 1);
  REQUIRE(ASN1_INTEGER_set(X509_get_serialNumber(cert), 1) == 1);
  REQUIRE(X509_gmtime_adj(X509_getm_notBefore(cert), -3600) != NULL);
  REQUIRE(X509_gmtime_adj(X509_getm_notAfter(cert), 86400) != NULL);
  REQUIRE(X509_set_pubkey(cert, key) == 1);
  REQUIRE(X509_NAME_add_entry_by_txt(
              X509_get_subject_name(cert), "CN", MBSTRING_ASC,
              (const unsigned char*)"localhost", -1, -1, 0) == 1);
  REQUIRE(X509_set_issuer_name(cert, X509_get_subject_name(cert)) == 1);
  ext = X509V3_EXT_conf_nid(NULL, NULL, NID_basic_constraints,
                            "critical,CA:TRUE");
  REQUIRE(ext != NULL && X509_add_ext(cert, ext, -1) == 1);
  X509_EXTENSION_free(ext);
  REQUIRE(X509_sign(cert, key, EVP_sha256()) > 0);
  bio = BIO_new(BIO_s_mem());
  REQUIRE(bio != NULL && PEM_write_bio_X509(bio, cert) == 1);
  len = BIO_read(bio, ca, sizeof(ca) - 1);
  REQUIRE(len > 0);
  ca[len] = '\0';
  BIO_free(bio);
}

const char* tls_server_ca(void) {
  make_certificate();
  return ca;
}

void tls_server_end_all(void) {
  EVP_PKEY_free(key);
  X509_free(cert);
  key = NULL;
  cert = NULL;
}

static void* find(const char* name) {
  return dlsym(RTLD_DEFAULT, name);
}

hc_tls_lib_t* tls_lib(void) {
  const char* reason;
  hc_tls_lib_t* lib = hc_tls_lib_new(find, &reason);
  if (lib == NULL) tap_note("%s", reason);
  return lib;
}

/* ---- The pipe ---- */

static int fail(tls_server_t* s, const char* what) {
  unsigned long error = ERR_peek_error();
  if (s->error[0] == '\0') {
    (void)snprintf(s->error, sizeof(s->error), "step %d: %s%s%s", s->step, what,
                   error ? ": " : "",
                   error ? ERR_reason_error_string(error) : "");
  }
  ERR_clear_error();
  return 0;
}

static int send_all(tls_server_t* s, const char* bytes, size_t len) {
  while (len > 0) {
    ssize_t n = send(s->fd, bytes, len, MSG_NOSIGNAL);
    if (n <= 0) return 0;
    bytes += n;
    len -= (size_t)n;
  }
  return 1;
}

/* What OpenSSL has to send, with what harms it. */
static int flush(tls_server_t* s) {
  char bytes[20000];
  int n;

  while ((n = BIO_read(SSL_get_wbio(s->ssl), bytes, sizeof(bytes))) > 0) {
    size_t len = (size_t)n;
    tls_harm_t* harm = s->harm;
    if (harm != NULL && !harm->is_done && harm->at < s->sent + len) {
      size_t at = harm->at - s->sent;
      harm->is_done = 1;
      if (harm->change == 0) {
        (void)send_all(s, bytes, at);
        (void)shutdown(s->fd, SHUT_WR);
        return 0;
      }
      bytes[at] = (char)(bytes[at] + harm->change);
    }
    s->sent += len;
    if (!send_all(s, bytes, len)) return 0;
  }
  return 1;
}

/* Bytes of the client, for OpenSSL. */
static int fill(tls_server_t* s, size_t max) {
  char bytes[20000];
  ssize_t n;

  if (!flush(s)) return 0;
  n = recv(s->fd, bytes, max < sizeof(bytes) ? max : sizeof(bytes), 0);
  if (n <= 0) {
    s->has_ended = 1;
    return 0;
  }
  return BIO_write(SSL_get_rbio(s->ssl), bytes, (int)n) == n;
}

/* ---- The steps ---- */

static void hang_up(tls_server_t* s) {
  SSL_free(s->ssl);
  s->ssl = NULL;
  if (s->fd >= 0) (void)close(s->fd);
  s->fd = -1;
}

/* In s. A length that was harmed has both sides wait for the other. */
static time_t patience(const tls_server_t* s) {
  return s->harm == NULL || s->harm->at == SIZE_MAX ? 60 : 5;
}

static int accept_one(tls_server_t* s) {
  struct timeval timeout = {patience(s), 0};
  int n;

  hang_up(s);
  s->fd = accept(s->listener, NULL, NULL);
  if (s->fd < 0) return fail(s, "accept");
  (void)setsockopt(s->fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout));
  (void)setsockopt(s->fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, sizeof(timeout));
  s->sent = s->taken = s->seen_len = 0;
  s->has_ended = 0;
  s->ssl = SSL_new(s->ctx);
  SSL_set_bio(s->ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_accept_state(s->ssl);
  while ((n = SSL_do_handshake(s->ssl)) != 1) {
    if (SSL_get_error(s->ssl, n) != SSL_ERROR_WANT_READ) {
      (void)flush(s);
      return fail(s, "handshake");
    }
    if (!fill(s, SIZE_MAX)) return fail(s, "the handshake was cut");
  }
  s->accepted++;
  if (SSL_session_reused(s->ssl)) s->resumed++;
  return flush(s);
}

/* Plain bytes; 0 at the end. */
static int read_some(tls_server_t* s, char* to, int len, size_t max) {
  for (;;) {
    int n = SSL_read(s->ssl, to, len);
    if (n > 0) return n;
    if (SSL_get_error(s->ssl, n) != SSL_ERROR_WANT_READ) return 0;
    if (!fill(s, max)) return 0;
  }
}

static int read_until(tls_server_t* s, const char* text) {
  while (strstr(s->seen, text) == NULL) {
    int n = read_some(s, s->seen + s->seen_len,
                      (int)(sizeof(s->seen) - 1 - s->seen_len), SIZE_MAX);
    if (n <= 0) return fail(s, text);
    s->seen_len += (size_t)n;
    s->seen[s->seen_len] = '\0';
  }
  s->seen_len = 0;
  s->seen[0] = '\0';
  return 1;
}

static int take(tls_server_t* s, size_t count) {
  const struct timespec pause = {0, 200000};
  char bytes[16384];

  while (s->taken < count) {
    int n = read_some(s, bytes, sizeof(bytes), 3000);
    if (n <= 0) return fail(s, "the client ended");
    s->taken += (size_t)n;
    (void)nanosleep(&pause, NULL);
  }
  return 1;
}

static int send_text(tls_server_t* s, const char* text, size_t each) {
  size_t len = strlen(text);

  if (each == 0) each = 16384;
  while (len > 0) {
    size_t n = len < each ? len : each;
    if (SSL_write(s->ssl, text, (int)n) != (int)n) return fail(s, "write");
    text += n;
    len -= n;
  }
  return flush(s);
}

static int repeat(tls_server_t* s, const char* text, int count) {
  for (; count > 0; count--) {
    if (SSL_write(s->ssl, text, (int)strlen(text)) <= 0)
      return fail(s, "write");
  }
  return flush(s);
}

/* The client says no, which OpenSSL takes for an error. */
static int renegotiate(tls_server_t* s) {
  int n;
  if (SSL_renegotiate(s->ssl) != 1) return fail(s, "renegotiate");
  n = SSL_do_handshake(s->ssl);
  if (n != 1) return fail(s, "asking for renegotiation");
  for (;;) {
    char byte;
    n = SSL_read(s->ssl, &byte, 1);
    if (n > 0) continue;
    if (SSL_get_error(s->ssl, n) != SSL_ERROR_WANT_READ) break;
    if (!fill(s, SIZE_MAX)) return fail(s, "no answer to renegotiation");
  }
  if (ERR_GET_REASON(ERR_peek_error()) != SSL_R_NO_RENEGOTIATION)
    return fail(s, "not refused");
  ERR_clear_error();
  return 1;
}

static int say_goodbye(tls_server_t* s, int is_polite) {
  if (is_polite) (void)SSL_shutdown(s->ssl);
  if (!flush(s)) return fail(s, "goodbye");
  (void)shutdown(s->fd, SHUT_WR);
  return 1;
}

void tls_server_go_on(tls_server_t* s) {
  (void)atomic_fetch_add(&s->gates, 1);
}

static int update_keys(tls_server_t* s, int count) {
  do {
    if (SSL_key_update(s->ssl, SSL_KEY_UPDATE_REQUESTED) != 1 ||
        SSL_do_handshake(s->ssl) != 1)
      return fail(s, "key update");
  } while (--count > 0);
  return flush(s);
}

/* For as long as any read may take; meanwhile it asks for new keys so many
 * times a ms. */
static int wait_at_gate(tls_server_t* s, int count) {
  const struct timespec pause = {0, 1000000};
  int ms;

  for (ms = 0; ms < 60000; ms++) {
    if (atomic_load(&s->gates) > 0) {
      (void)atomic_fetch_sub(&s->gates, 1);
      return 1;
    }
    if (count > 0 && !update_keys(s, count)) return 0;
    (void)nanosleep(&pause, NULL);
  }
  return fail(s, "the gate stayed shut");
}

static int send_tickets(tls_server_t* s, int count) {
  for (; count > 0; count--) {
    if (SSL_new_session_ticket(s->ssl) != 1 || SSL_do_handshake(s->ssl) != 1)
      return fail(s, "ticket");
  }
  return flush(s);
}

static int run_step(tls_server_t* s, const tls_step_t* step) {
  switch (step->op) {
    case TLS_ACCEPT:
      return accept_one(s);
    case TLS_READ:
      return read_until(s, step->text);
    case TLS_TAKE:
      return take(s, (size_t)step->n);
    case TLS_SEND:
      return send_text(s, step->text, (size_t)step->n);
    case TLS_REPEAT:
      return repeat(s, step->text, step->n);
    case TLS_KEY_UPDATE:
      return update_keys(s, step->n);
    case TLS_TICKETS:
      return send_tickets(s, step->n);
    case TLS_RENEGOTIATE:
      return renegotiate(s);
    case TLS_GOODBYE:
    case TLS_FIN:
      return say_goodbye(s, step->op == TLS_GOODBYE);
    case TLS_GATE:
      return wait_at_gate(s, 0);
    case TLS_ASK:
      return wait_at_gate(s, step->n);
    case TLS_EOF: {
      char bytes[4096];
      while (read_some(s, bytes, sizeof(bytes), SIZE_MAX) > 0) {
      }
      return 1;
    }
    default:
      return fail(s, "no such step");
  }
}

static void* run(void* data) {
  tls_server_t* s = (tls_server_t*)data;

  for (s->step = 0; s->steps[s->step].op != TLS_END; s->step++) {
    if (!run_step(s, &s->steps[s->step])) {
      (void)fail(s, "failed");
      break;
    }
  }
  hang_up(s);
  ERR_clear_error();
  OPENSSL_thread_stop();
  return NULL;
}

void tls_server_start(tls_server_t* s, const tls_step_t* steps, int version,
                      tls_harm_t* harm) {
  struct sockaddr_in address;
  struct timeval timeout = {60, 0};
  socklen_t len = sizeof(address);

  make_certificate();
  memset(s, 0, sizeof(*s));
  memset(&address, 0, sizeof(address));
  s->steps = steps;
  s->harm = harm;
  s->fd = -1;
  s->ctx = SSL_CTX_new(TLS_server_method());
  REQUIRE(s->ctx != NULL);
  REQUIRE(SSL_CTX_set_max_proto_version(s->ctx, version) == 1);
  REQUIRE(SSL_CTX_use_certificate(s->ctx, cert) == 1);
  REQUIRE(SSL_CTX_use_PrivateKey(s->ctx, key) == 1);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(s->listener >= 0);
  (void)setsockopt(s->listener, SOL_SOCKET, SO_RCVTIMEO, &timeout,
                   sizeof(timeout));
  REQUIRE(bind(s->listener, (struct sockaddr*)&address, len) == 0);
  REQUIRE(listen(s->listener, 16) == 0);
  REQUIRE(getsockname(s->listener, (struct sockaddr*)&address, &len) == 0);
  s->port = ntohs(address.sin_port);
  REQUIRE(pthread_create(&s->thread, NULL, run, s) == 0);
}

void tls_server_stop(tls_server_t* s, int is_ok) {
  REQUIRE(pthread_join(s->thread, NULL) == 0);
  if (is_ok) CHECK_STR(s->error, "");
  (void)close(s->listener);
  SSL_CTX_free(s->ctx);
}
