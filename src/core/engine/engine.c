#include <stdlib.h>

#include "engine/internal.h"

#define MAX_REPLY_LEN ((size_t)2 << 30)

/* ---- Life ---- */

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
  hc__subs_init(&e->subs, limits != NULL ? limits->max_subs : 0);
  hc_engine_tell_ascii(e, 1);
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
  hc__resub_clear(e);
  free(e->resub);
  free(e->undone);
  free(e);
}

void hc__forget_input(hc_engine_t* e) {
  if (e->is_feeding) return;
  e->need = e->parsed = 0;
  hc__buf_consume(&e->in, hc__buf_len(&e->in));
  hc__reader_reset(&e->reader);
}

void hc__engine_reset(hc_engine_t* e) {
  e->generation++;
  e->queue.head = e->queue.count = 0;
  e->queued.head = e->queued.count = 0;
  e->internal = e->hs_left = 0;
  e->resub_count = e->resub_at = e->blocking = 0;
  hc__resub_clear(e);
  e->is_in_multi = e->is_loading = 0;
  e->is_running = e->is_ready = e->is_monitoring = e->is_downgrading = 0;
  hc__buf_consume(&e->en.out, hc__buf_len(&e->en.out));
  hc__forget_input(e);
}

int hc_engine_start(hc_engine_t* e, const hc_handshake_t* handshake) {
  int status;

  if (handshake->protocol != 2 && handshake->protocol != 3) return HC_EINVAL;
  if (e->is_feeding) return HC_EINVAL;
  hc__engine_reset(e);
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
  if (status != HC_OK) hc__engine_reset(e);
  return status;
}

void hc_engine_stop(hc_engine_t* e) {
  hc__engine_reset(e);
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

/* ---- Out ---- */

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

size_t hc_engine_last_len(const hc_engine_t* e) {
  return e->en.last_len;
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

static inline int finish(hc_engine_t* e) {
  int status = hc__queue_push(&e->queue, (uint8_t)e->begun_kind, e->begun_flags,
                              (uint32_t)(e->begun_argc - 1));
  if (status != HC_OK) {
    hc__encode_abort(&e->en);
    return status;
  }
  if (!e->is_begun_again) hc__encode_keep(&e->en);
  e->counters.commands++;
  wake_driver(e);
  return HC_OK;
}

/* Names that are subscribed already would do no harm; but nobody repeats them
 * with so many at hand. */
static int is_too_many(const hc_engine_t* e) {
  return e->begun_kind >= HC_CMD_SUBSCRIBE &&
         e->begun_kind <= HC_CMD_SSUBSCRIBE &&
         e->begun_argc - 1 > e->subs.max_count - e->subs.count;
}

static int finish_special(hc_engine_t* e) {
  int status;

  if (is_too_many(e)) {
    hc__encode_abort(&e->en);
    return HC_ELIMIT;
  }
  status = finish(e);
  if (status == HC_OK && e->begun_kind >= HC_CMD_MULTI) {
    note_kind(e, e->begun_kind);
  }
  return status;
}

int hc_engine_finish(hc_engine_t* e) {
  return e->begun_kind == HC_CMD ? finish(e) : finish_special(e);
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

/* ---- State ---- */

uint32_t hc_engine_generation(const hc_engine_t* e) {
  return e->generation;
}

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

int hc_engine_is_subscribed(hc_engine_t* e, hc_sub_kind kind, const char* name,
                            size_t len) {
  return hc__subs_find(&e->subs, kind, name, len) != NULL;
}

void hc_engine_sub_each(const hc_engine_t* e, hc_sub_kind kind,
                        void (*fn)(void* data, const hc_sub_t* sub),
                        void* data) {
  size_t i;
  for (i = 0; i < e->subs.slot_count; i++) {
    const hc_sub_t* sub = e->subs.slots[i];
    if (sub != NULL && sub->kind == kind) fn(data, sub);
  }
}

void hc_engine_counters(const hc_engine_t* e, hc_counters_t* out) {
  *out = e->counters;
}
