#include "broker/broker.h"

/* Faults on demand, and their undoing. */

/* How often clients are looked after: when slowed down, and else. */
#define SLOW_TICK_MS 20
#define TICK_MS 250
/* Who has not used what it may send is owed for no longer. */
#define OWED_MS 200

int hcb__chance(hc_broker_t* b, double rate) {
  /* xorshift64* */
  b->random ^= b->random >> 12;
  b->random ^= b->random << 25;
  b->random ^= b->random >> 27;
  return (double)((b->random * 0x2545f4914f6cdd1du) >> 11) /
             9007199254740992.0 <
         rate;
}

int hc_broker_kill(hc_broker_t* b, uint64_t id) {
  hcb__client_t* c = hcb__client_find(b, id);

  if (c == NULL) return 0;
  b->stats.killed++;
  hcb__client_close(c);
  return 1;
}

/* ---- Freeze ---------------------------------------------------------------- */

static void update_all(hc_broker_t* b) {
  hcb__client_t *c, *next;

  for (c = b->first; c != NULL; c = next) {
    next = c->next;
    if (!b->is_frozen) hcb__mark(c);
    hcb__client_update(c);
  }
  if (!b->is_frozen) hcb__flush_all(b);
}

static void thaw(hc_broker_t* b) {
  (void)uv_timer_stop(&b->thaw);
  if (!b->is_frozen) return;
  b->is_frozen = 0;
  update_all(b);
  hcb__listener_resume(b, &b->tcp);
  hcb__listener_resume(b, &b->pipe);
}

static void on_thaw(uv_timer_t* timer) {
  thaw((hc_broker_t*)timer->data);
}

void hc_broker_freeze(hc_broker_t* b, uint64_t ms) {
  if (b->is_closing) return;
  if (ms == 0) {
    thaw(b);
    return;
  }
  (void)uv_timer_stop(&b->thaw);
  if (ms != UINT64_MAX) {
    uv_update_time(b->loop);
    (void)uv_timer_start(&b->thaw, on_thaw, ms, 0);
  }
  if (b->is_frozen) return;
  b->is_frozen = 1;
  update_all(b);
}

/* ---- Refuse ---------------------------------------------------------------- */

static int refuse_at(hc_broker_t* b, hcb__listener_t* l) {
  if (l->address == NULL) return 0;
  /* A socket that is bound but does not listen keeps the port, and makes the
   * kernel refuse who wants to connect. */
  if (b->is_refusing) hcb__listener_close(b, l);
  return hcb__listener_open(b, l);
}

int hc_broker_refuse(hc_broker_t* b, int is_refusing) {
  int error, pipe_error;

  if (b->is_closing || b->is_refusing == !!is_refusing) return 0;
  b->is_refusing = !!is_refusing;
  error = refuse_at(b, &b->tcp);
  pipe_error = refuse_at(b, &b->pipe);
  return error != 0 ? error : pipe_error;
}

/* ---- Slow ------------------------------------------------------------------ */

/* Sends what may be sent now. */
static void feed(hc_broker_t* b, hcb__client_t* c) {
  uint64_t most = b->slow_rate * OWED_MS;

  if (most < 1000) most = 1000;
  c->out.allowance += b->slow_rate * SLOW_TICK_MS;
  if (c->out.allowance > most) c->out.allowance = most;
  if (c->out.count > 0) hcb__mark(c);
}

static void on_tick(uv_timer_t* timer) {
  hc_broker_t* b = (hc_broker_t*)timer->data;
  hcb__client_t* c;
  int is_needed = b->slow_rate > 0;

  for (c = b->first; c != NULL; c = c->next) {
    if (b->slow_rate > 0) feed(b, c);
    if (c->out.soft_from == 0) continue;
    is_needed = 1;
    hcb__mark(c);
  }
  if (!is_needed) (void)uv_timer_stop(timer);
  hcb__flush_all(b);
}

void hcb__tick_start(hc_broker_t* b) {
  uint64_t ms = b->slow_rate > 0 ? SLOW_TICK_MS : TICK_MS;
  if (b->is_closing || (uv_is_active((uv_handle_t*)&b->tick) &&
                        uv_timer_get_repeat(&b->tick) == ms)) {
    return;
  }
  (void)uv_timer_start(&b->tick, on_tick, ms, ms);
}

void hc_broker_slow(hc_broker_t* b, uint64_t bytes_per_second) {
  if (b->is_closing) return;
  /* Far more than any wire takes, so that the sums cannot overflow. */
  if (bytes_per_second > (uint64_t)1 << 40) bytes_per_second = 0;
  b->slow_rate = bytes_per_second;
  hcb__tick_start(b);
  if (bytes_per_second == 0 && !b->is_frozen) update_all(b);
}

/* ---- Garble and drop ------------------------------------------------------- */

static double clamp(double rate) {
  return rate > 0 ? (rate < 1 ? rate : 1) : 0;
}

void hc_broker_garble(hc_broker_t* b, double rate) {
  b->garble_rate = clamp(rate);
}

void hc_broker_drop(hc_broker_t* b, double rate) {
  b->drop_rate = clamp(rate);
}
