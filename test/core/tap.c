#include "tap.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Failures told of one case: more would only hide the first. */
#define FAILURES_MAX 10

static int case_count;
static int failed_count;
static int failures; /* of the case that runs */
static char note[256];

void tap_run(const char* name, void (*fn)(void)) {
  failures = 0;
  note[0] = '\0';
  fn();
  case_count++;
  if (failures > 0) failed_count++;
  printf("%s %d - %s\n", failures > 0 ? "not ok" : "ok", case_count, name);
  (void)fflush(stdout);
}

int tap_end(void) {
  printf("1..%d\n# %d passed, %d failed\n", case_count,
         case_count - failed_count, failed_count);
  return failed_count > 0 || case_count == 0;
}

void tap_note(const char* format, ...) {
  va_list args;
  va_start(args, format);
  (void)vsnprintf(note, sizeof(note), format, args);
  va_end(args);
}

/* Whether this failure is to be printed; prints where it was. */
static int begin_failure(const char* file, int line, const char* what) {
  if (++failures > FAILURES_MAX) return 0;
  printf("# %s:%d: %s", file, line, what);
  if (note[0] != '\0') printf(" (%s)", note);
  return 1;
}

void tap_check(int is_true, const char* file, int line, const char* what) {
  if (!is_true && begin_failure(file, line, what)) printf("\n");
}

void tap_check_int(long long actual, long long expected, const char* file,
                   int line, const char* what) {
  if (actual != expected && begin_failure(file, line, what)) {
    printf(" is %lld, not %lld\n", actual, expected);
  }
}

void tap_check_str(const char* actual, const char* expected, const char* file,
                   int line, const char* what) {
  if (strcmp(actual, expected) != 0 && begin_failure(file, line, what)) {
    printf(" is\n%s\n# and not\n%s\n", actual, expected);
  }
}

void tap_require(int is_true, const char* file, int line, const char* what) {
  if (is_true) return;
  printf("not ok %d - %s:%d: %s", case_count + 1, file, line, what);
  if (note[0] != '\0') printf(" (%s)", note);
  printf("\n# given up\n");
  (void)fflush(stdout);
  abort();
}
