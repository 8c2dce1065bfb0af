#define _POSIX_C_SOURCE 200809L

#include "net/conn.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Timers ---- */

static void on_timer(uv_timer_t* timer);

/* Fails only for a handle that is closing, which none is before the end. */
static void start_timer(hc_conn_t* c, uint32_t ms, int is_loading) {
  c->timer_is_loading = is_loading;
  if (ms == 0) {
    (void)uv_timer_stop(&c->timer);
  } else {
    /* The loop's time is that of before whatever has led here. */
    uv_update_time(c->loop);
    (void)uv_timer_start(&c->timer, on_timer, ms, 0);
  }
}

static void on_timer(uv_timer_t* timer) {
  hc_conn_t* c = (hc_conn_t*)timer->data;
  int status;

  if (!c->timer_is_loading) {
    hc__conn_fail(c, HC_ETIMEOUT, UV_ETIMEDOUT,
                  c->state == HC__OPEN ? "handshake" : "connect",
                  uv_strerror(UV_ETIMEDOUT));
    return;
  }
  start_timer(c, c->options.connect_timeout_ms, 0);
  status = hc_engine_ready_check(c->engine);
  if (status != HC_OK) {
    hc__conn_fail(c, status, 0, "", hc_status_text(status));
    return;
  }
  hc_conn_flush(c);
}

static void on_loading(void* data, uint32_t retry_ms) {
  start_timer((hc_conn_t*)data, retry_ms, 1);
}

static void on_ready(void* data) {
  hc_conn_t* c = (hc_conn_t*)data;
  (void)uv_timer_stop(&c->timer);
  hc__heartbeat_start(c);
}

/* Tells from a copy: the callback may open the connection, which may fail. */
static void tell_close(hc_conn_t* c) {
  hc__close_t close = c->close;

  close.info.text = close.text;
  close.info.syscall = close.syscall;
  close.info.address = close.address;
  close.info.library = close.library;
  close.info.reason = close.reason;
  c->state = HC__IDLE;
  c->cb.on_close(c->data, &close.info);
  if (c->is_destroying && c->state == HC__IDLE) hc_conn_destroy(c);
}

/* What may not happen inside a call of the caller's happens here. */
static void on_defer(uv_timer_t* timer) {
  hc_conn_t* c = (hc_conn_t*)timer->data;

  switch (c->state) {
    case HC__CLOSING:
      tell_close(c);
      break;
    case HC__CONNECTING: /* a stream, which is open already */
      if (c->transport == HC__STREAM) hc__conn_opened(c);
      break;
    case HC__OPEN:
      if (c->tls != NULL) hc__tls_readable(c);
      break;
    default:
      break;
  }
}

void hc__conn_defer(hc_conn_t* c) {
  (void)uv_timer_start(&c->defer, on_defer, 0, 0);
}

/* Runs before the loop waits: nothing is kept back for want of a flush. */
static void on_unsent(uv_prepare_t* prepare) {
  hc_conn_flush((hc_conn_t*)prepare->data);
}

static void on_output(void* data) {
  hc_conn_t* c = (hc_conn_t*)data;
  if (c->state != HC__OPEN) return; /* the handshake, before it can be sent */
  /* Fails only for a handle that is closing, or without a callback. */
  (void)uv_prepare_start(&c->unsent, on_unsent);
}

/* ---- Making and ending ---- */

static int init_timer(hc_conn_t* c, uv_timer_t* timer) {
  timer->data = c;
  return uv_timer_init(c->loop, timer) == 0 ? HC_OK : HC_ESYSTEM;
}

static int init_prepare(hc_conn_t* c) {
  c->unsent.data = c;
  if (uv_prepare_init(c->loop, &c->unsent) != 0) return HC_ESYSTEM;
  /* The transport keeps the loop alive, if anything shall. */
  uv_unref((uv_handle_t*)&c->unsent);
  return HC_OK;
}

int hc_conn_new(struct uv_loop_s* loop, const hc_conn_callbacks_t* callbacks,
                void* data, const hc_limits_t* limits, hc_conn_t** out) {
  hc_conn_t* c = calloc(1, sizeof(*c));

  *out = NULL;
  if (c == NULL) return HC_ENOMEM;
  c->loop = loop;
  c->cb = *callbacks;
  c->data = data;
  c->engine = hc_engine_new(&callbacks->engine, data, limits);
  if (c->engine == NULL) {
    free(c);
    return HC_ENOMEM;
  }
  c->engine->driver.data = c;
  c->engine->driver.on_output = on_output;
  c->engine->driver.on_ready = on_ready;
  c->engine->driver.on_loading = on_loading;
  c->engine->driver.on_pong = hc__heartbeat_answered;
  /* uv_timer_init() of libuv 1 cannot fail, so there is nothing to undo. */
  if (init_timer(c, &c->timer) != HC_OK || init_timer(c, &c->defer) != HC_OK ||
      init_timer(c, &c->beat) != HC_OK || init_prepare(c) != HC_OK) {
    hc_engine_free(c->engine);
    free(c);
    return HC_ESYSTEM;
  }
  *out = c;
  return HC_OK;
}

hc_engine_t* hc_conn_engine(hc_conn_t* c) {
  return c->engine;
}

static void on_timer_closed(uv_handle_t* handle) {
  hc_conn_t* c = (hc_conn_t*)handle->data;
  c->cb.on_destroyed(c->data);
  hc__tls_forget(c);
  hc_engine_free(c->engine);
  free(c->path);
  free(c);
}

static void on_unsent_closed(uv_handle_t* handle) {
  hc_conn_t* c = (hc_conn_t*)handle->data;
  uv_close((uv_handle_t*)&c->timer, on_timer_closed);
}

static void on_beat_closed(uv_handle_t* handle) {
  hc_conn_t* c = (hc_conn_t*)handle->data;
  uv_close((uv_handle_t*)&c->unsent, on_unsent_closed);
}

/* The next handles are closed in later turns of the loop, so that the handles
 * of hiredis' adapter, which does not tell, are closed before on_destroyed. */
static void on_defer_closed(uv_handle_t* handle) {
  hc_conn_t* c = (hc_conn_t*)handle->data;
  uv_close((uv_handle_t*)&c->beat, on_beat_closed);
}

void hc_conn_destroy(hc_conn_t* c) {
  c->is_destroying = 1;
  hc_conn_close(c);
  if (c->state != HC__IDLE || c->resolve_count > 0 || c->is_gone) return;
  c->is_gone = 1;
  uv_close((uv_handle_t*)&c->defer, on_defer_closed);
}

void hc__conn_resolved_late(hc_conn_t* c) {
  if (c->is_destroying) hc_conn_destroy(c);
}

static void tear_down(hc_conn_t* c) {
  hc__resolve_cancel(c);
  hc__tls_free(c);
  hc__socket_free(c);
  uv_freeaddrinfo(c->addresses);
  c->addresses = c->next = NULL;
  (void)uv_timer_stop(&c->timer);
  (void)uv_prepare_stop(&c->unsent);
  hc__heartbeat_stop(c);
  hc_engine_stop(c->engine);
  c->state = HC__CLOSING;
  hc__conn_defer(c);
}

void hc__conn_fail(hc_conn_t* c, int status, int system_error,
                   const char* syscall, const char* text) {
  if (c->state == HC__IDLE || c->state == HC__CLOSING) return;
  snprintf(c->close.text, sizeof(c->close.text), "%s", text);
  snprintf(c->close.syscall, sizeof(c->close.syscall), "%s", syscall);
  snprintf(c->close.address, sizeof(c->close.address), "%s", c->address);
  c->close.library[0] = c->close.reason[0] = '\0';
  c->close.info.status = status;
  c->close.info.system_error = system_error;
  c->close.info.port = c->port;
  tear_down(c);
}

void hc__conn_fail_tls(hc_conn_t* c, const hc__tls_error_t* error) {
  if (c->state == HC__IDLE || c->state == HC__CLOSING) return;
  hc__conn_fail(c, HC_ETLS, error->system_error, "", error->text);
  snprintf(c->close.library, sizeof(c->close.library), "%s", error->library);
  snprintf(c->close.reason, sizeof(c->close.reason), "%s", error->reason);
}

void hc_conn_close(hc_conn_t* c) {
  hc__conn_fail(c, HC_ECLOSED, 0, "", hc_status_text(HC_ECLOSED));
}

int hc_conn_is_active(const hc_conn_t* c) {
  return c->state != HC__IDLE;
}

/* ---- Opening ---- */

int hc__conn_begin(hc_conn_t* c, hc__transport transport,
                   const hc_conn_options_t* options,
                   const hc_handshake_t* handshake) {
  int status;

  if (c->state != HC__IDLE || c->is_destroying) return HC_EALREADY;
  if (transport == HC__STREAM && options->tls != NULL) return HC_EINVAL;
  status = hc_engine_start(c->engine, handshake);
  if (status != HC_OK) return status;
  if (options->tls != NULL) {
    status = hc__tls_new(c, options->tls);
    if (status != HC_OK) {
      hc_engine_stop(c->engine);
      return status;
    }
  }
  free(c->path);
  c->path = NULL;
  c->port = 0;
  c->address[0] = '\0';
  c->transport = transport;
  c->options = *options;
  c->options.tls = NULL; /* was borrowed */
  c->is_read_blocked = 0;
  c->write_error = c->is_ending = c->has_ended = c->is_paused = 0;
  return HC_OK;
}

int hc_conn_open_tcp(hc_conn_t* c, const char* host, int port,
                     const hc_conn_options_t* options,
                     const hc_handshake_t* handshake) {
  int status;

  if (port < 0 || port > 65535) return HC_EINVAL;
  status = hc__conn_begin(c, HC__SOCKET, options, handshake);
  if (status != HC_OK) return status;
  c->port = port;
  snprintf(c->address, sizeof(c->address), "%s", host);
  status = hc__resolve_start(c, host, port);
  if (status != HC_OK) {
    hc__tls_free(c);
    hc_engine_stop(c->engine);
    return status;
  }
  c->state = HC__RESOLVING;
  start_timer(c, options->connect_timeout_ms, 0);
  return HC_OK;
}

int hc_conn_open_unix(hc_conn_t* c, const char* path,
                      const hc_conn_options_t* options,
                      const hc_handshake_t* handshake) {
  size_t len = strlen(path) + 1;
  char* copy = malloc(len);
  int status;

  if (copy == NULL) return HC_ENOMEM;
  memcpy(copy, path, len);
  status = hc__conn_begin(c, HC__SOCKET, options, handshake);
  if (status != HC_OK) {
    free(copy);
    return status;
  }
  c->path = copy;
  snprintf(c->address, sizeof(c->address), "%s", path);
  c->state = HC__CONNECTING;
  start_timer(c, options->connect_timeout_ms, 0);
  hc__socket_connect(c, 0);
  return HC_OK;
}

void hc__conn_opened(hc_conn_t* c) {
  c->state = HC__OPEN;
  start_timer(c, c->options.connect_timeout_ms, 0);
  c->cb.on_connect(c->data);
  if (c->state != HC__OPEN) return;
  hc__conn_fed(c, hc_engine_commit(c->engine, 0));
  hc_conn_flush(c);
}

/* ---- Traffic ---- */

void hc__conn_fed(hc_conn_t* c, int status) {
  size_t len;

  c->last_read = uv_now(c->loop);
  c->beat_heard = 1;
  if (c->state != HC__OPEN) return;
  if (status != HC_OK) {
    hc__conn_fail(c, status, 0, "", hc_engine_error(c->engine));
    return;
  }
  /* Until it is ready, only silence counts against a server. */
  if (!c->engine->is_ready && !c->timer_is_loading) {
    start_timer(c, c->options.connect_timeout_ms, 0);
  }
  (void)hc_engine_output(c->engine, &len);
  if (len > 0) hc_conn_flush(c);
}

void hc_conn_flush(hc_conn_t* c) {
  if (c->state != HC__OPEN) return;
  (void)uv_prepare_stop(&c->unsent);
  if (c->transport == HC__STREAM) {
    hc__stream_flush(c);
  } else {
    hc__socket_flush(c);
  }
}

void hc_conn_end(hc_conn_t* c) {
  c->is_ending = 1;
  hc_conn_flush(c);
}

void hc_conn_pause(hc_conn_t* c) {
  c->is_paused = 1;
  hc__socket_update(c);
}

void hc_conn_resume(hc_conn_t* c) {
  c->is_paused = 0;
  /* The socket does not tell of what OpenSSL has read already. */
  if (c->state == HC__OPEN && c->tls != NULL && hc__tls_has_pending(c->tls)) {
    hc__conn_defer(c);
  }
  hc__socket_update(c);
}

static void set_ref(hc_conn_t* c, int is_unref) {
  c->is_unref = is_unref;
  if (is_unref) {
    uv_unref((uv_handle_t*)&c->timer);
  } else {
    uv_ref((uv_handle_t*)&c->timer);
  }
  hc__socket_update(c);
}

void hc_conn_ref(hc_conn_t* c) {
  set_ref(c, 0);
}

void hc_conn_unref(hc_conn_t* c) {
  set_ref(c, 1);
}
