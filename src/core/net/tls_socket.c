#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdio.h>

#include "net/conn.h"

/*
 * TLS on the socket: what socket.c does with read() and send(), done with
 * records. A socket says that it is readable while the system has bytes;
 * those that OpenSSL has read already are ours to remember.
 */

/* Whole buffers that are taken in a row; then the loop has its turn. */
#define MAX_ROUNDS 4

static void write_wanted(hc_conn_t* c, int is_wanted) {
  if (is_wanted == c->is_write_wanted) return;
  c->is_write_wanted = is_wanted;
  if (is_wanted) {
    c->ac->ev.addWrite(c->ac->ev.data);
  } else {
    c->ac->ev.delWrite(c->ac->ev.data);
  }
}

/* ---- The handshake ---- */

static void on_secure(hc_conn_t* c) {
  int status = HC_OK;
  hc_tls_info_t info;

  if (c->cb.on_secure != NULL) {
    status = c->cb.on_secure(c->data);
    if (c->state != HC__CONNECTING) return;
  } else if (hc_conn_tls_info(c, &info) != HC_OK || info.verify_error != 0) {
    status = HC_ETLS;
  }
  if (status != HC_OK) {
    hc__conn_fail(c, HC_ETLS, 0, "", "the server's certificate was refused");
    return;
  }
  hc__tls_accept(c);
  hc__conn_opened(c);
  /* What came with the end of the handshake. */
  if (c->state == HC__OPEN && hc__tls_has_pending(c->tls)) {
    hc__conn_defer(c);
  }
}

static void shake_hands(hc_conn_t* c) {
  hc__tls_error_t error;

  switch (hc__tls_handshake(c->tls, &error)) {
    case HC__TLS_DONE:
      write_wanted(c, hc__tls_unsent(c->tls) > 0);
      on_secure(c);
      break;
    case HC__TLS_WANT_READ:
      write_wanted(c, 0);
      break;
    case HC__TLS_WANT_WRITE:
      write_wanted(c, 1);
      break;
    case HC__TLS_SYSTEM:
      hc__conn_fail(c, HC_ESYSTEM, error.system_error, "read",
                    uv_strerror(error.system_error));
      break;
    case HC__TLS_END:
    case HC__TLS_TRUNCATED:
      memset(&error, 0, sizeof(error));
      error.system_error = UV_ECONNRESET;
      /* The words are Node's. */
      snprintf(error.text, sizeof(error.text), "%s",
               "Client network socket disconnected before secure TLS "
               "connection was established");
      hc__conn_fail_tls(c, &error);
      break;
    default:
      hc__conn_fail_tls(c, &error);
  }
}

void hc__tls_begin(hc_conn_t* c) {
  if (hc__tls_start(c->tls, c->ac->c.fd) != HC_OK) {
    hc__conn_fail(c, HC_ENOMEM, UV_ENOMEM, "connect", uv_strerror(UV_ENOMEM));
    return;
  }
  shake_hands(c);
}

/* ---- In ---- */

static void on_end(hc_conn_t* c, hc__tls_result result,
                   const hc__tls_error_t* error) {
  /* A failed write says more than the end that follows it, and nobody who has
   * said goodbye waits for one. */
  if (result == HC__TLS_END || c->has_ended ||
      (c->write_error != 0 && result == HC__TLS_TRUNCATED)) {
    hc__socket_ended(c, 0);
  } else if (result == HC__TLS_SYSTEM) {
    hc__socket_ended(c, error->system_error);
  } else {
    hc__conn_fail_tls(c, error);
  }
}

/* One buffer. Whether there may be more at once. */
static int take(hc_conn_t* c) {
  size_t len = 0, done = 0;
  hc__tls_error_t error;
  hc__tls_result result;
  char* room = hc_engine_reserve(c->engine, 1, &len);

  if (room == NULL) {
    hc__conn_fail(c, HC_ENOMEM, UV_ENOMEM, "read", uv_strerror(UV_ENOMEM));
    return 0;
  }
  result = hc__tls_read(c->tls, room, len, &done, &error);
  if (done > 0) {
    hc__conn_fed(c, hc_engine_commit(c->engine, done));
    if (c->state != HC__OPEN) return 0;
  }
  switch (result) {
    case HC__TLS_DONE:
      return 1;
    case HC__TLS_WANT_READ:
      return 0;
    case HC__TLS_WANT_WRITE:
      c->is_read_blocked = 1;
      hc__socket_update(c);
      return 0;
    default:
      on_end(c, result, &error);
      return 0;
  }
}

void hc__tls_readable(hc_conn_t* c) {
  int rounds = 0;

  if (c->state == HC__CONNECTING) {
    shake_hands(c);
    return;
  }
  while (c->state == HC__OPEN && !c->is_read_blocked &&
         (!c->is_paused || c->write_error != 0)) {
    if (rounds++ == MAX_ROUNDS) {
      hc__conn_defer(c);
      break;
    }
    if (!take(c)) break;
  }
  if (c->state != HC__OPEN) return;
  /* Answers to what was read. */
  if (hc__tls_unsent(c->tls) > 0) write_wanted(c, 1);
  hc__socket_watch(c);
}

/* ---- Out ---- */

void hc__tls_writable(hc_conn_t* c) {
  if (c->state == HC__CONNECTING) {
    shake_hands(c);
    return;
  }
  hc__socket_flush(c);
  if (c->state != HC__OPEN || !c->is_read_blocked) return;
  if (hc__tls_unsent(c->tls) > 0 && c->write_error == 0) return;
  c->is_read_blocked = 0;
  hc__socket_update(c);
  hc__tls_readable(c);
}

ssize_t hc__tls_send(hc_conn_t* c, const char* bytes, size_t len) {
  hc__tls_error_t error;
  size_t done;

  switch (hc__tls_write(c->tls, bytes, len, &done, &error)) {
    case HC__TLS_DONE:
      return (ssize_t)done;
    case HC__TLS_WANT_READ:
    case HC__TLS_WANT_WRITE:
      write_wanted(c, 1);
      if (done > 0) return (ssize_t)done;
      errno = EAGAIN;
      return -1;
    case HC__TLS_SYSTEM:
      errno = -error.system_error;
      return -1;
    case HC__TLS_END:
    case HC__TLS_TRUNCATED:
      errno = EPIPE;
      return -1;
    default:
      hc__conn_fail_tls(c, &error);
      errno = EPROTO;
      return -1;
  }
}

int hc__tls_send_rest(hc_conn_t* c) {
  hc__tls_error_t error;

  if (hc__tls_unsent(c->tls) == 0) return 0;
  switch (hc__tls_flush(c->tls, &error)) {
    case HC__TLS_DONE:
      return 0;
    case HC__TLS_SYSTEM:
      errno = -error.system_error;
      return -1;
    default:
      errno = EAGAIN;
      return -1;
  }
}
