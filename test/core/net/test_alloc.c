/*
 * Each allocation of the core, and of hiredis, fails once in turn: a status is
 * told, nothing crashes or leaks, and everything works again afterwards.
 */
#include <stdio.h>
#include <string.h>

#include "client.h"
#include "memory.h"
#include "redis.h"
#include "rig.h"
#include "tap.h"

/* Whether a call went well; if not, then for the reason that we made. */
static int went_well(int status) {
  if (status == HC_OK) return 1;
  CHECK_INT(status, HC_ENOMEM);
  CHECK(memory_has_failed());
  return 0;
}

/* Runs a scenario with the first allocation failing, the second, and so on
 * until all went well. `run` returns when it can do no more. */
static void run_all(void (*run)(void), size_t least) {
  size_t nth = 0;
  do {
    tap_note("allocation %zu fails", ++nth);
    memory_fail_at(nth);
    run();
  } while (memory_has_failed() && nth < 10000);
  memory_fail_at(0);
  tap_note("%s", "");
  /* There is something that can fail. */
  CHECK(nth > least);
  CHECK(nth < 10000);
}

/* ---- The engine -------------------------------------------------------------- */

static int feed(rig_t* rig, const char* bytes) {
  int status = rig_feed_status(rig, bytes, strlen(bytes));
  if (status != HC_OK) {
    CHECK_STR(hc_engine_error(rig->engine), "out of memory");
    CHECK_INT(rig_feed_status(rig, "+OK\r\n", 5), HC_ENOTCONN);
  }
  return went_well(status);
}

static int begin(rig_t* rig) {
  static const hc_str_t secret = {"secret", 6};
  memset(rig, 0, sizeof(*rig));
  recorder_init(&rig->rec);
  rig->handshake.protocol = 3;
  rig->handshake.password = secret;
  rig->handshake.has_resubscribe = 1;
  rig->handshake.has_ready_check = 1;
  rig->engine = hc_engine_new(&recorder_callbacks, &rig->rec, NULL);
  rig->rec.engine = rig->engine;
  if (rig->engine == NULL) CHECK(memory_has_failed());
  return rig->engine != NULL;
}

/* The engine works as if nothing had been. */
static void end(rig_t* rig) {
  int is_failed = memory_has_failed();

  if (is_failed && rig->engine != NULL) {
    rig->handshake.password.str = NULL;
    rig->handshake.has_resubscribe = 0;
    rig->handshake.has_ready_check = 0;
    rig_ready(rig, 3);
    rig_subscribe(rig, HC_CMD_SUBSCRIBE, "again");
    rig_feed(rig, ">3\r\n$7\r\nmessage\r\n$5\r\nagain\r\n$1\r\nx\r\n");
    CHECK_STR(rig_trace(rig), "message again x\n");
  }
  rig_end(rig);
}

static int connect_engine(rig_t* rig) {
  return went_well(rig_start(rig)) && feed(rig, "%0\r\n") &&
         feed(rig, "$9\r\nloading:1\r\n") &&
         went_well(hc_engine_ready_check(rig->engine)) &&
         feed(rig, "$0\r\n\r\n");
}

static int subscribe_many(rig_t* rig, int count) {
  int i;
  for (i = 0; i < count; i++) {
    char words[32], reply[80];
    (void)snprintf(words, sizeof(words), "subscribe channel-%02d", i);
    (void)snprintf(reply, sizeof(reply),
                   ">3\r\n$9\r\nsubscribe\r\n$10\r\nchannel-%02d\r\n:%d\r\n", i,
                   i + 1);
    if (!went_well(rig_send(rig, HC_CMD_SUBSCRIBE, 1, words))) return 0;
    if (!feed(rig, reply)) return 0;
  }
  return 1;
}

static void handshake(void) {
  rig_t rig;
  if (begin(&rig) && went_well(rig_start(&rig)) &&
      feed(&rig, "-NOPROTO no\r\n") && feed(&rig, "+OK\r\n")) {
    CHECK_STR(rig_output(&rig),
              "hello 3 AUTH default secret\nauth secret\n"
              "info\n");
    (void)feed(&rig, "-NOPERM no\r\n");
  }
  end(&rig);
}

static void subscriptions(void) {
  rig_t rig;
  if (begin(&rig) && connect_engine(&rig) && subscribe_many(&rig, 40)) {
    CHECK_INT(hc_engine_sub_count(rig.engine), 40);
    CHECK_INT(hc_engine_pending(rig.engine), 0);
  }
  end(&rig);
}

/* What was subscribed is known and asked for, whatever failed. */
static void resubscription(void) {
  rig_t rig;
  int i;

  if (begin(&rig) && connect_engine(&rig) && subscribe_many(&rig, 20) &&
      connect_engine(&rig)) {
    CHECK_INT(rig.rec.readies, 1);
    if (feed(&rig, "-NOPERM all of them\r\n")) {
      for (i = 0; i < 20 && feed(&rig, "-NOPERM\r\n"); i++) {
      }
    }
  }
  end(&rig);
}

static void transaction(void) {
  rig_t rig;
  int i;
  if (begin(&rig) && connect_engine(&rig) &&
      went_well(rig_send(&rig, HC_CMD_MULTI, 1, "multi")) &&
      feed(&rig, "+OK\r\n")) {
    for (i = 0; i < 20; i++) {
      if (!went_well(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, "subscribe a"))) break;
      if (!feed(&rig, "+QUEUED\r\n")) break;
    }
    if (i == 20) {
      (void)feed(&rig, ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
    }
  }
  end(&rig);
}

static void replies(void) {
  text_t large = {NULL, 0, 0};
  rig_t rig;
  int i;

  text_format(&large, "*3000\r\n");
  for (i = 0; i < 3000; i++) text_format(&large, "$2\r\nab\r\n");
  for (i = 0; i < 40; i++) text_format(&large, "*2\r\n:1\r\n");
  text_format(&large, ":1\r\n$100000\r\n%0100000d\r\n", 1);
  if (begin(&rig) && connect_engine(&rig)) {
    size_t at;
    for (at = 0; at < large.len; at += 9000) {
      size_t len = large.len - at < 9000 ? large.len - at : 9000;
      int status = rig_feed_status(&rig, large.str + at, len);
      if (!went_well(status)) break;
    }
  }
  end(&rig);
  text_free(&large);
}

static void send_in_steps(rig_t* rig, size_t len) {
  char* room;
  size_t pending = hc_engine_pending(rig->engine), before, after;

  (void)hc_engine_output(rig->engine, &before);
  if (!went_well(hc_engine_begin(rig->engine, HC_CMD, 1, 3))) return;
  if (!went_well(hc_engine_arg(rig->engine, "publish", 7)) ||
      !went_well(hc_engine_arg(rig->engine, "channel", 7))) {
    hc_engine_abort(rig->engine);
  } else if ((room = hc_engine_arg_room(rig->engine, len, 1)) == NULL) {
    CHECK(memory_has_failed());
    hc_engine_abort(rig->engine);
  } else {
    memset(room, 'x', len);
    hc_engine_arg_done(rig->engine, len);
    if (went_well(hc_engine_finish(rig->engine))) return;
  }
  /* As if it had not been begun. */
  (void)hc_engine_output(rig->engine, &after);
  CHECK_INT(after, before);
  CHECK_INT(hc_engine_pending(rig->engine), pending);
}

static void commands(void) {
  rig_t rig;
  int i;
  if (begin(&rig) && connect_engine(&rig)) {
    (void)rig_output(&rig);
    for (i = 0; i < 40; i++) {
      send_in_steps(&rig, (size_t)i * 100);
      (void)went_well(rig_send(&rig, HC_CMD, 1, "get k"));
    }
    /* What is pending is answered, and no more. */
    rig.rec.is_quiet = 1;
    while (hc_engine_pending(rig.engine) > 0 && feed(&rig, ":1\r\n")) {
    }
    CHECK_INT(rig.rec.notices, 0);
    rig.rec.is_quiet = 0;
  }
  end(&rig);
}

/* ---- The connection ------------------------------------------------------------ */

static redis_t redis;

/* Like client_init(), but that it may fail. */
static int begin_client(client_t* client) {
  int status;
  memset(client, 0, sizeof(*client));
  REQUIRE(uv_loop_init(&client->loop) == 0);
  REQUIRE(uv_timer_init(&client->loop, &client->timer) == 0);
  client->timer.data = client;
  recorder_init(&client->rec);
  client->handshake.protocol = 3;
  client->handshake.has_resubscribe = 1;
  client->options.keep_alive_ms = -1;
  client->options.connect_timeout_ms = 10000;
  status = hc_conn_new(&client->loop, &recorder_conn_callbacks, &client->rec,
                       NULL, &client->conn);
  CHECK_INT(client->conn != NULL, status == HC_OK);
  if (status == HC_OK) client->engine = hc_conn_engine(client->conn);
  client->rec.conn = client->conn;
  client->rec.engine = client->engine;
  return went_well(status);
}

static void end_client(client_t* client) {
  if (client->conn == NULL) {
    uv_close((uv_handle_t*)&client->timer, NULL);
    CHECK_INT(uv_run(&client->loop, UV_RUN_DEFAULT), 0);
    CHECK_INT(uv_loop_close(&client->loop), 0);
    recorder_free(&client->rec);
    return;
  }
  client_end(client);
}

/* Why a connection of ours may end. */
static void check_close(const client_t* client) {
  if (client->rec.closes == 0) return;
  CHECK(memory_has_failed());
  CHECK(client->rec.close.status == HC_ENOMEM ||
        (client->rec.close.status == HC_ESYSTEM &&
         client->rec.close.system_error == UV_ENOMEM));
}

/* Turns the loop until it is ready, or has ended. */
static void wait_for_ready(client_t* client) {
  size_t turns = 0;
  while (client->rec.readies == 0 && client->rec.closes == 0) {
    client_run_ms(client, 1);
    REQUIRE(++turns < 5000);
  }
}

static void wait_for_replies(client_t* client, size_t count) {
  size_t turns = 0;
  while (client->rec.replies < count && client->rec.closes == 0) {
    client_run_ms(client, 1);
    REQUIRE(++turns < 5000);
  }
}

/* Messages to itself, and their replies. */
static void use_client(client_t* client) {
  char words[64];
  int i;
  size_t wanted = 0;
  wait_for_ready(client);
  for (i = 0; i < 20 && client->rec.closes == 0; i++) {
    rig_t rig;
    memset(&rig, 0, sizeof(rig));
    rig.engine = client->engine;
    (void)snprintf(words, sizeof(words), "subscribe c%d", i);
    wanted += (size_t)went_well(rig_send(&rig, HC_CMD_SUBSCRIBE, 1, words));
    (void)snprintf(words, sizeof(words), "publish c%d hello", i);
    wanted += (size_t)went_well(rig_send(&rig, HC_CMD, 1, words));
  }
  wait_for_replies(client, wanted);
  check_close(client);
}

/* The same object, without failures. */
static void use_again(client_t* client) {
  size_t messages = client->rec.messages;
  if (!memory_has_failed()) return;
  if (hc_conn_is_active(client->conn)) {
    hc_conn_close(client->conn);
    CHECK_INT(client_wait_close(client), HC_ECLOSED);
  }
  client->rec.replies = client->rec.closes = 0;
  client_make_ready(client, redis.port);
  client_send(client, HC_CMD_SUBSCRIBE, 1, "subscribe again");
  client_send(client, HC_CMD, 1, "publish again hello");
  client_wait(client, &client->rec.messages, messages + 1);
  CHECK_INT(client->rec.closes, 0);
}

static void tcp(void) {
  client_t client;
  if (begin_client(&client)) {
    if (went_well(client_open_tcp(&client, "127.0.0.1", redis.port))) {
      use_client(&client);
    }
    use_again(&client);
  }
  end_client(&client);
}

static void unix_socket(void) {
  client_t client;
  if (begin_client(&client)) {
    if (went_well(client_open_unix(&client, redis.path))) use_client(&client);
    use_again(&client);
  }
  end_client(&client);
}

static void stream(void) {
  client_t client;
  if (begin_client(&client)) {
    if (went_well(client_open_stream(&client))) {
      client_run_ms(&client, 1);
      hc_conn_feed(client.conn, "%0\r\n", 4);
      client_run_ms(&client, 1);
      check_close(&client);
      client.rec.readies = 0;
    }
    use_again(&client);
  }
  end_client(&client);
}

static void engine_handshake(void) {
  run_all(handshake, 4);
}

static void engine_subscriptions(void) {
  run_all(subscriptions, 50);
}

static void engine_resubscription(void) {
  run_all(resubscription, 45);
}

static void engine_transaction(void) {
  run_all(transaction, 6);
}

static void engine_replies(void) {
  run_all(replies, 10);
}

static void engine_commands(void) {
  run_all(commands, 8);
}

static void conn_tcp(void) {
  run_all(tcp, 20);
}

static void conn_unix(void) {
  run_all(unix_socket, 20);
}

static void conn_stream(void) {
  run_all(stream, 4);
}

int main(void) {
  redis_start(&redis);
  tap_run("handshake", engine_handshake);
  tap_run("subscriptions", engine_subscriptions);
  tap_run("resubscription", engine_resubscription);
  tap_run("a transaction", engine_transaction);
  tap_run("replies", engine_replies);
  tap_run("commands", engine_commands);
  tap_run("a connection by TCP", conn_tcp);
  tap_run("a connection by a unix socket", conn_unix);
  tap_run("a connection over a stream", conn_stream);
  redis_stop(&redis);
  return tap_end();
}
