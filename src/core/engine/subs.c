#define _POSIX_C_SOURCE 200809L

#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include "engine/internal.h"

/*
 * The table of subscriptions: pure state, no I/O. Open addressing with linear
 * probing. Each slot has a tag, a byte of its own in an array of theirs, that
 * tells nearly all searches which slots to pass over: the table can be fuller,
 * as there may be very many subscriptions, and a search touches less memory.
 * Removal closes the gap, so there are no tombstones.
 */

#define FIRST_SLOTS ((size_t)16)
/* A larger table goes with its last subscription. */
#define KEPT_SLOTS ((size_t)1024)
/* What may be read of an entry with a name of usual length. */
#define ENTRY_LEN ((size_t)40)
/* At most four slots of five are taken, so that searches stay short. */
#define MAX_COUNT(slot_count) ((slot_count) / 5 * 4)

/* Bits of the hash that do not choose the place; 0 is for empty slots. */
static inline uint8_t tag_of(uint32_t hash) {
  return (uint8_t)(hash >> 25 | 0x80);
}

static uint32_t hash_of(const hc__subs_t* s, hc_sub_kind kind, const char* name,
                        size_t len) {
  return (uint32_t)hc__hash(s->seed + (uint64_t)kind, name, len);
}

static int is_same(const hc_sub_t* sub, hc_sub_kind kind, const char* name,
                   size_t len) {
  /* It is at the end that names differ most. */
  return sub->kind == kind && sub->name_len == len &&
         (len == 0 || (sub->name[len - 1] == name[len - 1] &&
                       memcmp(sub->name, name, len) == 0));
}

void hc__subs_init(hc__subs_t* s, uint32_t max_count) {
  struct timespec now = {0, 0};

  memset(s, 0, sizeof(*s));
  (void)clock_gettime(CLOCK_REALTIME, &now);
  s->seed = ((uint64_t)now.tv_nsec << 32) ^ (uint64_t)now.tv_sec ^
            (uint64_t)(uintptr_t)s;
  s->epoch = 1;
  s->max_count =
      max_count > 0 && max_count < HC_SUBS_MAX ? max_count : HC_SUBS_MAX;
}

void hc__subs_clear(hc__subs_t* s) {
  size_t i;
  for (i = 0; i < s->slot_count; i++) free(s->slots[i]);
  free(s->slots);
  free(s->free_ids);
  s->slots = NULL;
  s->tags = NULL;
  s->free_ids = NULL;
  s->slot_count = s->id_cap = s->id_count = s->free_count = s->count = 0;
  memset(s->confirmed, 0, sizeof(s->confirmed));
  memset(s->last, 0, sizeof(s->last));
  s->version++;
}

void hc__subs_free(hc__subs_t* s) {
  hc__subs_clear(s);
}

void hc__subs_begin(hc__subs_t* s) {
  if (++s->epoch == 0) s->epoch = 1;
  memset(s->confirmed, 0, sizeof(s->confirmed));
}

uint32_t hc__subs_hash(const hc__subs_t* s, hc_sub_kind kind, const char* name,
                       size_t len) {
  return hash_of(s, kind, name, len);
}

void hc__subs_ask(const hc__subs_t* s, uint32_t hash) {
  const size_t i = hash & (s->slot_count - 1);

  __builtin_prefetch(&s->tags[i]);
  __builtin_prefetch(&s->slots[i]);
}

void hc__subs_ask_more(const hc__subs_t* s, uint32_t hash) {
  size_t i;

  for (i = hash & (s->slot_count - 1); s->tags[i] != 0;
       i = (i + 1) & (s->slot_count - 1)) {
    if (s->tags[i] != tag_of(hash)) continue;
    __builtin_prefetch(s->slots[i]);
    __builtin_prefetch((const char*)s->slots[i] + ENTRY_LEN);
    return;
  }
}

hc_sub_t* hc__subs_find(hc__subs_t* s, hc_sub_kind kind, const char* name,
                        size_t len) {
  if (s->last[kind] != NULL && is_same(s->last[kind], kind, name, len)) {
    return s->last[kind];
  }
  return hc__subs_find_by(s, hash_of(s, kind, name, len), kind, name, len);
}

hc_sub_t* hc__subs_find_by(hc__subs_t* s, uint32_t hash, hc_sub_kind kind,
                           const char* name, size_t len) {
  size_t i;

  if (s->slot_count == 0) return NULL;
  for (i = hash & (s->slot_count - 1); s->tags[i] != 0;
       i = (i + 1) & (s->slot_count - 1)) {
    if (s->tags[i] == tag_of(hash) && s->slots[i]->hash == hash &&
        is_same(s->slots[i], kind, name, len)) {
      return s->last[kind] = s->slots[i];
    }
  }
  return NULL;
}

/* The tags stand behind the slots. */
static uint8_t* tags_of(hc_sub_t** slots, size_t slot_count) {
  return (uint8_t*)(slots + slot_count);
}

static void put(hc_sub_t** slots, size_t slot_count, hc_sub_t* sub) {
  uint8_t* tags = tags_of(slots, slot_count);
  size_t i = sub->hash & (slot_count - 1);
  while (tags[i] != 0) i = (i + 1) & (slot_count - 1);
  tags[i] = tag_of(sub->hash);
  slots[i] = sub;
}

static int grow_slots(hc__subs_t* s) {
  size_t i, slot_count = s->slot_count ? s->slot_count * 2 : FIRST_SLOTS;
  hc_sub_t** slots;

  if (s->count < MAX_COUNT(s->slot_count)) return HC_OK;
  slots = calloc(slot_count, sizeof(*slots) + 1);
  if (slots == NULL) return HC_ENOMEM;
  for (i = 0; i < s->slot_count; i++) {
    if (s->slots[i] != NULL) put(slots, slot_count, s->slots[i]);
  }
  free(s->slots);
  s->slots = slots;
  s->tags = tags_of(slots, slot_count);
  s->slot_count = slot_count;
  return HC_OK;
}

/* Room for every id there may be: giving one back cannot fail. */
static int grow_ids(hc__subs_t* s) {
  size_t cap = s->id_cap ? s->id_cap * 2 : FIRST_SLOTS;
  uint32_t* free_ids;

  if (s->free_count > 0 || s->id_count < s->id_cap) return HC_OK;
  free_ids = realloc(s->free_ids, cap * sizeof(*free_ids));
  if (free_ids == NULL) return HC_ENOMEM;
  s->free_ids = free_ids;
  s->id_cap = cap;
  return HC_OK;
}

static hc_sub_t* add(hc__subs_t* s, hc_sub_kind kind, const char* name,
                     size_t len) {
  hc_sub_t* sub;
  size_t size;

  if (len > UINT32_MAX || s->count >= s->max_count) return NULL;
  if (grow_slots(s) != HC_OK || grow_ids(s) != HC_OK) return NULL;
  size = offsetof(hc_sub_t, name) + len;
  sub = malloc(size < sizeof(*sub) ? sizeof(*sub) : size);
  if (sub == NULL) return NULL;
  sub->kind = (uint8_t)kind;
  sub->id = s->free_count > 0 ? s->free_ids[--s->free_count]
                              : (uint32_t)s->id_count++;
  sub->name_len = (uint32_t)len;
  sub->data = 0;
  sub->hash = hash_of(s, kind, name, len);
  sub->epoch = 0;
  if (len) memcpy(sub->name, name, len);
  put(s->slots, s->slot_count, sub);
  s->count++;
  return sub;
}

hc_sub_t* hc__subs_confirm(hc__subs_t* s, hc_sub_kind kind, const char* name,
                           size_t len) {
  hc_sub_t* sub = hc__subs_find(s, kind, name, len);

  if (sub == NULL) sub = add(s, kind, name, len);
  if (sub == NULL) return NULL;
  if (sub->epoch != s->epoch) {
    sub->epoch = s->epoch;
    s->confirmed[kind]++;
  }
  return sub;
}

void hc__subs_remove(hc__subs_t* s, hc_sub_t* sub) {
  hc__subs_unlink(s, sub);
  free(sub);
}

void hc__subs_unlink(hc__subs_t* s, hc_sub_t* sub) {
  size_t mask = s->slot_count - 1;
  size_t gap = sub->hash & mask, i;

  while (s->slots[gap] != sub) gap = (gap + 1) & mask;
  /* Move back each follower that may not be found across the gap. */
  for (i = (gap + 1) & mask; s->slots[i] != NULL; i = (i + 1) & mask) {
    size_t home = s->slots[i]->hash & mask;
    if (((i - home) & mask) >= ((i - gap) & mask)) {
      s->slots[gap] = s->slots[i];
      s->tags[gap] = s->tags[i];
      gap = i;
    }
  }
  s->slots[gap] = NULL;
  s->tags[gap] = 0;
  s->count--;
  s->version++;
  if (sub->epoch == s->epoch) s->confirmed[sub->kind]--;
  if (s->last[sub->kind] == sub) s->last[sub->kind] = NULL;
  s->free_ids[s->free_count++] = sub->id;
  if (s->count == 0 && s->slot_count > KEPT_SLOTS) hc__subs_clear(s);
}

static int by_id(const void* a, const void* b) {
  const hc_sub_t* x = *(hc_sub_t* const*)a;
  const hc_sub_t* y = *(hc_sub_t* const*)b;
  return x->id < y->id ? -1 : x->id > y->id;
}

size_t hc__subs_list(const hc__subs_t* s, hc_sub_kind kind, hc_sub_t** to) {
  size_t i, count = 0;

  for (i = 0; i < s->slot_count; i++) {
    hc_sub_t* sub = s->slots[i];
    if (sub != NULL && sub->kind == kind) to[count++] = sub;
  }
  if (count > 0) qsort(to, count, sizeof(*to), by_id);
  return count;
}
