/* The handshake: what is sent, and what each answer leads to. */
#include <string.h>

#include "rig.h"
#include "tap.h"

/* A handshake with everything. */
static void full(rig_t* rig, int protocol) {
  rig_init(rig, NULL);
  rig->handshake.protocol = protocol;
  rig->handshake.username = str_of("user");
  rig->handshake.password = str_of("secret");
  rig->handshake.db = 5;
  rig->handshake.name = str_of("me");
  rig->handshake.lib_name = str_of("hicast");
  rig->handshake.lib_version = str_of("1.2.3");
  rig->handshake.is_read_only = 1;
  rig->handshake.has_ready_check = 1;
  CHECK_INT(rig_start(rig), HC_OK);
}

static void nothing_to_ask(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig.handshake.protocol = 2;
  CHECK_INT(hc_engine_start(rig.engine, &rig.handshake), HC_OK);
  CHECK_STR(rig_output(&rig), "");
  CHECK_INT(hc_engine_is_ready(rig.engine), 0);
  CHECK_INT(hc_engine_commit(rig.engine, 0), HC_OK);
  CHECK_INT(hc_engine_is_ready(rig.engine), 1);
  CHECK_INT(hc_engine_commit(rig.engine, 0), HC_OK);
  CHECK_STR(rig_trace(&rig), "ready\n");
  rig_end(&rig);
}

static void everything_resp3(void) {
  rig_t rig;
  full(&rig, 3);
  CHECK_STR(rig_output(&rig),
            "hello 3 AUTH user secret\nselect 5\nclient setname me\n"
            "readonly\nclient SETINFO LIB-VER 1.2.3\n"
            "client SETINFO LIB-NAME hicast\n");
  rig_feed(&rig, "%0\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n");
  CHECK_STR(rig_output(&rig), "");
  rig_feed(&rig, "+OK\r\n");
  CHECK_STR(rig_output(&rig), "info\n");
  CHECK_STR(rig_trace(&rig), "");
  rig_feed(&rig, "$11\r\nloading:0\r\n\r\n");
  CHECK_STR(rig_trace(&rig), "ready\n");
  CHECK_INT(hc_engine_protocol(rig.engine), 3);
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  rig_end(&rig);
}

static void everything_resp2(void) {
  rig_t rig;
  full(&rig, 2);
  CHECK_STR(rig_output(&rig),
            "auth user secret\nselect 5\nclient setname me\nreadonly\n"
            "client SETINFO LIB-VER 1.2.3\nclient SETINFO LIB-NAME hicast\n");
  rig_feed(&rig, "+OK\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n$1\r\nx\r\n");
  CHECK_STR(rig_output(&rig), "info\n");
  CHECK_STR(rig_trace(&rig), "ready\n");
  rig_end(&rig);
}

/* Only HELLO, AUTH, SELECT and INFO have a say. */
static void setup_refused(void) {
  rig_t rig;
  full(&rig, 3);
  rig_feed(&rig,
           "%0\r\n-ERR DB index is out of range\r\n-ERR a\r\n-ERR b\r\n"
           "-ERR c\r\n-ERR d\r\n$0\r\n\r\n");
  CHECK_STR(rig_trace(&rig),
            "notice select: ERR DB index is out of range\nready\n");
  rig_end(&rig);
}

static void database_numbers(void) {
  static const struct {
    int64_t db;
    const char* sent;
  } cases[] = {
      {1, "select 1\n"},
      {-1, "select -1\n"},
      {INT64_MAX, "select 9223372036854775807\n"},
      {INT64_MIN, "select -9223372036854775808\n"},
      {0, ""},
  };
  size_t i;

  for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    rig_t rig;
    rig_init(&rig, NULL);
    rig.handshake.protocol = 2;
    rig.handshake.db = cases[i].db;
    CHECK_INT(rig_start(&rig), HC_OK);
    CHECK_STR(rig_output(&rig), cases[i].sent);
    rig_end(&rig);
  }
}

static void credentials(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig.handshake.password = str_of("secret");
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_STR(rig_output(&rig), "hello 3 AUTH default secret\n");
  rig.handshake.protocol = 2;
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_STR(rig_output(&rig), "auth secret\n");
  rig.handshake.password = str_of("");
  rig.handshake.password.str = NULL;
  rig.handshake.username = str_of("user");
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_STR(rig_output(&rig), "auth user \n");
  rig.handshake.protocol = 3;
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_STR(rig_output(&rig), "hello 3 AUTH user \n");
  rig_end(&rig);
}

/* Strings are copied: they may be gone when they are sent again. */
static void strings_are_copied(void) {
  char password[] = "secret";
  rig_t rig;

  rig_init(&rig, NULL);
  rig.handshake.password.str = password;
  rig.handshake.password.len = 6;
  CHECK_INT(rig_start(&rig), HC_OK);
  memset(password, 'x', sizeof(password) - 1);
  (void)rig_output(&rig);
  rig_feed(&rig, "-NOPROTO sorry\r\n");
  CHECK_STR(rig_output(&rig), "auth secret\n");
  rig_end(&rig);
}

static void downgrade(void) {
  rig_t rig;
  full(&rig, 3);
  (void)rig_output(&rig);
  /* Without AUTH nothing else was heard; none of it is told. */
  rig_feed(&rig,
           "-ERR unknown command `HELLO`, with args beginning with: `3`\r\n"
           "-NOAUTH 1\r\n-NOAUTH 2\r\n-NOAUTH 3\r\n-NOAUTH 4\r\n");
  CHECK_STR(rig_output(&rig), "");
  rig_feed(&rig, "-NOAUTH 5\r\n");
  CHECK_STR(rig_output(&rig),
            "auth user secret\nselect 5\nclient setname me\nreadonly\n"
            "client SETINFO LIB-VER 1.2.3\nclient SETINFO LIB-NAME hicast\n");
  CHECK_INT(hc_engine_protocol(rig.engine), 2);
  rig_feed(&rig, "+OK\r\n-ERR no\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n");
  CHECK_STR(rig_output(&rig), "info\n");
  rig_feed(&rig, "$0\r\n\r\n");
  CHECK_STR(rig_trace(&rig),
            "notice downgrade: ERR unknown command `HELLO`, with args "
            "beginning with: `3`\nnotice select: ERR no\nready\n");
  rig_end(&rig);
}

static void downgrade_alone(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_STR(rig_output(&rig), "hello 3\n");
  rig_feed(&rig, "-NOPROTO unsupported protocol version\r\n");
  CHECK_STR(rig_output(&rig), "");
  CHECK_STR(rig_trace(&rig),
            "notice downgrade: NOPROTO unsupported protocol version\nready\n");
  CHECK_INT(hc_engine_protocol(rig.engine), 2);
  rig_end(&rig);
}

/* A new connection asks for RESP3 again. */
static void downgrade_is_for_one_connection(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  CHECK_INT(rig_start(&rig), HC_OK);
  (void)rig_output(&rig);
  rig_feed(&rig, "-NOPROTO no\r\n");
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_STR(rig_output(&rig), "hello 3\n");
  CHECK_INT(hc_engine_protocol(rig.engine), 3);
  rig_end(&rig);
}

static void auth_not_wanted(void) {
  static const char* const answers[] = {
      "-ERR Client sent AUTH, but no password is set\r\n",
      ("-ERR AUTH <password> called without any password configured for the "
       "default user. Are you sure your configuration is correct?\r\n"),
      "-ERR wrong number of arguments for 'auth' command\r\n",
  };
  size_t i;

  for (i = 0; i < 6; i++) {
    rig_t rig;
    rig_init(&rig, NULL);
    rig.handshake.protocol = i < 3 ? 2 : 3;
    rig.handshake.password = str_of("secret");
    CHECK_INT(rig_start(&rig), HC_OK);
    rig_feed(&rig, answers[i % 3]);
    CHECK_INT(rig.rec.notices, 1);
    CHECK_INT(rig.rec.last_notice, HC_NOTICE_AUTH);
    CHECK_INT(hc_engine_is_ready(rig.engine), 1);
    rig_end(&rig);
  }
}

static void auth_refused(void) {
  static const char answer[] = "-WRONGPASS invalid username-password pair\r\n";
  int protocol;

  for (protocol = 2; protocol <= 3; protocol++) {
    rig_t rig;
    full(&rig, protocol);
    CHECK_INT(rig_feed_status(&rig, answer, sizeof(answer) - 1), HC_EHANDSHAKE);
    CHECK_STR(hc_engine_error(rig.engine),
              "WRONGPASS invalid username-password pair");
    /* It takes nothing more. */
    CHECK_INT(rig_feed_status(&rig, "+OK\r\n", 5), HC_ENOTCONN);
    CHECK_INT(rig_send(&rig, HC_CMD, 0, "ping"), HC_ENOTCONN);
    CHECK_STR(rig_trace(&rig), "");
    /* Until it is started again. */
    CHECK_INT(rig_start(&rig), HC_OK);
    CHECK_STR(hc_engine_error(rig.engine), "success");
    rig_end(&rig);
  }
}

static void long_refusal(void) {
  text_t t = {NULL, 0, 0};
  rig_t rig;
  int i;

  rig_init(&rig, NULL);
  CHECK_INT(rig_start(&rig), HC_OK);
  text_format(&t, "-ERR ");
  for (i = 0; i < 1000; i++) text_format(&t, "%d", i % 10);
  text_format(&t, "\r\n");
  CHECK_INT(rig_feed_status(&rig, t.str, t.len), HC_EHANDSHAKE);
  CHECK(strncmp(hc_engine_error(rig.engine), t.str + 1, 255) == 0);
  CHECK_INT(strlen(hc_engine_error(rig.engine)), 255);
  text_free(&t);
  rig_end(&rig);
}

static void check_loading(const char* info, const char* trace) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig.handshake.protocol = 2;
  rig.handshake.has_ready_check = 1;
  rig.handshake.max_loading_ms = 20000;
  tap_note("%s", info);
  CHECK_INT(rig_start(&rig), HC_OK);
  rig_feed(&rig, info);
  CHECK_STR(rig_trace(&rig), trace);
  tap_note("%s", "");
  rig_end(&rig);
}

static void loading(void) {
  check_loading("$37\r\nloading:1\r\nloading_eta_seconds:7\r\nx:1\r\n",
                "loading 7000\n");
  check_loading("$32\r\nloading:1\r\nloading_eta_seconds:0\r\n",
                "loading 50\n");
  check_loading("$34\r\nloading:1\r\nloading_eta_seconds:999\r\n",
                "loading 20000\n");
  check_loading("$9\r\nloading:1\r\n", "loading 1000\n");
  check_loading("$9\r\nloading:0\r\n", "ready\n");
  check_loading("$8\r\nloading:\r\n", "ready\n");
  check_loading("$16\r\nno_loading:1\r\nx:\r\n", "ready\n");
  check_loading("+loading:1\r\n", "loading 1000\n");
  check_loading("=13\r\ntxt:loading:1\r\n", "loading 1000\n");
  check_loading(
      "$51\r\nloading:1\r\nloading_eta_seconds:99999999999999999999\r\n",
      "loading 20000\n");
  check_loading("$0\r\n\r\n", "ready\n");
  check_loading("$-1\r\n", "ready\n");
  check_loading("*0\r\n", "ready\n");
}

static void loading_asks_again(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig.handshake.protocol = 2;
  rig.handshake.has_ready_check = 1;
  CHECK_INT(hc_engine_ready_check(rig.engine), HC_ENOTCONN);
  CHECK_INT(rig_start(&rig), HC_OK);
  /* Not before it is asked to. */
  CHECK_INT(hc_engine_ready_check(rig.engine), HC_EINVAL);
  CHECK_STR(rig_output(&rig), "info\n");
  rig_feed(&rig, "$9\r\nloading:1\r\n");
  CHECK_INT(hc_engine_ready_check(rig.engine), HC_OK);
  CHECK_INT(hc_engine_ready_check(rig.engine), HC_EINVAL);
  CHECK_STR(rig_output(&rig), "info\n");
  rig_feed(&rig, "$9\r\nloading:0\r\n");
  CHECK_STR(rig_trace(&rig), "loading 1000\nready\n");
  CHECK_INT(hc_engine_ready_check(rig.engine), HC_EINVAL);
  rig_end(&rig);
}

static void info_refused(void) {
  static const char refusal[] = "-ERR no such thing\r\n";
  rig_t rig;

  check_loading("-NOPERM this user has no permissions to run 'info'\r\n",
                "notice ready-check: NOPERM this user has no permissions to "
                "run 'info'\nready\n");
  rig_init(&rig, NULL);
  rig.handshake.protocol = 2;
  rig.handshake.has_ready_check = 1;
  CHECK_INT(rig_start(&rig), HC_OK);
  CHECK_INT(rig_feed_status(&rig, refusal, sizeof(refusal) - 1), HC_EHANDSHAKE);
  CHECK_STR(hc_engine_error(rig.engine), "ERR no such thing");
  rig_end(&rig);
}

/* Commands may be sent before it is over: they come behind it. */
static void early_commands(void) {
  rig_t rig;
  full(&rig, 3);
  CHECK_INT(rig_send(&rig, HC_CMD, 9, "ping"), HC_OK);
  CHECK_INT(hc_engine_pending(rig.engine), 1);
  rig_feed(&rig, "%0\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n+OK\r\n+PONG\r\n");
  CHECK_STR(rig_trace(&rig), "reply 9 +PONG\n");
  CHECK_INT(hc_engine_pending(rig.engine), 0);
  rig_feed(&rig, "$0\r\n\r\n");
  CHECK_STR(rig_trace(&rig), "ready\n");
  rig_end(&rig);
}

static void invalid_settings(void) {
  rig_t rig;
  rig_init(&rig, NULL);
  rig.handshake.protocol = 4;
  CHECK_INT(hc_engine_start(rig.engine, &rig.handshake), HC_EINVAL);
  rig.handshake.protocol = 0;
  CHECK_INT(hc_engine_start(rig.engine, &rig.handshake), HC_EINVAL);
  CHECK_INT(hc_engine_commit(rig.engine, 0), HC_ENOTCONN);
  CHECK_INT(hc_engine_feed(rig.engine, "", 0), HC_ENOTCONN);
  rig_end(&rig);
}

int main(void) {
  tap_run("nothing to ask", nothing_to_ask);
  tap_run("everything, RESP3", everything_resp3);
  tap_run("everything, RESP2", everything_resp2);
  tap_run("set-up that is refused", setup_refused);
  tap_run("database numbers", database_numbers);
  tap_run("credentials", credentials);
  tap_run("strings are copied", strings_are_copied);
  tap_run("downgrade with all of it again", downgrade);
  tap_run("downgrade with nothing else", downgrade_alone);
  tap_run("downgrade is for one connection", downgrade_is_for_one_connection);
  tap_run("a password that is not wanted", auth_not_wanted);
  tap_run("a password that is refused", auth_refused);
  tap_run("a refusal of many words", long_refusal);
  tap_run("loading", loading);
  tap_run("loading: asked again", loading_asks_again);
  tap_run("INFO refused", info_refused);
  tap_run("commands before it is over", early_commands);
  tap_run("invalid settings", invalid_settings);
  return tap_end();
}
