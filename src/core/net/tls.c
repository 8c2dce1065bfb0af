#define _POSIX_C_SOURCE 200809L

#include "net/tls.h"

#if HC__HAS_OPENSSL

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/*
 * The record layer of one connection, on its socket: OpenSSL reads as much as
 * there is into its own buffer, and decrypts into ours. What it has to send it
 * writes into memory, from where the socket takes it: so it is never in the
 * middle of a record, in which it could not answer a server that wants new
 * keys, and several records are one send().
 *
 * No callback of OpenSSL's is used but those that need nothing or are given
 * what we say: the others are given an object of OpenSSL's, and the way from
 * there to ours leads through a function that only our object knows.
 */

/* What one read of the socket may bring: several records of 16 KiB. */
#define READ_AHEAD ((size_t)65536)

/* What is encrypted at once. */
#define MAX_OUT ((size_t)65536)

/* What may wait for the socket: that, and what records add to it, and so many
 * answers. What the app sends keeps nothing from being read: the server may
 * wait for that, too. */
#define MAX_WAITING (MAX_OUT + (size_t)16384)

/* Records in a row that bring no bytes: tickets, new keys. */
#define MAX_IDLE_RECORDS 256

/* More is not held by a connection that has nothing to send. */
#define MAX_IDLE_OUT 8192

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

#define TRUNCATED "unexpected eof while reading" /* OpenSSL's words */

/* For the next connection. */
struct hc__tls_kept_s {
  hc_tls_context_t* context;
  SSL_SESSION* session;
  char peer[256];
};

/* ---- Beginning and ending ---- */

/* What is wrong with a chain is told by SSL_get_verify_result(): the last of
 * all that is wrong with it, since verification goes on. Node does so. */
static int go_on(int is_good, X509_STORE_CTX* store) {
  (void)is_good;
  (void)store;
  return 1;
}

static void offer_session(hc__tls_t* t, const hc__tls_kept_t* kept,
                          const hc_str_t* given) {
  SSL_SESSION* session = NULL;

  if (given->str != NULL) {
    const unsigned char* der = (const unsigned char*)given->str;
    session = t->lib->d2i_SSL_SESSION(NULL, &der, (long)given->len);
  } else if (kept != NULL && kept->context == t->context &&
             strcmp(kept->peer, t->peer) == 0) {
    /* A copy: an end that OpenSSL does not like spoils the one in use. */
    session = t->lib->SSL_SESSION_dup(kept->session);
  }
  /* One that is not wanted, or none at all, means a whole handshake. */
  if (session != NULL) (void)t->lib->SSL_set_session(t->ssl, session);
  t->lib->SSL_SESSION_free(session);
}

/* A server that sends nothing but tickets or new keys would keep OpenSSL
 * reading for as long as it goes on. It finds that there is no more to read for
 * now. */
static void on_record(int is_out, int version, int type, const void* bytes,
                      size_t len, SSL* ssl, void* data) {
  hc__tls_t* t = (hc__tls_t*)data;
  BIO* empty;

  (void)version;
  (void)bytes;
  (void)len;
  if (is_out || type != SSL3_RT_HEADER || !t->is_open) return;
  if (++t->idle_records <= MAX_IDLE_RECORDS || t->in != NULL) return;
  empty = t->lib->BIO_new(t->lib->BIO_s_mem());
  if (empty == NULL) return;
  t->in = t->lib->SSL_get_rbio(ssl);
  (void)t->lib->BIO_up_ref(t->in);
  t->lib->SSL_set0_rbio(ssl, empty);
}

/* The socket is read from again. */
static void read_on(hc__tls_t* t) {
  t->idle_records = 0;
  if (t->in == NULL) return;
  t->lib->SSL_set0_rbio(t->ssl, t->in);
  t->in = NULL;
}

static int set_up(hc__tls_t* t, const hc_tls_options_t* options) {
  const hc_tls_lib_t* lib = t->lib;

  t->ssl = lib->SSL_new(t->context->ctx);
  if (t->ssl == NULL) return HC_ENOMEM;
  lib->SSL_set_verify(t->ssl, SSL_VERIFY_NONE, go_on);
  lib->SSL_set_connect_state(t->ssl);
  lib->SSL_set_msg_callback(t->ssl, on_record);
  (void)lib->SSL_ctrl(t->ssl, SSL_CTRL_SET_MSG_CALLBACK_ARG, 0, t);
  lib->SSL_set_read_ahead(t->ssl, 1);
  lib->SSL_set_default_read_buffer_len(t->ssl, READ_AHEAD);
  if (options->servername != NULL &&
      lib->SSL_ctrl(t->ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME,
                    TLSEXT_NAMETYPE_host_name,
                    (void*)options->servername) != 1) {
    return HC_EINVAL;
  }
  if (options->alpn.str != NULL &&
      lib->SSL_set_alpn_protos(t->ssl, (const unsigned char*)options->alpn.str,
                               (unsigned)options->alpn.len) != 0) {
    return HC_EINVAL;
  }
  return HC_OK;
}

static void free_tls(hc__tls_t* t) {
  t->lib->BIO_free(t->in);
  t->lib->SSL_free(t->ssl);
  t->lib->SSL_SESSION_free(t->seen);
  t->lib->SSL_SESSION_free(t->session);
  t->lib->ERR_clear_error();
  hc_tls_context_unref(t->context);
  free(t);
}

int hc__tls_new(hc_conn_t* c, const hc_tls_options_t* options) {
  hc__tls_t* t = calloc(1, sizeof(*t));
  int status;

  if (t == NULL) return HC_ENOMEM;
  t->context = options->context;
  t->context->refs++;
  t->lib = t->context->lib;
  snprintf(t->peer, sizeof(t->peer), "%s",
           options->peer != NULL ? options->peer : "");
  status = set_up(t, options);
  if (status != HC_OK) {
    free_tls(t);
    return status;
  }
  offer_session(t, c->kept, &options->session);
  t->lib->ERR_clear_error();
  c->tls = t;
  return HC_OK;
}

static void free_kept(hc__tls_kept_t* kept) {
  if (kept == NULL) return;
  kept->context->lib->SSL_SESSION_free(kept->session);
  hc_tls_context_unref(kept->context);
  free(kept);
}

void hc__tls_forget(hc_conn_t* c) {
  free_kept(c->kept);
  c->kept = NULL;
}

/* Without memory for it, the next handshake is a whole one. */
static void keep(hc_conn_t* c, hc__tls_t* t) {
  hc__tls_kept_t* kept;

  if (!t->is_accepted || t->session == NULL) return;
  kept = calloc(1, sizeof(*kept));
  if (kept == NULL) return;
  kept->context = t->context;
  kept->context->refs++;
  kept->session = t->session;
  t->session = NULL;
  memcpy(kept->peer, t->peer, sizeof(kept->peer));
  free_kept(c->kept);
  c->kept = kept;
}

void hc__tls_free(hc_conn_t* c) {
  hc__tls_t* t = c->tls;

  if (t == NULL) return;
  c->tls = NULL;
  /* A session of a server that was refused is not to come again. */
  if (t->is_open && !t->is_accepted) hc__tls_forget(c);
  keep(c, t);
  free_tls(t);
}

void hc__tls_accept(hc_conn_t* c) {
  c->tls->is_accepted = 1;
}

int hc__tls_start(hc__tls_t* t, int fd) {
  t->fd = fd;
  t->out = t->lib->BIO_new(t->lib->BIO_s_mem());
  if (t->out == NULL) return HC_ENOMEM;
  /* In this order: it would make one of its own else. */
  t->lib->SSL_set0_wbio(t->ssl, t->out);
  return t->lib->SSL_set_rfd(t->ssl, fd) == 1 ? HC_OK : HC_ENOMEM;
}

/* ---- Out of memory, into the socket ---- */

size_t hc__tls_unsent(const hc__tls_t* t) {
  if (t->out == NULL) return 0;
  return (size_t)t->lib->BIO_ctrl(t->out, BIO_CTRL_PENDING, 0, NULL) - t->sent;
}

/* All is sent. Without memory for a small one the large one stays. */
static void clear_out(hc__tls_t* t, size_t len) {
  BIO* other = len > MAX_IDLE_OUT ? t->lib->BIO_new(t->lib->BIO_s_mem()) : NULL;

  t->sent = 0;
  if (other == NULL) {
    (void)t->lib->BIO_ctrl(t->out, BIO_CTRL_RESET, 0, NULL);
  } else {
    t->lib->SSL_set0_wbio(t->ssl, other);
    t->out = other;
  }
}

hc__tls_result hc__tls_flush(hc__tls_t* t, hc__tls_error_t* error) {
  char* bytes = NULL;
  long size = t->lib->BIO_ctrl(t->out, BIO_CTRL_INFO, 0, (void*)&bytes);
  size_t len = size > 0 ? (size_t)size : 0;

  while (t->sent < len) {
    ssize_t n = send(t->fd, bytes + t->sent, len - t->sent, MSG_NOSIGNAL);
    if (n >= 0) {
      t->sent += (size_t)n;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return HC__TLS_WANT_WRITE;
    } else if (errno != EINTR) {
      memset(error, 0, sizeof(*error));
      error->system_error = uv_translate_sys_error(errno);
      if (errno == EPIPE || errno == ECONNRESET) clear_out(t, len);
      return HC__TLS_SYSTEM;
    }
  }
  if (len > 0) clear_out(t, len);
  return HC__TLS_DONE;
}

/* ---- Reading and writing ---- */

/* What a call that did not return bytes means. */
static hc__tls_result look(hc__tls_t* t, int result, int system_error,
                           hc__tls_error_t* error) {
  switch (t->lib->SSL_get_error(t->ssl, result)) {
    case SSL_ERROR_WANT_READ:
      return HC__TLS_WANT_READ;
    case SSL_ERROR_WANT_WRITE:
      return HC__TLS_WANT_WRITE;
    case SSL_ERROR_ZERO_RETURN:
      return HC__TLS_END;
    case SSL_ERROR_SYSCALL:
      memset(error, 0, sizeof(*error));
      if (system_error == 0) {
        snprintf(error->text, sizeof(error->text), "%s", TRUNCATED);
        return HC__TLS_TRUNCATED;
      }
      error->system_error = uv_translate_sys_error(system_error);
      return HC__TLS_SYSTEM;
    default:
      t->is_broken = 1;
      if (ERR_GET_REASON(t->lib->ERR_peek_error()) ==
          SSL_R_UNEXPECTED_EOF_WHILE_READING) {
        hc__tls_take_errors(t->lib, error);
        return HC__TLS_TRUNCATED;
      }
      hc__tls_take_errors(t->lib, error);
      return HC__TLS_FAILED;
  }
}

/* Tickets come when the server likes, amid the bytes: a new session is told by
 * its address. The one seen is held, so that no other can have its address. */
static void look_at_session(hc__tls_t* t) {
  const hc_tls_lib_t* lib = t->lib;
  SSL_SESSION* session = lib->SSL_get_session(t->ssl);

  if (session == t->seen || session == NULL) return;
  lib->SSL_SESSION_free(t->seen);
  t->seen = lib->SSL_get1_session(t->ssl);
  if (!lib->SSL_SESSION_is_resumable(session)) return;
  lib->SSL_SESSION_free(t->session);
  t->session = lib->SSL_SESSION_dup(session);
}

/* Whether that could be sent is told by the reading that follows. */
static int is_stuck(hc__tls_t* t) {
  hc__tls_error_t ignored;
  return hc__tls_unsent(t) > 0 &&
         hc__tls_flush(t, &ignored) == HC__TLS_WANT_WRITE;
}

hc__tls_result hc__tls_handshake(hc__tls_t* t, hc__tls_error_t* error) {
  hc__tls_result result = HC__TLS_DONE;
  int n;

  if (t->is_broken) return HC__TLS_END;
  t->lib->ERR_clear_error();
  errno = 0;
  n = t->lib->SSL_do_handshake(t->ssl);
  if (n != 1) {
    result = look(t, n, errno, error);
  } else {
    t->is_open = 1;
    look_at_session(t);
  }
  if (is_stuck(t) && result == HC__TLS_WANT_READ) return HC__TLS_WANT_WRITE;
  return result;
}

hc__tls_result hc__tls_read(hc__tls_t* t, char* room, size_t len, size_t* done,
                            hc__tls_error_t* error) {
  const size_t max = (size_t)1 << 30; /* a length is an int to OpenSSL */
  hc__tls_result result = HC__TLS_DONE;

  *done = 0;
  if (t->is_broken) return HC__TLS_END;
  t->lib->ERR_clear_error();
  while (*done < len) {
    size_t left = len - *done;
    int n;
    read_on(t);
    errno = 0;
    n = t->lib->SSL_read(t->ssl, room + *done, (int)(left < max ? left : max));
    if (n <= 0) {
      result = look(t, n, errno, error);
      break;
    }
    *done += (size_t)n;
  }
  read_on(t);
  look_at_session(t);
  /* A server that asks and asks, and takes no answer, is not read from. */
  if (is_stuck(t) && hc__tls_unsent(t) > MAX_WAITING &&
      (result == HC__TLS_DONE || result == HC__TLS_WANT_READ)) {
    return HC__TLS_WANT_WRITE;
  }
  return result;
}

hc__tls_result hc__tls_write(hc__tls_t* t, const char* bytes, size_t len,
                             size_t* done, hc__tls_error_t* error) {
  hc__tls_result result;
  int n;

  *done = 0;
  if (t->is_broken) return HC__TLS_END;
  result = hc__tls_flush(t, error);
  if (result != HC__TLS_DONE) return result;
  t->lib->ERR_clear_error();
  n = t->lib->SSL_write(t->ssl, bytes, (int)(len < MAX_OUT ? len : MAX_OUT));
  if (n <= 0) return look(t, n, 0, error);
  *done = (size_t)n;
  return hc__tls_flush(t, error);
}

void hc__tls_end(hc__tls_t* t) {
  if (t->is_broken || !t->is_open) return;
  t->lib->ERR_clear_error();
  (void)t->lib->SSL_shutdown(t->ssl);
  t->lib->ERR_clear_error();
  (void)is_stuck(t);
}

int hc__tls_has_pending(const hc__tls_t* t) {
  return t->is_open && !t->is_broken && t->lib->SSL_has_pending(t->ssl);
}

#endif
