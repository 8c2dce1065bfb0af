#include <stdlib.h>

#include "broker/broker.h"

/* Linear probing; removal closes the gap, so there are no tombstones. */

#define FIRST_SLOTS ((size_t)16)

hcb__node_t* hcb__table_next(const hcb__table_t* t, uint32_t hash, size_t* at) {
  const size_t mask = t->slot_count - 1;

  if (t->slot_count == 0) return NULL;
  while (1) {
    hcb__node_t* node = t->slots[(hash + (*at)++) & mask];
    if (node == NULL || node->hash == hash) return node;
  }
}

static void put(hcb__node_t** slots, size_t slot_count, hcb__node_t* node) {
  size_t i = node->hash & (slot_count - 1);
  while (slots[i] != NULL) i = (i + 1) & (slot_count - 1);
  slots[i] = node;
}

int hcb__table_add(hcb__table_t* t, hcb__node_t* node) {
  /* At most half of the slots are taken, so that searches stay short. */
  if ((t->count + 1) * 2 > t->slot_count) {
    size_t i, slot_count = t->slot_count ? t->slot_count * 2 : FIRST_SLOTS;
    hcb__node_t** slots = calloc(slot_count, sizeof(hcb__node_t*));
    if (slots == NULL) return HC_ENOMEM;
    for (i = 0; i < t->slot_count; i++) {
      if (t->slots[i] != NULL) put(slots, slot_count, t->slots[i]);
    }
    free(t->slots);
    t->slots = slots;
    t->slot_count = slot_count;
  }
  put(t->slots, t->slot_count, node);
  t->count++;
  return HC_OK;
}

void hcb__table_remove(hcb__table_t* t, const hcb__node_t* node) {
  const size_t mask = t->slot_count - 1;
  size_t gap = node->hash & mask, i;

  while (t->slots[gap] != node) gap = (gap + 1) & mask;
  /* Move back each follower that may not be found across the gap. */
  for (i = (gap + 1) & mask; t->slots[i] != NULL; i = (i + 1) & mask) {
    size_t home = t->slots[i]->hash & mask;
    if (((i - home) & mask) >= ((i - gap) & mask)) {
      t->slots[gap] = t->slots[i];
      gap = i;
    }
  }
  t->slots[gap] = NULL;
  t->count--;
}

void hcb__table_free(hcb__table_t* t) {
  free(t->slots);
  memset(t, 0, sizeof(*t));
}
