/* The end of a connection: in every state, and inside every callback. */
#include <stdio.h>
#include <string.h>

#include "client.h"
#include "fake.h"
#include "net/conn.h"
#include "redis.h"
#include "tap.h"

static redis_t redis;

/* What a case does to the connection. */
typedef void (*act_fn)(hc_conn_t* c);

static void close_twice(hc_conn_t* c) {
  hc_conn_close(c);
  hc_conn_close(c);
}

static void destroy_twice(hc_conn_t* c) {
  hc_conn_destroy(c);
  hc_conn_destroy(c);
}

static void close_and_destroy(hc_conn_t* c) {
  hc_conn_close(c);
  hc_conn_destroy(c);
  hc_conn_close(c);
}

/* Everything that may be called on a connection in any state. */
static void use(hc_conn_t* c) {
  hc_life_t life;
  hc_conn_flush(c);
  hc_conn_pause(c);
  hc_conn_resume(c);
  hc_conn_unref(c);
  hc_conn_ref(c);
  hc_conn_feed(c, "+X\r\n", 4);
  hc_conn_stream_end(c, 0, "");
  hc_conn_life(c, &life);
  (void)hc_conn_is_active(c);
}

static void use_and_close(hc_conn_t* c) {
  use(c);
  hc_conn_close(c);
  use(c);
}

static const act_fn acts[] = {hc_conn_close, close_twice,       hc_conn_destroy,
                              destroy_twice, close_and_destroy, use_and_close};

#define ACTS (sizeof(acts) / sizeof(acts[0]))

/* ---- In every state ------------------------------------------------------ */

static void until_idle(client_t* client) {
  (void)client;
}

static void until_resolving(client_t* client) {
  CHECK_INT(client_open_tcp(client, "127.0.0.1", redis.port), HC_OK);
  CHECK_INT(client->conn->state, HC__RESOLVING);
}

static void until_connecting(client_t* client) {
  CHECK_INT(client_open_unix(client, redis.path), HC_OK);
  CHECK_INT(client->conn->state, HC__CONNECTING);
}

static void until_connecting_stream(client_t* client) {
  CHECK_INT(client_open_stream(client), HC_OK);
  CHECK_INT(client->conn->state, HC__CONNECTING);
}

static void until_failed(client_t* client) {
  CHECK_INT(client_open_unix(client, "/nowhere"), HC_OK);
  CHECK_INT(client->conn->state, HC__CLOSING);
}

static void until_open(client_t* client) {
  CHECK_INT(client_open_tcp(client, "127.0.0.1", redis.port), HC_OK);
  client_wait(client, &client->rec.connects, 1);
  CHECK_INT(client->conn->state, HC__OPEN);
}

static void until_ready(client_t* client) {
  client->options.heartbeat_interval_ms = 1000;
  client_make_ready(client, redis.port);
  client_send(client, HC_CMD, 1, "ping");
}

static void until_paused(client_t* client) {
  until_ready(client);
  hc_conn_pause(client->conn);
}

static void until_ending(client_t* client) {
  until_ready(client);
  hc_conn_end(client->conn);
}

static void until_closing(client_t* client) {
  until_ready(client);
  hc_conn_close(client->conn);
  CHECK_INT(client->conn->state, HC__CLOSING);
}

static void until_closed(client_t* client) {
  until_closing(client);
  CHECK_INT(client_wait_close(client), HC_ECLOSED);
}

static const struct {
  const char* name;
  void (*reach)(client_t* client);
  size_t closes; /* expected */
} states[] = {
    {"idle", until_idle, 0},
    {"resolving", until_resolving, 1},
    {"connecting", until_connecting, 1},
    {"connecting a stream", until_connecting_stream, 1},
    {"failed", until_failed, 1},
    {"open", until_open, 1},
    {"ready", until_ready, 1},
    {"paused", until_paused, 1},
    {"ending", until_ending, 1},
    {"closing", until_closing, 1},
    {"closed", until_closed, 1},
};

static void in_every_state(void) {
  size_t state, act;
  for (state = 0; state < sizeof(states) / sizeof(states[0]); state++) {
    for (act = 0; act < ACTS; act++) {
      client_t client;
      size_t closes;

      tap_note("%s, act %zu", states[state].name, act);
      client_init(&client);
      states[state].reach(&client);
      closes = client.rec.closes;
      acts[act](client.conn);
      /* No callback runs inside the call. */
      CHECK_INT(client.rec.closes, closes);
      CHECK_INT(client.rec.destroyed, 0);
      (void)uv_run(&client.loop, UV_RUN_DEFAULT);
      CHECK_INT(client.rec.closes, states[state].closes);
      client_end(&client);
      CHECK_INT(client.rec.closes, states[state].closes);
    }
  }
  tap_note("%s", "");
}

/* Nothing opens any more once it is being destroyed. */
static void no_way_back(void) {
  client_t client;
  client_init(&client);
  client_make_ready(&client, redis.port);
  hc_conn_destroy(client.conn);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_EALREADY);
  CHECK_INT(client_open_unix(&client, redis.path), HC_EALREADY);
  CHECK_INT(client_open_stream(&client), HC_EALREADY);
  client_end(&client);
}

/* A look-up that is still under way when it is opened again. */
static void closed_while_resolving(void) {
  client_t client;
  int i;
  client_init(&client);
  for (i = 0; i < 20; i++) {
    CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
    hc_conn_close(client.conn);
    CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_EALREADY);
    CHECK_INT(client_wait_close(&client), HC_ECLOSED);
  }
  client_make_ready(&client, redis.port);
  CHECK_INT(client.rec.connects, 1);
  client_end(&client);
}

/* ---- Inside every callback ------------------------------------------------ */

static const fake_step_t everything[] = {
    {FAKE_ACCEPT, NULL, 0},
    {FAKE_EXPECT, "hello 3\nselect 1\n", 0},
    {FAKE_SEND, "%0\r\n-ERR no such db\r\n", 0},
    {FAKE_EXPECT, "monitor\nget k\n", 0},
    {FAKE_SEND,
     "+OK\r\n"
     ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n"
     ">2\r\n+other\r\n+push\r\n"
     ">3\r\n$12\r\nsunsubscribe\r\n$1\r\ns\r\n:0\r\n"
     "+1339518083.107412 [0 lua] \"x\"\r\n"
     "*2\r\n$1\r\n1\r\n$1\r\n2\r\n",
     0},
    {FAKE_CLOSE, NULL, 0},
    {FAKE_END, NULL, 0},
};

/* The same when the client may leave at any point. */
static const fake_step_t whatever[] = {
    {FAKE_ACCEPT, NULL, 0},
    {FAKE_SEND,
     "%0\r\n-ERR no such db\r\n+OK\r\n"
     ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n"
     ">2\r\n+other\r\n+push\r\n"
     ">3\r\n$12\r\nsunsubscribe\r\n$1\r\ns\r\n:0\r\n"
     "+1339518083.107412 [0 lua] \"x\"\r\n"
     "*2\r\n$1\r\n1\r\n$1\r\n2\r\n",
     0},
    {FAKE_SHUT, NULL, 0},
    {FAKE_EOF, NULL, 0},
    {FAKE_END, NULL, 0},
};

typedef struct plan_s {
  const char* event; /* where to act */
  act_fn act;
  int has_acted;
  size_t after; /* callbacks that came later */
} plan_t;

static void send_two(recorder_t* r) {
  static const hc_str_t monitor = {"monitor", 7};
  static const hc_str_t get[] = {{"get", 3}, {"k", 1}};
  (void)hc_engine_command(r->engine, HC_CMD_MONITOR, 1, 1, &monitor);
  (void)hc_engine_command(r->engine, HC_CMD, 2, 2, get);
}

static void hook(recorder_t* r, const char* event) {
  plan_t* plan = (plan_t*)r->hook_data;
  if (strcmp(event, "connect") == 0) send_two(r);
  if (plan->has_acted && strcmp(event, "batch") != 0) plan->after++;
  if (plan->has_acted || strcmp(event, plan->event) != 0) return;
  plan->has_acted = 1;
  plan->act(r->conn);
}

static const char* const events[] = {"connect", "notice", "ready", "reply",
                                     "message", "push",   "moved", "monitor",
                                     "batch",   "close"};

static void everything_happens(void) {
  plan_t plan = {"none", use, 0, 0};
  client_t client;
  fake_t fake;

  fake_start(&fake, everything);
  client_init(&client);
  client.rec.hook = hook;
  client.rec.hook_data = &plan;
  client.handshake.db = 1;
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_EEOF);
  CHECK_STR(recorder_take(&client.rec),
            "connect\nnotice select: ERR no such db\nready\nreply 1 +OK\n"
            "message a x (not subscribed)\npush >[+other, +push]\n"
            "moved >[\"sunsubscribe\", \"s\", :0]\n"
            "monitor 1339518083.107412 [0 lua] \"x\"\n"
            "reply 2 [\"1\", \"2\"]\nclose HC_EEOF\n");
  client_end(&client);
  fake_end(&fake);
}

static void inside_every_callback(void) {
  size_t event, act;
  for (event = 0; event < sizeof(events) / sizeof(events[0]); event++) {
    for (act = 0; act < ACTS; act++) {
      plan_t plan = {events[event], acts[act], 0, 0};
      int is_close = strcmp(events[event], "close") == 0;
      client_t client;
      fake_t fake;

      tap_note("%s, act %zu", events[event], act);
      fake_start(&fake, whatever);
      client_init(&client);
      client.rec.hook = hook;
      client.rec.hook_data = &plan;
      client.handshake.db = 1;
      CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
      client_wait(&client, &client.rec.closes, 1);
      CHECK_INT(plan.has_acted, 1);
      CHECK_INT(client.rec.close.status, is_close ? HC_EEOF : HC_ECLOSED);
      client_end(&client);
      /* Only on_close, and on_destroyed. */
      CHECK_INT(plan.after, is_close ? 1 : 2);
      CHECK_INT(client.rec.closes, 1);
      fake_end(&fake);
    }
  }
  tap_note("%s", "");
}

/* In on_close it may be opened again at once. */
static void reopen(recorder_t* r, const char* event) {
  client_t* client = (client_t*)r->hook_data;
  if (strcmp(event, "close") != 0 || r->closes > 3) return;
  CHECK_INT(client_open_tcp(client, "127.0.0.1", redis.port), HC_OK);
  CHECK_INT(hc_conn_is_active(client->conn), 1);
}

static void reopened_in_on_close(void) {
  client_t client;
  size_t i;
  client_init(&client);
  client.rec.hook = reopen;
  client.rec.hook_data = &client;
  client_make_ready(&client, redis.port);
  for (i = 1; i <= 3; i++) {
    hc_conn_close(client.conn);
    client_wait(&client, &client.rec.readies, i + 1);
    CHECK_INT(client.rec.closes, i);
  }
  client.rec.hook = NULL;
  client_end(&client);
  CHECK_INT(client.rec.closes, 4);
}

/* What is given to on_close stays as it was, whatever is opened meanwhile. */
static void reopen_elsewhere(recorder_t* r, const char* event) {
  client_t* client = (client_t*)r->hook_data;
  if (strcmp(event, "close") != 0) return;
  if (r->closes == 1) {
    CHECK_INT(client_open_tcp(client, r->told->address, redis.port), HC_OK);
  } else if (r->closes == 2) {
    CHECK_INT(client_open_unix(client, "/nowhere"), HC_OK);
  }
}

static void reopened_with_the_address_told(void) {
  client_t client;
  client_init(&client);
  client.rec.hook = reopen_elsewhere;
  client.rec.hook_data = &client;
  client_make_ready(&client, redis.port);
  hc_conn_close(client.conn);
  client_wait(&client, &client.rec.readies, 2);
  hc_conn_close(client.conn);
  client_wait(&client, &client.rec.closes, 3);
  CHECK_STR(client.rec.close.address, "/nowhere");
  client_end(&client);
}

int main(void) {
  redis_start(&redis);
  tap_run("in every state", in_every_state);
  tap_run("no way back", no_way_back);
  tap_run("closed while resolving", closed_while_resolving);
  tap_run("everything happens", everything_happens);
  tap_run("inside every callback", inside_every_callback);
  tap_run("reopened in on_close", reopened_in_on_close);
  tap_run("reopened with the address told", reopened_with_the_address_told);
  redis_stop(&redis);
  return tap_end();
}
