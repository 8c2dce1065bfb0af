/* Commands to bytes. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "engine/internal.h"
#include "tap.h"
#include "text.h"

static void check_output(hc__encoder_t* en, const char* wanted, size_t len) {
  CHECK_INT(hc__buf_len(&en->out), len);
  CHECK(hc__buf_len(&en->out) == len &&
        memcmp(en->out.data + en->out.start, wanted, len) == 0);
}

#define CHECK_OUTPUT(en, wanted) check_output(en, wanted, sizeof(wanted) - 1)

static void commands(void) {
  hc__encoder_t en;
  memset(&en, 0, sizeof(en));
  CHECK_INT(hc__encode_begin(&en, 3), HC_OK);
  CHECK_INT(hc__encode_arg(&en, "publish", 7), HC_OK);
  CHECK_INT(hc__encode_arg(&en, "", 0), HC_OK);
  CHECK_INT(hc__encode_arg(&en, "\r\n\0$", 4), HC_OK);
  CHECK_OUTPUT(&en, "*3\r\n$7\r\npublish\r\n$0\r\n\r\n$4\r\n\r\n\0$\r\n");
  hc__buf_free(&en.out);
}

/* Counts and lengths of every number of digits. */
static void digits(void) {
  static const size_t counts[] = {1, 9, 10, 99, 100, 12345, 4294967295u};
  size_t i;
  for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
    char wanted[32];
    hc__encoder_t en;
    memset(&en, 0, sizeof(en));
    CHECK_INT(hc__encode_begin(&en, counts[i]), HC_OK);
    (void)snprintf(wanted, sizeof(wanted), "*%zu\r\n", counts[i]);
    check_output(&en, wanted, strlen(wanted));
    hc__buf_free(&en.out);
  }
}

static void every_length(void) {
  static char arg[1200];
  size_t len;
  memset(arg, 'a', sizeof(arg));
  for (len = 0; len <= sizeof(arg); len++) {
    text_t wanted = {NULL, 0, 0};
    hc__encoder_t en;
    memset(&en, 0, sizeof(en));
    CHECK_INT(hc__encode_begin(&en, 1), HC_OK);
    CHECK_INT(hc__encode_arg(&en, arg, len), HC_OK);
    text_format(&wanted, "*1\r\n$%zu\r\n", len);
    text_bytes(&wanted, arg, len);
    text_bytes(&wanted, "\r\n", 2);
    check_output(&en, wanted.str, wanted.len);
    hc__buf_free(&en.out);
    text_free(&wanted);
  }
}

/* The guess is wrong by as much as it can be. */
static void rooms(void) {
  static const size_t guesses[] = {0, 5, 10, 1000, SIZE_MAX};
  size_t i;
  for (i = 0; i < sizeof(guesses) / sizeof(guesses[0]); i++) {
    char* room;
    hc__encoder_t en;
    memset(&en, 0, sizeof(en));
    CHECK_INT(hc__encode_begin(&en, 2), HC_OK);
    room = hc__encode_room(&en, 12, guesses[i]);
    REQUIRE(room != NULL);
    memcpy(room, "hello, world", 12);
    hc__encode_done(&en, 12);
    room = hc__encode_room(&en, 0, guesses[i]);
    REQUIRE(room != NULL);
    hc__encode_done(&en, 0);
    CHECK_OUTPUT(&en, "*2\r\n$12\r\nhello, world\r\n$0\r\n\r\n");
    hc__buf_free(&en.out);
  }
}

static void aborted(void) {
  hc__encoder_t en;
  memset(&en, 0, sizeof(en));
  CHECK_INT(hc__encode_begin(&en, 1), HC_OK);
  CHECK_INT(hc__encode_arg(&en, "a", 1), HC_OK);
  hc__buf_consume(&en.out, 3);
  CHECK_INT(hc__encode_begin(&en, 2), HC_OK);
  CHECK_INT(hc__encode_arg(&en, "b", 1), HC_OK);
  hc__encode_abort(&en);
  CHECK_OUTPUT(&en, "\n$1\r\na\r\n");
  CHECK_INT(hc__encode_begin(&en, 1), HC_OK);
  CHECK_INT(hc__encode_arg(&en, "c", 1), HC_OK);
  CHECK_OUTPUT(&en, "\n$1\r\na\r\n*1\r\n$1\r\nc\r\n");
  hc__buf_free(&en.out);
}

static void too_long(void) {
  hc__encoder_t en;
  memset(&en, 0, sizeof(en));
  CHECK_INT(hc__encode_begin(&en, 1), HC_OK);
  CHECK_INT(hc__encode_arg(&en, "a", SIZE_MAX / 2), HC_EINVAL);
  CHECK(hc__encode_room(&en, SIZE_MAX / 2, 1) == NULL);
  CHECK_OUTPUT(&en, "*1\r\n");
  hc__buf_free(&en.out);
}

int main(void) {
  tap_run("commands", commands);
  tap_run("digits", digits);
  tap_run("arguments of every length", every_length);
  tap_run("rooms", rooms);
  tap_run("aborted", aborted);
  tap_run("too long", too_long);
  return tap_end();
}
