#include "engine/block.h"
#include "engine/internal.h"

/*
 * Messages in: frames are found, and go to whom they are for.
 */

/* A run ends when its frames are longer: they should be made use of while they
 * are in the CPU's first cache. */
#define RUN_LEN ((size_t)20480)
/* Payloads up to this length are looked at for ASCII: of a longer one that is
 * not, who wants to know need not read all. */
#define ASCII_MAX ((size_t)4096)
/* Frames that are looked at before the first of them is taken. */
#define ROW_MAX ((size_t)32)

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

/* Keeps how a frame starts when its channel comes for the second time running:
 * it may well come again. */
static void remember(hc_engine_t* e, const char* p, const hc_message_t* m) {
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

/* What a frame was received for: a channel's name, or a pattern. */
static inline const char* name_of(const hc_message_t* m, size_t* len) {
  *len = m->kind == HC_PATTERN ? m->pattern_len : m->channel_len;
  return m->kind == HC_PATTERN ? m->pattern : m->channel;
}

static hc__frame scan(hc_engine_t* e, const char* p, const char* end,
                      hc_message_t* m, const char** next) {
  hc__frame frame =
      hc__frame_scan(p, end, e->reader.limits.max_bulk_len, m, next, &e->need);
  const char* name;
  size_t len;

  if (frame != HC__FRAME_MESSAGE) return frame;
  name = name_of(m, &len);
  m->sub = hc__subs_find(&e->subs, m->kind, name, len);
  remember(e, p, m);
  return frame;
}

/* ---- Many subscriptions ---- */

/* A frame that has been looked at, and not been taken yet. */
typedef struct hc__seen_s {
  hc_message_t m;
  const char* begin;
  const char* end;
  uint32_t hash; /* of its name */
} hc__seen_t;

/* The frame after `before` (or NULL), at p. Gives 0 at the end of the row: no
 * whole message, or one of the same name, of which there may be a run. */
static int look(const hc_engine_t* e, const char* p, const char* end,
                const hc__seen_t* before, hc__seen_t* seen) {
  const char *name, *last;
  size_t len, last_len, need;

  if (p == end || (before != NULL && *p != *before->begin) ||
      hc__frame_scan(p, end, e->reader.limits.max_bulk_len, &seen->m,
                     &seen->end, &need) != HC__FRAME_MESSAGE) {
    return 0;
  }
  name = name_of(&seen->m, &len);
  if (before != NULL) {
    last = name_of(&before->m, &last_len);
    if (len == last_len && memcmp(name, last, len) == 0) return 0;
  }
  seen->begin = p;
  seen->hash = hc__subs_hash(&e->subs, seen->m.kind, name, len);
  hc__subs_ask(&e->subs, seen->hash);
  return 1;
}

/*
 * A table that the CPU's caches do not hold costs a wait for memory for each of
 * the lines that a search reads. Frames in a row are looked at first, so that
 * the lines for all of them are on their way together; and then taken. Returns
 * what follows those that were, or NULL when there is none at p.
 */
static const char* take_row(hc_engine_t* e, const char* p, const char* end) {
  const uint32_t generation = e->generation;
  hc__seen_t row[ROW_MAX];
  size_t count = 0, i;

  while (count < ROW_MAX &&
         look(e, p, end, count > 0 ? &row[count - 1] : NULL, &row[count])) {
    p = row[count++].end;
  }
  for (i = 0; i < count; i++) hc__subs_ask_more(&e->subs, row[i].hash);
  for (i = 0; i < count && e->generation == generation; i++) {
    hc_message_t* m = &row[i].m;
    size_t len;
    const char* name = name_of(m, &len);
    m->sub = hc__subs_find_by(&e->subs, row[i].hash, m->kind, name, len);
    remember(e, row[i].begin, m);
    e->counters.messages++;
    e->cb.on_message(e->data, m);
  }
  return count > 0 ? p : NULL;
}

/* Whether a frame that starts so may be a message. */
static inline int may_be_message(hc_engine_t* e, char type) {
  return type == '>' ||
         (type == '*' && e->protocol == 2 && hc_engine_sub_count(e) > 0);
}

void hc__take_messages(hc_engine_t* e) {
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
               (next = take_row(e, p, end)) == NULL) {
      if (scan(e, p, end, &m, &next) != HC__FRAME_MESSAGE) break;
      e->counters.messages++;
      e->cb.on_message(e->data, &m);
    }
    if (e->generation != generation) return;
    p = next;
  }
  if (p > begin) hc__buf_consume(&e->in, (size_t)(p - begin));
}
