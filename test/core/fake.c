#include "fake.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tap.h"
#include "text.h"

#define WAIT_MS 20000

static int fail(fake_t* fake, const char* what, const char* detail) {
  (void)snprintf(fake->error, sizeof(fake->error), "step %d: %s: %s",
                 fake->step, what, detail);
  return 0;
}

/* Commands in RESP from lines of words. */
static void encode(text_t* out, const char* lines) {
  while (*lines != '\0') {
    size_t i, len = strcspn(lines, "\n"), words = 1;
    for (i = 0; i < len; i++) words += lines[i] == ' ';
    text_format(out, "*%zu\r\n", words);
    while (len > 0) {
      size_t word = strcspn(lines, " \n");
      text_format(out, "$%zu\r\n", word);
      text_bytes(out, lines, word);
      text_bytes(out, "\r\n", 2);
      if (lines[word] == '\0') return;
      len -= word + (word < len);
      lines += word + 1;
    }
  }
}

static int wait_for(int fd) {
  struct pollfd p = {fd, POLLIN, 0};
  return poll(&p, 1, WAIT_MS) == 1;
}

static int do_accept(fake_t* fake) {
  if (fake->fd >= 0) (void)close(fake->fd);
  fake->fd = -1;
  if (!wait_for(fake->listener)) return fail(fake, "accept", "timed out");
  fake->fd = accept(fake->listener, NULL, NULL);
  return fake->fd >= 0 || fail(fake, "accept", strerror(errno));
}

/* Reads as many bytes as are expected, and compares them. */
static int do_expect(fake_t* fake, const char* lines) {
  text_t wanted = {NULL, 0, 0};
  text_t got = {NULL, 0, 0};
  int is_right = 1;

  text_clear(&got);
  encode(&wanted, lines);
  while (got.len < wanted.len) {
    char byte[4096];
    size_t missing = wanted.len - got.len;
    ssize_t n = -1;
    if (missing > sizeof(byte)) missing = sizeof(byte);
    if (wait_for(fake->fd)) n = recv(fake->fd, byte, missing, 0);
    if (n <= 0) break;
    text_bytes(&got, byte, (size_t)n);
  }
  if (got.len != wanted.len || memcmp(got.str, wanted.str, got.len) != 0) {
    is_right = fail(fake, lines, got.str);
  }
  text_free(&wanted);
  text_free(&got);
  return is_right;
}

static int do_send(fake_t* fake, const char* bytes, int times) {
  size_t len = strlen(bytes);
  while (times-- > 0) {
    size_t sent = 0;
    while (sent < len) {
      ssize_t n = send(fake->fd, bytes + sent, len - sent, MSG_NOSIGNAL);
      if (n < 0) return fail(fake, "send", strerror(errno));
      sent += (size_t)n;
    }
  }
  return 1;
}

static int do_close(fake_t* fake, int is_reset) {
  struct linger linger = {1, 0};
  if (is_reset) {
    (void)setsockopt(fake->fd, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
  }
  (void)close(fake->fd);
  fake->fd = -1;
  return 1;
}

static int do_eof(fake_t* fake) {
  char bytes[4096];
  ssize_t n;
  do {
    if (!wait_for(fake->fd)) return fail(fake, "end of file", "timed out");
    n = recv(fake->fd, bytes, sizeof(bytes), 0);
  } while (n > 0);
  return 1;
}

static int do_step(fake_t* fake, const fake_step_t* step) {
  struct timespec pause = {step->n / 1000, step->n % 1000 * 1000000L};

  switch (step->op) {
    case FAKE_ACCEPT:
      return do_accept(fake);
    case FAKE_EXPECT:
      return do_expect(fake, step->text);
    case FAKE_SEND:
      return do_send(fake, step->text, 1);
    case FAKE_REPEAT:
      return do_send(fake, step->text, step->n);
    case FAKE_SLEEP:
      (void)nanosleep(&pause, NULL);
      return 1;
    case FAKE_SHUT:
      /* The client may be gone already. */
      (void)shutdown(fake->fd, SHUT_WR);
      return 1;
    case FAKE_CLOSE:
      return do_close(fake, 0);
    case FAKE_RESET:
      return do_close(fake, 1);
    case FAKE_EOF:
      return do_eof(fake);
    default:
      return fail(fake, "script", "no such step");
  }
}

static void* run(void* data) {
  fake_t* fake = (fake_t*)data;
  const fake_step_t* steps = fake->steps;

  while (steps[fake->step].op != FAKE_END && do_step(fake, steps + fake->step))
    fake->step++;
  if (fake->fd >= 0) (void)close(fake->fd);
  return NULL;
}

void fake_start(fake_t* fake, const fake_step_t* steps) {
  struct sockaddr_in address;
  socklen_t len = sizeof(address);

  memset(fake, 0, sizeof(*fake));
  fake->steps = steps;
  fake->fd = -1;
  memset(&address, 0, sizeof(address));
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  fake->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(fake->listener >= 0);
  REQUIRE(bind(fake->listener, (struct sockaddr*)&address, sizeof(address)) ==
          0);
  REQUIRE(listen(fake->listener, 16) == 0);
  REQUIRE(getsockname(fake->listener, (struct sockaddr*)&address, &len) == 0);
  fake->port = ntohs(address.sin_port);
  REQUIRE(pthread_create(&fake->thread, NULL, run, fake) == 0);
}

void fake_end(fake_t* fake) {
  REQUIRE(pthread_join(fake->thread, NULL) == 0);
  (void)close(fake->listener);
  CHECK_STR(fake->error, "");
}
