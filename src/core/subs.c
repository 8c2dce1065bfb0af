#define _POSIX_C_SOURCE 200809L

#include <stddef.h>
#include <stdlib.h>
#include <time.h>

#include "internal.h"

/*
 * The table of subscriptions: pure state, no I/O. Open addressing with linear
 * probing. Removal closes the gap, so there are no tombstones.
 */

#define FIRST_SLOTS ((size_t)16)

static uint32_t hash_of(const hc__subs_t* s, hc_sub_kind kind, const char* name,
                        size_t len) {
  return (uint32_t)hc__hash(s->seed + (uint64_t)kind, name, len);
}

static int is_same(const hc_sub_t* sub, hc_sub_kind kind, const char* name,
                   size_t len) {
  return sub->kind == kind && sub->name_len == len &&
         memcmp(sub->name, name, len) == 0;
}

void hc__subs_init(hc__subs_t* s) {
  struct timespec now = {0, 0};

  memset(s, 0, sizeof(*s));
  (void)clock_gettime(CLOCK_REALTIME, &now);
  s->seed = ((uint64_t)now.tv_nsec << 32) ^ (uint64_t)now.tv_sec ^
            (uint64_t)(uintptr_t)s;
  s->epoch = 1;
}

void hc__subs_clear(hc__subs_t* s) {
  size_t i;
  for (i = 0; i < s->id_count; i++) free(s->by_id[i]);
  free(s->slots);
  free(s->by_id);
  free(s->free_ids);
  s->slots = s->by_id = NULL;
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
  s->epoch++;
  memset(s->confirmed, 0, sizeof(s->confirmed));
}

hc_sub_t* hc__subs_find(hc__subs_t* s, hc_sub_kind kind, const char* name,
                        size_t len) {
  uint32_t hash;
  size_t i;

  if (s->last[kind] != NULL && is_same(s->last[kind], kind, name, len)) {
    return s->last[kind];
  }
  if (s->slot_count == 0) return NULL;
  hash = hash_of(s, kind, name, len);
  for (i = hash & (s->slot_count - 1); s->slots[i] != NULL;
       i = (i + 1) & (s->slot_count - 1)) {
    if (s->slots[i]->hash == hash && is_same(s->slots[i], kind, name, len)) {
      return s->last[kind] = s->slots[i];
    }
  }
  return NULL;
}

static void put(hc_sub_t** slots, size_t slot_count, hc_sub_t* sub) {
  size_t i = sub->hash & (slot_count - 1);
  while (slots[i] != NULL) i = (i + 1) & (slot_count - 1);
  slots[i] = sub;
}

/* At most half of the slots are taken, so that searches stay short. */
static int grow_slots(hc__subs_t* s) {
  size_t i, slot_count = s->slot_count ? s->slot_count * 2 : FIRST_SLOTS;
  hc_sub_t** slots;

  if ((s->count + 1) * 2 <= s->slot_count) return HC_OK;
  slots = calloc(slot_count, sizeof(*slots));
  if (slots == NULL) return HC_ENOMEM;
  for (i = 0; i < s->slot_count; i++) {
    if (s->slots[i] != NULL) put(slots, slot_count, s->slots[i]);
  }
  free(s->slots);
  s->slots = slots;
  s->slot_count = slot_count;
  return HC_OK;
}

static int grow_ids(hc__subs_t* s) {
  size_t cap = s->id_cap ? s->id_cap * 2 : FIRST_SLOTS;
  hc_sub_t** by_id;
  uint32_t* free_ids;

  if (s->free_count > 0 || s->id_count < s->id_cap) return HC_OK;
  by_id = realloc(s->by_id, cap * sizeof(*by_id));
  if (by_id == NULL) return HC_ENOMEM;
  s->by_id = by_id;
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

  if (len > UINT32_MAX || s->count >= UINT32_MAX / 4) return NULL;
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
  s->by_id[sub->id] = sub;
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
  size_t mask = s->slot_count - 1;
  size_t gap = sub->hash & mask, i;

  while (s->slots[gap] != sub) gap = (gap + 1) & mask;
  /* Move back each follower that may not be found across the gap. */
  for (i = (gap + 1) & mask; s->slots[i] != NULL; i = (i + 1) & mask) {
    size_t home = s->slots[i]->hash & mask;
    if (((i - home) & mask) >= ((i - gap) & mask)) {
      s->slots[gap] = s->slots[i];
      gap = i;
    }
  }
  s->slots[gap] = NULL;
  s->count--;
  s->version++;
  if (sub->epoch == s->epoch) s->confirmed[sub->kind]--;
  if (s->last[sub->kind] == sub) s->last[sub->kind] = NULL;
  s->by_id[sub->id] = NULL;
  s->free_ids[s->free_count++] = sub->id;
  free(sub);
}
