#include <stdlib.h>

#include "engine/internal.h"

/* A buffer this large is given back when it has been emptied. */
#define KEEP_MAX ((size_t)1 << 20)
#define FIRST_CAP ((size_t)4096)

void hc__buf_compact(hc__buf_t* b) {
  size_t len = hc__buf_len(b);
  if (b->start == 0 || b->data == NULL) return;
  if (len) memmove(b->data, b->data + b->start, len);
  b->start = 0;
  b->end = len;
}

char* hc__buf_grow(hc__buf_t* b, size_t len) {
  size_t used, cap;
  char* data;

  used = hc__buf_len(b);
  if (len > SIZE_MAX / 2 - used) return NULL;
  /* Moving pays when it frees at least half: else it would be done often. */
  if (b->cap - used >= len && b->start >= b->cap / 2) {
    hc__buf_compact(b);
    return b->data + b->end;
  }
  cap = b->cap ? b->cap : FIRST_CAP;
  while (cap < used + len) cap *= 2;
  data = malloc(cap);
  if (data == NULL) return NULL;
  if (b->data != NULL) memcpy(data, b->data + b->start, used);
  free(b->data);
  b->data = data;
  b->cap = cap;
  b->start = 0;
  b->end = used;
  return b->data + b->end;
}

int hc__buf_append(hc__buf_t* b, const char* bytes, size_t len) {
  char* room;

  if (len == 0) return HC_OK;
  room = hc__buf_reserve(b, len);
  if (room == NULL) return HC_ENOMEM;
  memcpy(room, bytes, len);
  b->end += len;
  return HC_OK;
}

void hc__buf_consume(hc__buf_t* b, size_t len) {
  b->start += len;
  if (b->start < b->end) return;
  b->start = b->end = 0;
  if (b->cap > KEEP_MAX) hc__buf_free(b);
}

void hc__buf_free(hc__buf_t* b) {
  free(b->data);
  memset(b, 0, sizeof(*b));
}
