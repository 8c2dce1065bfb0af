/* The table of statuses, and that JavaScript has the same one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hicast.h"
#include "tap.h"

/* The tests are run from where they are. */
#define JAVASCRIPT "../../lib/support/native.js"

typedef struct status_s {
  int value;
  const char* name;
  const char* text;
} status_t;

static const status_t table[] = {
#define ENTRY(value, name, text) {value, #name, text},
    HC_STATUS_MAP(ENTRY)
#undef ENTRY
};

#define COUNT (sizeof(table) / sizeof(table[0]))

static void complete(void) {
  size_t i, k;
  for (i = 0; i < COUNT; i++) {
    char name[64];
    (void)snprintf(name, sizeof(name), "HC_%s", table[i].name);
    CHECK_INT(table[i].value, -(int)i - 1);
    CHECK_STR(hc_status_name(table[i].value), name);
    CHECK_STR(hc_status_text(table[i].value), table[i].text);
    CHECK(strlen(table[i].text) > 0);
    for (k = 0; k < i; k++) {
      CHECK(strcmp(table[i].name, table[k].name) != 0);
      CHECK(strcmp(table[i].text, table[k].text) != 0);
    }
  }
}

static void others(void) {
  CHECK_STR(hc_status_name(HC_OK), "HC_OK");
  CHECK_STR(hc_status_text(HC_OK), "success");
  CHECK_STR(hc_status_name(1), "HC_UNKNOWN");
  CHECK_STR(hc_status_name(-(int)COUNT - 1), "HC_UNKNOWN");
  CHECK_STR(hc_status_text(12345), "unknown status");
}

/* The text of lib/support/native.js between "const STATUS = {" and "}". */
static char* read_javascript(void) {
  static char source[65536];
  FILE* file = fopen(JAVASCRIPT, "r");
  size_t len;
  char *from, *to;

  REQUIRE(file != NULL);
  len = fread(source, 1, sizeof(source) - 1, file);
  (void)fclose(file);
  source[len] = '\0';
  from = strstr(source, "const STATUS = {");
  REQUIRE(from != NULL);
  to = strchr(from, '}');
  REQUIRE(to != NULL);
  *to = '\0';
  return strchr(from, '{') + 1;
}

static void same_in_javascript(void) {
  size_t count = 0, i;
  char* line;
  char* rest = NULL;

  for (line = strtok_r(read_javascript(), "\n,", &rest); line != NULL;
       line = strtok_r(NULL, "\n,", &rest)) {
    char name[32];
    char* colon = strchr(line, ':');
    int value;
    if (colon == NULL) continue;
    REQUIRE(sscanf(line, " %31[A-Z]", name) == 1);
    value = (int)strtol(colon + 1, NULL, 10);
    tap_note("%s", name);
    if (value == 0) {
      CHECK_STR(name, "OK");
      continue;
    }
    for (i = 0; i < COUNT && table[i].value != value; i++) {
    }
    REQUIRE(i < COUNT);
    /* REQUIRE has ended the program when there is none. */
    /* cppcheck-suppress arrayIndexOutOfBounds */
    CHECK_STR(name, table[i].name);
    count++;
  }
  tap_note("%s", "");
  CHECK_INT(count, COUNT);
}

int main(void) {
  tap_run("complete", complete);
  tap_run("others", others);
  tap_run("the same in JavaScript", same_in_javascript);
  return tap_end();
}
