/* Transactions: what EXEC's reply has in its middle. */
#include "rig.h"
#include "tap.h"

/* As a server of version 7 sends it: the first confirmations stand in the
 * places of EXEC's elements, the others follow. */
static void within_multi(int protocol) {
  const char c = protocol == 3 ? '>' : '*';
  text_t t = {NULL, 0, 0};
  rig_t rig;

  rig_init(&rig, NULL);
  rig_ready(&rig, protocol);
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 2, "subscribe a b"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 3, "exec"), HC_OK);
  text_format(&t,
              "+OK\r\n+QUEUED\r\n*1\r\n%c3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n"
              ":1\r\n%c3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n",
              c, c);
  rig_feed(&rig, t.str);
  text_clear(&t);
  text_format(&t, "%c3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\n1\r\n", c);
  text_format(&t, "%c3\r\n$7\r\nmessage\r\n$1\r\nb\r\n$1\r\n2\r\n", c);
  rig_feed(&rig, t.str);
  CHECK_STR(rig_trace(&rig), protocol == 3
                                 ? "reply 1 +OK\nreply 2 +QUEUED\n"
                                   "reply 3 [>[\"subscribe\", \"a\", :1]]\n"
                                   "message a 1\nmessage b 2\n"
                                 : "reply 1 +OK\nreply 2 +QUEUED\n"
                                   "reply 3 [[\"subscribe\", \"a\", :1]]\n"
                                   "message a 1\nmessage b 2\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 2);
  text_free(&t);
  rig_end(&rig);
}

static void within_multi_resp3(void) {
  within_multi(3);
}

static void within_multi_resp2(void) {
  within_multi(2);
}

/* The same with commands behind it, which keep their places. */
static void others_within_multi(int protocol) {
  const char c = protocol == 3 ? '>' : '*';
  text_t t = {NULL, 0, 0};
  rig_t rig;

  rig_init(&rig, NULL);
  rig_ready(&rig, protocol);
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 2, "subscribe a b"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 3, "echo x"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 4, "unsubscribe"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 5, "exec"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 6, "ping"), HC_OK);
  text_format(&t,
              "+OK\r\n+QUEUED\r\n+QUEUED\r\n+QUEUED\r\n*3\r\n"
              "%c3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"
              "%c3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n$1\r\nx\r\n",
              c, c);
  text_format(&t,
              "%c3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:1\r\n"
              "%c3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:0\r\n+PONG\r\n",
              c, c);
  rig_feed(&rig, t.str);
  text_clear(&t);
  text_format(&t,
              "reply 1 +OK\nreply 2 +QUEUED\nreply 3 +QUEUED\n"
              "reply 4 +QUEUED\nreply 5 [%s[\"subscribe\", \"a\", :1], \"x\", "
              "%s[\"unsubscribe\", \"b\", :1]]\nreply 6 +PONG\n",
              protocol == 3 ? ">" : "", protocol == 3 ? ">" : "");
  CHECK_STR(rig_trace(&rig), t.str);
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  text_free(&t);
  rig_end(&rig);
}

static void others_within_multi_resp3(void) {
  others_within_multi(3);
}

static void others_within_multi_resp2(void) {
  others_within_multi(2);
}

/* A transaction that publishes to its own connection: the message comes in the
 * middle of EXEC's reply, and is none of it. */
static void publish_within_multi(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "c");
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 2, "publish c x"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 3, "echo y"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 4, "exec"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 5, "ping"), HC_OK);
  rig_feed(&rig,
           "+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n>3\r\n$7\r\nmessage\r\n"
           "$1\r\nc\r\n$1\r\nx\r\n:1\r\n$1\r\ny\r\n+PONG\r\n");
  CHECK_STR(rig_trace(&rig),
            "reply 1 +OK\nreply 2 +QUEUED\nreply 3 +QUEUED\nmessage c x\n"
            "reply 4 [:1, \"y\"]\nreply 5 +PONG\n");
  rig_end(&rig);
}

/* Nothing of a discarded or failed transaction is waited for. */
static void within_discarded_multi(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_SUBSCRIBE, 2, "subscribe a"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 3, "discard"), HC_OK);
  rig_feed(&rig, "+OK\r\n+QUEUED\r\n+OK\r\n");
  (void)rig_trace(&rig);
  rig_feed(&rig, ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
  CHECK_STR(rig_trace(&rig), "notice unexpected: a\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  rig_end(&rig);
}

/* UNSUBSCRIBE in MULTI: its confirmations come unasked, and count. */
static void unsubscribe_within_multi(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "b");
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 2, "unsubscribe"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 3, "exec"), HC_OK);
  rig_feed(&rig,
           "+OK\r\n+QUEUED\r\n*1\r\n>3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n"
           ":1\r\n>3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:0\r\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  rig_end(&rig);
}

/* A transaction's data may look like confirmations, too. */
static void look_alikes_within_exec(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD, 2, "lrange l 0 -1"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 3, "exec"), HC_OK);
  rig_feed(&rig,
           "+OK\r\n+QUEUED\r\n*2\r\n*3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n"
           "$1\r\n0\r\n*3\r\n$9\r\nsubscribe\r\n$1\r\nz\r\n$1\r\n1\r\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 1);
  rig_end(&rig);
}

int main(void) {
  tap_run("SUBSCRIBE within MULTI, RESP3", within_multi_resp3);
  tap_run("SUBSCRIBE within MULTI, RESP2", within_multi_resp2);
  tap_run("commands behind it, RESP3", others_within_multi_resp3);
  tap_run("commands behind it, RESP2", others_within_multi_resp2);
  tap_run("PUBLISH to itself within MULTI", publish_within_multi);
  tap_run("SUBSCRIBE within DISCARD", within_discarded_multi);
  tap_run("UNSUBSCRIBE within MULTI", unsubscribe_within_multi);
  tap_run("lists that look like confirmations", look_alikes_within_exec);
  return tap_end();
}
