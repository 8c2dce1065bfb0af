#include <stdlib.h>

#include "internal.h"

/* An idle connection should be small: the input grows with what comes. */
#define FIRST_READ ((size_t)16384)
#define MAX_REPLY_LEN ((size_t)2 << 30)

/* ---- Life
 * --------------------------------------------------------------------- */

hc_engine_t* hc_engine_new(const hc_callbacks_t* callbacks, void* data,
                           const hc_limits_t* limits) {
  hc_engine_t* e = calloc(1, sizeof(*e));
  if (e == NULL) return NULL;
  e->cb = *callbacks;
  e->data = data;
  e->protocol = 2;
  hc__reader_init(&e->reader, limits);
  if (e->reader.limits.max_reply_len == 0) {
    e->reader.limits.max_reply_len = MAX_REPLY_LEN;
  }
  hc__subs_init(&e->subs);
  return e;
}

void hc_engine_free(hc_engine_t* e) {
  if (e == NULL) return;
  hc__buf_free(&e->in);
  hc__buf_free(&e->en.out);
  hc__reader_free(&e->reader);
  hc__subs_free(&e->subs);
  free(e->queue.items);
  free(e->queued.items);
  free(e->hs_strings);
  free(e->resub);
  free(e);
}

/* What came in is forgotten. Not while it is being looked at. */
static void forget_input(hc_engine_t* e) {
  if (e->is_feeding) return;
  e->need = e->parsed = 0;
  hc__buf_consume(&e->in, hc__buf_len(&e->in));
  hc__reader_reset(&e->reader);
}

/* Back to before hc_engine_start(), but for the subscriptions. */
static void reset(hc_engine_t* e) {
  e->generation++;
  e->queue.head = e->queue.count = 0;
  e->queued.head = e->queued.count = 0;
  e->internal = e->hs_left = 0;
  e->resub_count = e->resub_at = e->blocking = 0;
  e->is_in_multi = e->is_loading = 0;
  e->is_running = e->is_ready = e->is_monitoring = e->is_downgrading = 0;
  hc__buf_consume(&e->en.out, hc__buf_len(&e->en.out));
  forget_input(e);
}

int hc_engine_start(hc_engine_t* e, const hc_handshake_t* handshake) {
  int status;

  if (handshake->protocol != 2 && handshake->protocol != 3) return HC_EINVAL;
  if (e->is_feeding) return HC_EINVAL;
  reset(e);
  status = hc__handshake_copy(e, handshake);
  if (status != HC_OK) return status;
  if (handshake->has_resubscribe) {
    hc__subs_begin(&e->subs);
  } else {
    hc__subs_clear(&e->subs);
  }
  e->failure = HC_OK;
  e->error[0] = '\0';
  e->protocol = handshake->protocol;
  e->is_running = e->is_fresh = 1;
  status = hc__handshake_send(e);
  if (status != HC_OK) reset(e);
  return status;
}

void hc_engine_stop(hc_engine_t* e) {
  reset(e);
}

int hc__fail(hc_engine_t* e, int status, const char* text, size_t len) {
  if (len >= sizeof(e->error)) len = sizeof(e->error) - 1;
  memcpy(e->error, text, len);
  e->error[len] = '\0';
  e->failure = status;
  return status;
}

const char* hc_engine_error(const hc_engine_t* e) {
  return e->error[0] != '\0' ? e->error : hc_status_text(e->failure);
}

/* ---- In
 * --------------------------------------------------------------------------
 */

/* Takes the messages that stand at the front in their usual form; these are
 * most of what a busy connection receives. Stops at anything else. */
static void take_messages(hc_engine_t* e) {
  const uint32_t generation = e->generation;

  while (hc__buf_len(&e->in) > 0) {
    const char* p = e->in.data + e->in.start;
    const char* next;
    hc_message_t m;
    hc__frame frame;

    if (*p != '>' &&
        (*p != '*' || e->protocol != 2 || hc_engine_sub_count(e) == 0)) {
      return;
    }
    frame = hc__frame_scan(p, e->in.data + e->in.end,
                           e->reader.limits.max_bulk_len, &m, &next, &e->need);
    if (frame != HC__FRAME_MESSAGE) return;
    m.sub = hc__subs_find(&e->subs, m.kind,
                          m.kind == HC_PATTERN ? m.pattern : m.channel,
                          m.kind == HC_PATTERN ? m.pattern_len : m.channel_len);
    e->counters.messages++;
    e->cb.on_message(e->data, &m);
    if (e->generation != generation) return;
    hc__buf_consume(&e->in, (size_t)(next - p));
  }
}

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
    if (!hc__reader_is_busy(&e->reader)) take_messages(e);
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
    reset(e);
  }
  e->cb.on_batch_end(e->data);
  e->is_feeding = 0;
  if (!e->is_running) forget_input(e);
  return status;
}

int hc_engine_feed(hc_engine_t* e, const char* bytes, size_t len) {
  size_t room_len;
  char* room;

  if (!e->is_running) return HC_ENOTCONN;
  if (e->is_feeding) return HC_EINVAL;
  room = hc_engine_reserve(e, len, &room_len);
  if (room == NULL) {
    reset(e);
    return hc__fail(e, HC_ENOMEM, "out of memory", 13);
  }
  if (len) memcpy(room, bytes, len);
  return hc_engine_commit(e, len);
}

/* ---- Out
 * ----------------------------------------------------------------------- */

static void wake_driver(hc_engine_t* e) {
  if (e->en.mark > 0 || e->driver.on_output == NULL) return;
  e->driver.on_output(e->driver.data);
}

/* Remembers what forbids a heartbeat. */
static void note_kind(hc_engine_t* e, int kind) {
  if (kind == HC_CMD_BLOCKING) {
    e->blocking++;
  } else {
    e->is_in_multi = kind == HC_CMD_MULTI;
  }
}

int hc_engine_begin(hc_engine_t* e, hc_command_kind kind, uint32_t flags,
                    size_t argc) {
  if (!e->is_running) return HC_ENOTCONN;
  if (argc == 0 || argc > UINT32_MAX) return HC_EINVAL;
  e->begun_kind = kind;
  e->begun_flags = flags;
  e->begun_argc = argc;
  e->is_begun_again = 0;
  e->en.kept_len = 0;
  return hc__encode_begin(&e->en, argc);
}

int hc_engine_begin_again(hc_engine_t* e) {
  if (!e->is_running) return HC_ENOTCONN;
  e->is_begun_again = 1;
  return hc__encode_begin_again(&e->en);
}

int hc_engine_arg(hc_engine_t* e, const char* arg, size_t len) {
  return hc__encode_arg(&e->en, arg, len);
}

char* hc_engine_arg_room(hc_engine_t* e, size_t max_len, size_t guess) {
  return hc__encode_room(&e->en, max_len, guess);
}

void hc_engine_arg_done(hc_engine_t* e, size_t len) {
  hc__encode_done(&e->en, len);
}

void hc_engine_abort(hc_engine_t* e) {
  hc__encode_abort(&e->en);
}

int hc_engine_finish(hc_engine_t* e) {
  int status = hc__queue_push(&e->queue, (uint8_t)e->begun_kind, e->begun_flags,
                              (uint32_t)(e->begun_argc - 1));
  if (status != HC_OK) {
    hc__encode_abort(&e->en);
    return status;
  }
  if (!e->is_begun_again) hc__encode_keep(&e->en);
  if (e->begun_kind >= HC_CMD_MULTI) note_kind(e, e->begun_kind);
  e->counters.commands++;
  wake_driver(e);
  return HC_OK;
}

/* Encodes all of a command; takes it back when that fails. */
static int encode(hc_engine_t* e, size_t argc, const hc_str_t* argv) {
  int status = hc__encode_begin(&e->en, argc);
  size_t i;

  if (status != HC_OK) return status;
  for (i = 0; i < argc && status == HC_OK; i++) {
    status = hc__encode_arg(&e->en, argv[i].str, argv[i].len);
  }
  if (status != HC_OK) hc__encode_abort(&e->en);
  return status;
}

int hc_engine_command(hc_engine_t* e, hc_command_kind kind, uint32_t flags,
                      size_t argc, const hc_str_t* argv) {
  int status;

  if (!e->is_running) return HC_ENOTCONN;
  if (argc == 0 || argc > UINT32_MAX) return HC_EINVAL;
  status = encode(e, argc, argv);
  if (status != HC_OK) return status;
  e->begun_kind = kind;
  e->begun_flags = flags;
  e->begun_argc = argc;
  e->is_begun_again = 0;
  return hc_engine_finish(e);
}

int hc__send_own(hc_engine_t* e, uint8_t kind, uint32_t remaining, size_t argc,
                 const hc_str_t* argv) {
  int status = encode(e, argc, argv);

  if (status != HC_OK) return status;
  status = hc__queue_push(&e->queue, kind, 0, remaining);
  if (status != HC_OK) {
    hc__encode_abort(&e->en);
    return status;
  }
  e->internal++;
  wake_driver(e);
  return HC_OK;
}

const char* hc_engine_output(const hc_engine_t* e, size_t* len) {
  *len = hc__buf_len(&e->en.out);
  return *len > 0 ? e->en.out.data + e->en.out.start : "";
}

void hc_engine_sent(hc_engine_t* e, size_t len) {
  e->counters.bytes_out += len;
  hc__buf_consume(&e->en.out, len);
}

/* ---- State
 * ----------------------------------------------------------------------
 */

int hc_engine_protocol(const hc_engine_t* e) {
  return e->protocol;
}

int hc_engine_is_ready(const hc_engine_t* e) {
  return e->is_ready;
}

size_t hc_engine_pending(const hc_engine_t* e) {
  return e->queue.count - e->internal;
}

size_t hc_engine_sub_count(const hc_engine_t* e) {
  return e->subs.confirmed[0] + e->subs.confirmed[1] + e->subs.confirmed[2];
}

size_t hc_engine_sub_count_of(const hc_engine_t* e, hc_sub_kind kind) {
  return e->subs.confirmed[kind];
}

void hc_engine_sub_each(const hc_engine_t* e, hc_sub_kind kind,
                        void (*fn)(void* data, const hc_sub_t* sub),
                        void* data) {
  size_t i;
  for (i = 0; i < e->subs.id_count; i++) {
    const hc_sub_t* sub = e->subs.by_id[i];
    if (sub != NULL && sub->kind == kind) fn(data, sub);
  }
}

void hc_engine_counters(const hc_engine_t* e, hc_counters_t* out) {
  *out = e->counters;
}
