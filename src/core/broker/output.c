#include <stddef.h>
#include <stdlib.h>

#include "broker/broker.h"

/*
 * What is to be sent to a client: slices of chunks. They are written at the
 * end of the loop's turn, with one call for all that came up in it. What the
 * kernel does not take is libuv's to write; the slices behind it wait.
 */

/* Slices given to the kernel at once. */
#define WRITE_MAX 256
/* A slice that stays behind and is smaller would pin a chunk for little. */
#define SMALL_SLICE ((size_t)16384)

static hcb__slice_t* slice_at(hcb__output_t* o, size_t i) {
  return &o->slices[(o->head + i) & (o->cap - 1)];
}

static int write_out(hcb__client_t* c);

static int grow(hcb__output_t* o) {
  size_t i, cap = o->cap ? o->cap * 2 : 4;
  hcb__slice_t* slices = malloc(cap * sizeof(*slices));

  if (slices == NULL) return HC_ENOMEM;
  for (i = 0; i < o->count; i++) slices[i] = *slice_at(o, i);
  free(o->slices);
  o->slices = slices;
  o->cap = cap;
  o->head = 0;
  return HC_OK;
}

/* Whether the bytes could be appended to the last slice. */
static int extend(hcb__output_t* o, const hcb__chunk_t* chunk, size_t at,
                  size_t len) {
  hcb__slice_t* last;

  if (o->count == o->flying) return 0;
  last = slice_at(o, o->count - 1);
  if (last->chunk != chunk || last->at + last->len != at) return 0;
  last->len += len;
  return 1;
}

void hcb__mark(hcb__client_t* c) {
  if (c->dirty.next != NULL || c->is_closing) return;
  hcb__list_append(&c->broker->dirty, &c->dirty);
}

/* Closes it at the end of the turn, and lets go of what it was to be sent. */
static void doom(hcb__client_t* c) {
  hcb__output_t* o = &c->out;

  c->is_doomed = 1;
  for (; o->count > o->flying; o->count--)
    hcb__chunk_unref(slice_at(o, o->count - 1)->chunk);
  if (o->settled > o->count) o->settled = o->count;
  o->len = 0;
  hcb__mark(c);
}

/* So much is appended in the middle of a command that the limits are looked at
 * before its end. Closes nobody, for somebody's subscriptions may be at hand.
 */
static void hold(hcb__client_t* c) {
  const hc_broker_options_t* options = &c->broker->options;

  if (!hcb__is_subscriber(c)) {
    /* The longest reply fits. */
    if (c->out.len < options->max_bulk_len + HCB__OUTPUT_PAUSE) return;
  } else {
    if (write_out(c) == 0 && !hcb__output_is_over(c)) return;
  }
  c->broker->stats.cut++;
  doom(c);
}

void hcb__send_slice(hcb__client_t* c, hcb__chunk_t* chunk, size_t at,
                     size_t len) {
  hcb__output_t* o = &c->out;

  if (c->is_doomed || c->is_closing) return;
  if (!extend(o, chunk, at, len)) {
    hcb__slice_t* slice;
    if (o->count == o->cap && grow(o) != HC_OK) {
      doom(c);
      return;
    }
    slice = slice_at(o, o->count++);
    slice->chunk = chunk;
    slice->at = at;
    slice->len = len;
    chunk->refs++;
  }
  o->len += len;
  hcb__mark(c);
  if (o->len >= c->broker->options.output_hard) hold(c);
}

void hcb__send_push(hcb__client_t* c, const char* bytes, size_t len) {
  hcb__arena_t* arena = &c->broker->replies;
  char* room = hcb__arena_room(arena, len);

  if (room == NULL) {
    doom(c);
    return;
  }
  if (len == 0) return;
  hcb__work(c->broker, 1 + len / 64);
  memcpy(room, bytes, len);
  if (c->is_spoiled) {
    room[0] = '\x7f'; /* which is no type of RESP */
    c->is_spoiled = 0;
    c->broker->stats.garbled++;
  }
  hcb__send_slice(c, arena->chunk, arena->chunk->used, len);
  arena->chunk->used += len;
}

void hcb__send(hcb__client_t* c, const char* bytes, size_t len) {
  if (c->is_muted || c->skips == 1) return;
  hcb__send_push(c, bytes, len);
}

/* ---- Limits ---------------------------------------------------------------- */

size_t hcb__output_len(const hcb__client_t* c) {
  if (c->is_closing) return 0;
  return c->out.len + uv_stream_get_write_queue_size(&c->socket.stream);
}

int hcb__output_is_over(hcb__client_t* c) {
  const hc_broker_options_t* options = &c->broker->options;
  size_t len;

  if (!hcb__is_subscriber(c)) return 0;
  len = hcb__output_len(c);
  if (len >= options->output_hard) return 1;
  if (len < options->output_soft) {
    c->out.soft_from = 0;
    return 0;
  }
  if (c->out.soft_from == 0) {
    c->out.soft_from = uv_now(c->broker->loop) + 1;
    hcb__tick_start(c->broker);
  }
  return uv_now(c->broker->loop) - (c->out.soft_from - 1) >=
         options->output_soft_ms;
}

/* ---- Writing --------------------------------------------------------------- */

static void on_written(uv_write_t* write, int status);

static void pop(hcb__output_t* o) {
  hcb__chunk_unref(slice_at(o, 0)->chunk);
  o->head = (o->head + 1) & (o->cap - 1);
  o->count--;
  if (o->settled > 0) o->settled--;
}

/* Takes off what was written. */
static void consume(hcb__client_t* c, size_t len) {
  hcb__output_t* o = &c->out;

  c->broker->stats.bytes_out += len;
  o->len -= len;
  while (len > 0) {
    hcb__slice_t* slice = slice_at(o, 0);
    if (slice->len > len) {
      slice->at += len;
      slice->len -= len;
      return;
    }
    len -= slice->len;
    pop(o);
  }
}

/* Buffers for the first slices, at most `max` bytes. Returns how many. */
static unsigned gather(hcb__output_t* o, uv_buf_t* bufs, size_t max,
                       size_t* total) {
  unsigned n = 0;

  *total = 0;
  while (n < o->count && n < WRITE_MAX && *total < max) {
    const hcb__slice_t* slice = slice_at(o, n);
    size_t len = slice->len;
    if (len > max - *total) len = max - *total;
    bufs[n++] = uv_buf_init(slice->chunk->data + slice->at, (unsigned)len);
    *total += len;
  }
  return n;
}

/* A small slice goes to where nobody else's bytes are. */
static void make_own(hcb__output_t* o, hcb__slice_t* slice) {
  char* room;

  if (slice->len >= SMALL_SLICE) return;
  room = hcb__arena_room(&o->own, slice->len);
  if (room == NULL) return;
  memcpy(room, slice->chunk->data + slice->at, slice->len);
  hcb__chunk_unref(slice->chunk);
  slice->chunk = o->own.chunk;
  slice->at = o->own.chunk->used;
  slice->chunk->refs++;
  o->own.chunk->used += slice->len;
}

/* Goes over the slices that came up in this turn and have to wait. */
static void settle(hcb__output_t* o) {
  size_t i, count = o->count;

  if (o->settled < o->flying) o->settled = o->flying;
  o->count = o->settled;
  for (i = o->settled; i < count; i++) {
    hcb__slice_t slice = *slice_at(o, i);
    make_own(o, &slice);
    if (extend(o, slice.chunk, slice.at, slice.len)) {
      hcb__chunk_unref(slice.chunk);
    } else {
      *slice_at(o, o->count++) = slice;
    }
  }
  o->settled = o->count;
}

static int start_write(hcb__client_t* c) {
  uv_buf_t bufs[WRITE_MAX];
  size_t total;
  unsigned n;
  int error;

  settle(&c->out);
  n = gather(&c->out, bufs, SIZE_MAX, &total);
  error = uv_write(&c->write, &c->socket.stream, bufs, n, on_written);
  if (error != 0) return error;
  c->out.flying = n;
  c->out.len -= total;
  c->broker->stats.bytes_out += total;
  return 0;
}

static void on_written(uv_write_t* write, int status) {
  hcb__client_t* c = (hcb__client_t*)write->data;

  for (; c->out.flying > 0; c->out.flying--) pop(&c->out);
  if (c->is_closing) return;
  if (status != 0) {
    hcb__client_close(c);
  } else {
    hcb__output_flush(c);
  }
}

/* All is sent. */
static void drained(hcb__client_t* c) {
  hcb__output_t* o = &c->out;

  o->soft_from = 0;
  hcb__arena_free(&o->own);
  if (o->cap > 64) {
    free(o->slices);
    memset(o, 0, sizeof(*o));
  }
  if (c->is_ending) hcb__client_close(c);
  hcb__client_update(c);
}

/* Whether nothing is to be written now: somebody else does, or must not. */
static int is_held(const hcb__client_t* c) {
  return c->is_closing || c->broker->is_frozen || c->out.flying > 0;
}

/* Writes what the kernel takes. 0, or what went wrong. */
static int write_out(hcb__client_t* c) {
  hc_broker_t* b = c->broker;
  hcb__output_t* o = &c->out;

  if (is_held(c)) return 0;
  while (o->count > 0) {
    uv_buf_t bufs[WRITE_MAX];
    size_t max = b->slow_rate > 0 ? (size_t)(o->allowance / 1000) : SIZE_MAX;
    size_t total;
    unsigned n = gather(o, bufs, max, &total);
    int written = n > 0 ? uv_try_write(&c->socket.stream, bufs, n) : 0;

    if (written < 0 && written != UV_EAGAIN) return written;
    if (written > 0) consume(c, (size_t)written);
    if (b->slow_rate > 0) {
      if (written > 0) o->allowance -= (uint64_t)written * 1000;
      return 0; /* hcb__tick_start() has seen to the rest */
    }
    if (written < 0 || (size_t)written < total) return start_write(c);
  }
  return 0;
}

void hcb__output_flush(hcb__client_t* c) {
  if (is_held(c)) return;
  if (write_out(c) != 0) {
    hcb__client_close(c);
  } else if (c->out.count == 0) {
    drained(c);
  }
}

void hcb__flush_all(hc_broker_t* b) {
  while (!hcb__list_is_empty(&b->dirty)) {
    hcb__client_t* c = (hcb__client_t*)(void*)((char*)b->dirty.next -
                                               offsetof(hcb__client_t, dirty));
    hcb__list_remove(&c->dirty);
    if (!c->is_doomed) hcb__output_flush(c);
    if (!c->is_doomed && hcb__output_is_over(c)) {
      b->stats.cut++;
      c->is_doomed = 1;
    }
    if (c->is_doomed) hcb__client_close(c);
    if (c->out.count > 0) {
      settle(&c->out);
      /* A client that floods and does not read is not read either. */
      hcb__client_update(c);
    }
  }
  hcb__arena_rewind(&b->messages[0]);
  hcb__arena_rewind(&b->messages[1]);
  hcb__arena_rewind(&b->replies);
  b->turn_bytes = 0;
}

void hcb__output_free(hcb__client_t* c) {
  while (c->out.count > 0) pop(&c->out);
  hcb__arena_free(&c->out.own);
  free(c->out.slices);
  memset(&c->out, 0, sizeof(c->out));
}
