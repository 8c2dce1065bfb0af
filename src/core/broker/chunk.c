#include <stdlib.h>

#include "broker/broker.h"

#define CHUNK_CAP ((size_t)65536)

void hcb__chunk_unref(hcb__chunk_t* chunk) {
  if (--chunk->refs == 0) free(chunk);
}

char* hcb__arena_room(hcb__arena_t* arena, size_t len) {
  hcb__chunk_t* chunk = arena->chunk;
  size_t cap = len > CHUNK_CAP ? len : CHUNK_CAP;

  if (chunk != NULL && chunk->cap - chunk->used >= len) {
    return chunk->data + chunk->used;
  }
  if (cap > SIZE_MAX / 2) return NULL;
  chunk = malloc(sizeof(*chunk) + cap);
  if (chunk == NULL) return NULL;
  chunk->refs = 1;
  chunk->cap = cap;
  chunk->used = 0;
  hcb__arena_free(arena);
  arena->chunk = chunk;
  return chunk->data;
}

void hcb__arena_rewind(hcb__arena_t* arena) {
  hcb__chunk_t* chunk = arena->chunk;

  if (chunk == NULL || chunk->refs > 1) return;
  chunk->used = 0;
  if (chunk->cap > CHUNK_CAP) hcb__arena_free(arena);
}

void hcb__arena_free(hcb__arena_t* arena) {
  if (arena->chunk != NULL) hcb__chunk_unref(arena->chunk);
  arena->chunk = NULL;
}
