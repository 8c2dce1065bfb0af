/* What one client can make the broker keep, and for how long it can keep it
 * busy: output, arguments, work of a turn. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "broker_rig.h"
#include "tap.h"

#define MIB ((size_t)1 << 20)

static hc_broker_stats_t stats_of(broker_rig_t* rig) {
  hc_broker_stats_t stats;
  hc_broker_stats(rig->broker, &stats);
  return stats;
}

/* `count` times the same text, behind a head. The caller frees it. */
static char* repeated(const char* head, const char* text, size_t count,
                      size_t* len) {
  size_t head_len = strlen(head), text_len = strlen(text), i;
  char* bytes = malloc(head_len + text_len * count + 1);

  REQUIRE(bytes != NULL);
  memcpy(bytes, head, head_len);
  for (i = 0; i < count; i++)
    memcpy(bytes + head_len + i * text_len, text, text_len);
  *len = head_len + text_len * count;
  return bytes;
}

static void send_repeated(broker_rig_t* rig, int i, const char* head,
                          const char* text, size_t count) {
  size_t len;
  char* bytes = repeated(head, text, count, &len);
  broker_rig_send_bytes(rig, i, bytes, len);
  free(bytes);
}

/* Waits for the broker to have disconnected so many. */
static void expect_cut(broker_rig_t* rig, uint64_t count) {
  uint64_t end = broker_rig_now() + 30000;
  while (stats_of(rig).cut < count && broker_rig_now() < end)
    broker_rig_run(rig, 1);
  CHECK_INT(stats_of(rig).cut, count);
}

/* KiB that the process had at most. */
static size_t most_memory(void) {
  struct rusage usage;
  REQUIRE(getrusage(RUSAGE_SELF, &usage) == 0);
  return (size_t)usage.ru_maxrss;
}

/* ---- Who has not authenticated ----------------------------------------------- */

static void strangers(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};
  int i, is_end;

  options.password = (hc_str_t){"secret", 6};
  broker_rig_init(&rig, &options);
  /* One that reads may ask as often as it likes. */
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  for (i = 0; i < 100; i++) {
    send_repeated(&rig, 0, "", "PING\r\n", 100);
    CHECK_INT(broker_rig_read(&rig, 0, 3400, &is_end), 3400);
  }
  broker_rig_send(&rig, 0, "AUTH secret\r\nPING\r\n");
  broker_rig_expect(&rig, 0, "+OK\r\n+PONG\r\n");
  /* One that does not is cut once the kernel takes no more. */
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  send_repeated(&rig, 1, "", "PING\r\n", 1000000);
  expect_cut(&rig, 1);
  CHECK_INT(stats_of(&rig).clients, 1);
  CHECK_INT(stats_of(&rig).output_bytes, 0);
  broker_rig_ping(&rig, 0);
  broker_rig_end(&rig);
}

/* What it asked for while it was known is not held against it. */
static void strangers_by_reset(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};
  const size_t len = 16 * MIB;
  size_t got;
  int is_end;

  options.password = (hc_str_t){"secret", 6};
  broker_rig_init(&rig, &options);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  send_repeated(&rig, 0, "AUTH secret\r\n*2\r\n$4\r\nECHO\r\n$16777216\r\n",
                "x", len);
  broker_rig_send(&rig, 0, "\r\nRESET\r\nPING\r\nAUTH secret\r\nPING\r\n");
  broker_rig_run(&rig, 20);
  CHECK_INT(stats_of(&rig).cut, 0);
  got = strlen("+OK\r\n$16777216\r\n") + len + 2;
  CHECK_INT(broker_rig_read(&rig, 0, got, &is_end), got);
  broker_rig_expect(&rig, 0,
                    "+RESET\r\n-NOAUTH Authentication required.\r\n+OK\r\n"
                    "+PONG\r\n");
  broker_rig_end(&rig);
}

/* ---- While messages and replies are made -------------------------------------- */

static void psubscribe(broker_rig_t* rig, int i, int count) {
  char text[512] = "PSUBSCRIBE ", stars[420];
  int n;

  for (n = 0; n < count; n++) {
    memset(stars, '*', (size_t)n + 1);
    (void)snprintf(text + 11, sizeof(text) - 11, "%.*s\r\n", n + 1, stars);
    broker_rig_send(rig, i, text);
  }
  broker_rig_run(rig, 20);
}

static void publish(broker_rig_t* rig, int i, size_t len) {
  char head[64];

  (void)snprintf(head, sizeof(head),
                 "*3\r\n$7\r\nPUBLISH\r\n$1\r\na\r\n$%zu\r\n", len);
  send_repeated(rig, i, head, "x", len);
  broker_rig_send(rig, i, "\r\n");
}

static void many_patterns(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};
  size_t before;

  options.output_hard = options.output_soft = MIB;
  broker_rig_init(&rig, &options);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  psubscribe(&rig, 0, 400);
  CHECK_INT(stats_of(&rig).patterns, 400);
  before = most_memory();
  publish(&rig, 1, 4 * MIB);
  broker_rig_expect(&rig, 1, ":400\r\n");
  CHECK(most_memory() - before < 128 * 1024);
  expect_cut(&rig, 1);
  CHECK_INT(stats_of(&rig).patterns, 0);
  broker_rig_end(&rig);
}

/* A long payload is there once, however many patterns it matches. */
static void shared_payload(void) {
  broker_rig_t rig;
  const size_t len = 8 * MIB;
  const char tail[] =
      "*4\r\n$8\r\npmessage\r\n$2\r\n**\r\n$1\r\na\r\n$8388608\r\n";
  size_t before, first, i;
  int is_end;

  broker_rig_init(&rig, NULL);
  for (i = 0; i < 42; i++) CHECK_INT(broker_rig_connect(&rig, (int)i), 0);
  for (i = 0; i < 41; i++) psubscribe(&rig, (int)i, (int)i + 1);
  CHECK_INT(broker_rig_read(&rig, 1, 65, &is_end), 65);
  before = most_memory();
  publish(&rig, 41, len);
  broker_rig_expect(&rig, 41, ":861\r\n");
  CHECK(most_memory() - before < 128 * 1024);
  first = sizeof(tail) - 2 + len + 2;
  CHECK_INT(broker_rig_read(&rig, 1, first, &is_end), first);
  CHECK_INT(broker_rig_read(&rig, 1, sizeof(tail) - 1, &is_end),
            sizeof(tail) - 1);
  CHECK_STR(rig.seen.str, tail);
  CHECK_INT(broker_rig_read(&rig, 1, len + 2, &is_end), len + 2);
  CHECK(rig.seen.str[0] == 'x' && rig.seen.str[len - 1] == 'x');
  CHECK_STR(rig.seen.str + len, "\r\n");
  broker_rig_ping(&rig, 41);
  broker_rig_end(&rig);
}

static void confirmations(void) {
  broker_rig_t rig;
  hc_broker_options_t options = {0};

  options.output_hard = options.output_soft = MIB;
  options.max_bulk_len = MIB;
  broker_rig_init(&rig, &options);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  send_repeated(&rig, 0, "*600001\r\n$9\r\nSUBSCRIBE\r\n", "$1\r\nx\r\n",
                600000);
  expect_cut(&rig, 1);
  CHECK_INT(stats_of(&rig).channels, 0);
  /* No subscriber, but more than the longest reply there is. */
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  send_repeated(&rig, 1, "*2600001\r\n$11\r\nUNSUBSCRIBE\r\n", "$0\r\n\r\n",
                2600000);
  expect_cut(&rig, 2);
  CHECK_INT(stats_of(&rig).clients, 0);
  broker_rig_end(&rig);
}

/* ---- Commands that ask for more than they say ---------------------------------- */

static void refusals(void) {
  broker_rig_t rig;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  send_repeated(&rig, 0, "*16388\r\n$6\r\nCLIENT\r\n$4\r\nLIST\r\n$2\r\nID\r\n",
                "$1\r\n9\r\n", 16385);
  broker_rig_expect(&rig, 0, "-ERR more than 16384 client IDs\r\n");
  send_repeated(&rig, 0, "*16387\r\n$6\r\nCLIENT\r\n$4\r\nLIST\r\n$2\r\nID\r\n",
                "$1\r\n9\r\n", 16384);
  broker_rig_expect(&rig, 0, "$0\r\n\r\n");
  send_repeated(&rig, 0, "*1027\r\n$7\r\nCOMMAND\r\n$4\r\nINFO\r\n",
                "$6\r\nclient\r\n", 1025);
  broker_rig_expect(&rig, 0, "-ERR more than 1024 names\r\n");
  send_repeated(&rig, 0, "*1027\r\n$7\r\nCOMMAND\r\n$4\r\nDOCS\r\n",
                "$1\r\nx\r\n", 1025);
  broker_rig_expect(&rig, 0, "-ERR more than 1024 names\r\n");
  send_repeated(&rig, 0, "*3\r\n$6\r\nCLIENT\r\n$7\r\nSETNAME\r\n$2097152\r\n",
                "n", 2 * MIB);
  broker_rig_send(&rig, 0, "\r\n");
  broker_rig_expect(&rig, 0, "+OK\r\n");
  send_repeated(&rig, 0, "*43\r\n$6\r\nCLIENT\r\n$4\r\nLIST\r\n$2\r\nID\r\n",
                "$1\r\n1\r\n", 40);
  broker_rig_expect(&rig, 0,
                    "-ERR the list would be longer than 67108864 bytes\r\n");
  send_repeated(&rig, 1, "*4194306\r\n", "$0\r\n\r\n", 4194305);
  broker_rig_expect(&rig, 1,
                    "-ERR Protocol error: too many arguments\r\n<end>");
  broker_rig_end(&rig);
}

static void option_too_large(void) {
  uv_loop_t loop;
  hc_broker_options_t options = {0};
  hc_broker_t* broker;

  REQUIRE(uv_loop_init(&loop) == 0);
  options.max_bulk_len = HC_BROKER_MAX_BULK_LEN + 1;
  CHECK_INT(hc_broker_new(&loop, &options, NULL, NULL, &broker), UV_EINVAL);
  CHECK(broker == NULL);
  CHECK_INT(uv_loop_close(&loop), 0);
}

/* ---- Many commands at once ------------------------------------------------------ */

/* Takes what has come and lets go of it. */
static void swallow(broker_rig_t* rig, int i) {
  char room[65536];
  uv_run(&rig->loop, UV_RUN_NOWAIT);
  while (recv(rig->fds[i], room, sizeof(room), 0) > 0) continue;
}

static void subscribe_many(broker_rig_t* rig, int i, int count) {
  char text[32];
  int n;

  for (n = 10000; n < 10000 + count; n++) {
    (void)snprintf(text, sizeof(text), "SUBSCRIBE ch%d\r\n", n);
    broker_rig_send(rig, i, text);
    swallow(rig, i);
  }
  CHECK_INT(stats_of(rig).channels, count);
}

/* Each looks at 20,000 channels: they do not run in one turn of the loop. */
static void turns(void) {
  broker_rig_t rig;
  uint64_t before, most = 0;
  const size_t count = 300;
  int is_end = 0;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  subscribe_many(&rig, 0, 20000);
  send_repeated(&rig, 1, "", "PUBSUB CHANNELS nobody\r\n", count);
  before = stats_of(&rig).commands;
  broker_rig_send(&rig, 0, "PING\r\n");
  while (stats_of(&rig).commands < before + count + 1) {
    uint64_t now = stats_of(&rig).commands, ran;
    REQUIRE(uv_loop_alive(&rig.loop));
    uv_run(&rig.loop, UV_RUN_ONCE);
    ran = stats_of(&rig).commands - now;
    if (ran > most) most = ran;
  }
  CHECK(most < 50);
  CHECK_INT(broker_rig_read(&rig, 1, 4 * count, &is_end), 4 * count);
  broker_rig_ping(&rig, 1);
  broker_rig_end(&rig);
}

/* Replies that nobody reads hold back the commands behind them. */
static void unread_replies(void) {
  broker_rig_t rig;
  const size_t count = 4000, len = 13 * 3000 + 7;
  size_t got = 0;
  uint64_t most = 0;
  int is_end = 0, i;

  broker_rig_init(&rig, NULL);
  CHECK_INT(broker_rig_connect(&rig, 0), 0);
  CHECK_INT(broker_rig_connect(&rig, 1), 0);
  subscribe_many(&rig, 0, 3000);
  /* One read brings twice as many as 64 MiB hold. */
  send_repeated(&rig, 1, "", "PUBSUB CHANNELS *\r\n", count);
  for (i = 0; i < 200; i++) {
    uv_run(&rig.loop, UV_RUN_NOWAIT);
    if (stats_of(&rig).output_bytes > most) most = stats_of(&rig).output_bytes;
  }
  CHECK(most < 66 * MIB);
  while (got < count * len && !is_end)
    got += broker_rig_read(&rig, 1, 100 * len, &is_end);
  CHECK_INT(got, count * len);
  broker_rig_ping(&rig, 1);
  broker_rig_end(&rig);
}

int main(void) {
  tap_run("strangers", strangers);
  tap_run("strangers by RESET", strangers_by_reset);
  tap_run("many patterns, one subscriber", many_patterns);
  tap_run("many patterns, many subscribers", shared_payload);
  tap_run("confirmations", confirmations);
  tap_run("refusals", refusals);
  tap_run("an option that cannot work", option_too_large);
  tap_run("turns", turns);
  tap_run("unread replies", unread_replies);
  return tap_end();
}
