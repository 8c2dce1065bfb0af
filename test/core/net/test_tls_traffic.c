/* What goes over a connection by TLS, and how the server may end it. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "net/conn.h"
#include "tap.h"
#include "tls_case.h"

static void receive(const tls_step_t* steps, int version, size_t messages) {
  tls_case_t t;
  tls_case_start(&t, steps, version);
  tls_case_open(&t);
  t.client.rec.is_quiet = 1;
  client_send(&t.client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
  client_wait(&t.client, &t.client.rec.messages, messages);
  CHECK_INT(t.client.rec.messages, messages);
  CHECK_INT(t.client.rec.closes, 0);
  tls_case_close(&t);
  tls_case_end(&t, 1);
}

static void records(void) {
  static const tls_step_t small[] = {
      {TLS_ACCEPT, NULL, 0},      HELLO,
      {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE MESSAGE, 1},
      {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};
  static const tls_step_t many[] = {
      {TLS_ACCEPT, NULL, 0},       HELLO,
      {TLS_READ, "subscribe", 0},  {TLS_SEND, SUBSCRIBED, 0},
      {TLS_REPEAT, MESSAGE, 4000}, {TLS_EOF, NULL, 0},
      {TLS_END, NULL, 0}};
  receive(small, TLS1_2_VERSION, 2);
  receive(small, TLS1_3_VERSION, 2);
  receive(many, TLS1_2_VERSION, 4000);
  receive(many, TLS1_3_VERSION, 4000);
}

/* A message in whole records, of which each is as long as one may be. */
static void long_records(void) {
  enum { LEN = 100000 };
  static char text[LEN + 200];
  const tls_step_t steps[] = {{TLS_ACCEPT, NULL, 0},      HELLO,
                              {TLS_READ, "subscribe", 0}, {TLS_SEND, text, 0},
                              {TLS_SEND, MESSAGE, 0},     {TLS_EOF, NULL, 0},
                              {TLS_END, NULL, 0}};
  int start =
      snprintf(text, sizeof(text),
               SUBSCRIBED ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$%d\r\n", LEN);

  memset(text + start, 'x', LEN);
  memcpy(text + start + LEN, "\r\n", 3);
  receive(steps, TLS1_2_VERSION, 2);
  receive(steps, TLS1_3_VERSION, 2);
}

static void keys_and_tickets(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},      HELLO,
      {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE, 7},
      {TLS_KEY_UPDATE, NULL, 0},  {TLS_SEND, MESSAGE, 5},
      {TLS_TICKETS, NULL, 3},     {TLS_SEND, MESSAGE, 0},
      {TLS_KEY_UPDATE, NULL, 0},  {TLS_REPEAT, MESSAGE, 100},
      {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};
  receive(steps, TLS1_3_VERSION, 103);
}

static void renegotiation(void) {
  static const tls_step_t steps[] = {{TLS_ACCEPT, NULL, 0},
                                     HELLO,
                                     {TLS_RENEGOTIATE, NULL, 0},
                                     {TLS_END, NULL, 0}};
  tls_case_t t;
  tls_case_start(&t, steps, TLS1_2_VERSION);
  tls_case_open(&t);
  (void)client_wait_close(&t.client);
  tls_case_end(&t, 1);
}

static void goodbye(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},  HELLO,
      {TLS_READ, "get", 0},   {TLS_SEND, "$10\r\nabc", 0},
      {TLS_GOODBYE, NULL, 0}, {TLS_EOF, NULL, 0},
      {TLS_END, NULL, 0}};
  tls_case_t t;
  tls_case_start(&t, steps, TLS1_3_VERSION);
  tls_case_open(&t);
  client_send(&t.client, HC_CMD, 1, "get a");
  CHECK_INT(client_wait_close(&t.client), HC_EEOF);
  CHECK_INT(t.client.rec.replies, 0);
  tls_case_end(&t, 1);
}

static void truncation(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, HELLO,
      {TLS_READ, "get", 0},  {TLS_SEND, "$10\r\nabc", 0},
      {TLS_FIN, NULL, 0},    {TLS_EOF, NULL, 0},
      {TLS_END, NULL, 0}};
  static const int all[] = {TLS1_2_VERSION, TLS1_3_VERSION};
  size_t i;
  for (i = 0; i < 2; i++) {
    tls_case_t t;
    tls_case_start(&t, steps, all[i]);
    tls_case_open(&t);
    client_send(&t.client, HC_CMD, 1, "get a");
    CHECK_INT(client_wait_close(&t.client), HC_ETLS);
    CHECK_INT(t.client.rec.replies, 0);
    tls_case_end(&t, 1);
  }
}

/* The end of the client is polite. */
static void ending(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, HELLO,
      {TLS_READ, "quit", 0}, {TLS_SEND, "+OK\r\n", 0},
      {TLS_EOF, NULL, 0},    {TLS_FIN, NULL, 0},
      {TLS_END, NULL, 0}};
  tls_case_t t;
  tls_case_start(&t, steps, TLS1_3_VERSION);
  tls_case_open(&t);
  client_send(&t.client, HC_CMD, 1, "quit");
  hc_conn_end(t.client.conn);
  CHECK_INT(client_wait_close(&t.client), HC_EEOF);
  CHECK_INT(t.client.rec.replies, 1);
  tls_case_end(&t, 1);
}

/* More than any buffer holds. */
static void send_much(client_t* client) {
  static char value[600001];
  int i;

  memset(value, 'x', sizeof(value) - 1);
  for (i = 0; i < 10; i++) {
    hc_str_t argv[2] = {{"echo", 4}, {value, sizeof(value) - 1}};
    CHECK_INT(hc_engine_command(client->engine, HC_CMD, 1, 2, argv), HC_OK);
    hc_conn_flush(client->conn);
  }
}

static void slow_reader(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},     HELLO,
      {TLS_TAKE, NULL, 6000000}, {TLS_SEND, "+OK\r\n", 0},
      {TLS_EOF, NULL, 0},        {TLS_END, NULL, 0}};
  tls_case_t t;

  tls_case_start(&t, steps, TLS1_3_VERSION);
  tls_case_open(&t);
  send_much(&t.client);
  client_wait(&t.client, &t.client.rec.replies, 1);
  CHECK_INT(t.client.rec.closes, 0);
  tls_case_close(&t);
  tls_case_end(&t, 1);
}

/* The system keeps little of what the socket has not sent. */
static int shrink(const client_t* client) {
  int fd = client->conn->ac->c.fd;
  int size = 4096;
  return setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
}

static void wait_until_blocked(client_t* client) {
  int turns = 0;
  while (!client->conn->is_read_blocked) {
    REQUIRE(++turns < 12000);
    client_run_ms(client, 5);
  }
}

/* As much as the socket takes, and then some more, until nothing moves. */
static void fill(const client_t* client) {
  static const char bytes[65536];
  const struct timespec pause = {0, 10000000};
  int full = 0;

  while (full < 10) {
    if (send(client->conn->ac->c.fd, bytes, sizeof(bytes), MSG_NOSIGNAL) > 0) {
      full = 0;
    } else {
      full++;
      (void)nanosleep(&pause, NULL);
    }
  }
}

/* What the app sends, and the socket does not take, keeps nothing from being
 * read: a server may well wait for that before it reads on. */
static void messages_while_full(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},      HELLO,
      {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE, 0},
      {TLS_GATE, NULL, 0},        {TLS_SEND, MESSAGE, 0},
      {TLS_GATE, NULL, 0},        {TLS_SEND, MESSAGE, 0},
      {TLS_GATE, NULL, 0},        {TLS_END, NULL, 0}};
  tls_case_t t;
  size_t count;

  tls_case_start(&t, steps, TLS1_3_VERSION);
  tls_case_open(&t);
  REQUIRE(shrink(&t.client) == 0);
  client_send(&t.client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
  client_wait(&t.client, &t.client.rec.messages, 1);
  fill(&t.client);
  send_much(&t.client);
  CHECK(hc__tls_unsent(t.client.conn->tls) > 65536);
  for (count = 2; count <= 3; count++) {
    tls_server_go_on(&t.server);
    client_wait(&t.client, &t.client.rec.messages, count);
    CHECK(!t.client.conn->is_read_blocked);
  }
  tls_server_go_on(&t.server);
  tls_case_close(&t);
  tls_case_end(&t, 1);
}

/* The answers that the server asks for do not fit into the socket, in the
 * middle of a record that does not either. */
static void ask_while_full(const tls_step_t* steps, int has_to_block) {
  tls_case_t t;

  tls_case_start(&t, steps, TLS1_3_VERSION);
  tls_case_open(&t);
  REQUIRE(shrink(&t.client) == 0);
  client_send(&t.client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
  hc_conn_flush(t.client.conn);
  send_much(&t.client);
  if (has_to_block) {
    wait_until_blocked(&t.client);
    tls_server_go_on(&t.server);
  } else {
    client_wait(&t.client, &t.client.rec.messages, 2);
    CHECK(!t.client.conn->is_read_blocked);
  }
  tls_server_go_on(&t.server);
  client_wait(&t.client, &t.client.rec.messages, 2);
  client_wait(&t.client, &t.client.rec.replies, 2);
  CHECK_INT(t.client.rec.closes, 0);
  tls_case_close(&t);
  tls_case_end(&t, 1);
}

#define FULL(...)                                                              \
  {TLS_ACCEPT, NULL, 0}, HELLO, {TLS_READ, "subscribe", 0},                    \
      {TLS_SEND, SUBSCRIBED, 0}, {TLS_KEY_UPDATE, NULL, 1},                    \
      {TLS_SEND, MESSAGE, 0}, __VA_ARGS__, {TLS_SEND, MESSAGE, 1},             \
      {TLS_GATE, NULL, 0}, {TLS_TAKE, NULL, 5900000},                          \
      {TLS_SEND, "+OK\r\n", 0}, {TLS_EOF, NULL, 0}, {                          \
    TLS_END, NULL, 0                                                           \
  }

static void keys_while_full(void) {
  static const tls_step_t once[] = {FULL({TLS_KEY_UPDATE, NULL, 1})};
  /* Until there are more answers than are kept, however many the socket takes:
   * reading has to wait for writing. */
  static const tls_step_t often[] = {FULL({TLS_ASK, NULL, 10})};

  ask_while_full(once, 0);
  ask_while_full(often, 1);
}

/* Each call comes back, and what follows is delivered. */
static void flood_of_tickets(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},      HELLO,
      {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE, 0},
      {TLS_TICKETS, NULL, 500},   {TLS_SEND, MESSAGE, 0},
      {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};
  receive(steps, TLS1_3_VERSION, 2);
}

/* What OpenSSL has read already is not forgotten while nothing is read. */
static void pausing(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},       HELLO,
      {TLS_READ, "subscribe", 0},  {TLS_SEND, SUBSCRIBED, 0},
      {TLS_REPEAT, MESSAGE, 5000}, {TLS_EOF, NULL, 0},
      {TLS_END, NULL, 0}};
  tls_case_t t;
  size_t turns = 0;
  tls_case_start(&t, steps, TLS1_3_VERSION);
  tls_case_open(&t);
  t.client.rec.is_quiet = 1;
  client_send(&t.client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
  while (t.client.rec.messages < 5000) {
    REQUIRE(++turns < 20000);
    hc_conn_resume(t.client.conn);
    client_run_ms(&t.client, 5);
    hc_conn_pause(t.client.conn);
    client_run_ms(&t.client, 5);
  }
  CHECK_INT(t.client.rec.messages, 5000);
  tls_case_close(&t);
  tls_case_end(&t, 1);
}

int main(void) {
  tls_case_begin_all();
  tap_run("records of one byte, and many", records);
  tap_run("records of 16 KiB", long_records);
  tap_run("new keys and tickets between messages", keys_and_tickets);
  tap_run("renegotiation is refused", renegotiation);
  tap_run("goodbye", goodbye);
  tap_run("an end without goodbye", truncation);
  tap_run("the client ends", ending);
  tap_run("a slow reader", slow_reader);
  tap_run("messages while the socket is full", messages_while_full);
  tap_run("new keys while the socket is full", keys_while_full);
  tap_run("a flood of tickets", flood_of_tickets);
  tap_run("pausing", pausing);
  tls_case_end_all();
  return tap_end();
}
