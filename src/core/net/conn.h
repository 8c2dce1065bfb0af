/*
 * A connection: one engine on a transport. conn.c holds its life and its
 * timers, socket.c the transport on hiredis and libuv, tls_socket.c TLS on it,
 * stream.c the caller's stream, resolve.c names.
 */
#ifndef HICAST_CONN_H
#define HICAST_CONN_H

#include <uv.h>

#include "engine/internal.h"
#include "hicast.h"
#include "hicast_tls.h"
#include "hiredis/async.h"

typedef struct hc__resolve_s hc__resolve_t;

typedef enum hc__conn_state {
  HC__IDLE,
  HC__RESOLVING,
  HC__CONNECTING,
  HC__OPEN,
  HC__CLOSING /* on_close is due */
} hc__conn_state;

typedef enum hc__transport { HC__SOCKET, HC__STREAM } hc__transport;

/* Why it ended, with the strings. */
typedef struct hc__close_s {
  hc_close_info_t info;
  char text[1024];
  char syscall[32];
  char library[32];
  char reason[96];
  char address[128];
} hc__close_t;

/* What went wrong in TLS. */
typedef struct hc__tls_error_s {
  char text[1024];
  char library[32]; /* "SSL routines", or "" */
  char reason[96];  /* "wrong version number", or "" */
  int system_error; /* a libuv error number, or 0 */
} hc__tls_error_t;

typedef struct hc__tls_s hc__tls_t;
typedef struct hc__tls_kept_s hc__tls_kept_t;

struct hc_conn_s {
  uv_loop_t* loop;
  hc_conn_callbacks_t cb;
  void* data;
  hc_engine_t* engine;
  hc_conn_options_t options;
  hc__conn_state state;
  hc__transport transport;

  char* path; /* of a unix socket, else NULL */
  int port;
  char address[128];          /* the peer that is being tried */
  hc__resolve_t* resolve;     /* under way, else NULL */
  size_t resolve_count;       /* under way, cancelled ones included */
  struct addrinfo* addresses; /* all that a name resolved to */
  struct addrinfo* next;      /* the next to try */

  redisAsyncContext* ac;   /* NULL when there is no socket */
  redisContextFuncs funcs; /* hiredis' own, but for two of them */
  hc__tls_t* tls;          /* NULL: plain text */
  hc__tls_kept_t* kept;    /* a session for the next connection, or NULL */
  uv_timer_t timer;        /* connectTimeout, then the loading wait */
  uv_timer_t defer;    /* on_close, the opening of a stream, and what OpenSSL
                          has read beyond what was taken from it */
  uv_prepare_t unsent; /* active while there is output not tried yet */
  uv_timer_t beat;     /* heartbeat.c */
  enum { HC__BEAT_QUIET, HC__BEAT_ASKED, HC__BEAT_LAST_LOOK } beat_state;
  uint64_t last_read; /* uv_now(); 0: never */
  int beat_heard;     /* something was read since the server was asked */
  uint64_t last_beat;
  uint64_t beats;
  int timer_is_loading; /* what `timer` is for */
  int is_write_wanted;  /* the adapter tells when the socket is writable */
  int write_error;      /* a libuv error number: reading goes on */
  int is_ending;        /* half-close once all is sent */
  int has_ended;        /* that was done */
  int is_paused;
  int is_read_blocked; /* TLS has to write before it may read */
  int is_writing;      /* on_write of a stream is under way */
  int is_unref;
  int is_destroying;
  int is_gone; /* its handles are being closed */
  hc__close_t close;
};

/* conn.c */
/* Tears the transport down; on_close follows from the loop. */
void hc__conn_fail(hc_conn_t* c, int status, int system_error,
                   const char* syscall, const char* text);
/* The transport is open. */
void hc__conn_opened(hc_conn_t* c);
/* Does in the next turn of the loop what is due: tells of the end, opens a
 * stream, reads what OpenSSL has read and nobody took yet. */
void hc__conn_defer(hc_conn_t* c);
/* What all ways to open begin with. */
int hc__conn_begin(hc_conn_t* c, hc__transport transport,
                   const hc_conn_options_t* options,
                   const hc_handshake_t* handshake);
/* TLS ended it. */
void hc__conn_fail_tls(hc_conn_t* c, const hc__tls_error_t* error);
/* The engine's verdict on what was fed. */
void hc__conn_fed(hc_conn_t* c, int status);
/* A cancelled look-up came back: a destruction may wait for it. */
void hc__conn_resolved_late(hc_conn_t* c);

/* socket.c */
/* Tries the next address, or the path; fails the connection when there is
 * none left. `error` is what the address before failed with, or 0. */
void hc__socket_connect(hc_conn_t* c, int error);
void hc__socket_free(hc_conn_t* c);
void hc__socket_flush(hc_conn_t* c);
void hc__socket_update(hc_conn_t* c); /* pause, ref */
/* libuv stops watching a socket that has an error, although the error is read
 * only after the bytes that came before it: watches on. */
void hc__socket_watch(hc_conn_t* c);
/* The socket has ended, or failed with a libuv error number. */
void hc__socket_ended(hc_conn_t* c, int error);

/* tls_socket.c: TLS on the socket. */
/* The socket is connected: begins the handshake. */
void hc__tls_begin(hc_conn_t* c);
/* There is something to read, or was; there is room to write. */
void hc__tls_readable(hc_conn_t* c);
void hc__tls_writable(hc_conn_t* c);
/* As send(): the number of bytes taken, or -1 and errno. EPROTO: the connection
 * has been ended. */
ssize_t hc__tls_send(hc_conn_t* c, const char* bytes, size_t len);
/* Sends what is encrypted already: 0, or -1 and errno. */
int hc__tls_send_rest(hc_conn_t* c);

/* tls.c, which knows no loop; tls_none.c stands in for it. */
typedef enum hc__tls_result {
  HC__TLS_DONE,
  HC__TLS_WANT_READ,
  HC__TLS_WANT_WRITE,
  HC__TLS_END,       /* the server says goodbye */
  HC__TLS_TRUNCATED, /* the socket ended without that */
  HC__TLS_SYSTEM,    /* the socket failed: error->system_error */
  HC__TLS_FAILED     /* OpenSSL says no */
} hc__tls_result;

/* Sets c->tls up. HC_OK, HC_ENOMEM, or HC_EINVAL for what OpenSSL refuses. */
int hc__tls_new(hc_conn_t* c, const hc_tls_options_t* options);
/* Keeps the session that there is, if the peer was accepted. */
void hc__tls_free(hc_conn_t* c);
/* What is kept for the next connection. */
void hc__tls_forget(hc_conn_t* c);
/* The peer is who it should be. */
void hc__tls_accept(hc_conn_t* c);
int hc__tls_start(hc__tls_t* t, int fd); /* HC_OK or HC_ENOMEM */
hc__tls_result hc__tls_handshake(hc__tls_t* t, hc__tls_error_t* error);
/* Reads as much as there is, until `room` is full. `*done` is what was read,
 * whatever the result. */
hc__tls_result hc__tls_read(hc__tls_t* t, char* room, size_t len, size_t* done,
                            hc__tls_error_t* error);
/* Takes nothing while the socket has not taken what came before. `*done` is
 * what was taken, whatever the result: what the socket did not take then is the
 * business of hc__tls_flush(). */
hc__tls_result hc__tls_write(hc__tls_t* t, const char* bytes, size_t len,
                             size_t* done, hc__tls_error_t* error);
/* How many bytes are encrypted and did not go out yet. */
size_t hc__tls_unsent(const hc__tls_t* t);
/* Sends it: done, or wants to write, or the socket failed. */
hc__tls_result hc__tls_flush(hc__tls_t* t, hc__tls_error_t* error);
/* Says goodbye, if the socket takes it. */
void hc__tls_end(hc__tls_t* t);
/* Whether something was read that is not taken yet. */
int hc__tls_has_pending(const hc__tls_t* t);

/* stream.c */
void hc__stream_flush(hc_conn_t* c);

/* heartbeat.c */
void hc__heartbeat_start(hc_conn_t* c);
void hc__heartbeat_stop(hc_conn_t* c);
void hc__heartbeat_answered(void* conn);

/* resolve.c */
int hc__resolve_start(hc_conn_t* c, const char* host, int port);
void hc__resolve_cancel(hc_conn_t* c);

#endif /* HICAST_CONN_H */
