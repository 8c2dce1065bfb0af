/* The broker's life and what it says, on a loop of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "broker_rig.h"
#include "tap.h"

#define HELLO3                                                                 \
  "%7\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n"     \
  "$5\r\nproto\r\n:3\r\n$2\r\nid\r\n:%d\r\n$4\r\nmode\r\n"                     \
  "$10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n"       \
  "*0\r\n"

static void hello3(broker_rig_t* rig, int i, int id) {
  char text[256] = "%7";
  broker_rig_send(rig, i, "HELLO 3\r\n");
  (void)snprintf(text + 2, sizeof(text) - 2, &HELLO3[2], id);
  broker_rig_expect(rig, i, text);
}

static void count_closed(void* data) {
  ++*(int*)data;
}

static void life(void) {
  broker_rig_t rig;
  int port, closed = 0;
  hc_broker_t* other;
  hc_broker_options_t none = {0};

  broker_rig_init(&rig, NULL);
  port = hc_broker_port(rig.broker);
  CHECK(port > 0);
  CHECK_INT(hc_broker_listen_tcp(rig.broker, "127.0.0.1", 0), UV_EALREADY);
  CHECK_INT(hc_broker_port(rig.broker), port);
  CHECK_INT(hc_broker_listen_tcp(rig.broker, "127.0.0.1", 70000), UV_EINVAL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_ping(&rig, 0);
  REQUIRE(hc_broker_new(&rig.loop, &none, count_closed, &closed, &other) == 0);
  CHECK_INT(hc_broker_listen_tcp(other, "127.0.0.1", port), UV_EADDRINUSE);
  CHECK_INT(hc_broker_listen_tcp(other, "no address", 0), UV_EINVAL);
  CHECK_INT(hc_broker_port(other), 0);
  hc_broker_close(other);
  hc_broker_close(rig.broker);
  hc_broker_close(rig.broker);
  broker_rig_expect(&rig, 0, "<end>");
  CHECK_INT(rig.is_closed, 1);
  CHECK_INT(closed, 1);
  broker_rig_end(&rig);
}

static void unix_socket(void) {
  broker_rig_t rig;
  char path[64], too_long[200];

  broker_rig_init(&rig, NULL);
  (void)snprintf(path, sizeof(path), "/tmp/hicast-test-%d", (int)getpid());
  memset(too_long, 'x', sizeof(too_long));
  too_long[sizeof(too_long) - 1] = '\0';
  CHECK_INT(hc_broker_listen_unix(rig.broker, too_long), UV_ENAMETOOLONG);
  CHECK_INT(hc_broker_listen_unix(rig.broker, ""), UV_EINVAL);
  CHECK_INT(hc_broker_listen_unix(rig.broker, path), 0);
  CHECK_INT(access(path, F_OK), 0);
  CHECK_INT(hc_broker_refuse(rig.broker, 1), 0);
  CHECK_INT(hc_broker_refuse(rig.broker, 0), 0);
  broker_rig_end(&rig);
  CHECK(access(path, F_OK) != 0);
}

/* Whoever is subscribed, under either protocol, and by a pattern. */
static void messages(void) {
  broker_rig_t rig;
  int i;

  broker_rig_init(&rig, NULL);
  for (i = 0; i < 4; i++) CHECK_INT(broker_rig_connect(&rig, i), 0);
  for (i = 0; i < 4; i++) broker_rig_ping(&rig, i);
  hello3(&rig, 1, 2);
  broker_rig_send(&rig, 0, "SUBSCRIBE a\r\n");
  broker_rig_expect(&rig, 0, "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n");
  broker_rig_send(&rig, 1, "SUBSCRIBE a b\r\n");
  broker_rig_expect(&rig, 1,
                    ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"
                    ">3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n");
  broker_rig_send(&rig, 2, "PSUBSCRIBE [a-c]\r\nSSUBSCRIBE a\r\n");
  broker_rig_expect(&rig, 2,
                    "*3\r\n$10\r\npsubscribe\r\n$5\r\n[a-c]\r\n:1\r\n"
                    "*3\r\n$10\r\nssubscribe\r\n$1\r\na\r\n:1\r\n");
  broker_rig_send(&rig, 3,
                  "PUBLISH a one\r\nPUBLISH b two\r\nSPUBLISH a three\r\n"
                  "PUBLISH d four\r\n");
  broker_rig_expect(&rig, 3, ":3\r\n:2\r\n:1\r\n:0\r\n");
  broker_rig_expect(&rig, 0, "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$3\r\none\r\n");
  broker_rig_expect(&rig, 1,
                    ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$3\r\none\r\n"
                    ">3\r\n$7\r\nmessage\r\n$1\r\nb\r\n$3\r\ntwo\r\n");
  broker_rig_expect(
      &rig, 2,
      "*4\r\n$8\r\npmessage\r\n$5\r\n[a-c]\r\n$1\r\na\r\n$3\r\none\r\n"
      "*4\r\n$8\r\npmessage\r\n$5\r\n[a-c]\r\n$1\r\nb\r\n$3\r\ntwo\r\n"
      "*3\r\n$8\r\nsmessage\r\n$1\r\na\r\n$5\r\nthree\r\n");
  broker_rig_ping(&rig, 1);
  broker_rig_end(&rig);
}

static void figures(void) {
  broker_rig_t rig;
  hc_broker_stats_t stats;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  broker_rig_send(&rig, 0, "SUBSCRIBE a b\r\nPSUBSCRIBE *\r\nSSUBSCRIBE s\r\n");
  broker_rig_expect(&rig, 0,
                    "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"
                    "*3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n"
                    "*3\r\n$10\r\npsubscribe\r\n$1\r\n*\r\n:3\r\n"
                    "*3\r\n$10\r\nssubscribe\r\n$1\r\ns\r\n:1\r\n");
  broker_rig_send(&rig, 1, "PUBLISH a x\r\nfoo\r\n");
  broker_rig_expect(&rig, 1,
                    ":2\r\n-ERR unknown command 'foo', with args beginning "
                    "with: \r\n");
  hc_broker_stats(rig.broker, &stats);
  CHECK_INT(stats.clients, 2);
  CHECK_INT(stats.subscribers, 1);
  CHECK_INT(stats.channels, 2);
  CHECK_INT(stats.patterns, 1);
  CHECK_INT(stats.shard_channels, 1);
  CHECK_INT(stats.connections, 2);
  CHECK_INT(stats.commands, 4);
  CHECK_INT(stats.published, 1);
  CHECK_INT(stats.delivered, 2);
  broker_rig_disconnect(&rig, 0);
  broker_rig_run(&rig, 20);
  broker_rig_ping(&rig, 1);
  hc_broker_stats(rig.broker, &stats);
  CHECK_INT(stats.clients, 1);
  CHECK_INT(stats.channels + stats.patterns + stats.shard_channels, 0);
  broker_rig_end(&rig);
}

static void passwords(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};

  options.password = (hc_str_t){"secret", 6};
  broker_rig_init(&rig, &options);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_send(&rig, 0, "PING\r\nAUTH secret\r\nPING\r\n");
  broker_rig_expect(&rig, 0,
                    "-NOAUTH Authentication required.\r\n+OK\r\n+PONG\r\n");
  broker_rig_end(&rig);
  options.username = (hc_str_t){"alice", 5};
  broker_rig_init(&rig, &options);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_send(&rig, 0, "AUTH secret\r\nAUTH alice secret\r\nPING\r\n");
  broker_rig_expect(&rig, 0,
                    "-WRONGPASS invalid username-password pair or user is "
                    "disabled.\r\n+OK\r\n+PONG\r\n");
  broker_rig_end(&rig);
}

static void too_many_clients(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};
  hc_broker_stats_t stats;

  options.max_clients = 2;
  broker_rig_init(&rig, &options);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  broker_rig_ping(&rig, 0);
  broker_rig_ping(&rig, 1);
  CHECK_INT(broker_rig_connect(&rig, 2), 0);
  broker_rig_expect(&rig, 2, "-ERR max number of clients reached\r\n<end>");
  hc_broker_stats(rig.broker, &stats);
  CHECK_INT(stats.rejected, 1);
  CHECK_INT(stats.clients, 2);
  broker_rig_disconnect(&rig, 0);
  broker_rig_run(&rig, 20);
  CHECK_INT(broker_rig_connect(&rig, 3), 0);
  broker_rig_ping(&rig, 3);
  broker_rig_end(&rig);
}

/* An argument that comes in many reads, and one longer than all buffers. */
static void long_arguments(void) {
  broker_rig_t rig;
  size_t len = 3 * 1024 * 1024;
  char* bytes = malloc(len + 64);
  char head[64];
  int is_end;
  size_t n;

  REQUIRE(bytes != NULL);
  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  n = (size_t)sprintf(bytes, "*2\r\n$4\r\nECHO\r\n$%zu\r\n", len);
  memset(bytes + n, 'x', len);
  memcpy(bytes + n + len, "\r\n", 2);
  broker_rig_send_bytes(&rig, 0, bytes, n + len + 2);
  n = (size_t)sprintf(head, "$%zu\r\n", len);
  CHECK_INT(broker_rig_read(&rig, 0, n + len + 2, &is_end), n + len + 2);
  CHECK(memcmp(rig.seen.str, head, n) == 0);
  CHECK_INT(rig.seen.str[n + len - 1], 'x');
  broker_rig_ping(&rig, 0);
  broker_rig_end(&rig);
  free(bytes);
}

static void ends(void) {
  broker_rig_t rig;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  CHECK_INT(broker_rig_connect(&rig, 2), 0);
  CHECK_INT(broker_rig_connect(&rig, 3), 0);
  broker_rig_send(&rig, 0, "PING\r\nQUIT\r\nPING\r\n");
  broker_rig_expect(&rig, 0, "+PONG\r\n+OK\r\n<end>");
  broker_rig_send(&rig, 1, "*1\r\n!\r\n");
  broker_rig_expect(&rig, 1,
                    "-ERR Protocol error: expected '$', got '!'\r\n<end>");
  broker_rig_send(&rig, 2, "POST / HTTP/1.1\r\n");
  broker_rig_expect(&rig, 2, "<end>");
  broker_rig_send(&rig, 3, "CLIENT KILL TYPE normal SKIPME no\r\nPING\r\n");
  broker_rig_expect(&rig, 3, ":1\r\n<end>");
  broker_rig_end(&rig);
}

static void count_clients(void* data, const hc_broker_client_t* client) {
  size_t* sum = (size_t*)data;
  CHECK(client->id > 0 && strncmp(client->address, "127.0.0.1:", 10) == 0);
  *sum += client->counts[HC_CHANNEL];
}

/* Broker and loop do not depend on each other's reference. */
static void references(void) {
  broker_rig_t rig;
  size_t sum = 0;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  broker_rig_send(&rig, 0, "SUBSCRIBE a b c\r\nPING\r\n");
  broker_rig_run(&rig, 20);
  hc_broker_each(rig.broker, count_clients, &sum);
  CHECK_INT(sum, 3);
  CHECK(uv_loop_alive(&rig.loop));
  hc_broker_unref(rig.broker);
  CHECK(!uv_loop_alive(&rig.loop));
  hc_broker_ref(rig.broker);
  CHECK(uv_loop_alive(&rig.loop));
  broker_rig_end(&rig);
}

int main(void) {
  tap_run("life", life);
  tap_run("a unix socket", unix_socket);
  tap_run("messages", messages);
  tap_run("figures", figures);
  tap_run("passwords", passwords);
  tap_run("too many clients", too_many_clients);
  tap_run("long arguments", long_arguments);
  tap_run("how a connection ends", ends);
  tap_run("references", references);
  return tap_end();
}
