/*
 * Clients of the broker that send anything, with faults in between. What the
 * broker answers must be RESP, and it must close with nothing left open.
 *
 * A step is a byte, of which the lower two bits say which client, and what
 * follows: see perform().
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <uv.h>

#include "broker/hicast_broker.h"
#include "engine/internal.h"

#define CLIENTS 4

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

typedef struct scene_s {
  uv_loop_t loop;
  hc_broker_t* broker;
  int is_closed;
  int is_garbled; /* ever: then anything may come */
  struct sockaddr_un address;
  int fds[CLIENTS];
  hc__buf_t seen[CLIENTS];
} scene_t;

#define REQUIRE(expr)                                                          \
  do {                                                                         \
    if (!(expr)) {                                                             \
      fprintf(stderr, "fuzz_broker.c:%d: %s\n", __LINE__, #expr);              \
      abort();                                                                 \
    }                                                                          \
  } while (0)

static void on_closed(void* data) {
  ((scene_t*)data)->is_closed++;
}

static void begin(scene_t* s, uint8_t settings) {
  hc_broker_options_t options = {0};
  int i;

  memset(s, 0, sizeof(*s));
  if (settings & 1) options.password = (hc_str_t){"pw", 2};
  if (settings & 2) options.max_clients = 2;
  if (settings & 4) options.output_hard = 2000;
  options.max_bulk_len = 4096;
  options.seed = settings;
  s->address.sun_family = AF_UNIX;
  snprintf(s->address.sun_path, sizeof(s->address.sun_path),
           "/tmp/hicast-fuzz-%d", (int)getpid());
  (void)unlink(s->address.sun_path);
  REQUIRE(uv_loop_init(&s->loop) == 0);
  REQUIRE(hc_broker_new(&s->loop, &options, on_closed, s, &s->broker) == 0);
  REQUIRE(hc_broker_listen_unix(s->broker, s->address.sun_path) == 0);
  for (i = 0; i < CLIENTS; i++) s->fds[i] = -1;
}

static void turn(scene_t* s) {
  uv_run(&s->loop, UV_RUN_NOWAIT);
}

static void hang_up(scene_t* s, int i) {
  if (s->fds[i] >= 0) (void)close(s->fds[i]);
  s->fds[i] = -1;
}

static void receive(scene_t* s, int i) {
  char room[16384];
  ssize_t n;

  if (s->fds[i] < 0) return;
  while ((n = recv(s->fds[i], room, sizeof(room), 0)) > 0)
    REQUIRE(hc__buf_append(&s->seen[i], room, (size_t)n) == HC_OK);
  if (n == 0 || errno != EAGAIN) hang_up(s, i);
}

/* What one connection got, from its beginning. */
static void check(scene_t* s, int i) {
  const char *p = s->seen[i].data, *end;
  hc__reader_t reader;
  int result;

  if (p == NULL) return;
  end = p + s->seen[i].end;
  REQUIRE(hc__reader_init(&reader, NULL) == HC_OK);
  while ((result = hc__reader_run(&reader, &p, end)) == 1)
    hc__reader_reset(&reader);
  REQUIRE(s->is_garbled || result == 0);
  hc__reader_free(&reader);
  hc__buf_free(&s->seen[i]);
}

static void connect_one(scene_t* s, int i) {
  if (s->fds[i] >= 0) return;
  check(s, i);
  s->fds[i] = socket(AF_UNIX, SOCK_STREAM, 0);
  REQUIRE(s->fds[i] >= 0);
  if (connect(s->fds[i], (struct sockaddr*)&s->address, sizeof(s->address))) {
    hang_up(s, i); /* refused */
    return;
  }
  REQUIRE(fcntl(s->fds[i], F_SETFL, O_NONBLOCK) == 0);
}

/* Returns how many bytes of the step were used. */
static size_t perform(scene_t* s, uint8_t op, const uint8_t* data, size_t len) {
  int i = op & 3;
  size_t n = op >> 2;

  switch (op >> 2) {
    case 56:
      hc_broker_freeze(s->broker, i ? UINT64_MAX : 0);
      return 0;
    case 57:
      (void)hc_broker_refuse(s->broker, i & 1);
      return 0;
    case 58:
      hc_broker_slow(s->broker, i ? 1000000 : 0);
      return 0;
    case 59:
      s->is_garbled = 1;
      hc_broker_garble(s->broker, i / 3.0);
      return 0;
    case 60:
      hc_broker_drop(s->broker, i / 3.0);
      return 0;
    case 61:
      (void)hc_broker_kill(s->broker, (uint64_t)i + 1);
      return 0;
    case 62:
      hang_up(s, i);
      return 0;
    case 63:
      if (len > 0) n = 64 + 8 * (size_t)*data;
      break;
    default:
      break;
  }
  connect_one(s, i);
  if (n > len) n = len;
  if (s->fds[i] >= 0) (void)send(s->fds[i], data, n, MSG_NOSIGNAL);
  return n;
}

static void end(scene_t* s) {
  int i;

  for (i = 0; i < CLIENTS; i++) {
    receive(s, i);
    hang_up(s, i);
    check(s, i);
    hc__buf_free(&s->seen[i]);
  }
  hc_broker_close(s->broker);
  REQUIRE(uv_run(&s->loop, UV_RUN_DEFAULT) == 0);
  REQUIRE(s->is_closed == 1);
  REQUIRE(uv_loop_close(&s->loop) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  scene_t s;
  int i;

  if (size < 1) return 0;
  (void)signal(SIGPIPE, SIG_IGN);
  begin(&s, *data++);
  size--;
  while (size > 0) {
    uint8_t op = *data++;
    size_t used = perform(&s, op, data, --size);
    hc_broker_stats_t stats;
    data += used;
    size -= used;
    turn(&s);
    turn(&s);
    for (i = 0; i < CLIENTS; i++) receive(&s, i);
    hc_broker_stats(s.broker, &stats);
    REQUIRE(stats.subscribers <= stats.clients);
    if (stats.clients == 0) {
      REQUIRE(stats.channels + stats.patterns + stats.shard_channels == 0);
    }
  }
  end(&s);
  return 0;
}
