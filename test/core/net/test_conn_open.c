/* Opening connections, and failing to. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client.h"
#include "fake.h"
#include "net/conn.h"
#include "redis.h"
#include "tap.h"

static redis_t redis;

/* Opened, asked, and closed. */
static void check_works(client_t* client) {
  client_wait(client, &client->rec.readies, 1);
  CHECK_INT(client->rec.connects, 1);
  client_send(client, HC_CMD, 7, "echo hello");
  client_wait(client, &client->rec.replies, 1);
  CHECK_STR(recorder_take(&client->rec), "connect\nready\nreply 7 \"hello\"\n");
  hc_conn_close(client->conn);
  CHECK_INT(client_wait_close(client), HC_ECLOSED);
  CHECK_INT(client->rec.closes, 1);
}

static void ipv4(void) {
  client_t client;
  client_init(&client);
  CHECK_INT(hc_conn_is_active(client.conn), 0);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
  CHECK_INT(hc_conn_is_active(client.conn), 1);
  /* No callback runs inside the call. */
  CHECK_STR(recorder_take(&client.rec), "");
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_EALREADY);
  CHECK_INT(client_open_unix(&client, redis.path), HC_EALREADY);
  CHECK_INT(client_open_stream(&client), HC_EALREADY);
  check_works(&client);
  CHECK_INT(hc_conn_is_active(client.conn), 0);
  CHECK_STR(client.rec.close.address, "127.0.0.1");
  CHECK_INT(client.rec.close.port, redis.port);
  client_end(&client);
}

static void ipv6(void) {
  client_t client;
  client_init(&client);
  client.options.family = 6;
  CHECK_INT(client_open_tcp(&client, "::1", redis.port), HC_OK);
  check_works(&client);
  CHECK_STR(client.rec.close.address, "::1");
  client_end(&client);
}

static void unix_socket(void) {
  client_t client;
  client_init(&client);
  CHECK_INT(client_open_unix(&client, redis.path), HC_OK);
  check_works(&client);
  CHECK_STR(client.rec.close.address, redis.path);
  CHECK_INT(client.rec.close.port, 0);
  client_end(&client);
}

static void name(void) {
  client_t client;
  client_init(&client);
  client.options.family = 4;
  CHECK_INT(client_open_tcp(&client, "localhost", redis.port), HC_OK);
  check_works(&client);
  CHECK_STR(client.rec.close.address, "127.0.0.1");
  client_end(&client);
}

/* All addresses of a name are tried: here, one that is refused comes first. */
static void next_address(void) {
  struct addrinfo first, second;
  struct sockaddr_in refused, right;
  client_t client;

  memset(&refused, 0, sizeof(refused));
  refused.sin_family = AF_INET;
  right = refused;
  CHECK_INT(uv_ip4_addr("127.0.0.2", redis.port, &refused), 0);
  CHECK_INT(uv_ip4_addr("127.0.0.1", redis.port, &right), 0);
  memset(&second, 0, sizeof(second));
  second.ai_family = AF_INET;
  second.ai_addr = (struct sockaddr*)&right;
  first = second;
  first.ai_addr = (struct sockaddr*)&refused;
  first.ai_next = &second;
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
  /* In place of what the resolver brings. */
  while (client.conn->state == HC__RESOLVING)
    (void)uv_run(&client.loop, UV_RUN_ONCE);
  hc__socket_free(client.conn);
  client.conn->next = &first;
  hc__socket_connect(client.conn, 0);
  check_works(&client);
  CHECK_STR(client.rec.close.address, "127.0.0.1");
  client_end(&client);
}

static void socket_options(void) {
  int is_on, round;
  for (round = 0; round < 2; round++) {
    int value = -1;
    socklen_t len = sizeof(value);
    client_t client;

    client_init(&client);
    is_on = round == 0;
    client.options.has_no_delay = is_on;
    client.options.keep_alive_ms = is_on ? 30000 : -1;
    client_make_ready(&client, redis.port);
    REQUIRE(getsockopt(client.conn->ac->c.fd, IPPROTO_TCP, TCP_NODELAY, &value,
                       &len) == 0);
    CHECK_INT(value != 0, is_on);
    REQUIRE(getsockopt(client.conn->ac->c.fd, SOL_SOCKET, SO_KEEPALIVE, &value,
                       &len) == 0);
    CHECK_INT(value != 0, is_on);
#ifdef TCP_KEEPIDLE
    REQUIRE(getsockopt(client.conn->ac->c.fd, IPPROTO_TCP, TCP_KEEPIDLE, &value,
                       &len) == 0);
    CHECK(!is_on || value == 30);
#endif
    client_end(&client);
  }
}

static void refused(void) {
  client_t client;
  int port = free_port();
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ESYSTEM);
  CHECK_INT(client.rec.close.system_error, UV_ECONNREFUSED);
  CHECK_STR(client.rec.close.syscall, "connect");
  CHECK_STR(client.rec.close.address, "127.0.0.1");
  CHECK_INT(client.rec.close.port, port);
  CHECK(strlen(client.rec.close.text) > 0);
  CHECK_STR(recorder_take(&client.rec), "close HC_ESYSTEM\n");
  /* It can be opened again. */
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
  client_wait(&client, &client.rec.readies, 1);
  client_end(&client);
}

static void not_resolvable(void) {
  client_t client;
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "no-such-host.invalid", 1), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ERESOLVE);
  CHECK(client.rec.close.system_error < 0);
  CHECK_STR(client.rec.close.syscall, "getaddrinfo");
  CHECK_STR(client.rec.close.address, "no-such-host.invalid");
  client_end(&client);
}

static void wrong_family(void) {
  client_t client;
  client_init(&client);
  client.options.family = 6;
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ERESOLVE);
  client_end(&client);
}

static void missing_path(void) {
  client_t client;
  client_init(&client);
  CHECK_INT(client_open_unix(&client, "/nowhere/at/all"), HC_OK);
  CHECK_STR(recorder_take(&client.rec), "");
  CHECK_INT(client_wait_close(&client), HC_ESYSTEM);
  CHECK_INT(client.rec.close.system_error, UV_ENOENT);
  CHECK_STR(client.rec.close.syscall, "connect");
  CHECK_STR(client.rec.close.address, "/nowhere/at/all");
  CHECK_INT(client.rec.close.port, 0);
  client_end(&client);
}

static void long_path(void) {
  char path[300];
  client_t client;
  memset(path, 'p', sizeof(path) - 1);
  path[0] = '/';
  path[sizeof(path) - 1] = '\0';
  client_init(&client);
  CHECK_INT(client_open_unix(&client, path), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ESYSTEM);
  CHECK_INT(client.rec.close.system_error, UV_ENAMETOOLONG);
  client_end(&client);
}

static void invalid_arguments(void) {
  char host[2000];
  client_t client;
  memset(host, 'h', sizeof(host) - 1);
  host[sizeof(host) - 1] = '\0';
  client_init(&client);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", -1), HC_EINVAL);
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", 65536), HC_EINVAL);
  CHECK_INT(client_open_tcp(&client, host, 1), HC_EINVAL);
  CHECK_INT(hc_conn_is_active(client.conn), 0);
  client.handshake.protocol = 1;
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", redis.port), HC_EINVAL);
  CHECK_INT(client_open_unix(&client, redis.path), HC_EINVAL);
  CHECK_INT(client_open_stream(&client), HC_EINVAL);
  CHECK_INT(hc_conn_is_active(client.conn), 0);
  client_end(&client);
  CHECK_INT(client.rec.closes, 0);
}

/* A listener whose queue is full does not answer at all. */
static void connect_timeout(void) {
  struct sockaddr_in address;
  socklen_t len = sizeof(address);
  int fds[8], i, listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  client_t client;

  REQUIRE(uv_ip4_addr("127.0.0.1", 0, &address) == 0);
  REQUIRE(bind(listener, (struct sockaddr*)&address, sizeof(address)) == 0);
  REQUIRE(listen(listener, 0) == 0);
  REQUIRE(getsockname(listener, (struct sockaddr*)&address, &len) == 0);
  for (i = 0; i < 8; i++) {
    fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    (void)connect(fds[i], (struct sockaddr*)&address, sizeof(address));
  }
  client_init(&client);
  client.options.connect_timeout_ms = 100;
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", ntohs(address.sin_port)),
            HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ETIMEOUT);
  CHECK_INT(client.rec.connects, 0);
  CHECK_INT(client.rec.close.system_error, UV_ETIMEDOUT);
  CHECK_STR(client.rec.close.syscall, "connect");
  client_end(&client);
  for (i = 0; i < 8; i++) (void)close(fds[i]);
  (void)close(listener);
}

static void handshake_timeout(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},
      {FAKE_EXPECT, "hello 3\n", 0},
      {FAKE_EOF, NULL, 0},
      {FAKE_END, NULL, 0},
  };
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  client.options.connect_timeout_ms = 100;
  CHECK_INT(client_open_tcp(&client, "127.0.0.1", fake.port), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ETIMEOUT);
  CHECK_STR(client.rec.close.syscall, "handshake");
  CHECK_STR(recorder_take(&client.rec), "connect\nclose HC_ETIMEOUT\n");
  client_end(&client);
  fake_end(&fake);
}

/* Only silence counts: a handshake whose answers come slowly goes on. */
static void slow_handshake(void) {
  static const fake_step_t script[] = {
      {FAKE_ACCEPT, NULL, 0},       {FAKE_EXPECT, "hello 3\nselect 1\n", 0},
      {FAKE_SLEEP, NULL, 120},      {FAKE_SEND, "%0\r\n", 0},
      {FAKE_SLEEP, NULL, 120},      {FAKE_SEND, "+OK\r\n", 0},
      {FAKE_EXPECT, "info\n", 0},   {FAKE_SLEEP, NULL, 120},
      {FAKE_SEND, "$0\r\n\r\n", 0}, {FAKE_EOF, NULL, 0},
      {FAKE_END, NULL, 0},
  };
  client_t client;
  fake_t fake;

  fake_start(&fake, script);
  client_init(&client);
  client.options.connect_timeout_ms = 200;
  client.handshake.db = 1;
  client.handshake.has_ready_check = 1;
  client_make_ready(&client, fake.port);
  client_run_ms(&client, 300); /* and the time limit is off */
  CHECK_INT(client.rec.closes, 0);
  client_end(&client);
  fake_end(&fake);
}

/* The whole handshake with a real server. */
static void full_handshake(void) {
  client_t client;

  client_init(&client);
  client.handshake.username.str = "default";
  client.handshake.username.len = 7;
  client.handshake.password.str = "any";
  client.handshake.password.len = 3;
  client.handshake.db = 3;
  client.handshake.name.str = "me";
  client.handshake.name.len = 2;
  client.handshake.lib_name.str = "hicast";
  client.handshake.lib_name.len = 6;
  client.handshake.has_ready_check = 1;
  client_make_ready(&client, redis.port);
  client_send(&client, HC_CMD, 1, "client getname");
  client_wait(&client, &client.rec.replies, 1);
  CHECK_STR(recorder_take(&client.rec), "connect\nready\nreply 1 \"me\"\n");
  CHECK_INT(hc_engine_protocol(client.engine), 3);
  client_end(&client);
}

int main(void) {
  redis_start(&redis);
  tap_run("IPv4", ipv4);
  tap_run("IPv6", ipv6);
  tap_run("a unix socket", unix_socket);
  tap_run("a name", name);
  tap_run("the next address of a name", next_address);
  tap_run("options of the socket", socket_options);
  tap_run("refused", refused);
  tap_run("not resolvable", not_resolvable);
  tap_run("no address of the family", wrong_family);
  tap_run("a missing path", missing_path);
  tap_run("a path that is too long", long_path);
  tap_run("invalid arguments", invalid_arguments);
  tap_run("connect timeout", connect_timeout);
  tap_run("handshake timeout", handshake_timeout);
  tap_run("a slow handshake", slow_handshake);
  tap_run("a full handshake", full_handshake);
  redis_stop(&redis);
  return tap_end();
}
