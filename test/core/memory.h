/*
 * Memory for the tests themselves. test_alloc makes the allocations of the
 * core fail one by one; these never do.
 */
#ifndef HICAST_TEST_MEMORY_H
#define HICAST_TEST_MEMORY_H

#include <stddef.h>

void* memory_realloc(void* p, size_t len);
/* A copy with nothing behind it, so that reading on is found out. */
char* memory_copy(const char* bytes, size_t len);
void memory_free(void* p);

/* Makes the allocation number `nth` (from 1) of the core and hiredis fail; 0:
 * none. Counts from this call on. */
void memory_fail_at(size_t nth);
/* Allocations since memory_fail_at(). */
size_t memory_count(void);
/* Whether the failure has come about. */
int memory_has_failed(void);

#endif /* HICAST_TEST_MEMORY_H */
