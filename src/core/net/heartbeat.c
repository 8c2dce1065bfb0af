#define _POSIX_C_SOURCE 200809L

#include "net/conn.h"

/*
 * A server that is frozen, or behind a link that swallows everything, looks
 * like one that has nothing to say. After a silence it is asked with PING; if
 * nothing at all comes in time, the connection is dead.
 *
 * While bytes flow this costs one comparison for each interval: reads are only
 * stamped, and the timer looks at the stamp when it fires.
 */

static void on_beat(uv_timer_t* timer);

static void wait_ms(hc_conn_t* c, uint64_t ms) {
  (void)uv_timer_start(&c->beat, on_beat, ms, 0);
}

/* Whether there is a reason to ask, and no reason not to. */
static int may_ask(const hc_conn_t* c) {
  if (c->is_paused) return 0; /* an answer would not be read */
  return c->options.has_heartbeat_always || hc_engine_sub_count(c->engine) > 0;
}

static void look_again_after_interval(hc_conn_t* c) {
  uint64_t interval = c->options.heartbeat_interval_ms;
  uint64_t silence = uv_now(c->loop) - c->last_read;

  c->beat_state = HC__BEAT_QUIET;
  wait_ms(c, silence < interval ? interval - silence : interval);
}

static void on_silence(hc_conn_t* c) {
  uint64_t silence = uv_now(c->loop) - c->last_read;

  if (silence < c->options.heartbeat_interval_ms || !may_ask(c) ||
      hc__ping(c->engine) != HC_OK) {
    look_again_after_interval(c);
    return;
  }
  c->beat_state = HC__BEAT_ASKED;
  c->beat_heard = 0;
  wait_ms(c, c->options.heartbeat_timeout_ms);
  hc_conn_flush(c);
}

static void on_beat(uv_timer_t* timer) {
  hc_conn_t* c = (hc_conn_t*)timer->data;

  if (c->beat_state == HC__BEAT_QUIET) {
    on_silence(c);
  } else if (c->beat_heard || c->is_paused) {
    look_again_after_interval(c);
  } else if (c->beat_state == HC__BEAT_ASKED) {
    /* The loop may have been blocked for all that time, with the answer in
     * the socket: timers run before sockets are read. A timer of 0 ms could
     * fire before they are. */
    c->beat_state = HC__BEAT_LAST_LOOK;
    wait_ms(c, 1);
  } else {
    hc__conn_fail(c, HC_EHEARTBEAT, 0, "heartbeat",
                  hc_status_text(HC_EHEARTBEAT));
  }
}

void hc__heartbeat_start(hc_conn_t* c) {
  if (c->options.heartbeat_interval_ms == 0) return;
  /* The socket keeps the loop alive, if anything shall. */
  uv_unref((uv_handle_t*)&c->beat);
  c->last_read = uv_now(c->loop);
  look_again_after_interval(c);
}

void hc__heartbeat_stop(hc_conn_t* c) {
  (void)uv_timer_stop(&c->beat);
}

void hc__heartbeat_answered(void* conn) {
  hc_conn_t* c = (hc_conn_t*)conn;
  c->last_beat = uv_now(c->loop);
  c->beats++;
}

static uint64_t age(const hc_conn_t* c, uint64_t then) {
  return then == 0 ? UINT64_MAX : uv_now(c->loop) - then;
}

void hc_conn_life(const hc_conn_t* c, hc_life_t* out) {
  out->last_read_ms = age(c, c->last_read);
  out->last_heartbeat_ms = age(c, c->last_beat);
  out->heartbeats = c->beats;
}
