/* Messages that start like the ones before, and take a shorter way. */
#include <stdio.h>
#include <string.h>

#include "engine/internal.h"
#include "rig.h"
#include "tap.h"

static void prepare_for(rig_t* rig, int protocol) {
  rig_init(rig, NULL);
  rig_ready(rig, protocol);
  rig_subscribe(rig, HC_CMD_SUBSCRIBE, "news-1");
  rig_subscribe(rig, HC_CMD_SUBSCRIBE, "news-2");
  rig_subscribe(rig, HC_CMD_SSUBSCRIBE, "news-1");
  rig_subscribe(rig, HC_CMD_PSUBSCRIBE, "news-*");
}

static void prepare(rig_t* rig) {
  prepare_for(rig, 3);
}

static void prepare_resp2(rig_t* rig) {
  prepare_for(rig, 2);
}

/* A message as it comes, and as it is told. `how` is m, s or p. */
static void add(text_t* bytes, text_t* trace, char type, char how,
                const char* channel, const char* payload) {
  const char* prefix = how == 's' ? "s" : how == 'p' ? "p" : "";
  text_format(bytes, "%c%d\r\n$%d\r\n%smessage\r\n", type, how == 'p' ? 4 : 3,
              how == 'm' ? 7 : 8, prefix);
  text_format(trace, "%smessage ", prefix);
  if (how == 'p') {
    text_format(bytes, "$6\r\nnews-*\r\n");
    text_format(trace, "news-* ");
  }
  text_format(bytes, "$%zu\r\n%s\r\n$%zu\r\n%s\r\n", strlen(channel), channel,
              strlen(payload), payload);
  text_format(trace, "%s ", channel);
  text_escaped(trace, payload, strlen(payload));
  text_bytes(trace, "\n", 1);
}

static void mixed(char type) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  int i;

  for (i = 0; i < 3; i++) {
    add(&bytes, &trace, type, 'm', "news-1", "a");
    add(&bytes, &trace, type, 'm', "news-1", "bcdefghijklm");
    add(&bytes, &trace, type, 'm', "news-1", "");
    add(&bytes, &trace, type, 'm', "news-2", "$1\r\nx\r\n");
    add(&bytes, &trace, type, 'm', "news-1", "x");
    add(&bytes, &trace, type, 's', "news-1", "s1");
    add(&bytes, &trace, type, 's', "news-1", "s2");
    add(&bytes, &trace, type, 's', "news-1", "s3");
    add(&bytes, &trace, type, 'p', "news-1", "p1");
    add(&bytes, &trace, type, 'p', "news-1", "p2");
    add(&bytes, &trace, type, 'm', "news-1", "a");
  }
  rig_check_cuts(type == '>' ? prepare : prepare_resp2, bytes.str, bytes.len,
                 trace.str);
  text_free(&bytes);
  text_free(&trace);
}

static void mixed_resp3(void) {
  mixed('>');
}

static void mixed_resp2(void) {
  mixed('*');
}

static void feed_message(rig_t* rig, const char* channel) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  add(&bytes, &trace, '>', 'm', channel, "x");
  rig_feed(rig, bytes.str);
  text_free(&bytes);
  text_free(&trace);
}

/* Names that differ in one byte, wherever it is. */
static void alike_names(void) {
  char name[60];
  size_t len, at;
  rig_t rig;

  for (len = 1; len < sizeof(name); len += 7) {
    memset(name, 'n', sizeof(name));
    name[len] = '\0';
    rig_init(&rig, NULL);
    rig_ready(&rig, 3);
    rig_subscribe(&rig, HC_CMD_SUBSCRIBE, name);
    for (at = 0; at < len; at++) {
      feed_message(&rig, name);
      feed_message(&rig, name);
      CHECK(rig.rec.last_sub != NULL);
      name[at] = 'm';
      feed_message(&rig, name);
      CHECK(rig.rec.last_sub == NULL);
      name[at] = 'n';
    }
    rig_end(&rig);
  }
}

/* The subscription is the one of now, not the one that was. */
static void subscribed_again(void) {
  rig_t rig;
  int i;

  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  for (i = 1; i < 5; i++) {
    rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "news-1");
    feed_message(&rig, "news-1");
    feed_message(&rig, "news-1");
    feed_message(&rig, "news-1");
    REQUIRE(rig.rec.last_sub != NULL);
    CHECK_INT(rig.rec.last_sub->data, 0);
    rig.rec.last_sub->data = (uint32_t)i;
    feed_message(&rig, "news-1");
    CHECK_INT(rig.rec.last_sub->data, i);
    CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 0, "unsubscribe"), HC_OK);
    rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$6\r\nnews-1\r\n:0\r\n");
    feed_message(&rig, "news-1");
    CHECK(rig.rec.last_sub == NULL);
  }
  rig_end(&rig);
}

static void over_a_reconnect(int has_resubscribe) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "news-1");
  feed_message(&rig, "news-1");
  feed_message(&rig, "news-1");
  rig.rec.last_sub->data = 7;
  rig.handshake.has_resubscribe = has_resubscribe;
  CHECK_INT(rig_start(&rig), HC_OK);
  rig_feed(&rig, "%0\r\n");
  feed_message(&rig, "news-1");
  if (has_resubscribe) {
    REQUIRE(rig.rec.last_sub != NULL);
    CHECK_INT(rig.rec.last_sub->data, 7);
  } else {
    CHECK(rig.rec.last_sub == NULL);
  }
  rig_end(&rig);
}

static void reconnected(void) {
  over_a_reconnect(1);
  over_a_reconnect(0);
}

static void undo_in_message(recorder_t* r, const char* event) {
  if (strcmp(event, "message") == 0) hc_engine_stop(r->engine);
}

static void stopped_in_run(int has_runs) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  rig_t rig;

  prepare(&rig);
  if (!has_runs) rig.engine->cb.on_messages = NULL;
  feed_message(&rig, "news-1");
  feed_message(&rig, "news-1");
  rig.rec.hook = undo_in_message;
  add(&bytes, &trace, '>', 'm', "news-1", "a");
  add(&bytes, &trace, '>', 'm', "news-1", "b");
  add(&bytes, &trace, '>', 'm', "news-2", "c");
  (void)rig_trace(&rig);
  rig_feed(&rig, bytes.str);
  CHECK_STR(rig_trace(&rig), "message news-1 a\n");
  text_free(&bytes);
  text_free(&trace);
  rig_end(&rig);
}

static void stopped(void) {
  stopped_in_run(1);
  stopped_in_run(0);
}

/* Lengths that are wrong after a start that is right. */
static void broken(void) {
  static const char* const ends[] = {"x\r\n",
                                     "-1\r\n",
                                     "1\r\nab\r\n",
                                     "999999999999\r\n",
                                     "1\nx\r\n",
                                     "1\r\nx\n\n\r\n",
                                     "12345678901234567890\r\n"};
  static const char start[] = ">3\r\n$7\r\nmessage\r\n$6\r\nnews-1\r\n$";
  size_t i;

  for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
    text_t bytes = {NULL, 0, 0};
    int status;
    rig_t rig;

    tap_note("%s", ends[i]);
    prepare(&rig);
    feed_message(&rig, "news-1");
    feed_message(&rig, "news-1");
    (void)rig_trace(&rig);
    text_format(&bytes, "%s%s", start, ends[i]);
    status = rig_feed_status(&rig, bytes.str, bytes.len);
    /* As without the shorter way: -1 is a payload of nothing. */
    CHECK_INT(status, i == 1 ? HC_OK : i == 3 ? HC_ELIMIT : HC_EPROTOCOL);
    CHECK_STR(rig_trace(&rig), i == 1 ? "message news-1 \n" : "");
    text_free(&bytes);
    rig_end(&rig);
  }
  tap_note("%s", "");
}

/* Names that are too long to be kept. */
static void long_names(void) {
  char name[200];
  rig_t rig;

  memset(name, 'n', sizeof(name) - 1);
  name[sizeof(name) - 1] = '\0';
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, name);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "");
  feed_message(&rig, name);
  feed_message(&rig, name);
  feed_message(&rig, name);
  CHECK_INT(rig.rec.last_sub->name_len, sizeof(name) - 1);
  feed_message(&rig, "");
  feed_message(&rig, "");
  feed_message(&rig, "");
  CHECK_INT(rig.rec.last_sub->name_len, 0);
  CHECK_INT(rig.rec.messages, 6);
  rig_end(&rig);
}

/* Many of one channel at once come in runs, in order, or one by one. */
static void in_runs(int has_runs) {
  enum { COUNT = 3 * HC_RUN_MAX + 5 };
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  rig_t rig;
  int i;

  prepare(&rig);
  if (!has_runs) rig.engine->cb.on_messages = NULL;
  for (i = 0; i < COUNT; i++) {
    char payload[16];
    (void)snprintf(payload, sizeof(payload), "%d", i);
    add(&bytes, &trace, '>', 'm', "news-1", payload);
    if (i == HC_RUN_MAX + 9) {
      add(&bytes, &trace, '>', 's', "news-1", "between");
      text_format(&bytes, ">2\r\n+other\r\n:1\r\n");
      text_format(&trace, "push >[+other, :1]\n");
    }
  }
  (void)rig_trace(&rig);
  rig_feed(&rig, bytes.str);
  CHECK_STR(rig_trace(&rig), trace.str);
  CHECK_INT(rig.rec.messages, COUNT + 1);
  CHECK_INT(rig.rec.longest_run, has_runs ? HC_RUN_MAX : 0);
  if (has_runs) CHECK(rig.rec.runs >= 4 && rig.rec.runs <= 6);
  text_free(&bytes);
  text_free(&trace);
  rig_end(&rig);
}

/* A run ends with what makes it long, so that it stays in the CPU's cache. */
static void long_runs_end(void) {
  char payload[900];
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  rig_t rig;
  int i;

  prepare(&rig);
  feed_message(&rig, "news-1");
  feed_message(&rig, "news-1");
  (void)rig_trace(&rig);
  memset(payload, 'x', sizeof(payload) - 1);
  payload[sizeof(payload) - 1] = '\0';
  for (i = 0; i < 50; i++) add(&bytes, &trace, '>', 'm', "news-1", payload);
  rig_feed(&rig, bytes.str);
  CHECK_STR(rig_trace(&rig), trace.str);
  CHECK_INT(rig.rec.runs, 3);
  CHECK_INT(rig.rec.longest_run, 22);
  text_free(&bytes);
  text_free(&trace);
  rig_end(&rig);
}

static size_t put_frame(char* to, const char* payload, size_t len) {
  int start =
      sprintf(to, ">3\r\n$7\r\nmessage\r\n$6\r\nnews-1\r\n$%zu\r\n", len);
  memcpy(to + start, payload, len);
  memcpy(to + start + len, "\r\n", 2);
  return (size_t)start + len + 2;
}

/* The recorder compares what is told of a run with its bytes: none that is no
 * ASCII, or one, at each place of payloads of each length. */
static void ascii_told(void) {
  static const size_t lens[] = {0,  1,  7,  8,   9,    15,   16,
                                17, 31, 32, 33,  47,   48,   49,
                                63, 64, 65, 100, 4095, 4096, 4097};
  char payload[4097];
  char bytes[16384];
  rig_t rig;
  size_t i, at;

  prepare(&rig);
  feed_message(&rig, "news-1");
  feed_message(&rig, "news-1");
  rig.rec.is_quiet = 1;
  rig.rec.ascii_runs = 0;
  for (i = 0; i < sizeof(lens) / sizeof(lens[0]); i++) {
    size_t step = lens[i] > 1000 ? 455 : 1;
    for (at = 0; at <= lens[i]; at += step) {
      size_t place = lens[i] - at; /* the first time there is none */
      size_t len;
      memset(payload, 'x', sizeof(payload));
      if (at > 0) payload[place] = (char)(at % 2 ? 0x80 : 0xff);
      len = put_frame(bytes, "\x7f", 1);
      len += put_frame(bytes + len, payload, lens[i]);
      len += put_frame(bytes + len, "", 0);
      CHECK_INT(rig_feed_status(&rig, bytes, len), HC_OK);
    }
  }
  CHECK(rig.rec.runs > 650);
  /* Once for each length, but for the one that is too long. */
  CHECK_INT(rig.rec.ascii_runs, sizeof(lens) / sizeof(lens[0]) - 1);
  rig_end(&rig);
}

/* Nothing is told, and nothing looked at, where it is not wanted. */
static void ascii_not_told(void) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  rig_t rig;

  prepare(&rig);
  feed_message(&rig, "news-1");
  feed_message(&rig, "news-1");
  rig.rec.has_no_ascii = 1;
  hc_engine_tell_ascii(rig.engine, 0);
  (void)rig_trace(&rig);
  rig.rec.ascii_runs = rig.rec.runs = 0;
  add(&bytes, &trace, '>', 'm', "news-1", "a");
  add(&bytes, &trace, '>', 'm', "news-1", "bcdefghijklmnopqrstuvwxyz");
  rig_feed(&rig, bytes.str);
  CHECK_STR(rig_trace(&rig), trace.str);
  CHECK_INT(rig.rec.runs, 1);
  CHECK_INT(rig.rec.ascii_runs, 0);
  rig.rec.has_no_ascii = 0;
  hc_engine_tell_ascii(rig.engine, 1);
  rig_feed(&rig, bytes.str);
  CHECK_INT(rig.rec.ascii_runs, 1);
  text_free(&bytes);
  text_free(&trace);
  rig_end(&rig);
}

static void runs(void) {
  in_runs(1);
  in_runs(0);
}

/* Messages and integer replies in turn, however they are cut. */
static void with_replies(rig_t* rig) {
  int i;
  prepare(rig);
  for (i = 0; i < 6; i++)
    CHECK_INT(rig_send(rig, HC_CMD, (uint32_t)i, "publish news-1 x"), HC_OK);
}

static void in_turn(void) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  int i;

  for (i = 0; i < 6; i++) {
    add(&bytes, &trace, '>', 'm', "news-1", "x");
    text_format(&bytes, i == 4 ? "+%d\r\n" : ":%d\r\n", 1000 + i);
    text_format(&trace, i == 4 ? "reply %d +%d\n" : "reply %d :%d\n", i,
                1000 + i);
  }
  rig_check_cuts(with_replies, bytes.str, bytes.len, trace.str);
  text_free(&bytes);
  text_free(&trace);
}

int main(void) {
  tap_run("names that are alike", alike_names);
  tap_run("mixed, RESP3", mixed_resp3);
  tap_run("mixed, RESP2", mixed_resp2);
  tap_run("subscribed again", subscribed_again);
  tap_run("reconnected", reconnected);
  tap_run("stopped", stopped);
  tap_run("broken", broken);
  tap_run("long names", long_names);
  tap_run("runs", runs);
  tap_run("long runs end", long_runs_end);
  tap_run("ASCII is told from other text", ascii_told);
  tap_run("ASCII is not told", ascii_not_told);
  tap_run("messages and replies in turn", in_turn);
  return tap_end();
}
