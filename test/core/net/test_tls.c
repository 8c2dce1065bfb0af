/*
 * Connections by TLS to a server that does what its script says. OpenSSL is
 * the system's, its functions are found as the binding finds them.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "client.h"
#include "memory.h"
#include "rig.h"
#include "tap.h"
#include "tls_server.h"

#define HELLO                                                                  \
  {TLS_READ, "hello", 0}, {                                                    \
    TLS_SEND, "%0\r\n", 0                                                      \
  }

static hc_tls_lib_t* lib;

/* ---- The client ---- */

static hc_tls_context_t* make_context(const char* ca) {
  hc_tls_config_t config;
  hc_str_t text = {ca, strlen(ca)};
  char error[256];
  hc_tls_context_t* context;

  memset(&config, 0, sizeof(config));
  config.ca = &text;
  config.ca_count = 1;
  config.min_version = TLS1_2_VERSION;
  context = hc_tls_context_new(lib, &config, error, sizeof(error));
  if (context == NULL && !memory_has_failed()) tap_note("%s", error);
  return context;
}

static int open_with(client_t* client, int port, hc_tls_context_t* context,
                     const char* peer) {
  hc_tls_options_t tls;
  int status;

  memset(&tls, 0, sizeof(tls));
  tls.context = context;
  tls.servername = "localhost";
  tls.peer = peer;
  client->options.tls = &tls;
  status = client_open_tcp(client, "127.0.0.1", port);
  client->options.tls = NULL;
  return status;
}

typedef struct case_s {
  tls_server_t server;
  client_t client;
  hc_tls_context_t* context;
} case_t;

static void start(case_t* t, const tls_step_t* steps, int version) {
  tls_server_start(&t->server, steps, version, NULL);
  t->context = make_context(tls_server_ca());
  REQUIRE(t->context != NULL);
  client_init(&t->client);
}

static void open_ready(case_t* t) {
  size_t readies = t->client.rec.readies;
  CHECK_INT(open_with(&t->client, t->server.port, t->context, "a"), HC_OK);
  client_wait(&t->client, &t->client.rec.readies, readies + 1);
}

static void end(case_t* t, int is_ok) {
  client_end(&t->client);
  tls_server_stop(&t->server, is_ok);
  hc_tls_context_unref(t->context);
}

static void close_now(case_t* t) {
  hc_conn_close(t->client.conn);
  CHECK_INT(client_wait_close(&t->client), HC_ECLOSED);
}

/* ---- Cases ---- */

static void versions(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, HELLO, {TLS_EOF, NULL, 0}, {TLS_END, NULL, 0}};
  static const int all[] = {TLS1_2_VERSION, TLS1_3_VERSION};
  size_t i;

  for (i = 0; i < 2; i++) {
    case_t t;
    hc_tls_info_t info;
    start(&t, steps, all[i]);
    CHECK_INT(hc_conn_tls_info(t.client.conn, &info), HC_ENOTCONN);
    open_ready(&t);
    CHECK_INT(hc_conn_tls_info(t.client.conn, &info), HC_OK);
    CHECK_STR(info.protocol, i == 0 ? "TLSv1.2" : "TLSv1.3");
    CHECK_INT(info.verify_error, 0);
    CHECK_INT(info.is_resumed, 0);
    close_now(&t);
    CHECK_INT(hc_conn_tls_info(t.client.conn, &info), HC_ENOTCONN);
    end(&t, 1);
  }
}

static void untrusted(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, {TLS_EOF, NULL, 0}, {TLS_END, NULL, 0}};
  case_t t;
  hc_tls_context_t* nobody = make_context("");

  start(&t, steps, TLS1_3_VERSION);
  CHECK_INT(open_with(&t.client, t.server.port, nobody, "a"), HC_OK);
  CHECK_INT(client_wait_close(&t.client), HC_ETLS);
  CHECK_INT(t.client.rec.connects, 0);
  hc_tls_context_unref(nobody);
  end(&t, 1);
  /* Not a byte of the protocol went out. */
  CHECK_INT(t.server.taken, 0);
}

#define MESSAGE ">3\r\n$7\r\nmessage\r\n$1\r\na\r\n$5\r\nhello\r\n"
#define SUBSCRIBED ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"

static void receive(const tls_step_t* steps, int version, size_t messages) {
  case_t t;
  start(&t, steps, version);
  open_ready(&t);
  t.client.rec.is_quiet = 1;
  client_send(&t.client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
  client_wait(&t.client, &t.client.rec.messages, messages);
  CHECK_INT(t.client.rec.messages, messages);
  CHECK_INT(t.client.rec.closes, 0);
  close_now(&t);
  end(&t, 1);
}

static void records(void) {
  static const tls_step_t small[] = {
      {TLS_ACCEPT, NULL, 0},      HELLO,
      {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE MESSAGE, 1},
      {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};
  static const tls_step_t many[] = {{TLS_ACCEPT, NULL, 0},
                                    HELLO,
                                    {TLS_READ, "subscribe", 0},
                                    {TLS_SEND, SUBSCRIBED, 0},
                                    {TLS_REPEAT, MESSAGE, 20000},
                                    {TLS_EOF, NULL, 0},
                                    {TLS_END, NULL, 0}};
  receive(small, TLS1_2_VERSION, 2);
  receive(small, TLS1_3_VERSION, 2);
  receive(many, TLS1_2_VERSION, 20000);
  receive(many, TLS1_3_VERSION, 20000);
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
  case_t t;
  start(&t, steps, TLS1_2_VERSION);
  open_ready(&t);
  (void)client_wait_close(&t.client);
  end(&t, 1);
}

static void goodbye(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},  HELLO,
      {TLS_READ, "get", 0},   {TLS_SEND, "$10\r\nabc", 0},
      {TLS_GOODBYE, NULL, 0}, {TLS_EOF, NULL, 0},
      {TLS_END, NULL, 0}};
  case_t t;
  start(&t, steps, TLS1_3_VERSION);
  open_ready(&t);
  client_send(&t.client, HC_CMD, 1, "get a");
  CHECK_INT(client_wait_close(&t.client), HC_EEOF);
  CHECK_INT(t.client.rec.replies, 0);
  end(&t, 1);
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
    case_t t;
    start(&t, steps, all[i]);
    open_ready(&t);
    client_send(&t.client, HC_CMD, 1, "get a");
    CHECK_INT(client_wait_close(&t.client), HC_ETLS);
    CHECK_INT(t.client.rec.replies, 0);
    end(&t, 1);
  }
}

/* The end of the client is polite. */
static void ending(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, HELLO,
      {TLS_READ, "quit", 0}, {TLS_SEND, "+OK\r\n", 0},
      {TLS_EOF, NULL, 0},    {TLS_FIN, NULL, 0},
      {TLS_END, NULL, 0}};
  case_t t;
  start(&t, steps, TLS1_3_VERSION);
  open_ready(&t);
  client_send(&t.client, HC_CMD, 1, "quit");
  hc_conn_end(t.client.conn);
  CHECK_INT(client_wait_close(&t.client), HC_EEOF);
  CHECK_INT(t.client.rec.replies, 1);
  end(&t, 1);
}

static void sessions(int version, const tls_step_t* steps) {
  case_t t;
  start(&t, steps, version);
  open_ready(&t);
  client_send(&t.client, HC_CMD, 1, "ping");
  /* The end without goodbye does not spoil the session. */
  client_wait(&t.client, &t.client.rec.closes, 1);
  CHECK_INT(t.client.rec.close.status, HC_ETLS);
  CHECK_INT(t.client.rec.replies, 1);
  open_ready(&t); /* the same server */
  client_send(&t.client, HC_CMD, 1, "ping");
  client_wait(&t.client, &t.client.rec.replies, 2);
  close_now(&t);
  CHECK_INT(open_with(&t.client, t.server.port, t.context, "b"), HC_OK);
  client_wait(&t.client, &t.client.rec.readies, 3);
  close_now(&t);
  end(&t, 1);
  CHECK_INT(t.server.accepted, 3);
  CHECK_INT(t.server.resumed, 1);
}

static void resumption(void) {
  static const tls_step_t steps[] = {{TLS_ACCEPT, NULL, 0},
                                     HELLO,
                                     {TLS_READ, "ping", 0},
                                     {TLS_SEND, "+PONG\r\n", 0},
                                     {TLS_FIN, NULL, 0},
                                     {TLS_ACCEPT, NULL, 0},
                                     HELLO,
                                     {TLS_READ, "ping", 0},
                                     {TLS_SEND, "+PONG\r\n", 0},
                                     {TLS_EOF, NULL, 0},
                                     {TLS_ACCEPT, NULL, 0},
                                     HELLO,
                                     {TLS_EOF, NULL, 0},
                                     {TLS_END, NULL, 0}};
  sessions(TLS1_2_VERSION, steps);
  sessions(TLS1_3_VERSION, steps);
}

/* More than any buffer holds, to a server that reads slowly. */
static void slow_reader(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},     HELLO,
      {TLS_TAKE, NULL, 6000000}, {TLS_SEND, "+OK\r\n", 0},
      {TLS_EOF, NULL, 0},        {TLS_END, NULL, 0}};
  static char value[600001];
  case_t t;
  rig_t rig;
  int i;

  memset(value, 'x', sizeof(value) - 1);
  start(&t, steps, TLS1_3_VERSION);
  open_ready(&t);
  for (i = 0; i < 10; i++) {
    hc_str_t argv[2] = {{"echo", 4}, {value, sizeof(value) - 1}};
    CHECK_INT(hc_engine_command(t.client.engine, HC_CMD, 1, 2, argv), HC_OK);
    hc_conn_flush(t.client.conn);
  }
  (void)rig;
  client_wait(&t.client, &t.client.rec.replies, 1);
  CHECK_INT(t.client.rec.closes, 0);
  close_now(&t);
  end(&t, 1);
}

/* What OpenSSL has read already is not forgotten while nothing is read. */
static void pausing(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0},       HELLO,
      {TLS_READ, "subscribe", 0},  {TLS_SEND, SUBSCRIBED, 0},
      {TLS_REPEAT, MESSAGE, 5000}, {TLS_EOF, NULL, 0},
      {TLS_END, NULL, 0}};
  case_t t;
  size_t turns = 0;
  start(&t, steps, TLS1_3_VERSION);
  open_ready(&t);
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
  close_now(&t);
  end(&t, 1);
}

static size_t count_descriptors(void) {
  DIR* folder = opendir("/proc/self/fd");
  size_t count = 0;
  if (folder == NULL) return 0;
  while (readdir(folder) != NULL) count++;
  (void)closedir(folder);
  return count;
}

static void many(void) {
  enum { COUNT = 200 };
  static tls_step_t steps[COUNT * 4 + 1];
  hc_tls_context_t* nobody = make_context("");
  case_t t;
  size_t before;
  int i;

  for (i = 0; i < COUNT; i++) {
    static const tls_step_t good[4] = {
        {TLS_ACCEPT, NULL, 0}, HELLO, {TLS_EOF, NULL, 0}};
    static const tls_step_t bad[4] = {{TLS_ACCEPT, NULL, 0},
                                      {TLS_EOF, NULL, 0},
                                      {TLS_EOF, NULL, 0},
                                      {TLS_EOF, NULL, 0}};
    memcpy(&steps[(size_t)i * 4], i % 2 ? bad : good, sizeof(good));
  }
  start(&t, steps, TLS1_3_VERSION);
  before = count_descriptors();
  for (i = 0; i < COUNT; i++) {
    if (i % 2) {
      CHECK_INT(open_with(&t.client, t.server.port, nobody, "a"), HC_OK);
      CHECK_INT(client_wait_close(&t.client), HC_ETLS);
    } else {
      open_ready(&t);
      close_now(&t);
    }
  }
  client_run_ms(&t.client, 20);
  CHECK(count_descriptors() <= before + 2); /* the server's own */
  end(&t, 1);
  hc_tls_context_unref(nobody);
}

/* ---- Harm ---- */

static const tls_step_t harmed_steps[] = {
    {TLS_ACCEPT, NULL, 0},      HELLO,
    {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE, 9},
    {TLS_TICKETS, NULL, 1},     {TLS_KEY_UPDATE, NULL, 0},
    {TLS_SEND, MESSAGE, 0},     {TLS_GOODBYE, NULL, 0},
    {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};
static const tls_step_t harmed_12[] = {
    {TLS_ACCEPT, NULL, 0},      HELLO,
    {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE, 9},
    {TLS_SEND, MESSAGE, 0},     {TLS_GOODBYE, NULL, 0},
    {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};

/* Nothing that is not what the server sent is ever delivered. */
static void run_harmed(hc_tls_context_t* context, int version, size_t at,
                       int change, size_t* sent) {
  tls_server_t server;
  tls_harm_t harm = {at, change, 0};
  client_t client;

  tls_server_start(&server,
                   version == TLS1_2_VERSION ? harmed_12 : harmed_steps,
                   version, &harm);
  client_init(&client);
  CHECK_INT(open_with(&client, server.port, context, "a"), HC_OK);
  while (client.rec.readies == 0 && client.rec.closes == 0) {
    client_run_ms(&client, 5);
  }
  if (client.rec.closes == 0) {
    client_send(&client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
    client_wait(&client, &client.rec.closes, 1);
  }
  CHECK(client.rec.messages <= 2);
  if (harm.is_done) {
    CHECK(client.rec.messages < 2 || change == 0 ||
          client.rec.close.status != HC_EEOF);
  } else {
    CHECK_INT(client.rec.messages, 2);
    CHECK_INT(client.rec.close.status, HC_EEOF);
  }
  client_end(&client);
  tls_server_stop(&server, 0);
  *sent = server.sent;
}

static void harm_all(int version) {
  hc_tls_context_t* context = make_context(tls_server_ca());
  size_t at, sent = 0, total;

  run_harmed(context, version, SIZE_MAX, 0, &total);
  CHECK(total > 500);
  for (at = 0; at < total; at += 1 + at % 13) {
    tap_note("byte %zu of %zu", at, total);
    run_harmed(context, version, at, 0, &sent);
    run_harmed(context, version, at, 1 + (int)(at % 255), &sent);
  }
  tap_note("%s", "");
  hc_tls_context_unref(context);
}

static void harm_12(void) {
  harm_all(TLS1_2_VERSION);
}

static void harm_13(void) {
  harm_all(TLS1_3_VERSION);
}

/* ---- Without memory ---- */

static void lack_once(const char* ca, size_t nth) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, HELLO, {TLS_EOF, NULL, 0}, {TLS_END, NULL, 0}};
  hc_tls_lib_t* own;
  hc_tls_context_t* context = NULL;
  client_t client;
  tls_server_t server;
  int status;

  client_init(&client);
  memory_fail_at(nth);
  own = tls_lib();
  if (own != NULL) {
    hc_tls_lib_t* shared = lib;
    lib = own;
    context = make_context(ca);
    lib = shared;
  }
  if (context != NULL) {
    tls_server_start(&server, steps, TLS1_3_VERSION, NULL);
    status = open_with(&client, server.port, context, "a");
    if (status == HC_OK) {
      while (client.rec.readies == 0 && client.rec.closes == 0) {
        client_run_ms(&client, 5);
      }
    } else {
      CHECK_INT(status, HC_ENOMEM);
    }
    if (client.rec.readies == 0) CHECK(memory_has_failed());
    if (hc_conn_is_active(client.conn)) hc_conn_close(client.conn);
    client_run_ms(&client, 5);
    if (status != HC_OK || client.rec.connects == 0) {
      int fd = socket(AF_INET, SOCK_STREAM, 0); /* the server waits for one */
      struct sockaddr_in address;
      memset(&address, 0, sizeof(address));
      address.sin_family = AF_INET;
      address.sin_port = htons((uint16_t)server.port);
      address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      (void)connect(fd, (struct sockaddr*)&address, sizeof(address));
      (void)close(fd);
    }
  } else {
    CHECK(memory_has_failed());
  }
  client_end(&client);
  if (context != NULL) tls_server_stop(&server, 0);
  hc_tls_context_unref(context);
  hc_tls_lib_unref(own);
}

static void lack_of_memory(void) {
  const char* ca = tls_server_ca();
  size_t nth = 0;
  do {
    tap_note("allocation %zu fails", ++nth);
    lack_once(ca, nth);
  } while (memory_has_failed() && nth < 1000);
  memory_fail_at(0);
  tap_note("%s", "");
  CHECK(nth > 8);
}

static void* find_none(const char* name) {
  (void)name;
  return NULL;
}

static void no_library(void) {
  const char* reason = NULL;
  CHECK(hc_tls_lib_new(find_none, &reason) == NULL);
  CHECK_STR(reason, "this runtime does not export OpenSSL 3");
}

int main(void) {
  (void)signal(SIGPIPE, SIG_IGN); /* as in Node: OpenSSL writes with write() */
  lib = tls_lib();
  REQUIRE(lib != NULL);
  tap_run("TLS 1.2 and 1.3", versions);
  tap_run("a certificate that nobody vouches for", untrusted);
  tap_run("records of one byte, and many", records);
  tap_run("new keys and tickets between messages", keys_and_tickets);
  tap_run("renegotiation is refused", renegotiation);
  tap_run("goodbye", goodbye);
  tap_run("an end without goodbye", truncation);
  tap_run("the client ends", ending);
  tap_run("sessions are taken up", resumption);
  tap_run("a slow reader", slow_reader);
  tap_run("pausing", pausing);
  tap_run("many connections leave nothing", many);
  tap_run("TLS 1.2, harmed", harm_12);
  tap_run("TLS 1.3, harmed", harm_13);
  tap_run("without memory", lack_of_memory);
  tap_run("without a library", no_library);
  hc_tls_lib_unref(lib);
  tls_server_end_all();
  return tap_end();
}
