/*
 * A connection: one engine on a transport. conn.c holds its life and its
 * timers, socket.c the transport on hiredis and libuv, resolve.c names.
 */
#ifndef HICAST_CONN_H
#define HICAST_CONN_H

#include <uv.h>

#include "engine/internal.h"
#include "hicast.h"
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
  char text[256];
  char syscall[32];
  char address[128];
} hc__close_t;

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
  uv_timer_t timer;        /* connectTimeout, then the loading wait */
  uv_timer_t defer;        /* on_close, and the opening of a stream */
  uv_prepare_t unsent;     /* active while there is output not tried yet */
  uv_timer_t beat;         /* heartbeat.c */
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
  int is_writing; /* on_write of a stream is under way */
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

/* heartbeat.c */
void hc__heartbeat_start(hc_conn_t* c);
void hc__heartbeat_stop(hc_conn_t* c);
void hc__heartbeat_answered(void* conn);

/* resolve.c */
int hc__resolve_start(hc_conn_t* c, const char* host, int port);
void hc__resolve_cancel(hc_conn_t* c);

#endif /* HICAST_CONN_H */
