/* The broker's faults, and subscribers that do not keep up. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "broker_rig.h"
#include "tap.h"

static void freeze(void) {
  broker_rig_t rig;
  uint64_t begin;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_ping(&rig, 0);
  hc_broker_freeze(rig.broker, 100);
  begin = broker_rig_now();
  broker_rig_send(&rig, 0, "PING\r\n");
  /* The kernel still takes connections in. */
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  broker_rig_send(&rig, 1, "PING\r\n");
  broker_rig_expect(&rig, 0, "+PONG\r\n");
  CHECK(broker_rig_now() - begin >= 95);
  broker_rig_expect(&rig, 1, "+PONG\r\n");
  /* Without an end, and undone. */
  hc_broker_freeze(rig.broker, UINT64_MAX);
  broker_rig_send(&rig, 0, "PING\r\n");
  broker_rig_run(&rig, 50);
  {
    char byte;
    CHECK_INT(recv(rig.fds[0], &byte, 1, 0), -1);
    CHECK_INT(errno, EAGAIN);
  }
  hc_broker_freeze(rig.broker, 0);
  hc_broker_freeze(rig.broker, 0);
  broker_rig_expect(&rig, 0, "+PONG\r\n");
  /* Closed while it stands still. */
  hc_broker_freeze(rig.broker, 1000);
  broker_rig_end(&rig);
}

static void refuse(void) {
  broker_rig_t rig;
  int port;

  broker_rig_init(&rig, NULL);
  port = hc_broker_port(rig.broker);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_ping(&rig, 0);
  CHECK_INT(hc_broker_refuse(rig.broker, 1), 0);
  CHECK_INT(hc_broker_refuse(rig.broker, 1), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), ECONNREFUSED);
  broker_rig_ping(&rig, 0);
  CHECK_INT(hc_broker_refuse(rig.broker, 0), 0);
  CHECK_INT(hc_broker_port(rig.broker), port);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  broker_rig_ping(&rig, 1);
  broker_rig_end(&rig);
}

static void kill_one(void) {
  broker_rig_t rig;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_ping(&rig, 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  broker_rig_ping(&rig, 1);
  CHECK_INT(hc_broker_kill(rig.broker, 1), 1);
  CHECK_INT(hc_broker_kill(rig.broker, 1), 0);
  CHECK_INT(hc_broker_kill(rig.broker, 99), 0);
  broker_rig_expect(&rig, 0, "<end>");
  broker_rig_ping(&rig, 1);
  broker_rig_end(&rig);
}

static void slow(void) {
  broker_rig_t rig;
  uint64_t begin;
  char text[1024];
  int i;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_ping(&rig, 0);
  hc_broker_slow(rig.broker, 10000);
  begin = broker_rig_now();
  memset(text, 'x', sizeof(text) - 1);
  memcpy(text, "ECHO ", 5);
  memcpy(text + sizeof(text) - 3, "\r\n", 3);
  for (i = 0; i < 4; i++) broker_rig_send(&rig, 0, text);
  /* About 4 KB at 10 KB a second. */
  CHECK_INT(broker_rig_read(&rig, 0, 4 * 1024, &i), 4 * 1024);
  CHECK(broker_rig_now() - begin >= 350);
  hc_broker_slow(rig.broker, 0);
  for (i = 0; i < 4; i++) broker_rig_send(&rig, 0, text);
  begin = broker_rig_now();
  CHECK_INT(broker_rig_read(&rig, 0, 4 * 1024, &i), 4 * 1024);
  CHECK(broker_rig_now() - begin < 200);
  broker_rig_end(&rig);
}

static void garble_and_drop(void) {
  broker_rig_t rig;
  hc_broker_stats_t stats;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  broker_rig_send(&rig, 0, "SUBSCRIBE a\r\n");
  broker_rig_expect(&rig, 0, "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
  hc_broker_garble(rig.broker, 1);
  broker_rig_send(&rig, 1, "PUBLISH a x\r\n");
  broker_rig_expect(&rig, 1,
                    "\x7f"
                    "1\r\n");
  broker_rig_expect(&rig, 0,
                    "\x7f"
                    "3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n");
  hc_broker_garble(rig.broker, 0);
  hc_broker_drop(rig.broker, 2);
  broker_rig_send(&rig, 1, "PUBLISH a y\r\n");
  broker_rig_expect(&rig, 1, ":1\r\n");
  hc_broker_drop(rig.broker, -1);
  broker_rig_send(&rig, 1, "PUBLISH a z\r\n");
  broker_rig_expect(&rig, 1, ":1\r\n");
  broker_rig_expect(&rig, 0, "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nz\r\n");
  hc_broker_stats(rig.broker, &stats);
  CHECK_INT(stats.garbled, 2);
  CHECK_INT(stats.dropped, 1);
  broker_rig_end(&rig);
}

/* Half of many, the same ones for the same seed. */
static void drop_some(void) {
  size_t lost[2];
  int round;

  for (round = 0; round < 2; round++) {
    broker_rig_t rig;
    hc_broker_options_t options = {0};
    hc_broker_stats_t stats;
    int i;
    options.seed = 5;
    broker_rig_init(&rig, &options);
    CHECK_INT(broker_rig_connect(&rig, 0), 0);
    broker_rig_send(&rig, 0, "SUBSCRIBE a\r\n");
    broker_rig_expect(&rig, 0, "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
    CHECK_INT(broker_rig_connect(&rig, 1), 0);
    hc_broker_drop(rig.broker, 0.5);
    for (i = 0; i < 1000; i++) broker_rig_send(&rig, 1, "PUBLISH a x\r\n");
    CHECK_INT(broker_rig_read(&rig, 1, 4000, &i), 4000);
    hc_broker_stats(rig.broker, &stats);
    CHECK(stats.dropped > 400 && stats.dropped < 600);
    lost[round] = (size_t)stats.dropped;
    broker_rig_end(&rig);
  }
  CHECK_INT(lost[0], lost[1]);
}

/* ---- Who does not keep up -------------------------------------------------- */

#define PAYLOAD ((size_t)65536)

static char* publish_command(size_t* len) {
  char* bytes = malloc(PAYLOAD + 64);
  REQUIRE(bytes != NULL);
  *len = (size_t)sprintf(bytes, "*3\r\n$7\r\nPUBLISH\r\n$1\r\na\r\n$%zu\r\n",
                         PAYLOAD);
  memset(bytes + *len, 'x', PAYLOAD);
  memcpy(bytes + *len + PAYLOAD, "\r\n", 2);
  *len += PAYLOAD + 2;
  return bytes;
}

static void subscribe(broker_rig_t* rig, int i, const char* command) {
  CHECK_INT(broker_rig_connect(rig, i), 0);
  broker_rig_send(rig, i, command);
  broker_rig_expect(rig, i, "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
}

static void slow_subscriber(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};
  hc_broker_stats_t stats;
  size_t len, received = 0, frame = PAYLOAD + 4 + 13 + 7 + 8 + 2;
  char* bytes = publish_command(&len);
  int i, is_end;

  options.output_hard = 4 * 1024 * 1024;
  options.output_soft = options.output_hard;
  broker_rig_init(&rig, &options);
  subscribe(&rig, 0, "SUBSCRIBE a\r\n"); /* reads nothing */
  subscribe(&rig, 1, "SUBSCRIBE a\r\n");
  CHECK_INT(broker_rig_connect(&rig, 2), 0);
  for (i = 0; i < 400; i++) {
    broker_rig_send_bytes(&rig, 2, bytes, len);
    /* The one that reads gets each message whole. */
    received += broker_rig_read(&rig, 1, frame, &is_end);
    CHECK_INT(is_end, 0);
  }
  CHECK_INT(received, 400 * frame);
  hc_broker_stats(rig.broker, &stats);
  CHECK_INT(stats.cut, 1);
  CHECK_INT(stats.subscribers, 1);
  CHECK(stats.output_bytes < options.output_hard);
  (void)broker_rig_read(&rig, 0, 400 * frame, &is_end);
  CHECK_INT(is_end, 1);
  broker_rig_end(&rig);
  free(bytes);
}

/* Above the soft limit it is cut in time, though nothing more comes. */
static void soft_limit(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};
  hc_broker_stats_t stats;
  size_t len;
  char* bytes = publish_command(&len);
  int i;

  options.output_soft = 1024 * 1024;
  options.output_soft_ms = 300;
  broker_rig_init(&rig, &options);
  subscribe(&rig, 0, "SUBSCRIBE a\r\n");
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  for (i = 0; i < 200; i++) broker_rig_send_bytes(&rig, 1, bytes, len);
  broker_rig_run(&rig, 20);
  hc_broker_stats(rig.broker, &stats);
  CHECK_INT(stats.cut, 0);
  CHECK(stats.output_bytes > options.output_soft);
  broker_rig_run(&rig, 1000);
  hc_broker_stats(rig.broker, &stats);
  CHECK_INT(stats.cut, 1);
  broker_rig_end(&rig);
  free(bytes);
}

/* Small messages of two channels in turn, so that a slow subscriber's slices
 * do not touch: it gets all, in order, when it reads at last. */
static void catches_up(void) {
  broker_rig_t rig;
  static const char frame[] =
      "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$6\r\n000000\r\n";
  enum { COUNT = 60000 };
  int i, is_end, wrong = 0;
  size_t len = sizeof(frame) - 1;

  broker_rig_init(&rig, NULL);
  subscribe(&rig, 0, "SUBSCRIBE a\r\n");
  CHECK_INT(broker_rig_connect(&rig, 2), 0);
  broker_rig_send(&rig, 2, "SUBSCRIBE b\r\n");
  broker_rig_expect(&rig, 2, "*3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:1\r\n");
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  for (i = 0; i < COUNT; i++) {
    char command[64];
    (void)sprintf(command, "PUBLISH a %06d\r\nPUBLISH b x\r\n", i);
    broker_rig_send(&rig, 1, command);
  }
  for (i = 0; i < COUNT; i++) {
    char expected[sizeof(frame) + 8];
    (void)snprintf(expected, sizeof(expected), "%.*s%06d\r\n", (int)len - 8,
                   frame, i);
    if (broker_rig_read(&rig, 0, len, &is_end) != len ||
        memcmp(rig.seen.str, expected, len) != 0) {
      wrong++;
      break;
    }
  }
  CHECK_INT(wrong, 0);
  CHECK_INT(i, COUNT);
  broker_rig_end(&rig);
}

int main(void) {
  tap_run("freeze", freeze);
  tap_run("refuse", refuse);
  tap_run("kill", kill_one);
  tap_run("slow", slow);
  tap_run("garble and drop", garble_and_drop);
  tap_run("drop some", drop_some);
  tap_run("a slow subscriber", slow_subscriber);
  tap_run("the soft limit", soft_limit);
  tap_run("a subscriber catches up", catches_up);
  return tap_end();
}
