/*
 * The frame of a test program: named cases, checks, and a count.
 *
 *   static void adds(void) { CHECK_INT(1 + 1, 2); }
 *   int main(void) {
 *     tap_run("adds", adds);
 *     return tap_end();
 *   }
 */
#ifndef HICAST_TEST_TAP_H
#define HICAST_TEST_TAP_H

#include <stddef.h>

/* Runs one case and prints "ok" or "not ok". */
void tap_run(const char* name, void (*fn)(void));
/* Prints the count. Returns what main() shall return. */
int tap_end(void);
/* A part of a case, named in the report of a check that fails. */
void tap_note(const char* format, ...) __attribute__((format(printf, 1, 2)));

#define CHECK(expr) tap_check((expr) != 0, __FILE__, __LINE__, #expr)
#define CHECK_INT(actual, expected)                                            \
  tap_check_int((long long)(actual), (long long)(expected), __FILE__,          \
                __LINE__, #actual)
#define CHECK_STR(actual, expected)                                            \
  tap_check_str((actual), (expected), __FILE__, __LINE__, #actual)
/* For what a case cannot go on without: ends the program. */
#define REQUIRE(expr) tap_require((expr) != 0, __FILE__, __LINE__, #expr)

void tap_check(int is_true, const char* file, int line, const char* what);
void tap_check_int(long long actual, long long expected, const char* file,
                   int line, const char* what);
void tap_check_str(const char* actual, const char* expected, const char* file,
                   int line, const char* what);
void tap_require(int is_true, const char* file, int line, const char* what);

#endif /* HICAST_TEST_TAP_H */
