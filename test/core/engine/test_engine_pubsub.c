/* Subscriptions: confirmations, messages, and what only looks like them. */
#include <string.h>

#include "rig.h"
#include "tap.h"

static void confirmations(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 7, "subscribe a b a"), HC_OK);
  CHECK_STR(rig_output(&rig), "subscribe a b a\n");
  rig_feed(&rig, ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
  rig_feed(&rig, ">3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n");
  CHECK_INT(hc_engine_pending(rig.engine), 1);
  CHECK_STR(rig_trace(&rig), "");
  rig_feed(&rig, ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:2\r\n");
  CHECK_STR(rig_trace(&rig), "reply 7 :2\n");
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  CHECK_INT(hc_engine_sub_count(rig.engine), 2);
  CHECK_INT(hc_engine_sub_count_of(rig.engine, HC_CHANNEL), 2);
  rig_feed(&rig, ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n");
  CHECK_STR(rig_trace(&rig), "message a x\n");
  rig_end(&rig);
}

static void three_kinds(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "n");
  rig_subscribe(&rig, HC_CMD_PSUBSCRIBE, "n");
  rig_subscribe(&rig, HC_CMD_SSUBSCRIBE, "n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 3);
  CHECK_INT(hc_engine_sub_count_of(rig.engine, HC_PATTERN), 1);
  CHECK_INT(hc_engine_sub_count_of(rig.engine, HC_SHARD), 1);
  rig_feed(&rig,
           ">3\r\n$7\r\nmessage\r\n$1\r\nn\r\n$1\r\n1\r\n"
           ">4\r\n$8\r\npmessage\r\n$1\r\nn\r\n$1\r\nn\r\n$1\r\n2\r\n"
           ">3\r\n$8\r\nsmessage\r\n$1\r\nn\r\n$1\r\n3\r\n");
  CHECK_STR(rig_trace(&rig), "message n 1\npmessage n n 2\nsmessage n 3\n");
  CHECK_INT(rig_send(&rig, HC_CMD_PUNSUBSCRIBE, 1, "punsubscribe n"), HC_OK);
  rig_feed(&rig, ">3\r\n$12\r\npunsubscribe\r\n$1\r\nn\r\n:1\r\n");
  CHECK_INT(rig_send(&rig, HC_CMD_SUNSUBSCRIBE, 2, "sunsubscribe n"), HC_OK);
  rig_feed(&rig, ">3\r\n$12\r\nsunsubscribe\r\n$1\r\nn\r\n:0\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 :1\nreply 2 :0\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 1);
  rig_end(&rig);
}

static void unsubscribe_without_names(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "b");
  rig_subscribe(&rig, HC_CMD_PSUBSCRIBE, "p");
  /* One that is still under way when UNSUBSCRIBE is sent counts as well. */
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, "subscribe c"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 2, "unsubscribe"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 3, "ping"), HC_OK);
  rig_feed(&rig,
           ">3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:4\r\n"
           ">3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:3\r\n"
           ">3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:2\r\n");
  CHECK_INT(hc_engine_pending(rig.engine), 2);
  rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$1\r\nc\r\n:1\r\n+PONG\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 :4\nreply 2 :1\nreply 3 +PONG\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 1);
  rig_end(&rig);
}

/* With nothing subscribed the server confirms once, with nil for a name. */
static void unsubscribe_from_nothing(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 1, "unsubscribe"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_PUNSUBSCRIBE, 2, "punsubscribe"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 3, "unsubscribe x y"), HC_OK);
  rig_feed(&rig,
           ">3\r\n$11\r\nunsubscribe\r\n_\r\n:0\r\n"
           ">3\r\n$12\r\npunsubscribe\r\n_\r\n:0\r\n"
           ">3\r\n$11\r\nunsubscribe\r\n$1\r\nx\r\n:0\r\n"
           ">3\r\n$11\r\nunsubscribe\r\n$1\r\ny\r\n:0\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 :0\nreply 2 :0\nreply 3 :0\n");
  rig_end(&rig);
}

static void resp2_mode(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 2);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, "subscribe a"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_PSUBSCRIBE, 2, "psubscribe p*"), HC_OK);
  rig_feed(&rig, "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
  /* A message may come before the next confirmation. */
  rig_feed(&rig, "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n");
  rig_feed(&rig, "*3\r\n$10\r\npsubscribe\r\n$2\r\np*\r\n:2\r\n");
  rig_feed(&rig, "*4\r\n$8\r\npmessage\r\n$2\r\np*\r\n$2\r\npp\r\n$1\r\ny\r\n");
  CHECK_INT(rig_send(&rig, HC_CMD, 3, "ping"), HC_OK);
  rig_feed(&rig, "*2\r\n$4\r\npong\r\n$0\r\n\r\n");
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 4, "unsubscribe"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_PUNSUBSCRIBE, 5, "punsubscribe"), HC_OK);
  rig_feed(&rig,
           "*3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:1\r\n"
           "*3\r\n$12\r\npunsubscribe\r\n$2\r\np*\r\n:0\r\n");
  CHECK_STR(rig_trace(&rig),
            "reply 1 :1\nmessage a x\nreply 2 :2\npmessage p* pp y\n"
            "reply 3 [\"pong\", \"\"]\nreply 4 :1\nreply 5 :0\n");
  rig_end(&rig);
}

/* What a list holds is its command's business. */
static void look_alikes(void) {
  static const char list[] =
      "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n"
      "*3\r\n$9\r\nsubscribe\r\n$1\r\nz\r\n:1\r\n"
      "*3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:0\r\n";
  static const char told[] =
      "reply 1 [\"message\", \"a\", \"x\"]\n"
      "reply 2 [\"subscribe\", \"z\", :1]\n"
      "reply 3 [\"unsubscribe\", \"a\", :0]\n";
  int protocol;

  for (protocol = 2; protocol <= 3; protocol++) {
    rig_t rig;
    rig_init(&rig, NULL);
    rig_ready(&rig, protocol);
    if (protocol == 3) rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
    CHECK_INT(rig_send(&rig, HC_CMD, 1, "lrange l 0 -1"), HC_OK);
    CHECK_INT(rig_send(&rig, HC_CMD, 2, "lrange l 0 -1"), HC_OK);
    CHECK_INT(rig_send(&rig, HC_CMD, 3, "lrange l 0 -1"), HC_OK);
    rig_feed(&rig, list);
    CHECK_STR(rig_trace(&rig), told);
    CHECK_INT(hc_engine_sub_count(rig.engine), protocol == 3);
    rig_end(&rig);
  }
}

static void shard_moved(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SSUBSCRIBE, "s");
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  rig_feed(&rig, ">3\r\n$12\r\nsunsubscribe\r\n$1\r\ns\r\n:0\r\n");
  CHECK_STR(rig_trace(&rig), "moved >[\"sunsubscribe\", \"s\", :0]\n");
  CHECK_INT(hc_engine_sub_count_of(rig.engine, HC_SHARD), 0);
  /* Again, and for a name that never was. */
  rig_feed(&rig, ">3\r\n$12\r\nsunsubscribe\r\n$1\r\ns\r\n:0\r\n");
  rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:0\r\n");
  CHECK_STR(rig_trace(&rig),
            "moved >[\"sunsubscribe\", \"s\", :0]\n"
            "push >[\"unsubscribe\", \"a\", :0]\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  rig_end(&rig);
}

static void refused(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, "subscribe a b"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 2, "subscribe c"), HC_OK);
  rig_feed(&rig, "-NOPERM no\r\n>3\r\n$9\r\nsubscribe\r\n$1\r\nc\r\n:1\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 -NOPERM no\nreply 2 :1\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 1);
  rig_end(&rig);
}

static void unasked(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_feed(&rig,
           ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n:5\r\n$3\r\nabc\r\n"
           "*2\r\n:1\r\n:2\r\n_\r\n-ERR max clients\r\n");
  CHECK_STR(rig_trace(&rig),
            "notice unexpected: a\nnotice unexpected: 5\n"
            "notice unexpected: abc\n"
            "notice unexpected: (a reply of 2 elements)\n"
            "notice unexpected: (a reply of 0 elements)\n"
            "notice unexpected: ERR max clients\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  rig_end(&rig);
}

static size_t each_count;

static void count_each(void* data, const hc_sub_t* sub) {
  CHECK_INT(sub->kind, HC_CHANNEL);
  CHECK(sub->name_len == 1 && (sub->name[0] == 'a' || sub->name[0] == 'c'));
  CHECK(data == &each_count);
  each_count++;
}

/* `data` is the caller's, and an id is used again. */
static void objects(void) {
  uint32_t id;
  rig_t rig;

  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "b");
  rig_feed(&rig, ">3\r\n$7\r\nmessage\r\n$1\r\nb\r\n$1\r\nx\r\n");
  REQUIRE(rig.rec.last_sub != NULL);
  CHECK_INT(rig.rec.last_sub->data, 0);
  rig.rec.last_sub->data = 77;
  id = rig.rec.last_sub->id;
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "b");
  rig_feed(&rig, ">3\r\n$7\r\nmessage\r\n$1\r\nb\r\n$1\r\nx\r\n");
  CHECK_INT(rig.rec.last_sub->data, 77);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 0, "unsubscribe b"), HC_OK);
  rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:1\r\n");
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "c");
  rig_feed(&rig, ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n");
  CHECK_INT(rig.rec.last_sub->id, id);
  CHECK_INT(rig.rec.last_sub->data, 0);
  each_count = 0;
  hc_engine_sub_each(rig.engine, HC_CHANNEL, count_each, &each_count);
  CHECK_INT(each_count, 2);
  rig_end(&rig);
}

int main(void) {
  tap_run("confirmations settle a command", confirmations);
  tap_run("three kinds of one name", three_kinds);
  tap_run("UNSUBSCRIBE without names", unsubscribe_without_names);
  tap_run("UNSUBSCRIBE from nothing", unsubscribe_from_nothing);
  tap_run("RESP2", resp2_mode);
  tap_run("lists that look like messages", look_alikes);
  tap_run("a shard channel whose slot moved", shard_moved);
  tap_run("a refused SUBSCRIBE", refused);
  tap_run("what nobody asked for", unasked);
  tap_run("subscription objects", objects);
  return tap_end();
}
