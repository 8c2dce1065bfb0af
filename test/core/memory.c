#include "memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * The Makefile links every program with --wrap: calls of malloc() and its
 * sisters in the core, in hiredis and in the tests come here, those of libuv
 * and libc do not.
 */
void* __real_malloc(size_t len);
void* __real_calloc(size_t count, size_t len);
void* __real_realloc(void* p, size_t len);
void* __wrap_malloc(size_t len);
void* __wrap_calloc(size_t count, size_t len);
void* __wrap_realloc(void* p, size_t len);

static size_t fail_at;
static size_t count;

void memory_fail_at(size_t nth) {
  fail_at = nth;
  count = 0;
}

size_t memory_count(void) {
  return count;
}

int memory_has_failed(void) {
  return fail_at > 0 && count >= fail_at;
}

static int fails(void) {
  if (++count != fail_at) return 0;
  errno = ENOMEM;
  return 1;
}

void* __wrap_malloc(size_t len) {
  return fails() ? NULL : __real_malloc(len);
}

void* __wrap_calloc(size_t n, size_t len) {
  return fails() ? NULL : __real_calloc(n, len);
}

void* __wrap_realloc(void* p, size_t len) {
  return fails() ? NULL : __real_realloc(p, len);
}

void* memory_realloc(void* p, size_t len) {
  void* out = __real_realloc(p, len);
  if (out == NULL) abort();
  return out;
}

char* memory_copy(const char* bytes, size_t len) {
  char* copy = memory_realloc(NULL, len ? len : 1);
  if (len) memcpy(copy, bytes, len);
  return copy;
}

void memory_free(void* p) {
  free(p);
}
