#include "broker_rig.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tap.h"

#define DEADLINE_MS 10000

uint64_t broker_rig_now(void) {
  return uv_hrtime() / 1000000;
}

static void on_closed(void* data) {
  broker_rig_t* rig = (broker_rig_t*)data;
  rig->is_closed++;
  rig->broker = NULL;
}

int broker_rig_try(broker_rig_t* rig, const hc_broker_options_t* options) {
  const hc_broker_options_t none = {0};
  int i, error;

  (void)signal(SIGPIPE, SIG_IGN);
  memset(rig, 0, sizeof(*rig));
  for (i = 0; i < BROKER_RIG_CLIENTS; i++) rig->fds[i] = -1;
  REQUIRE(uv_loop_init(&rig->loop) == 0);
  error = hc_broker_new(&rig->loop, options ? options : &none, on_closed, rig,
                        &rig->broker);
  if (error == 0) error = hc_broker_listen_tcp(rig->broker, "127.0.0.1", 0);
  /* There is nothing to be told of the end of what never was. */
  if (rig->broker == NULL) rig->is_closed = 1;
  return error;
}

void broker_rig_init(broker_rig_t* rig, const hc_broker_options_t* options) {
  REQUIRE(broker_rig_try(rig, options) == 0);
}

void broker_rig_end(broker_rig_t* rig) {
  int i;

  for (i = 0; i < BROKER_RIG_CLIENTS; i++) broker_rig_disconnect(rig, i);
  if (rig->broker != NULL) hc_broker_close(rig->broker);
  REQUIRE(uv_run(&rig->loop, UV_RUN_DEFAULT) == 0);
  CHECK_INT(rig->is_closed, 1);
  CHECK_INT(uv_loop_close(&rig->loop), 0);
  text_free(&rig->seen);
}

int broker_rig_connect(broker_rig_t* rig, int i) {
  struct sockaddr_in address = {0};
  int fd = socket(AF_INET, SOCK_STREAM, 0);

  REQUIRE(fd >= 0);
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons((uint16_t)hc_broker_port(rig->broker));
  if (connect(fd, (struct sockaddr*)&address, sizeof(address)) != 0) {
    int error = errno;
    (void)close(fd);
    return error;
  }
  REQUIRE(fcntl(fd, F_SETFL, O_NONBLOCK) == 0);
  rig->fds[i] = fd;
  return 0;
}

void broker_rig_disconnect(broker_rig_t* rig, int i) {
  if (rig->fds[i] >= 0) (void)close(rig->fds[i]);
  rig->fds[i] = -1;
}

void broker_rig_send_bytes(broker_rig_t* rig, int i, const char* bytes,
                           size_t len) {
  uint64_t end = broker_rig_now() + DEADLINE_MS;

  while (len > 0 && broker_rig_now() < end) {
    ssize_t n = send(rig->fds[i], bytes, len, MSG_NOSIGNAL);
    if (n > 0) {
      bytes += n;
      len -= (size_t)n;
    } else if (errno == EAGAIN) {
      uv_run(&rig->loop, UV_RUN_NOWAIT);
    } else {
      return; /* the broker has closed it */
    }
  }
}

void broker_rig_send(broker_rig_t* rig, int i, const char* bytes) {
  broker_rig_send_bytes(rig, i, bytes, strlen(bytes));
}

void broker_rig_end_input(broker_rig_t* rig, int i) {
  (void)shutdown(rig->fds[i], SHUT_WR);
}

size_t broker_rig_read(broker_rig_t* rig, int i, size_t len, int* is_end) {
  uint64_t end = broker_rig_now() + DEADLINE_MS;
  char room[65536];

  text_clear(&rig->seen);
  *is_end = 0;
  while (rig->seen.len < len && broker_rig_now() < end) {
    size_t wanted = len - rig->seen.len;
    ssize_t n;
    uv_run(&rig->loop, UV_RUN_NOWAIT);
    n = recv(rig->fds[i], room, wanted < sizeof(room) ? wanted : sizeof(room),
             0);
    if (n > 0) {
      text_bytes(&rig->seen, room, (size_t)n);
    } else if (n == 0 || errno != EAGAIN) {
      *is_end = 1;
      break;
    } else {
      struct pollfd fd = {rig->fds[i], POLLIN, 0};
      (void)poll(&fd, 1, 1);
    }
  }
  return rig->seen.len;
}

void broker_rig_expect(broker_rig_t* rig, int i, const char* expected) {
  static const char mark[] = "<end>";
  size_t len = strlen(expected);
  int wants_end = len >= 5 && strcmp(expected + len - 5, mark) == 0;
  int is_end;
  text_t actual = {0}, wanted = {0};

  if (wants_end) len -= 5;
  (void)broker_rig_read(rig, i, wants_end ? len + 1 : len, &is_end);
  text_clear(&actual);
  text_clear(&wanted);
  text_escaped(&actual, rig->seen.str, rig->seen.len);
  text_escaped(&wanted, expected, len);
  CHECK_STR(actual.str, wanted.str);
  CHECK_INT(is_end, wants_end);
  text_free(&actual);
  text_free(&wanted);
}

void broker_rig_ping(broker_rig_t* rig, int i) {
  broker_rig_send(rig, i, "PING\r\n");
  broker_rig_expect(rig, i, "+PONG\r\n");
}

void broker_rig_run(broker_rig_t* rig, uint64_t ms) {
  uint64_t end = broker_rig_now() + ms;

  do {
    uv_run(&rig->loop, UV_RUN_NOWAIT);
    (void)poll(NULL, 0, 1);
  } while (broker_rig_now() < end);
}
