/* What a broken or hostile server sends: a status, and bounded memory. */
#include <stdlib.h>
#include <string.h>

#include "engine/internal.h"
#include "memory.h"
#include "rig.h"
#include "tap.h"

/* Feeds the bytes whole and byte by byte; both end with `status`. */
static void expect_limits(const hc_limits_t* limits, const char* bytes,
                          size_t len, int status) {
  size_t step;

  for (step = len; step > 0; step = step > 1 ? 1 : 0) {
    int got = HC_OK;
    size_t at;
    rig_t rig;

    tap_note("%.40s, pieces of %zu", bytes, step);
    rig_init(&rig, limits);
    rig_ready(&rig, 3);
    for (at = 0; at < len && got == HC_OK; at += step)
      got =
          rig_feed_status(&rig, bytes + at, len - at < step ? len - at : step);
    CHECK_INT(got, status);
    if (status != HC_OK) {
      CHECK(strlen(hc_engine_error(rig.engine)) > 0);
      CHECK(strcmp(hc_engine_error(rig.engine), "success") != 0);
      CHECK_INT(rig_feed_status(&rig, "+OK\r\n", 5), HC_ENOTCONN);
      CHECK_INT(hc_engine_pending(rig.engine), 0);
    }
    /* Works again afterwards. */
    rig_ready(&rig, 2);
    CHECK_INT(rig_send(&rig, HC_CMD, 1, "ping"), HC_OK);
    rig_feed(&rig, "+PONG\r\n");
    CHECK_STR(rig_trace(&rig), "reply 1 +PONG\n");
    rig_end(&rig);
    tap_note("%s", "");
  }
}

static void expect(const char* bytes, int status) {
  expect_limits(NULL, bytes, strlen(bytes), status);
}

/* More subscriptions than there are ids for: refused before they are sent; and
 * when the server confirms more than was asked for. */
static void subscriptions(void) {
  hc_limits_t limits = {0, 0, 0, 0, 3};
  rig_t rig;

  rig_init(&rig, &limits);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(&rig, HC_CMD_PSUBSCRIBE, "p");
  CHECK_INT(rig_send(&rig, HC_CMD_SSUBSCRIBE, 1, "ssubscribe s t"), HC_ELIMIT);
  CHECK_STR(rig_output(&rig), "");
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  rig_subscribe(&rig, HC_CMD_SSUBSCRIBE, "s");
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, "subscribe t"), HC_ELIMIT);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 1, "unsubscribe a"), HC_OK);
  rig_feed(&rig, ">3\r\n+unsubscribe\r\n+a\r\n:2\r\n");
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, "subscribe b"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, "subscribe c"), HC_OK);
  rig_feed(&rig, ">3\r\n+subscribe\r\n+b\r\n:3\r\n");
  CHECK_INT(rig_feed_status(&rig, ">3\r\n+subscribe\r\n+c\r\n:4\r\n", 24),
            HC_ELIMIT);
  CHECK_STR(hc_engine_error(rig.engine),
            "more subscriptions are confirmed than a client can have");
  rig_end(&rig);
}

static void huge_lengths(void) {
  expect("$999999999999\r\n", HC_ELIMIT);
  expect("$536870913\r\n", HC_ELIMIT);
  expect("$536870912\r\n", HC_OK);
  expect("*4294967295\r\n", HC_ELIMIT);
  expect("*67108865\r\n", HC_ELIMIT);
  expect("*67108864\r\n", HC_OK);
  expect("%67108864\r\n", HC_ELIMIT);
  expect("%9223372036854775807\r\n", HC_EPROTOCOL);
  expect("$18446744073709551616\r\n", HC_EPROTOCOL);
  expect("*18446744073709551615\r\n", HC_EPROTOCOL);
  expect("$0000000000000000000000000000000000000001", HC_EPROTOCOL);
  expect(">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$999999999999\r\n", HC_ELIMIT);
  expect(">3\r\n$7\r\nmessage\r\n$999999999999999999999\r\n", HC_EPROTOCOL);
}

static void bad_lengths(void) {
  expect("$-2\r\n", HC_EPROTOCOL);
  expect("$-10\r\n", HC_EPROTOCOL);
  expect("*-2\r\n", HC_EPROTOCOL);
  expect("%-1\r\n", HC_EPROTOCOL);
  expect("~-1\r\n", HC_EPROTOCOL);
  expect(">-1\r\n", HC_EPROTOCOL);
  expect("|-1\r\n", HC_EPROTOCOL);
  expect("$\r\n", HC_EPROTOCOL);
  expect("*\r\n", HC_EPROTOCOL);
  expect("$+1\r\n", HC_EPROTOCOL);
  expect("$1 \r\n", HC_EPROTOCOL);
  expect("$1\n", HC_EPROTOCOL);
  expect("$1\r\r\n", HC_EPROTOCOL);
  expect("*1a\r\n", HC_EPROTOCOL);
  expect("$3\r\nabcd\r\n", HC_EPROTOCOL);
  expect("$3\r\nabc\rx", HC_EPROTOCOL);
  expect(">3\r\n$7\r\nmessage\r\n$1\r\naa\r\n$1\r\nx\r\n", HC_EPROTOCOL);
  expect(">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nxx\r\n", HC_EPROTOCOL);
}

static void bad_scalars(void) {
  expect(":\r\n", HC_EPROTOCOL);
  expect(":-\r\n", HC_EPROTOCOL);
  expect(":1x\r\n", HC_EPROTOCOL);
  expect(":9223372036854775808\r\n", HC_EPROTOCOL);
  expect(":-9223372036854775809\r\n", HC_EPROTOCOL);
  expect(":000000000000000000000000000001\r\n", HC_EPROTOCOL);
  expect(",\r\n", HC_EPROTOCOL);
  expect(",x\r\n", HC_EPROTOCOL);
  expect("(\r\n", HC_EPROTOCOL);
  expect("(-\r\n", HC_EPROTOCOL);
  expect("(1.5\r\n", HC_EPROTOCOL);
  expect("#\r\n", HC_EPROTOCOL);
  expect("#x\r\n", HC_EPROTOCOL);
  expect("#true\r\n", HC_EPROTOCOL);
  expect("_x\r\n", HC_EPROTOCOL);
  expect("=3\r\ntxt\r\n", HC_EPROTOCOL);
  expect("=5\r\nabcde\r\n", HC_EPROTOCOL);
}

static void unknown_types(void) {
  rig_t rig;
  expect("HTTP/1.1 400 Bad Request\r\n", HC_EPROTOCOL);
  expect("\r\n", HC_EPROTOCOL);
  expect("*1\r\n\xff\r\n", HC_EPROTOCOL);
  expect(".\r\n", HC_EPROTOCOL);
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  CHECK_INT(rig_feed_status(&rig, "H", 1), HC_EPROTOCOL);
  CHECK_STR(hc_engine_error(rig.engine),
            "Protocol error: Unknown RESP type 72 \"H\"");
  rig_ready(&rig, 3);
  CHECK_INT(rig_feed_status(&rig, "\n", 1), HC_EPROTOCOL);
  CHECK_STR(hc_engine_error(rig.engine),
            "Protocol error: Unknown RESP type 10");
  rig_end(&rig);
}

/* What `bytes` is, `count` times. */
static void repeated(const hc_limits_t* limits, const char* bytes, size_t count,
                     int status) {
  text_t t = {NULL, 0, 0};
  size_t i;
  for (i = 0; i < count; i++) text_bytes(&t, bytes, strlen(bytes));
  expect_limits(limits, t.str, t.len, status);
  text_free(&t);
}

static void nesting(void) {
  hc_limits_t limits = {.max_depth = 3};
  repeated(NULL, "*1\r\n", 1000000, HC_ELIMIT);
  repeated(NULL, "%1\r\n+k\r\n", 1000000, HC_ELIMIT);
  repeated(NULL, "|1\r\n", 1000000, HC_ELIMIT);
  repeated(NULL, ">1\r\n", 1000000, HC_ELIMIT);
  repeated(NULL, "*1\r\n", 512, HC_OK);
  repeated(NULL, "*1\r\n", 513, HC_ELIMIT);
  repeated(&limits, "*1\r\n", 3, HC_OK);
  repeated(&limits, "*1\r\n", 4, HC_ELIMIT);
}

static void endless_lines(void) {
  hc_limits_t limits = {.max_bulk_len = 10000};
  text_t t = {NULL, 0, 0};
  size_t i;

  for (i = 0; i < 6; i++) {
    text_clear(&t);
    text_format(&t, "%c", "+-:,(#"[i]);
    while (t.len < 10050) text_bytes(&t, "1", 1);
    expect_limits(&limits, t.str, t.len, HC_ELIMIT);
  }
  text_clear(&t);
  text_format(&t, "$");
  while (t.len < 10050) text_bytes(&t, "1", 1);
  expect_limits(&limits, t.str, t.len, HC_EPROTOCOL);
  text_free(&t);
}

/* Bytes that the engine holds, its room for input and values. */
static size_t memory_of(const rig_t* rig) {
  return rig->engine->in.cap +
         rig->engine->reader.value_count * sizeof(hc_value_t);
}

static void endless_attributes(void) {
  hc_limits_t limits = {.max_elements = 1000, .max_reply_len = 100000};
  text_t t = {NULL, 0, 0};
  rig_t rig;
  int i;

  /* Before a reply they are dropped as they come. */
  for (i = 0; i < 1000; i++)
    text_format(&t, "|0\r\n|1\r\n+key\r\n*2\r\n:1\r\n:2\r\n");
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  for (i = 0; i < 300; i++) rig_feed(&rig, t.str);
  CHECK(memory_of(&rig) < (size_t)1 << 20);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, "ping"), HC_OK);
  rig_feed(&rig, "+PONG\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 +PONG\n");
  rig_end(&rig);
  text_free(&t);
  /* Within one they count. */
  text_format(&t, "*1\r\n");
  for (i = 0; i < 1000; i++) text_format(&t, "|1\r\n+k\r\n+v\r\n");
  expect_limits(&limits, t.str, t.len, HC_ELIMIT);
  text_clear(&t);
  text_format(&t, "*1\r\n");
  for (i = 0; i < 30000; i++) text_format(&t, "|0\r\n");
  expect_limits(&limits, t.str, t.len, HC_ELIMIT);
  text_free(&t);
}

static void elements(void) {
  hc_limits_t limits = {.max_elements = 100};
  text_t t = {NULL, 0, 0};
  int i;

  expect_limits(&limits, "*101\r\n", 6, HC_ELIMIT);
  expect_limits(&limits, "%51\r\n", 5, HC_ELIMIT);
  expect_limits(&limits, "*100\r\n", 6, HC_OK);
  text_format(&t, "*60\r\n*0\r\n*60\r\n");
  for (i = 0; i < 60 + 58; i++) text_format(&t, ":1\r\n");
  expect_limits(&limits, t.str, t.len, HC_ELIMIT);
  text_free(&t);
}

static void reply_length(void) {
  hc_limits_t limits = {.max_bulk_len = 1000, .max_reply_len = 3000};
  text_t t = {NULL, 0, 0};
  int i;

  text_format(&t, "*5\r\n");
  for (i = 0; i < 4; i++) text_format(&t, "$900\r\n%0900d\r\n", i);
  expect_limits(&limits, t.str, t.len, HC_ELIMIT);
  /* Many short ones are no long one. */
  text_clear(&t);
  for (i = 0; i < 100; i++) text_format(&t, "$900\r\n%0900d\r\n", i);
  expect_limits(&limits, t.str, t.len, HC_OK);
  expect_limits(&limits, "$1001\r\n", 7, HC_ELIMIT);
  expect_limits(&limits, ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1001\r\n", 31,
                HC_ELIMIT);
  text_free(&t);
}

/* A length that is announced costs nothing until the bytes come. */
static void announcements_are_free(void) {
  static const char* const openings[] = {
      "$536870912\r\nabc", "*67108864\r\n:1\r\n", "%33554432\r\n:1\r\n",
      ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$536870912\r\nabc"};
  size_t i;

  for (i = 0; i < 4; i++) {
    size_t len;
    rig_t rig;
    rig_init(&rig, NULL);
    rig_ready(&rig, 3);
    rig_feed(&rig, openings[i]);
    CHECK(hc_engine_reserve(rig.engine, 1, &len) != NULL);
    CHECK(memory_of(&rig) < (size_t)1 << 20);
    rig_end(&rig);
  }
}

/* A large buffer is given back. */
static void memory_is_given_back(void) {
  const size_t len = (size_t)8 << 20;
  char* bytes = memory_realloc(NULL, len);
  rig_t rig;

  memset(bytes, 'x', len);
  memcpy(bytes, "$8388592\r\n", 10);
  memcpy(bytes + len - 6, "\r\n+OK\r", 6);
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  CHECK_INT(rig_feed_status(&rig, bytes, len), HC_OK);
  rig_feed(&rig, "\n");
  CHECK_INT(rig.rec.notices, 2);
  CHECK(memory_of(&rig) < (size_t)1 << 20);
  memory_free(bytes);
  rig_end(&rig);
}

int main(void) {
  tap_run("subscriptions", subscriptions);
  tap_run("huge lengths", huge_lengths);
  tap_run("bad lengths", bad_lengths);
  tap_run("bad scalars", bad_scalars);
  tap_run("unknown types", unknown_types);
  tap_run("nesting", nesting);
  tap_run("endless lines", endless_lines);
  tap_run("endless attributes", endless_attributes);
  tap_run("elements", elements);
  tap_run("length of a reply", reply_length);
  tap_run("announcements are free", announcements_are_free);
  tap_run("memory is given back", memory_is_given_back);
  return tap_end();
}
