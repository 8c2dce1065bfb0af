/* Messages and replies over a real server. */
#include <stdio.h>
#include <string.h>

#include "client.h"
#include "engine/internal.h"
#include "memory.h"
#include "redis.h"
#include "tap.h"

static redis_t redis;

/* ---- Many messages --------------------------------------------------------- */

#define MANY 200000

typedef struct order_s {
  size_t next; /* number of the message that is due */
  size_t wrong;
} order_t;

static void on_numbered(void* data, const hc_message_t* m) {
  recorder_t* r = (recorder_t*)data;
  order_t* order = (order_t*)r->hook_data;
  char wanted[16];
  int len = snprintf(wanted, sizeof(wanted), "%zu", order->next);

  r->messages++;
  order->next++;
  if (m->sub == NULL || m->payload_len != (size_t)len ||
      memcmp(m->payload, wanted, m->payload_len) != 0) {
    order->wrong++;
  }
}

static void publish_many(client_t* client, size_t from, size_t count) {
  size_t i;
  for (i = from; i < from + count; i++) {
    char number[16];
    hc_str_t argv[3] = {{"publish", 7}, {"many", 4}, {number, 0}};
    argv[2].len = (size_t)snprintf(number, sizeof(number), "%zu", i);
    CHECK_INT(hc_engine_command(client->engine, HC_CMD, 1, 3, argv), HC_OK);
  }
}

static void many_messages(void) {
  order_t order = {0, 0};
  client_t client;
  size_t i;

  client_init(&client);
  client.rec.is_quiet = 1;
  client_make_ready(&client, redis.port);
  client_send(&client, HC_CMD_SUBSCRIBE, 0, "subscribe many");
  client_wait(&client, &client.rec.replies, 1);
  client.engine->cb.on_message = on_numbered;
  client.engine->cb.on_messages = NULL;
  client.rec.hook_data = &order;
  for (i = 0; i < MANY; i += MANY / 10) {
    publish_many(&client, i, MANY / 10);
    client_wait(&client, &client.rec.messages, i + MANY / 10);
  }
  client_wait(&client, &client.rec.replies, MANY + 1);
  CHECK_INT(order.next, MANY);
  CHECK_INT(order.wrong, 0);
  CHECK_INT(hc_engine_pending(client.engine), 0);
  CHECK_INT(client.rec.last_integer, 1);
  client_end(&client);
}

/* ---- Large values ----------------------------------------------------------- */

static void large_values(void) {
  const size_t len = 10 * 1000 * 1000;
  char* value = memory_realloc(NULL, len);
  hc_str_t set[3] = {{"set", 3}, {"large", 5}, {NULL, 0}};
  text_t wanted = {NULL, 0, 0};
  client_t client;
  size_t i;

  for (i = 0; i < len; i++) value[i] = (char)(i * 31 >> 3);
  set[2].str = value;
  set[2].len = len;
  client_init(&client);
  client_make_ready(&client, redis.port);
  (void)recorder_take(&client.rec);
  CHECK_INT(hc_engine_command(client.engine, HC_CMD, 1, 3, set), HC_OK);
  hc_conn_flush(client.conn); /* does not all fit */
  client_send(&client, HC_CMD, 2, "get large");
  client_send(&client, HC_CMD, 3, "del large");
  client_wait(&client, &client.rec.replies, 3);
  text_format(&wanted, "reply 1 +OK\nreply 2 \"");
  text_escaped(&wanted, value, len);
  text_format(&wanted, "\"\nreply 3 :1\n");
  CHECK_STR(recorder_take(&client.rec), wanted.str);
  memory_free(value);
  text_free(&wanted);
  client_end(&client);
}

/* ---- Flow -------------------------------------------------------------------- */

static void paused_and_resumed(void) {
  client_t client;
  client_init(&client);
  client_make_ready(&client, redis.port);
  client_send(&client, HC_CMD_SUBSCRIBE, 0, "subscribe news");
  client_wait(&client, &client.rec.replies, 1);
  hc_conn_pause(client.conn);
  hc_conn_pause(client.conn);
  CHECK_STR(redis_command(&redis, "PUBLISH news hello"), ":1");
  client_run_ms(&client, 50);
  CHECK_INT(client.rec.messages, 0);
  /* Sending goes on. */
  client_send(&client, HC_CMD, 1, "set paused yes");
  client_run_ms(&client, 50);
  CHECK_STR(redis_command(&redis, "DEL paused"), ":1");
  CHECK_INT(client.rec.replies, 1);
  hc_conn_resume(client.conn);
  client_wait(&client, &client.rec.replies, 2);
  CHECK_INT(client.rec.messages, 1);
  client_end(&client);
}

/* A pause before the connection is open counts from its opening on. */
static void paused_early(void) {
  client_t client;
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
  hc_conn_pause(client.conn);
  client_wait(&client, &client.rec.connects, 1);
  client_run_ms(&client, 50);
  CHECK_INT(client.rec.readies, 0);
  hc_conn_resume(client.conn);
  client_wait(&client, &client.rec.readies, 1);
  client_end(&client);
}

static void pause_once(recorder_t* r, const char* event) {
  if (strcmp(event, "message") == 0) hc_conn_pause(r->conn);
}

/* What one read brought is told to its end; then nothing more is read. */
static void paused_in_a_callback(void) {
  client_t client;
  size_t told;
  client_init(&client);
  client_make_ready(&client, redis.port);
  client_send(&client, HC_CMD_SUBSCRIBE, 0, "subscribe many");
  client_wait(&client, &client.rec.replies, 1);
  client.rec.is_quiet = 1;
  client.rec.hook = pause_once;
  publish_many(&client, 0, 20000);
  client_wait(&client, &client.rec.messages, 1);
  told = client.rec.messages;
  CHECK(told < 20000);
  client_run_ms(&client, 50);
  CHECK_INT(client.rec.messages, told);
  client.rec.hook = NULL;
  hc_conn_resume(client.conn);
  client_wait(&client, &client.rec.messages, 20000);
  client_end(&client);
}

static void referenced_or_not(void) {
  client_t client;
  client_init(&client);
  client_make_ready(&client, redis.port);
  CHECK_INT(uv_loop_alive(&client.loop), 1);
  hc_conn_unref(client.conn);
  CHECK_INT(uv_loop_alive(&client.loop), 0);
  CHECK_INT(uv_run(&client.loop, UV_RUN_DEFAULT), 0);
  hc_conn_ref(client.conn);
  CHECK_INT(uv_loop_alive(&client.loop), 1);
  hc_conn_close(client.conn);
  CHECK_INT(uv_run(&client.loop, UV_RUN_DEFAULT), 0);
  CHECK_INT(client.rec.closes, 1);
  /* Before it is opened, it counts for what is opened. */
  hc_conn_unref(client.conn);
  client_make_ready(&client, redis.port);
  CHECK_INT(uv_loop_alive(&client.loop), 0);
  client_end(&client);
}

/* A heartbeat does not keep the loop alive. */
static void heartbeat_is_not_referenced(void) {
  client_t client;
  client_init(&client);
  client.options.heartbeat_interval_ms = 50;
  client.options.heartbeat_timeout_ms = 50;
  client_make_ready(&client, redis.port);
  hc_conn_unref(client.conn);
  CHECK_INT(uv_loop_alive(&client.loop), 0);
  client_end(&client);
}

/* The end of what is sent; replies are still read. */
static void half_closed(void) {
  client_t client;
  size_t i;
  client_init(&client);
  client.rec.is_quiet = 1;
  client_make_ready(&client, redis.port);
  for (i = 0; i < 1000; i++) client_send(&client, HC_CMD, 1, "echo 0123456789");
  hc_conn_end(client.conn);
  CHECK_INT(client_wait_close(&client), HC_EEOF);
  CHECK_INT(client.rec.replies, 1000);
  client_end(&client);
}

static void half_closed_early(void) {
  client_t client;
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
  client_send(&client, HC_CMD, 5, "echo bye");
  hc_conn_end(client.conn);
  CHECK_INT(client_wait_close(&client), HC_EEOF);
  CHECK_STR(recorder_take(&client.rec),
            "connect\nready\nreply 5 \"bye\"\nclose HC_EEOF\n");
  /* The next connection is not half-closed. */
  client_make_ready(&client, redis.port);
  client_send(&client, HC_CMD, 6, "echo again");
  client_wait(&client, &client.rec.replies, 2);
  client_end(&client);
}

/* ---- Life -------------------------------------------------------------------- */

static void killed_and_reopened(void) {
  client_t client;
  client_init(&client);
  client.handshake.has_resubscribe = 1;
  client_make_ready(&client, redis.port);
  client_send(&client, HC_CMD_SUBSCRIBE, 1, "subscribe a b");
  client_send(&client, HC_CMD_PSUBSCRIBE, 2, "psubscribe p*");
  client_send(&client, HC_CMD_SSUBSCRIBE, 3, "ssubscribe s");
  client_wait(&client, &client.rec.replies, 3);
  redis_kill(&redis);
  CHECK_INT(client_wait_close(&client), HC_EEOF);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ESYSTEM);
  CHECK_INT(client.rec.close.system_error, UV_ECONNREFUSED);
  redis_restart(&redis);
  client_make_ready(&client, redis.port);
  CHECK_INT(hc_engine_sub_count(client.engine), 4);
  (void)recorder_take(&client.rec);
  CHECK_STR(redis_command(&redis, "PUBLISH a 1"), ":1");
  CHECK_STR(redis_command(&redis, "PUBLISH b 2"), ":1");
  CHECK_STR(redis_command(&redis, "PUBLISH pq 3"), ":1");
  CHECK_STR(redis_command(&redis, "SPUBLISH s 4"), ":1");
  client_wait(&client, &client.rec.messages, 4);
  CHECK_STR(recorder_take(&client.rec),
            "message a 1\nmessage b 2\npmessage p* pq 3\nsmessage s 4\n");
  client_end(&client);
}

/* A transaction with SUBSCRIBE and PUBLISH in it, as the server answers it. */
static void transactions(void) {
  client_t client;
  client_init(&client);
  client_make_ready(&client, redis.port);
  (void)recorder_take(&client.rec);
  client_send(&client, HC_CMD_MULTI, 1, "multi");
  client_send(&client, HC_CMD_SUBSCRIBE, 2, "subscribe a b");
  client_send(&client, HC_CMD, 3, "publish a x");
  client_send(&client, HC_CMD, 4, "echo y");
  client_send(&client, HC_CMD_EXEC, 5, "exec");
  client_send(&client, HC_CMD, 6, "ping");
  client_wait(&client, &client.rec.replies, 6);
  CHECK_INT(hc_engine_sub_count(client.engine), 2);
  CHECK_INT(hc_engine_pending(client.engine), 0);
  CHECK_STR(recorder_take(&client.rec),
            "reply 1 +OK\nreply 2 +QUEUED\nreply 3 +QUEUED\nreply 4 +QUEUED\n"
            "message a x\n"
            "reply 5 [>[\"subscribe\", \"a\", :1], :1, \"y\"]\n"
            "reply 6 +PONG\n");
  client_end(&client);
}

static void monitored(void) {
  client_t client;
  client_init(&client);
  client_make_ready(&client, redis.port);
  client_send(&client, HC_CMD_MONITOR, 1, "monitor");
  client_wait(&client, &client.rec.replies, 1);
  (void)recorder_take(&client.rec);
  CHECK_STR(redis_command(&redis, "ECHO seen"), "$4");
  client_send(&client, HC_CMD, 2, "ping");
  client_send(&client, HC_CMD_RESET, 3, "reset");
  client_send(&client, HC_CMD, 4, "echo after");
  client_wait(&client, &client.rec.replies, 4);
  CHECK(strstr(client.rec.trace.str, "\"ECHO\" \"seen\"") != NULL);
  CHECK(strstr(client.rec.trace.str, "reply 2 +PONG\n") != NULL);
  CHECK(strstr(client.rec.trace.str, "reply 3 +RESET\nreply 4 \"after\"\n") !=
        NULL);
  client_end(&client);
}

int main(void) {
  redis_start(&redis);
  tap_run("200,000 messages in order", many_messages);
  tap_run("large values", large_values);
  tap_run("paused and resumed", paused_and_resumed);
  tap_run("paused before it is open", paused_early);
  tap_run("paused in a callback", paused_in_a_callback);
  tap_run("referenced or not", referenced_or_not);
  tap_run("heartbeats keep no loop alive", heartbeat_is_not_referenced);
  tap_run("half-closed", half_closed);
  tap_run("half-closed before it is open", half_closed_early);
  tap_run("killed and reopened", killed_and_reopened);
  tap_run("transactions", transactions);
  tap_run("monitored", monitored);
  redis_stop(&redis);
  return tap_end();
}
