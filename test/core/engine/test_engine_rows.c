/* Messages of very many channels, which are looked up a row at a time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/internal.h"
#include "rig.h"
#include "tap.h"

#define CHANNELS 1500
#define MESSAGES 100
#define CUT_EVERY 13 /* bytes */

static void name_of(unsigned i, char* name, size_t size) {
  (void)snprintf(name, size, "channel:%u", i % CHANNELS);
}

static void prepare(rig_t* rig, int protocol) {
  unsigned i;

  rig_init(rig, NULL);
  rig_ready(rig, protocol);
  rig->rec.is_quiet = 1;
  for (i = 0; i < CHANNELS; i++) {
    char name[32];
    name_of(i, name, sizeof(name));
    rig_subscribe(rig, HC_CMD_SUBSCRIBE, name);
  }
  rig_subscribe(rig, HC_CMD_PSUBSCRIBE, "channel:*");
  rig_subscribe(rig, HC_CMD_SSUBSCRIBE, "channel:7");
  rig->rec.is_quiet = 0;
  (void)rig_trace(rig);
  CHECK(hc__subs_is_large(&rig->engine->subs));
}

static void add(text_t* bytes, text_t* trace, char type, const char* verb,
                const char* channel, unsigned number) {
  char payload[16];
  const int is_pattern = *verb == 'p';
  const int len = snprintf(payload, sizeof(payload), "%u", number);

  text_format(bytes, "%c%d\r\n$%zu\r\n%s\r\n", type, is_pattern ? 4 : 3,
              strlen(verb), verb);
  text_format(trace, "%s ", verb);
  if (is_pattern) {
    text_format(bytes, "$9\r\nchannel:*\r\n");
    text_format(trace, "channel:* ");
  }
  text_format(bytes, "$%zu\r\n%s\r\n$%d\r\n%s\r\n", strlen(channel), channel,
              len, payload);
  text_format(trace, "%s %s\n", channel, payload);
}

/* Single ones, runs, other kinds, and a name that is not subscribed. */
static void add_all(text_t* bytes, text_t* trace, char type) {
  unsigned i, seed = 1;

  for (i = 0; i < MESSAGES; i++) {
    char name[32];
    seed = seed * 1103515245u + 12345u;
    name_of(seed >> 16, name, sizeof(name));
    add(bytes, trace, type, "message", name, i);
    if (i % 10 == 3) add(bytes, trace, type, "message", name, i);
    if (i % 20 == 3) add(bytes, trace, type, "message", name, i + 1000);
    if (i % 20 == 3) add(bytes, trace, type, "message", name, i + 2000);
    if (i % 13 == 5) add(bytes, trace, type, "pmessage", name, i);
    if (i % 17 == 5) add(bytes, trace, type, "smessage", "channel:7", i);
  }
}

/* The same deliveries, wherever the stream is cut: at each place of a frame,
 * as frames are not multiples of it long. */
static void cut(char type) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  rig_t rig;
  size_t at;

  prepare(&rig, type == '>' ? 3 : 2);
  add_all(&bytes, &trace, type);
  for (at = 0; at <= bytes.len; at += CUT_EVERY) {
    CHECK_INT(rig_feed_status(&rig, bytes.str, at), HC_OK);
    CHECK_INT(rig_feed_status(&rig, bytes.str + at, bytes.len - at), HC_OK);
    CHECK_STR(rig_trace(&rig), trace.str);
  }
  rig_end(&rig);
  text_free(&bytes);
  text_free(&trace);
}

static void cut_resp3(void) {
  cut('>');
}

static void cut_resp2(void) {
  cut('*');
}

static void stop_at(recorder_t* r, const char* event) {
  if (strcmp(event, "message") == 0 && r->messages == 2) {
    hc_engine_stop(r->engine);
  }
}

/* What was looked at already is not told once the engine has been stopped. */
static void stopped(void) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  rig_t rig;

  prepare(&rig, 3);
  rig.rec.messages = 0;
  rig.rec.hook = stop_at;
  add_all(&bytes, &trace, '>');
  CHECK_INT(rig_feed_status(&rig, bytes.str, bytes.len), HC_OK);
  CHECK_INT(rig.rec.messages, 2);
  rig.rec.hook = NULL;
  rig_end(&rig);
  text_free(&bytes);
  text_free(&trace);
}

/* A name that is gone, and one that never was. */
static void strangers(void) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  rig_t rig;

  prepare(&rig, 3);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 0, "unsubscribe channel:3"),
            HC_OK);
  rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$9\r\nchannel:3\r\n:9\r\n");
  (void)rig_trace(&rig);
  add(&bytes, &trace, '>', "message", "channel:2", 1);
  add(&bytes, &trace, '>', "message", "channel:3", 2);
  add(&bytes, &trace, '>', "message", "nobody", 3);
  add(&bytes, &trace, '>', "message", "channel:4", 4);
  rig_feed(&rig, bytes.str);
  CHECK_STR(rig_trace(&rig),
            "message channel:2 1\n"
            "message channel:3 2 (not subscribed)\n"
            "message nobody 3 (not subscribed)\n"
            "message channel:4 4\n");
  rig_end(&rig);
  text_free(&bytes);
  text_free(&trace);
}

int main(void) {
  tap_run("cut anywhere, RESP3", cut_resp3);
  tap_run("cut anywhere, RESP2", cut_resp2);
  tap_run("stopped within a row", stopped);
  tap_run("names that are not subscribed", strangers);
  return tap_end();
}
