#include <stdlib.h>

#include "engine/internal.h"

/* The ring of commands whose replies are to come. */

int hc__queue_push(hc__queue_t* q, uint8_t kind, uint32_t flags,
                   uint32_t remaining) {
  hc__pending_t* item;

  if (q->count == q->cap) {
    size_t i, cap = q->cap ? q->cap * 2 : 16;
    hc__pending_t* items = malloc(cap * sizeof(*items));
    if (items == NULL) return HC_ENOMEM;
    for (i = 0; i < q->count; i++) {
      items[i] = q->items[(q->head + i) & (q->cap - 1)];
    }
    free(q->items);
    q->items = items;
    q->cap = cap;
    q->head = 0;
  }
  item = q->items + ((q->head + q->count) & (q->cap - 1));
  item->kind = kind;
  item->flags = flags;
  item->remaining = remaining;
  item->has_started = 0;
  q->count++;
  return HC_OK;
}
