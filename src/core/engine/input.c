#include "engine/block.h"
#include "engine/internal.h"

/*
 * The way in: bytes of the server go to whom they are for. What a busy
 * connection gets most, messages and integer replies in their usual form, is
 * taken on short paths of its own; anything else is read as a value.
 */

/* An idle connection should be small: the input grows with what comes. */
#define FIRST_READ ((size_t)16384)
/* What is moved rather than read behind. */
#define SHORT_REST ((size_t)4096)
/* A run ends when its frames are longer: they should be made use of while they
 * are in the CPU's first cache. */
#define RUN_LEN ((size_t)20480)
/* Payloads up to this length are looked at for ASCII: of a longer one that is
 * not, who wants to know need not read all. */
#define ASCII_MAX ((size_t)4096)

/* ---- Messages ---- */

/* The payload of a frame that starts as the one before did: same kind, same
 * channel. Gives what follows the frame, or NULL. */
static inline const char* take_alike(const hc_engine_t* e, const char* p,
                                     const char* end, hc_str_t* payload) {
  const hc__alike_t* alike = &e->alike;
  const char* str;
  size_t len;
  int is_partial;

  if ((size_t)(end - p) <= alike->len ||
      !hc__is_same(p, alike->bytes, alike->len)) {
    return NULL;
  }
  str = hc__read_len(p + alike->len, end, &len, &is_partial);
  if (str == NULL || len > e->reader.limits.max_bulk_len ||
      (size_t)(end - str) < len + 2 || str[len] != '\r' ||
      str[len + 1] != '\n') {
    return NULL;
  }
  payload->str = str;
  payload->len = len;
  return str + len + 2;
}

void hc_run_message(hc_sub_t* sub, const hc_str_t* payload, hc_message_t* m) {
  memset(m, 0, sizeof(*m));
  m->kind = (hc_sub_kind)sub->kind;
  m->sub = sub;
  m->channel = sub->name;
  m->channel_len = sub->name_len;
  m->payload = payload->str;
  m->payload_len = payload->len;
}

static void tell_run(hc_engine_t* e, const hc_str_t* payloads, size_t count,
                     int is_ascii) {
  const uint32_t generation = e->generation;
  hc_sub_t* sub = e->alike.sub;
  size_t i;

  if (e->cb.on_messages != NULL) {
    e->counters.messages += count;
    e->cb.on_messages(e->data, sub, payloads, count, is_ascii);
    return;
  }
  for (i = 0; i < count && e->generation == generation; i++) {
    hc_message_t m;
    hc_run_message(sub, &payloads[i], &m);
    e->counters.messages++;
    e->cb.on_message(e->data, &m);
  }
}

void hc_engine_tell_ascii(hc_engine_t* e, int is_wanted) {
  e->ascii_max = is_wanted ? ASCII_MAX : 0;
}

/* Has high bits when a payload is not known to be ASCII. */
static inline hc__block_t bits_of(size_t ascii_max, const hc_str_t* payload) {
  const hc__block_t unknown = {HC__HIGH_BITS, HC__HIGH_BITS};

  if (payload->len > ascii_max) return unknown;
  return hc__or_bytes(payload->str, payload->len);
}

/* Takes such frames, the first of which has been taken and ends at p. Returns
 * what follows them. Where the next one begins has to be read first, and while
 * that is waited for, there is time to look at the payload. */
static const char* take_run(hc_engine_t* e, const hc_str_t* first,
                            const char* p, const char* end) {
  hc_str_t payloads[HC_RUN_MAX];
  const size_t ascii_max = e->ascii_max;
  hc__block_t bits = bits_of(ascii_max, first);
  size_t count = 1;

  payloads[0] = *first;
  while (count < HC_RUN_MAX && (size_t)(p - first->str) < RUN_LEN) {
    const char* next = take_alike(e, p, end, &payloads[count]);
    if (next == NULL) break;
    bits |= bits_of(ascii_max, &payloads[count]);
    count++;
    p = next;
  }
  tell_run(e, payloads, count, (hc__block_fold(bits) & HC__HIGH_BITS) == 0);
  return p;
}

static inline void remember(hc_engine_t* e, const char* p,
                            const hc_message_t* m) {
  hc__alike_t* alike = &e->alike;
  const char* length = m->channel + m->channel_len + 2; /* of the payload */
  size_t len = (size_t)(length + 1 - p);

  if (m->sub == NULL || m->kind == HC_PATTERN) return;
  if (e->last_sub != m->sub) {
    e->last_sub = m->sub;
    return;
  }
  alike->len = 0;
  if (len > sizeof(alike->bytes)) return;
  memcpy(alike->bytes, p, len);
  alike->len = len;
  alike->sub = m->sub;
  alike->version = e->subs.version;
}

void hc__remember(hc_engine_t* e, const char* p, const hc_message_t* m) {
  remember(e, p, m);
}

static hc__frame scan(hc_engine_t* e, const char* p, const char* end,
                      hc_message_t* m, const char** next) {
  hc__frame frame =
      hc__frame_scan(p, end, e->reader.limits.max_bulk_len, m, next, &e->need);

  if (frame != HC__FRAME_MESSAGE) return frame;
  m->sub = hc__subs_find(
      &e->subs, m->kind, m->kind == HC_PATTERN ? m->pattern : m->channel,
      m->kind == HC_PATTERN ? m->pattern_len : m->channel_len);
  remember(e, p, m);
  return frame;
}

/* Whether a frame that starts so may be a message. */
static inline int may_be_message(hc_engine_t* e, char type) {
  return type == '>' ||
         (type == '*' && e->protocol == 2 && hc_engine_sub_count(e) > 0);
}

/* Takes the messages that stand at the front. Stops at anything else. */
static void take_messages(hc_engine_t* e) {
  const uint32_t generation = e->generation;
  const char *begin, *end, *p;

  if (hc__buf_len(&e->in) == 0) return;
  p = begin = e->in.data + e->in.start;
  end = e->in.data + e->in.end;
  while (p < end && may_be_message(e, *p)) {
    const char* next = NULL;
    hc_str_t first;
    hc_message_t m;

    if (e->alike.len > 0 && e->alike.version == e->subs.version) {
      next = take_alike(e, p, end, &first);
    }
    if (next != NULL) {
      next = take_run(e, &first, next, end);
    } else if (!hc__subs_is_large(&e->subs) ||
               (next = hc__take_row(e, p, end)) == NULL) {
      if (scan(e, p, end, &m, &next) != HC__FRAME_MESSAGE) break;
      e->counters.messages++;
      e->cb.on_message(e->data, &m);
    }
    if (e->generation != generation) return;
    p = next;
  }
  if (p > begin) hc__buf_consume(&e->in, (size_t)(p - begin));
}

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
    take_messages(e);
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
