/* Subscriptions over a reconnect. */
#include <stdio.h>
#include <string.h>

#include "rig.h"
#include "tap.h"

/* An engine with subscriptions a, b, p* and s, which is started again. */
static void prepare(rig_t* rig, int has_resubscribe) {
  rig_init(rig, NULL);
  rig_ready(rig, 3);
  rig_subscribe(rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(rig, HC_CMD_SUBSCRIBE, "b");
  rig_subscribe(rig, HC_CMD_PSUBSCRIBE, "p*");
  rig_subscribe(rig, HC_CMD_SSUBSCRIBE, "s");
  rig_subscribe(rig, HC_CMD_SSUBSCRIBE, "t");
  rig->handshake.has_resubscribe = has_resubscribe;
  CHECK_INT(rig_start(rig), HC_OK);
  CHECK_STR(rig_output(rig), "hello 3\n");
  CHECK_INT(hc_engine_sub_count(rig->engine), 0);
  rig_feed(rig, "%0\r\n");
}

static void again(void) {
  rig_t rig;
  prepare(&rig, 1);
  CHECK_STR(rig_output(&rig),
            "subscribe a b\npsubscribe p*\nssubscribe s\nssubscribe t\n");
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  rig_feed(&rig,
           ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"
           ">3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n"
           ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n"
           ">3\r\n$10\r\npsubscribe\r\n$2\r\np*\r\n:3\r\n"
           ">3\r\n$10\r\nssubscribe\r\n$1\r\ns\r\n:1\r\n");
  CHECK_STR(rig_trace(&rig), "message a x\n");
  CHECK_INT(hc_engine_is_ready(rig.engine), 0);
  rig_feed(&rig, ">3\r\n$10\r\nssubscribe\r\n$1\r\nt\r\n:2\r\n");
  CHECK_STR(rig_trace(&rig), "ready\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 5);
  rig_end(&rig);
}

static void forgotten(void) {
  rig_t rig;
  prepare(&rig, 0);
  CHECK_STR(rig_output(&rig), "");
  CHECK_STR(rig_trace(&rig), "ready\n");
  rig_end(&rig);
}

/* A refused command is asked for one by one; a refused name is told, and asked
 * for again by the next connection. */
static void refused(void) {
  rig_t rig;
  prepare(&rig, 1);
  (void)rig_output(&rig);
  rig_feed(&rig, "-NOPERM a or b\r\n");
  CHECK_STR(rig_output(&rig), "subscribe a\nsubscribe b\n");
  rig_feed(&rig,
           "-NOPERM p*\r\n"
           ">3\r\n$10\r\nssubscribe\r\n$1\r\ns\r\n:1\r\n-MOVED 1 x:1\r\n"
           ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n-NOPERM b\r\n");
  CHECK_STR(rig_trace(&rig),
            "notice resubscribe: NOPERM p* [1 p*]\n"
            "notice resubscribe: MOVED 1 x:1 [2 t]\n"
            "notice resubscribe: NOPERM b [0 b]\nready\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 2);
  CHECK_INT(rig_start(&rig), HC_OK);
  (void)rig_output(&rig);
  rig_feed(&rig, "%0\r\n");
  CHECK_STR(rig_output(&rig),
            "subscribe a b\npsubscribe p*\nssubscribe s\nssubscribe t\n");
  rig_end(&rig);
}

static void answered_with_something_else(void) {
  rig_t rig;
  prepare(&rig, 1);
  rig_feed(&rig, "+OK\r\n:1\r\n_\r\n*0\r\n");
  CHECK_INT(rig.rec.notices, 4);
  CHECK_INT(rig.rec.last_notice, HC_NOTICE_UNEXPECTED);
  CHECK_INT(hc_engine_is_ready(rig.engine), 1);
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  rig_end(&rig);
}

/* A subscription that is undone while it is being made again. */
static void undone_meanwhile(void) {
  rig_t rig;
  prepare(&rig, 1);
  (void)rig_output(&rig);
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 4, "unsubscribe b"), HC_OK);
  rig_feed(&rig, ">3\r\n$12\r\nsunsubscribe\r\n$1\r\ns\r\n:0\r\n");
  rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:0\r\n");
  rig_feed(&rig, "-NOPERM a or b\r\n-NOPERM p\r\n-ERR s\r\n-ERR t\r\n");
  (void)rig_trace(&rig);
  CHECK_STR(rig_output(&rig), "unsubscribe b\nsubscribe a\n");
  rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:0\r\n");
  rig_feed(&rig, ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
  CHECK_STR(rig_trace(&rig), "reply 4 :0\nready\n");
  rig_end(&rig);
}

/* So many that looking each of them up in the list would take longer than a
 * program of tests may. */
static void very_many_undone_meanwhile(void) {
  const int count = 400000;
  rig_t rig;
  int i;

  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  for (i = 0; i < count; i++) {
    char name[16];
    (void)snprintf(name, sizeof(name), "c%d", i);
    rig_subscribe(&rig, HC_CMD_SUBSCRIBE, name);
  }
  rig.handshake.has_resubscribe = 1;
  CHECK_INT(rig_start(&rig), HC_OK);
  rig_feed(&rig, "%0\r\n");
  rig.rec.is_quiet = 1;
  for (i = count; i-- > 0;) {
    char text[64];
    (void)snprintf(text, sizeof(text), ">3\r\n+unsubscribe\r\n+c%d\r\n:0\r\n",
                   i);
    rig_feed(&rig, text);
  }
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  rig_end(&rig);
}

/* What is undone is told while it is still there; RESET undoes all. */
static void told_when_forgotten(void) {
  rig_t rig;
  prepare(&rig, 1);
  rig.rec.has_forgets = 1;
  rig_feed(&rig, ">3\r\n$11\r\nunsubscribe\r\n$1\r\nb\r\n:0\r\n");
  CHECK_STR(rig_trace(&rig), "forget b\npush >[\"unsubscribe\", \"b\", :0]\n");
  CHECK_INT(hc_engine_is_subscribed(rig.engine, HC_CHANNEL, "b", 1), 0);
  CHECK_INT(hc_engine_is_subscribed(rig.engine, HC_CHANNEL, "a", 1), 1);
  CHECK_INT(hc_engine_is_subscribed(rig.engine, HC_PATTERN, "a", 1), 0);
  CHECK_INT(rig_send(&rig, HC_CMD_RESET, 1, "reset"), HC_OK);
  rig_feed(&rig, "-NOPERM a\r\n-NOPERM p\r\n-NOPERM s\r\n-NOPERM t\r\n");
  (void)rig_trace(&rig);
  rig_feed(&rig, "+RESET\r\n-NOPERM a, once more\r\n");
  CHECK_STR(rig_trace(&rig), "forget all\nreply 1 +RESET\nready\n");
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  CHECK_INT(rig_send(&rig, HC_CMD_UNSUBSCRIBE, 2, "unsubscribe a"), HC_OK);
  rig_feed(&rig, "*3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:0\r\n");
  CHECK_STR(rig_trace(&rig), "forget all\nreply 2 :0\n");
  rig_end(&rig);
}

/* RESET undoes them all, while their names wait for answers. */
static void reset_meanwhile(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "b");
  rig.handshake.has_resubscribe = 1;
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_RESET, 1, "reset"), HC_OK);
  rig_feed(&rig, "%0\r\n");
  CHECK_STR(rig_output(&rig), "hello 3\nreset\nsubscribe a b\n");
  rig_feed(&rig, "+RESET\r\n-NOPERM a or b\r\n");
  CHECK_STR(rig_trace(&rig), "reply 1 +RESET\nready\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), 0);
  rig_end(&rig);
}

/* The connection breaks again before all is confirmed. */
static void restarted_meanwhile(void) {
  int i;
  rig_t rig;

  prepare(&rig, 1);
  rig_feed(&rig, ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
  for (i = 0; i < 3; i++) {
    CHECK_INT(rig_start(&rig), HC_OK);
    (void)rig_output(&rig);
    rig_feed(&rig, "%0\r\n");
    CHECK_STR(rig_output(&rig),
              "subscribe a b\npsubscribe p*\nssubscribe s\nssubscribe t\n");
  }
  CHECK_STR(rig_trace(&rig), "");
  rig_end(&rig);
}

/* Many names go in several commands, in order. */
static void chunks(void) {
  const int count = 20000;
  size_t words = 0, lines = 0;
  const char* p;
  text_t t = {NULL, 0, 0};
  rig_t rig;
  int i;

  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  for (i = 0; i < count; i++) {
    char name[16];
    (void)snprintf(name, sizeof(name), "c%d", i);
    rig_subscribe(&rig, HC_CMD_SUBSCRIBE, name);
    text_format(&t, ">3\r\n$9\r\nsubscribe\r\n$%zu\r\n%s\r\n:%d\r\n",
                strlen(name), name, i + 1);
  }
  rig.handshake.has_resubscribe = 1;
  CHECK_INT(rig_start(&rig), HC_OK);
  (void)rig_output(&rig);
  rig_feed(&rig, "%0\r\n");
  for (p = rig_output(&rig); *p != '\0'; p++) {
    words += *p == ' ';
    lines += *p == '\n';
  }
  CHECK_INT(words, count);
  CHECK_INT(lines, 3);
  rig_feed(&rig, t.str);
  CHECK_STR(rig_trace(&rig), "ready\n");
  CHECK_INT(hc_engine_sub_count(rig.engine), count);
  /* All of them refused at once: each is asked for on its own. */
  CHECK_INT(rig_start(&rig), HC_OK);
  (void)rig_output(&rig);
  rig_feed(&rig, "%0\r\n-NOPERM 1\r\n-NOPERM 2\r\n-NOPERM 3\r\n");
  rig_feed(&rig, t.str);
  CHECK_INT(hc_engine_sub_count(rig.engine), count);
  CHECK_INT(hc_engine_is_ready(rig.engine), 1);
  text_free(&t);
  rig_end(&rig);
}

/* What was pending on the connection before is not waited for. */
static void pending_is_forgotten(void) {
  rig_t rig;
  prepare(&rig, 1);
  CHECK_INT(rig_send(&rig, HC_CMD, 1, "get k"), HC_OK);
  CHECK_INT(rig_send(&rig, HC_CMD_MULTI, 1, "multi"), HC_OK);
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  CHECK_STR(rig_output(&rig), "hello 3\n");
  rig_end(&rig);
}

int main(void) {
  tap_run("subscribed again before ready", again);
  tap_run("forgotten when not wanted", forgotten);
  tap_run("refused, one by one", refused);
  tap_run("answered with something else", answered_with_something_else);
  tap_run("undone meanwhile", undone_meanwhile);
  tap_run("very many undone meanwhile", very_many_undone_meanwhile);
  tap_run("told when forgotten", told_when_forgotten);
  tap_run("RESET meanwhile", reset_meanwhile);
  tap_run("restarted meanwhile", restarted_meanwhile);
  tap_run("many names", chunks);
  tap_run("pending commands are forgotten", pending_is_forgotten);
  return tap_end();
}
