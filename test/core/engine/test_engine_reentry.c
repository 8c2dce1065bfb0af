/* What a callback may do: everything but free the engine. */
#include <string.h>

#include "rig.h"
#include "tap.h"

/* Makes each kind of callback happen, one behind the other. */
static const char everything[] =
    ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n"
    ">3\r\n+message\r\n+a\r\n+y\r\n"
    ">2\r\n+other\r\n+push\r\n"
    ">3\r\n$12\r\nsunsubscribe\r\n$1\r\ns\r\n:0\r\n"
    "*3\r\n$1\r\n1\r\n$1\r\n2\r\n*1\r\n$1\r\n3\r\n"
    "+1339518083.107412 [0 lua] \"x\"\r\n"
    ">3\r\n$9\r\nsubscribe\r\n$1\r\nz\r\n:9\r\n";

static const char* const events[] = {"message", "push",   "moved",  "reply",
                                     "monitor", "notice", "forget", "batch"};

static void prepare(rig_t* rig) {
  rig_init(rig, NULL);
  rig_ready(rig, 3);
  rig_subscribe(rig, HC_CMD_SUBSCRIBE, "a");
  rig_subscribe(rig, HC_CMD_SSUBSCRIBE, "s");
  CHECK_INT(rig_send(rig, HC_CMD_MONITOR, 1, "monitor"), HC_OK);
  rig_feed(rig, "+OK\r\n");
  CHECK_INT(rig_send(rig, HC_CMD, 2, "get k"), HC_OK);
  (void)rig_trace(rig);
}

static void stop(recorder_t* r, const char* event) {
  if (strcmp(event, (const char*)r->hook_data) != 0) return;
  r->hook_data = (void*)"-"; /* once */
  hc_engine_stop(r->engine);
  CHECK_INT(hc_engine_pending(r->engine), 0);
}

/* Nothing is told after the stop but the end of the batch. */
static void stopped(void) {
  size_t i;
  for (i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
    const char* trace;
    const char* last;
    rig_t rig;

    tap_note("in %s", events[i]);
    prepare(&rig);
    rig.rec.hook = stop;
    rig.rec.hook_data = (void*)events[i];
    rig.rec.has_batches = rig.rec.has_forgets = 1;
    CHECK_INT(rig_feed_status(&rig, everything, sizeof(everything) - 1), HC_OK);
    CHECK_STR((const char*)rig.rec.hook_data, "-");
    trace = rig_trace(&rig);
    last = strstr(trace, events[i]);
    if (strcmp(events[i], "batch") != 0) {
      REQUIRE(last != NULL && strchr(last, '\n') != NULL);
      CHECK_STR(strchr(last, '\n') + 1, "batch end\n");
    }
    CHECK_INT(rig_feed_status(&rig, "+OK\r\n", 5), HC_ENOTCONN);
    rig.rec.hook = NULL;
    rig_ready(&rig, 3);
    CHECK_INT(rig_send(&rig, HC_CMD, 2, "ping"), HC_OK);
    rig_feed(&rig, "+PONG\r\n");
    rig_end(&rig);
  }
  tap_note("%s", "");
}

/* Everything that a callback may call, but for the end. */
static void use(recorder_t* r, const char* event) {
  hc_str_t ping = {"ping", 4};
  hc_handshake_t handshake = {.protocol = 3};
  hc_counters_t counters;
  size_t len;

  (void)event;
  CHECK_INT(hc_engine_feed(r->engine, "+X\r\n", 4), HC_EINVAL);
  CHECK_INT(hc_engine_commit(r->engine, 0), HC_EINVAL);
  CHECK(hc_engine_reserve(r->engine, 1 << 20, &len) == NULL);
  CHECK_INT(hc_engine_start(r->engine, &handshake), HC_EINVAL);
  CHECK_INT(hc_engine_command(r->engine, HC_CMD, 9, 1, &ping), HC_OK);
  (void)hc_engine_output(r->engine, &len);
  hc_engine_sent(r->engine, len);
  (void)hc_engine_sub_count(r->engine);
  (void)hc_engine_is_ready(r->engine);
  (void)hc_engine_error(r->engine);
  hc_engine_counters(r->engine, &counters);
}

static void used(void) {
  rig_t rig;
  prepare(&rig);
  rig.rec.hook = use;
  rig_feed(&rig, everything);
  CHECK_STR(rig_trace(&rig),
            "message a x\nmessage a y\npush >[+other, +push]\n"
            "moved >[\"sunsubscribe\", \"s\", :0]\n"
            "reply 2 [\"1\", \"2\", [\"3\"]]\n"
            "monitor 1339518083.107412 [0 lua] \"x\"\n"
            "notice unexpected: z\n");
  CHECK_INT(hc_engine_pending(rig.engine), 9);
  rig_end(&rig);
}

/* A reply of many elements is borrowed until the callback returns. */
static void stopped_in_a_large_reply(void) {
  text_t t = {NULL, 0, 0};
  rig_t rig;
  int i;

  prepare(&rig);
  rig.rec.hook = stop;
  rig.rec.hook_data = (void*)"reply";
  text_format(&t, "*5000\r\n");
  for (i = 0; i < 5000; i++) text_format(&t, "*1\r\n$3\r\nabc\r\n");
  CHECK_INT(rig_feed_status(&rig, t.str, t.len), HC_OK);
  CHECK(strstr(rig_trace(&rig), "reply 2 [[\"abc\"]") != NULL);
  CHECK_INT(rig_feed_status(&rig, "+OK\r\n", 5), HC_ENOTCONN);
  text_free(&t);
  rig_end(&rig);
}

/* The same for a large message, whose buffer would be given back. */
static void stopped_in_a_large_message(void) {
  text_t t = {NULL, 0, 0};
  rig_t rig;

  prepare(&rig);
  rig.rec.hook = stop;
  rig.rec.hook_data = (void*)"message";
  text_format(&t, ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$3000000\r\n");
  while (t.len < 3000038) text_bytes(&t, "0123456789", 10);
  t.len = 3000040;
  memcpy(t.str + t.len - 2, "\r\n", 2);
  (void)rig_feed_status(&rig, t.str, t.len);
  text_free(&t);
  rig_end(&rig);
}

/* In the handshake: ready, loading, and each notice. */
static void stopped_in_the_handshake(void) {
  static const char* const cases[][3] = {
      {"ready", "%0\r\n+OK\r\n$0\r\n\r\n", "ready\n"},
      {"loading", "%0\r\n+OK\r\n$9\r\nloading:1\r\n", "loading 1000\n"},
      {"notice", "-NOPROTO\r\n+OK\r\n", "notice downgrade: NOPROTO\n"},
      {"notice", "-ERR no password is set\r\n+OK\r\n",
       "notice auth: ERR no password is set\n"},
      {"notice", "%0\r\n-ERR db\r\n", "notice select: ERR db\n"},
      {"notice", "%0\r\n+OK\r\n-NOPERM\r\n", "notice ready-check: NOPERM\n"},
  };
  size_t i;

  for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    rig_t rig;
    tap_note("%s", cases[i][1]);
    rig_init(&rig, NULL);
    rig.handshake.password = str_of("x");
    rig.handshake.db = 1;
    rig.handshake.has_ready_check = 1;
    CHECK_INT(rig_start(&rig), HC_OK);
    rig.rec.hook = stop;
    rig.rec.hook_data = (void*)cases[i][0];
    rig_feed(&rig, cases[i][1]);
    CHECK_STR(rig_trace(&rig), cases[i][2]);
    CHECK_STR(rig_output(&rig), "");
    CHECK_INT(hc_engine_is_ready(rig.engine), 0);
    rig_end(&rig);
  }
  tap_note("%s", "");
}

static void stopped_in_resubscription(void) {
  static const char* const answers[] = {"-NOPERM\r\n-NOPERM\r\n", "+OK\r\n"};
  size_t i;
  for (i = 0; i < 2; i++) {
    rig_t rig;
    rig_init(&rig, NULL);
    rig_ready(&rig, 3);
    rig_subscribe(&rig, HC_CMD_SUBSCRIBE, "a");
    rig_subscribe(&rig, HC_CMD_PSUBSCRIBE, "p");
    rig.handshake.has_resubscribe = 1;
    CHECK_INT(rig_start(&rig), HC_OK);
    rig_feed(&rig, "%0\r\n");
    rig.rec.hook = stop;
    rig.rec.hook_data = (void*)"notice";
    rig_feed(&rig, answers[i]);
    CHECK_INT(rig.rec.notices, 1);
    CHECK_INT(rig.rec.readies, 1);
    rig_end(&rig);
  }
}

/* A message within EXEC's reply, and the engine stopped there. */
static void stopped_within_a_reply(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  CHECK_INT(rig_send(&rig, HC_CMD_EXEC, 1, "exec"), HC_OK);
  rig.rec.hook = stop;
  rig.rec.hook_data = (void*)"message";
  rig_feed(&rig,
           "*2\r\n:1\r\n>3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nx\r\n:1\r\n");
  CHECK_STR(rig_trace(&rig), "message c x (not subscribed)\n");
  rig_ready(&rig, 3);
  rig_end(&rig);
}

static void batches(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig_ready(&rig, 3);
  rig.rec.has_batches = 1;
  rig_feed(&rig,
           ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\n1\r\n"
           ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\n2\r\n"
           ">3\r\n$7\r\nmessage\r\n");
  rig_feed(&rig, "$1\r\nc\r\n$1\r\n3\r\n");
  CHECK_STR(rig_trace(&rig),
            "message c 1 (not subscribed)\nmessage c 2 (not subscribed)\n"
            "batch end\nmessage c 3 (not subscribed)\nbatch end\n");
  rig_end(&rig);
}

int main(void) {
  tap_run("stopped in every callback", stopped);
  tap_run("used in every callback", used);
  tap_run("stopped in a large reply", stopped_in_a_large_reply);
  tap_run("stopped in a large message", stopped_in_a_large_message);
  tap_run("stopped in the handshake", stopped_in_the_handshake);
  tap_run("stopped in the resubscription", stopped_in_resubscription);
  tap_run("stopped within a reply", stopped_within_a_reply);
  tap_run("batches", batches);
  return tap_end();
}
