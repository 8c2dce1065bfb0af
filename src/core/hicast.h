/*
 * hicast core: a Redis pub/sub client as a C library on the caller's loop.
 *
 * The core knows no JavaScript. It has two layers:
 *
 *   hc_engine_t  the protocol, without any I/O: bytes in, deliveries and
 *                settled commands out, bytes to send: hicast_engine.h.
 *   hc_conn_t    one engine on a transport: hiredis' asynchronous context
 *                with its libuv adapter, or a stream of the caller's: here.
 *                On the first, with TLS or without: hicast_tls.h.
 *
 * Rules that hold for everything below:
 *
 *  1. A pointer given to a function is *borrowed for the call* unless its
 *     comment says *copied* or *taken*. What a callback is given is borrowed
 *     until the callback returns.
 *  2. Closing is asynchronous, may be asked for at any time, inside a
 *     callback too, and twice. hc_conn_close() is followed by exactly one
 *     on_close, hc_conn_destroy() by exactly one on_destroyed, and memory
 *     goes only after that.
 *  3. No callback of a connection runs inside an hc_conn_* call, but for those
 *     that stand for the transport: hc_conn_feed() delivers what it is given,
 *     and hc_conn_flush() calls on_write. An engine calls back only from
 *     hc_engine_feed() and hc_engine_commit().
 *  4. Each pending command ends exactly once: with on_reply, or by on_close,
 *     which ends all that are still pending.
 *  5. One loop, one thread; no locks, and no mutable static anywhere.
 *  6. Functions that return int give HC_OK (0) or a negative hc_status.
 */
#ifndef HICAST_H
#define HICAST_H

#include "hicast_engine.h"

#ifdef __cplusplus
extern "C" {
#endif

struct uv_loop_s;

/* ---- Connection ---- */

typedef struct hc_conn_s hc_conn_t;

/* Why a connection ended. */
typedef struct hc_close_info_s {
  int status;          /* hc_status: HC_ECLOSED when the caller asked for it */
  int system_error;    /* a negative libuv error number, or 0 */
  const char* syscall; /* "connect", "read", "write", "getaddrinfo", or "" */
  const char* address; /* the peer's numeric address or path, or "" */
  int port;            /* 0 for a path */
  const char* text;    /* one line for a person; of HC_ETLS, OpenSSL's errors */
  const char* library; /* HC_ETLS: the part of OpenSSL, or "" */
  const char* reason;  /* HC_ETLS: OpenSSL's words for it, or "" */
} hc_close_info_t;

typedef struct hc_conn_callbacks_s {
  hc_callbacks_t engine;
  /* TLS: the handshake of TLS is over, and nothing else was sent yet. HC_OK
   * when the server is who it should be; else the connection ends with
   * HC_ETLS. See hc_conn_tls_info(). NULL: OpenSSL's verdict on the chain of
   * certificates is taken, and names are not looked at. */
  int (*on_secure)(void* data);
  /* The transport is open; the handshake is on its way. */
  void (*on_connect)(void* data);
  void (*on_close)(void* data, const hc_close_info_t* info);
  void (*on_destroyed)(void* data);
  /* Bytes for the caller's stream: only after hc_conn_open_stream(). The
   * bytes are borrowed; all of them count as sent. */
  void (*on_write)(void* data, const char* bytes, size_t len);
} hc_conn_callbacks_t;

typedef struct hc_conn_options_s {
  uint32_t connect_timeout_ms;    /* 0: none. Covers resolving and connecting,
                                     then once more the handshake's first reply */
  int has_no_delay;               /* TCP_NODELAY */
  int64_t keep_alive_ms;          /* TCP keepalive delay; negative: off */
  uint32_t heartbeat_interval_ms; /* silence before the server is asked whether
                                     it lives; 0: never */
  uint32_t heartbeat_timeout_ms;  /* how long it may take to answer */
  int has_heartbeat_always;       /* else only while something is subscribed */
  int family;                     /* 0, 4 or 6 */
  const struct hc_tls_options_s* tls; /* hicast_tls.h; NULL: plain text */
} hc_conn_options_t;

/*
 * Makes a connection object on a loop; it can be opened again and again.
 * The loop is borrowed until on_destroyed. *out is NULL on error.
 */
int hc_conn_new(struct uv_loop_s* loop, const hc_conn_callbacks_t* callbacks,
                void* data, const hc_limits_t* limits, hc_conn_t** out);

/* The connection's engine, for its commands and figures. */
hc_engine_t* hc_conn_engine(hc_conn_t* c);

/*
 * Opens by TCP, by unix socket, or over a stream of the caller's which is
 * open already. What goes wrong later is told by on_close.
 * Strings and structures are copied. Errors: HC_EALREADY, HC_EINVAL,
 * HC_ENOMEM, HC_ESYSTEM.
 */
int hc_conn_open_tcp(hc_conn_t* c, const char* host, int port,
                     const hc_conn_options_t* options,
                     const hc_handshake_t* handshake);
int hc_conn_open_unix(hc_conn_t* c, const char* path,
                      const hc_conn_options_t* options,
                      const hc_handshake_t* handshake);
int hc_conn_open_stream(hc_conn_t* c, const hc_conn_options_t* options,
                        const hc_handshake_t* handshake);

/* Bytes, and the end, of the caller's stream. `system_error` is 0 at a plain
 * end. */
void hc_conn_feed(hc_conn_t* c, const char* bytes, size_t len);
void hc_conn_stream_end(hc_conn_t* c, int system_error, const char* syscall);

/*
 * Sends what the engine has to send, at once as far as the socket takes it.
 * Nothing is lost without this call: the loop does it in its next turn.
 */
void hc_conn_flush(hc_conn_t* c);

/* Sends what is buffered, then tells the server that no more will come; what
 * the server still sends is read until it closes. */
void hc_conn_end(hc_conn_t* c);

/* Closes now. on_close follows from the loop, with HC_ECLOSED. */
void hc_conn_close(hc_conn_t* c);

/* Closes and frees. on_close (if open) and on_destroyed follow. */
void hc_conn_destroy(hc_conn_t* c);

/* Stops and resumes reading from the socket. No effect on a stream. */
void hc_conn_pause(hc_conn_t* c);
void hc_conn_resume(hc_conn_t* c);

/* Whether the open connection keeps the loop alive; it does by default. */
void hc_conn_ref(hc_conn_t* c);
void hc_conn_unref(hc_conn_t* c);

/* What a connection knows of its peer's life. Times are ages in milliseconds,
 * UINT64_MAX for never. */
typedef struct hc_life_s {
  uint64_t last_read_ms;      /* since the last byte came */
  uint64_t last_heartbeat_ms; /* since the last answer to a heartbeat */
  uint64_t heartbeats;        /* answered, on all connections */
} hc_life_t;

void hc_conn_life(const hc_conn_t* c, hc_life_t* out);

/* Whether there is a connection: open, being opened, or being closed. */
int hc_conn_is_active(const hc_conn_t* c);

#ifdef __cplusplus
}
#endif

#endif /* HICAST_H */
