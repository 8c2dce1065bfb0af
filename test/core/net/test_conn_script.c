/* What servers do wrong: scripts of a server, and what the client tells. */
#include <errno.h>
#include <string.h>

#include "client.h"
#include "fake.h"
#include "net/conn.h"
#include "tap.h"

/* Opens to a scripted server, waits for the end, and compares. */
static void expect(const fake_step_t* script, void (*prepare)(client_t* client),
                   int status, const char* trace) {
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  if (prepare != NULL) prepare(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
  CHECK_INT(client_wait_close(&client), status);
  CHECK_STR(recorder_take(&client.rec), trace);
  client_end(&client);
  fake_end(&fake);
}

static void ends_at_once(void) {
  static const fake_step_t closes[] = {{FAKE_ACCEPT, NULL, 0},
                                       {FAKE_EXPECT, "hello 3\n", 0},
                                       {FAKE_CLOSE, NULL, 0},
                                       {FAKE_END, NULL, 0}};
  expect(closes, NULL, HC_EEOF, "connect\nclose HC_EEOF\n");
}

static void resets(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},   {FAKE_EXPECT, "hello 3\n", 0},
      {FAKE_SEND, "%0\r\n", 0}, {FAKE_SLEEP, NULL, 50},
      {FAKE_RESET, NULL, 0},    {FAKE_END, NULL, 0}};
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ESYSTEM);
  CHECK_INT(client.rec.close.system_error, UV_ECONNRESET);
  CHECK_STR(client.rec.close.syscall, "read");
  CHECK_STR(client.rec.close.address, "127.0.0.1");
  CHECK_INT(client.rec.close.port, fake.port);
  client_end(&client);
  fake_end(&fake);
}

/* What came before the end is told; half a reply is not. */
static void ends_in_a_reply(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_EXPECT, "hello 3\n", 0},
      {FAKE_SEND,
       "%0\r\n>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n*2\r\n:1\r\n", 0},
      {FAKE_CLOSE, NULL, 0},
      {FAKE_END, NULL, 0}};
  expect(script, NULL, HC_EEOF,
         "connect\nready\nmessage a x (not subscribed)\nclose HC_EEOF\n");
}

static void breaks_the_protocol(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_SEND, "HTTP/1.1 400 Bad Request\r\n\r\n", 0},
      {FAKE_EOF, NULL, 0},
      {FAKE_END, NULL, 0}};
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_EPROTOCOL);
  CHECK_INT(client.rec.close.system_error, 0);
  CHECK_STR(client.rec.close.text,
            "Protocol error: Unknown RESP type 72 \"H\"");
  client_end(&client);
  fake_end(&fake);
}

static void exceeds_a_limit(void) {
  static const fake_step_t script[] = {{FAKE_ACCEPT, NULL, 0},
                                       {FAKE_SEND, "$999999999999\r\n", 0},
                                       {FAKE_EOF, NULL, 0},
                                       {FAKE_END, NULL, 0}};
  expect(script, NULL, HC_ELIMIT, "connect\nclose HC_ELIMIT\n");
}

static void with_password(client_t* client) {
  client->handshake.password.str = "secret";
  client->handshake.password.len = 6;
}

static void refuses(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_EXPECT, "hello 3 AUTH default secret\n", 0},
      {FAKE_SEND, "-WRONGPASS no\r\n", 0},
      {FAKE_EOF, NULL, 0},
      {FAKE_END, NULL, 0}};
  expect(script, with_password, HC_EHANDSHAKE,
         "connect\nclose HC_EHANDSHAKE\n");
}

static void knows_no_resp3(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_EXPECT, "hello 3 AUTH default secret\n", 0},
      {FAKE_SEND, "-ERR unknown command 'hello'\r\n", 0},
      {FAKE_EXPECT, "auth secret\n", 0},
      {FAKE_SEND, "+OK\r\n", 0},
      {FAKE_CLOSE, NULL, 0},
      {FAKE_END, NULL, 0}};
  expect(script, with_password, HC_EEOF,
         "connect\nnotice downgrade: ERR unknown command 'hello'\nready\n"
         "close HC_EEOF\n");
}

static void with_ready_check(client_t* client) {
  client->handshake.has_ready_check = 1;
  client->handshake.max_loading_ms = 30;
}

/* The connection asks again by itself; its time limit is for silence. */
static void is_loading(void) {
  static const fake_step_t script[] = {{FAKE_ACCEPT, NULL, 0},
                                       {FAKE_EXPECT, "hello 3\n", 0},
                                       {FAKE_SEND, "%0\r\n", 0},
                                       {FAKE_EXPECT, "info\n", 0},
                                       {FAKE_SEND, "$9\r\nloading:1\r\n", 0},
                                       {FAKE_EXPECT, "info\n", 0},
                                       {FAKE_SEND, "$9\r\nloading:1\r\n", 0},
                                       {FAKE_EXPECT, "info\n", 0},
                                       {FAKE_SEND, "$9\r\nloading:0\r\n", 0},
                                       {FAKE_CLOSE, NULL, 0},
                                       {FAKE_END, NULL, 0}};
  expect(script, with_ready_check, HC_EEOF, "connect\nready\nclose HC_EEOF\n");
}

static void with_short_timeout(client_t* client) {
  with_ready_check(client);
  client->options.connect_timeout_ms = 60;
}

static void is_silent_after_loading(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_SEND, "%0\r\n$9\r\nloading:1\r\n", 0},
      {FAKE_EOF, NULL, 0},
      {FAKE_END, NULL, 0}};
  expect(script, with_short_timeout, HC_ETIMEOUT,
         "connect\nclose HC_ETIMEOUT\n");
}

/* Closed while it waits to ask again. */
static void closed_while_loading(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_SEND, "%0\r\n$9\r\nloading:1\r\n", 0},
      {FAKE_EOF, NULL, 0},
      {FAKE_END, NULL, 0}};
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  with_ready_check(&client);
  client.handshake.max_loading_ms = 0;
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
  while (!client.conn->timer_is_loading)
    (void)uv_run(&client.loop, UV_RUN_ONCE);
  hc_conn_close(client.conn);
  CHECK_INT(client_wait_close(&client), HC_ECLOSED);
  client_end(&client);
  fake_end(&fake);
}

/* The server says why and goes; the client, which did not read yet, cannot
 * write any more. It reads first, and then tells of the write. */
static void cannot_be_written_to(void) {
  static const fake_step_t script[] = {{FAKE_ACCEPT, NULL, 0},
                                       {FAKE_EXPECT, "hello 3\n", 0},
                                       {FAKE_SEND, "%0\r\n", 0},
                                       {FAKE_EXPECT, "get a\n", 0},
                                       {FAKE_SEND, "-ERR going down\r\n", 0},
                                       {FAKE_CLOSE, NULL, 0},
                                       {FAKE_END, NULL, 0}};
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  client_make_ready(&client, fake.port);
  hc_conn_pause(client.conn);
  client_send(&client, HC_CMD, 1, "get a");
  hc_conn_flush(client.conn);
  fake_end(&fake);
  /* The first write brings the server's RST, the second one fails. */
  client_send(&client, HC_CMD, 2, "get b");
  hc_conn_flush(client.conn);
  client_run_ms(&client, 50);
  client_send(&client, HC_CMD, 3, "get c");
  hc_conn_flush(client.conn);
  CHECK_INT(client_wait_close(&client), HC_ESYSTEM);
  CHECK_STR(client.rec.close.syscall, "write");
  CHECK_INT(client.rec.close.system_error, UV_EPIPE);
  CHECK_STR(recorder_take(&client.rec),
            "connect\nready\nreply 1 -ERR going down\nclose HC_ESYSTEM\n");
  client_end(&client);
}

/* ---- Heartbeats ------------------------------------------------------------- */

static void with_heartbeat(client_t* client) {
  client->options.heartbeat_interval_ms = 30;
  client->options.heartbeat_timeout_ms = 100;
  client->options.has_heartbeat_always = 1;
}

static void answers_heartbeats(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},      {FAKE_EXPECT, "hello 3\n", 0},
      {FAKE_SEND, "%0\r\n", 0},    {FAKE_EXPECT, "ping\n", 0},
      {FAKE_SEND, "+PONG\r\n", 0}, {FAKE_EXPECT, "ping\n", 0},
      {FAKE_SEND, "+PONG\r\n", 0}, {FAKE_EXPECT, "ping\n", 0},
      {FAKE_EOF, NULL, 0},         {FAKE_END, NULL, 0}};
  hc_life_t life;
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  with_heartbeat(&client);
  hc_conn_life(client.conn, &life);
  CHECK(life.last_heartbeat_ms == UINT64_MAX);
  CHECK(life.last_read_ms == UINT64_MAX);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_EHEARTBEAT);
  hc_conn_life(client.conn, &life);
  CHECK_INT(life.heartbeats, 2);
  CHECK(life.last_heartbeat_ms >= 100 && life.last_heartbeat_ms < 20000);
  CHECK_STR(recorder_take(&client.rec),
            "connect\nready\nclose HC_EHEARTBEAT\n");
  client_end(&client);
  fake_end(&fake);
}

/* Any byte is a sign of life. */
static void is_busy(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_EXPECT, "hello 3\n", 0},
      {FAKE_SEND, "%0\r\n", 0},
      {FAKE_EXPECT, "ping\n", 0},
      {FAKE_SLEEP, NULL, 50},
      {FAKE_SEND, ">1\r\n+x\r\n", 0},
      {FAKE_EXPECT, "ping\n", 0},
      {FAKE_SEND, ">1\r\n+y\r\n+PONG\r\n+PONG\r\n", 0},
      {FAKE_CLOSE, NULL, 0},
      {FAKE_END, NULL, 0}};
  expect(script, with_heartbeat, HC_EEOF,
         "connect\nready\npush >[+x]\npush >[+y]\nclose HC_EEOF\n");
}

static void with_subscriber_heartbeat(client_t* client) {
  with_heartbeat(client);
  client->options.has_heartbeat_always = 0;
}

/* Without a subscription there is no need to ask. */
static void is_asked_when_subscribed(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_EXPECT, "hello 3\n", 0},
      {FAKE_SEND, "%0\r\n", 0},
      {FAKE_EXPECT, "subscribe a\n", 0},
      {FAKE_SEND, ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n", 0},
      {FAKE_EXPECT, "ping\n", 0},
      {FAKE_EOF, NULL, 0},
      {FAKE_END, NULL, 0}};
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  with_subscriber_heartbeat(&client);
  client_make_ready(&client, fake.port);
  client_run_ms(&client, 100);
  client_send(&client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
  CHECK_INT(client_wait_close(&client), HC_EHEARTBEAT);
  client_end(&client);
  fake_end(&fake);
}

/* A pause is the client's doing: no verdict while it lasts. */
static void is_not_judged_in_a_pause(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},   {FAKE_EXPECT, "hello 3\n", 0},
      {FAKE_SEND, "%0\r\n", 0}, {FAKE_EXPECT, "ping\n", 0},
      {FAKE_EOF, NULL, 0},      {FAKE_END, NULL, 0}};
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  with_heartbeat(&client);
  client_make_ready(&client, fake.port);
  while (client.conn->beat_state == HC__BEAT_QUIET)
    (void)uv_run(&client.loop, UV_RUN_ONCE);
  hc_conn_pause(client.conn);
  client_run_ms(&client, 300);
  CHECK_INT(client.rec.closes, 0);
  client_end(&client);
  fake_end(&fake);
}

int main(void) {
  tap_run("a server that ends at once", ends_at_once);
  tap_run("a server that resets", resets);
  tap_run("a server that ends in a reply", ends_in_a_reply);
  tap_run("a server that breaks the protocol", breaks_the_protocol);
  tap_run("a server that exceeds a limit", exceeds_a_limit);
  tap_run("a server that refuses", refuses);
  tap_run("a server that knows no RESP3", knows_no_resp3);
  tap_run("a server that is loading", is_loading);
  tap_run("a server that is silent after it", is_silent_after_loading);
  tap_run("closed while it is loading", closed_while_loading);
  tap_run("a server that cannot be written to", cannot_be_written_to);
  tap_run("a server that answers heartbeats", answers_heartbeats);
  tap_run("a server that is busy", is_busy);
  tap_run("a server that is asked when subscribed", is_asked_when_subscribed);
  tap_run("a server is not judged in a pause", is_not_judged_in_a_pause);
  return tap_end();
}
