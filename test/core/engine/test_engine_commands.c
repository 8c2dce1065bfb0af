/* Commands: encoding in steps, pending counts, and what a kind changes. */
#include <stdlib.h>
#include <string.h>

#include "engine/internal.h"
#include "memory.h"
#include "rig.h"
#include "tap.h"

static void ready(rig_t* rig) {
  rig_init(rig, NULL);
  rig_ready(rig, 3);
}

static void raw_output(rig_t* rig, const char* expected) {
  size_t len;
  const char* bytes = hc_engine_output(rig->engine, &len);
  CHECK_INT(len, strlen(expected));
  CHECK(len == strlen(expected) && memcmp(bytes, expected, len) == 0);
  hc_engine_sent(rig->engine, len);
}

static void whole(void) {
  hc_str_t argv[3] = {{"set", 3}, {"a\0b", 3}, {NULL, 0}};
  rig_t rig;
  ready(&rig);
  CHECK_INT(hc_engine_command(rig.engine, HC_CMD, 5, 3, argv), HC_OK);
  CHECK_INT(hc_engine_pending(rig.engine), 1);
  {
    size_t len;
    const char* bytes = hc_engine_output(rig.engine, &len);
    static const char wanted[] = "*3\r\n$3\r\nset\r\n$3\r\na\0b\r\n$0\r\n\r\n";
    CHECK(len == sizeof(wanted) - 1 && memcmp(bytes, wanted, len) == 0);
    /* Part of it is sent now, and part of it later. */
    hc_engine_sent(rig.engine, 20);
    bytes = hc_engine_output(rig.engine, &len);
    CHECK_INT(len, sizeof(wanted) - 21);
    CHECK(memcmp(bytes, wanted + 20, len) == 0);
  }
  CHECK_INT(hc_engine_command(rig.engine, HC_CMD, 0, 0, argv), HC_EINVAL);
  hc_engine_stop(rig.engine);
  CHECK_INT(hc_engine_command(rig.engine, HC_CMD, 0, 3, argv), HC_ENOTCONN);
  CHECK_INT(hc_engine_begin(rig.engine, HC_CMD, 0, 1), HC_ENOTCONN);
  rig_end(&rig);
}

/* An argument of `len` bytes when `guess` were expected. */
static void check_guess(size_t len, size_t guess, size_t max_len) {
  text_t wanted = {NULL, 0, 0};
  char* value = memory_realloc(NULL, len + 1);
  char* room;
  rig_t rig;

  tap_note("%zu bytes, %zu expected", len, guess);
  memset(value, 'v', len);
  value[len] = '\0';
  text_format(&wanted, "*3\r\n$3\r\nset\r\n$%zu\r\n", len);
  text_bytes(&wanted, value, len);
  text_format(&wanted, "\r\n$1\r\nz\r\n");
  ready(&rig);
  CHECK_INT(hc_engine_begin(rig.engine, HC_CMD, 1, 3), HC_OK);
  CHECK_INT(hc_engine_arg(rig.engine, "set", 3), HC_OK);
  room = hc_engine_arg_room(rig.engine, max_len, guess);
  REQUIRE(room != NULL);
  memset(room, '?', max_len);
  memcpy(room, value, len);
  hc_engine_arg_done(rig.engine, len);
  CHECK_INT(hc_engine_arg(rig.engine, "z", 1), HC_OK);
  CHECK_INT(hc_engine_finish(rig.engine), HC_OK);
  raw_output(&rig, wanted.str);
  tap_note("%s", "");
  memory_free(value);
  text_free(&wanted);
  rig_end(&rig);
}

static void guesses(void) {
  static const size_t lens[] = {0, 1, 9, 10, 99, 100, 1000, 70000};
  size_t i, k;
  for (i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
    for (k = 0; k < sizeof(lens) / sizeof(lens[0]); k++) {
      check_guess(lens[i], lens[k], lens[i]);
      check_guess(lens[i], lens[k], 3 * lens[i] + 5);
    }
  }
}

static void too_long(void) {
  rig_t rig;
  ready(&rig);
  CHECK_INT(hc_engine_begin(rig.engine, HC_CMD, 1, 2), HC_OK);
  CHECK_INT(hc_engine_arg(rig.engine, "x", SIZE_MAX), HC_EINVAL);
  CHECK(hc_engine_arg_room(rig.engine, SIZE_MAX, 1) == NULL);
  hc_engine_abort(rig.engine);
  raw_output(&rig, "");
  rig_end(&rig);
}

static void abort_takes_back(void) {
  rig_t rig;
  ready(&rig);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, "get a"), HC_OK);
  hc_engine_sent(rig.engine, 5);
  CHECK_INT(hc_engine_begin(rig.engine, HC_CMD_MULTI, 2, 1), HC_OK);
  CHECK_INT(hc_engine_arg(rig.engine, "multi", 5), HC_OK);
  CHECK(hc_engine_arg_room(rig.engine, 100000, 5) != NULL);
  hc_engine_abort(rig.engine);
  CHECK_INT(hc_engine_pending(rig.engine), 1);
  CHECK_INT(rig_send(&rig, HC_CMD, 3, "get b"), HC_OK);
  raw_output(&rig, "3\r\nget\r\n$1\r\na\r\n*2\r\n$3\r\nget\r\n$1\r\nb\r\n");
  rig_feed(&rig, "+1\r\n+2\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 +1\nreply 3 +2\n");
  rig_end(&rig);
}

/* Only the last argument is new. */
static void begun_again(void) {
  char* room;
  rig_t rig;

  ready(&rig);
  CHECK_INT(hc_engine_begin_again(rig.engine), HC_EINVAL);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, "publish channel a"), HC_OK);
  CHECK_INT(hc_engine_begin_again(rig.engine), HC_OK);
  CHECK_INT(hc_engine_last_len(rig.engine), 1);
  CHECK_INT(hc_engine_arg(rig.engine, "b", 1), HC_OK);
  CHECK_INT(hc_engine_finish(rig.engine), HC_OK);
  CHECK_INT(hc_engine_begin_again(rig.engine), HC_OK);
  CHECK_INT(hc_engine_arg(rig.engine, "taken back", 10), HC_OK);
  CHECK_INT(hc_engine_last_len(rig.engine), 10);
  hc_engine_abort(rig.engine);
  CHECK_INT(hc__ping(rig.engine), HC_OK); /* is none of the caller's */
  CHECK_INT(hc_engine_begin_again(rig.engine), HC_OK);
  room = hc_engine_arg_room(rig.engine, 20, 2);
  REQUIRE(room != NULL);
  memcpy(room, "c", 1);
  hc_engine_arg_done(rig.engine, 1);
  CHECK_INT(hc_engine_last_len(rig.engine), 1);
  CHECK_INT(hc_engine_finish(rig.engine), HC_OK);
  CHECK_STR(rig_output(&rig),
            "publish channel a\npublish channel b\nping\n"
            "publish channel c\n");
  CHECK_INT(hc_engine_pending(rig.engine), 3);
  rig_feed(&rig, ":1\r\n:2\r\n+PONG\r\n:3\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 :1\nreply 1 :2\nreply 1 :3\n");
  rig_end(&rig);
}

/* What the last command was is not known any more, or it is too long. */
static void not_begun_again(void) {
  text_t words = {NULL, 0, 0};
  rig_t rig;

  ready(&rig);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, "publish channel a"), HC_OK);
  CHECK_INT(hc_engine_begin(rig.engine, HC_CMD_MULTI, 2, 1), HC_OK);
  hc_engine_abort(rig.engine);
  CHECK_INT(hc_engine_begin_again(rig.engine), HC_EINVAL);
  text_format(&words, "publish %0400d a", 1);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, words.str), HC_OK);
  CHECK_INT(hc_engine_begin_again(rig.engine), HC_EINVAL);
  text_free(&words);
  hc_engine_stop(rig.engine);
  CHECK_INT(hc_engine_begin_again(rig.engine), HC_ENOTCONN);
  rig_end(&rig);
}

/* The ring of pending commands grows while it is in use. */
static void many_pending(void) {
  uint32_t sent = 0, settled = 0;
  int round;
  rig_t rig;

  ready(&rig);
  rig.rec.is_quiet = 1;
  for (round = 1; round < 400; round++) {
    int i;
    for (i = 0; i < round; i++)
      CHECK_INT(rig_send(&rig, HC_CMD, ++sent, "get k"), HC_OK);
    for (i = 0; i < round / 2; i++) {
      rig_feed(&rig, "+OK\r\n");
      CHECK_INT(rig.rec.last_flags, ++settled);
    }
    CHECK_INT(hc_engine_pending(rig.engine), sent - settled);
    (void)rig_output(&rig);
  }
  while (settled < sent) {
    rig_feed(&rig, "+OK\r\n");
    CHECK_INT(rig.rec.last_flags, ++settled);
  }
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  rig_end(&rig);
}

static void monitor(void) {
  rig_t rig;
  ready(&rig);
  CHECK_INT(rig_send(&rig, HC_CMD_MONITOR, 1, "monitor"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 2, "ping"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 3, "set a b"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_RESET, 4, "reset"), HC_OK);
  rig_feed(
      &rig,
      "+OK\r\n+1339518083.107412 [0 127.0.0.1:60866] \"keys\" \"*\"\r\n"
      "+PONG\r\n+1339518083.107413 [0 lua] \"x\"\r\n+OK\r\n"
      "+1339518083.107414 [0 127.0.0.1:60866] \"get\" \"k\"\r\n+RESET\r\n");
  CHECK_STR(rig_trace(&rig),
            "reply 1 +OK\nmonitor 1339518083.107412 [0 127.0.0.1:60866] "
            "\"keys\" \"*\"\nreply 2 +PONG\nmonitor 1339518083.107413 [0 lua] "
            "\"x\"\nreply 3 +OK\nmonitor 1339518083.107414 [0 127.0.0.1:60866] "
            "\"get\" \"k\"\nreply 4 +RESET\n");
  /* Left with RESET. */
  CHECK_INT(rig_send(&rig, HC_CMD, 5, "get k"), HC_OK);
  rig_feed(&rig, "+1339518083.107412 [0 x] \"y\"\r\n");
  CHECK_STR(rig_trace(&rig), "reply 5 +1339518083.107412 [0 x] \"y\"\n");
  rig_end(&rig);
}

static void monitor_refused(void) {
  rig_t rig;
  ready(&rig);
  CHECK_INT(rig_send(&rig, HC_CMD_MONITOR, 1, "monitor"), HC_OK);
  rig_feed(&rig, "-NOPERM no\r\n+1.2 [0 x] \"y\"\r\n");
  CHECK_STR(rig_trace(&rig),
            "reply 1 -NOPERM no\nnotice unexpected: 1.2 [0 x] \"y\"\n");
  rig_end(&rig);
}

static void reset(void) {
  rig_t rig;
  ready(&rig);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(&rig, HC_CMD_PSUBSCRIBE, "a*");
  CHECK_INT(rig_send(&rig, HC_CMD_RESET, 1, "reset"), HC_OK);
  rig_feed(&rig, ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n+RESET\r\n");
  CHECK_STR(rig_trace(&rig), "message a x\nreply 1 +RESET\n");
  CHECK_INT(hc_engine_protocol(rig.engine), 2);
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  CHECK_INT(rig_send(&rig, HC_CMD_RESET, 2, "reset"), HC_OK);
  rig_feed(&rig, "-NOPERM no\r\n");
  CHECK_STR(rig_trace(&rig), "reply 2 -NOPERM no\n");
  rig_end(&rig);
}

/* A heartbeat is not sent where it would disturb. */
static void ping_keeps_away(void) {
  rig_t rig;
  ready(&rig);
  CHECK_INT(hc__ping(rig.engine), HC_OK);
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  rig_feed(&rig, "+PONG\r\n");
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(hc__ping(rig.engine), HC_EINVAL);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 2, "exec"), HC_OK);
  CHECK_INT(hc__ping(rig.engine), HC_OK);
  CHECK_STR(rig_output(&rig), "ping\nmulti\nexec\nping\n");
  rig_feed(&rig, "+OK\r\n*0\r\n-ERR whatever\r\n");
  CHECK_INT(rig_send(&rig, HC_CMD_BLOCKING, 3, "blpop l 0"), HC_OK);
  CHECK_INT(hc__ping(rig.engine), HC_EINVAL);
  rig_feed(&rig, "*-1\r\n");
  CHECK_INT(hc__ping(rig.engine), HC_OK);
  rig_feed(&rig, "+PONG\r\n");
  CHECK_INT(rig_send(&rig, HC_CMD_MONITOR, 4, "monitor"), HC_OK);
  rig_feed(&rig, "+OK\r\n");
  CHECK_INT(hc__ping(rig.engine), HC_EINVAL);
  CHECK_STR(rig_trace(&rig),
            "reply 1 +OK\nreply 2 []\nreply 3 nil\nreply 4 +OK\n");
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_INT(hc__ping(rig.engine), HC_EINVAL); /* not ready */
  rig_end(&rig);
}

static void counters(void) {
  hc_counters_t before, after;
  size_t len;
  rig_t rig;

  ready(&rig);
  hc_engine_counters(rig.engine, &before);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, "ping"), HC_OK);
  (void)hc_engine_output(rig.engine, &len);
  (void)rig_output(&rig);
  rig_feed(&rig, "+PONG\r\n>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n");
  hc_engine_counters(rig.engine, &after);
  CHECK_INT(after.commands - before.commands, 1);
  CHECK_INT(after.replies - before.replies, 1);
  CHECK_INT(after.messages - before.messages, 1);
  CHECK_INT(after.bytes_out - before.bytes_out, len);
  CHECK_INT(after.bytes_in - before.bytes_in, 7 + 31);
  /* They go on. */
  CHECK_INT(rig_start(&rig), HC_OK);
  hc_engine_counters(rig.engine, &before);
  CHECK_INT(before.bytes_in, after.bytes_in);
  rig_end(&rig);
}

/* Bytes of a connection that ended are not taken for those of the next. */
static void half_a_reply_is_forgotten(void) {
  rig_t rig;
  ready(&rig);
  rig_feed(&rig, "*2\r\n$3\r\nabc\r\n$100\r\nxyz");
  rig_ready(&rig, 2);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, "ping"), HC_OK);
  rig_feed(&rig, "+PONG\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 +PONG\n");
  rig_end(&rig);
}

int main(void) {
  tap_run("a whole command", whole);
  tap_run("arguments of a length that was guessed", guesses);
  tap_run("arguments that are too long", too_long);
  tap_run("abort takes the command back", abort_takes_back);
  tap_run("begun again with another argument", begun_again);
  tap_run("not begun again", not_begun_again);
  tap_run("many pending commands", many_pending);
  tap_run("MONITOR", monitor);
  tap_run("MONITOR refused", monitor_refused);
  tap_run("RESET", reset);
  tap_run("a heartbeat keeps away", ping_keeps_away);
  tap_run("counters", counters);
  tap_run("half a reply is forgotten", half_a_reply_is_forgotten);
  return tap_end();
}
