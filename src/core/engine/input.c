#include "engine/internal.h"

/*
 * The way in: bytes of the server go to whom they are for. What a busy
 * connection gets most, messages (messages.c) and integer replies in their
 * usual form, is taken on short paths of its own; anything else is read as a
 * value.
 */

/* An idle connection should be small: the input grows with what comes. */
#define FIRST_READ ((size_t)16384)
/* What is moved rather than read behind. */
#define SHORT_REST ((size_t)4096)
/* ---- Integer replies ---- */

/* Takes the integer replies to plain commands that stand at the front; what
 * publishing gets. Stops at anything else. */
static void take_integers(hc_engine_t* e) {
  const uint32_t generation = e->generation;
  hc_value_t v = {HC_INTEGER, 0, 0, {NULL}};

  while (hc__buf_len(&e->in) > 0) {
    const char* p = e->in.data + e->in.start;
    const hc__pending_t* front = hc__queue_front(&e->queue);
    const char* next;
    size_t number;
    int is_partial;
    uint32_t flags;

    if (*p != ':' || front == NULL || front->kind != HC_CMD) return;
    /* Digits only, up to 18 of them; a sign is for the reader. */
    next = hc__read_len(p + 1, e->in.data + e->in.end, &number, &is_partial);
    if (next == NULL) return;
    v.as.integer = (int64_t)number;
    flags = front->flags;
    hc__queue_pop(&e->queue);
    e->counters.replies++;
    e->cb.on_reply(e->data, flags, &v);
    if (e->generation != generation) return;
    hc__buf_consume(&e->in, (size_t)(next - p));
    /* The reader may have seen the beginning of this line before. */
    e->reader.line_seen = 0;
  }
}

/* Takes both, in turn, as they come when a connection publishes to itself. */
static void take_short(hc_engine_t* e) {
  const uint32_t generation = e->generation;
  size_t len;

  do {
    len = hc__buf_len(&e->in);
    hc__take_messages(e);
    if (e->generation != generation || e->need > 0) return;
    take_integers(e);
  } while (e->generation == generation && hc__buf_len(&e->in) < len);
}

/* ---- Values ---- */

/* Takes what the reader has gone over off the input. */
static void drop_parsed(hc_engine_t* e) {
  hc__buf_consume(&e->in, e->parsed);
  e->parsed = 0;
  hc__reader_reset(&e->reader);
}

/* More bytes are needed to read on. */
static void wait_for_more(hc_engine_t* e) {
  size_t need = e->reader.need ? e->reader.need : 1;

  if (hc__reader_is_busy(&e->reader)) {
    e->need = e->parsed + need;
    return;
  }
  /* An attribute without its reply yet: it is dropped in any case. */
  if (e->parsed > 0) drop_parsed(e);
  e->need = need;
}

/* Reads one value, or part of one, and passes it on. Returns 1 when there may
 * be more to take, 0 when not, or a failure. */
static int take_value(hc_engine_t* e) {
  const uint32_t generation = e->generation;
  const char* p = e->in.data + e->in.start;
  const char* q = p + e->parsed;
  int result;

  e->reader.has_inner_arrays = e->protocol == 2 && e->queued.count > 0;
  result = hc__reader_run(&e->reader, &q, e->in.data + e->in.end);
  e->parsed = (size_t)(q - p);
  if (result < 0) {
    return hc__fail(e, result, e->reader.error, strlen(e->reader.error));
  }
  if (result == 0) {
    wait_for_more(e);
    return 0;
  }
  if (result == HC__READ_INNER) {
    result =
        hc__dispatch_inner(e, e->reader.inner, &e->reader.is_inner_element);
    return result < 0 ? result : e->generation == generation;
  }
  result = hc__dispatch(e, &e->reader.root);
  if (result < 0) return result;
  if (e->generation != generation) return 0;
  drop_parsed(e);
  return 1;
}

static int take_all(hc_engine_t* e) {
  const uint32_t generation = e->generation;
  int result = 1;

  while (result > 0) {
    if (hc__buf_len(&e->in) < e->need) break;
    e->need = 0;
    if (!hc__reader_is_busy(&e->reader)) take_short(e);
    if (e->generation != generation || hc__buf_len(&e->in) == 0) break;
    if (e->need > 0) break;
    result = take_value(e);
  }
  if (result >= 0 && e->generation == generation &&
      hc__buf_len(&e->in) > e->reader.limits.max_reply_len) {
    static const char text[] = "a reply exceeds the client's limit";
    result = hc__fail(e, HC_ELIMIT, text, sizeof(text) - 1);
  }
  return result < 0 ? result : HC_OK;
}

char* hc_engine_reserve(hc_engine_t* e, size_t min_len, size_t* len) {
  const char* from = e->in.data != NULL ? e->in.data + e->in.start : NULL;
  char* room;

  if (e->is_feeding) return NULL; /* what is being looked at must not move */
  if (e->in.cap == 0 && min_len < FIRST_READ) min_len = FIRST_READ;
  if (e->is_input_full) min_len = HC__READ_SIZE;
  /* A long string is read to where it will be complete, if it can be believed:
   * memory grows with what came, not with what was announced. */
  if (e->need > hc__buf_len(&e->in)) {
    size_t missing = e->need - hc__buf_len(&e->in);
    if (missing > min_len && missing <= e->in.cap) min_len = missing;
  }
  /* A short rest goes to the front: the next read then goes to where the last
   * one went, which is still in the CPU's cache. */
  if (hc__buf_len(&e->in) <= SHORT_REST) hc__buf_compact(&e->in);
  room = hc__buf_reserve(&e->in, min_len);
  if (room == NULL) return NULL;
  hc__reader_rebase(&e->reader, from, e->parsed, e->in.data + e->in.start);
  *len = e->in.cap - e->in.end;
  return room;
}

int hc_engine_commit(hc_engine_t* e, size_t len) {
  int status;

  if (!e->is_running) return HC_ENOTCONN;
  if (e->is_feeding) return HC_EINVAL;
  e->is_input_full = len > 0 && e->in.cap - e->in.end == len;
  e->in.end += len;
  e->counters.bytes_in += len;
  e->is_feeding = 1;
  status = HC_OK;
  if (e->is_fresh) {
    e->is_fresh = 0;
    if (e->hs_left == 0) status = hc__ready_check(e);
  }
  if (status == HC_OK) status = take_all(e);
  if (status != HC_OK) {
    e->failure = status;
    hc__engine_reset(e);
  }
  e->cb.on_batch_end(e->data);
  e->is_feeding = 0;
  if (!e->is_running) hc__forget_input(e);
  return status;
}

int hc_engine_feed(hc_engine_t* e, const char* bytes, size_t len) {
  size_t room_len;
  char* room;

  if (!e->is_running) return HC_ENOTCONN;
  if (e->is_feeding) return HC_EINVAL;
  room = hc_engine_reserve(e, len, &room_len);
  if (room == NULL) {
    hc__engine_reset(e);
    return hc__fail(e, HC_ENOMEM, "out of memory", 13);
  }
  if (len) memcpy(room, bytes, len);
  return hc_engine_commit(e, len);
}
