#include "engine/internal.h"

/*
 * Messages of very many channels. A table that the CPU's caches do not hold
 * costs a wait for memory for each of the lines that a search reads. So frames
 * in a row are looked at first, and the lines for all of them are on their way
 * together; then they are taken.
 */

/* Frames that are looked at before the first of them is taken. */
#define ROW_MAX ((size_t)32)

/* What a frame was received for: a channel's name, or a pattern. */
static inline const char* name_of(const hc_message_t* m, size_t* len) {
  *len = m->kind == HC_PATTERN ? m->pattern_len : m->channel_len;
  return m->kind == HC_PATTERN ? m->pattern : m->channel;
}

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
    if (len == last_len && (len == 0 || (name[len - 1] == last[len - 1] &&
                                         memcmp(name, last, len) == 0)))
      return 0;
  }
  seen->begin = p;
  seen->hash = hc__subs_hash(&e->subs, seen->m.kind, name, len);
  hc__subs_ask(&e->subs, seen->hash);
  return 1;
}

const char* hc__take_row(hc_engine_t* e, const char* p, const char* end) {
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
    hc__remember(e, row[i].begin, m);
    e->counters.messages++;
    e->cb.on_message(e->data, m);
  }
  return count > 0 ? p : NULL;
}
