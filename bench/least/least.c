/*
 * receive(port, channel, callback): subscribes to one channel, and calls back
 * with the payloads of as many messages as came, each as a string. With none
 * once, when it is subscribed.
 *
 * This is the bound for any client that gives messages as strings: it reads,
 * finds the frames, tells ASCII from UTF-8, and makes the strings. It knows no
 * other frames, no errors, and ends with its process.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <node_api.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <uv.h>

enum { READ_SIZE = 256 * 1024, BATCH = 512, PREFIX = 18 };

typedef struct least_s {
  napi_env env;
  napi_ref callback;
  napi_async_context context;
  uv_poll_t poll;
  int fd;
  int is_subscribed;
  size_t len; /* of what is in the buffer */
  size_t count;
  napi_value payloads[BATCH];
  char buffer[2 * READ_SIZE];
} least_t;

static void check(int is_well, const char* what) {
  if (is_well) return;
  fprintf(stderr, "least: %s\n", what);
  exit(1);
}

static void deliver(least_t* l) {
  napi_value callback;
  napi_value global;
  check(napi_get_reference_value(l->env, l->callback, &callback) == napi_ok &&
            napi_get_global(l->env, &global) == napi_ok &&
            napi_make_callback(l->env, l->context, global, callback, l->count,
                               l->payloads, NULL) == napi_ok,
        "the callback failed");
  l->count = 0;
}

/* For at least 16 bytes; fewer are measured by nobody. */
static int is_ascii(const char* text, size_t len) {
  const char* end = text + len;
  uint64_t bits[2];
  uint64_t more[2];
  if (len < sizeof(bits)) return 0;
  memcpy(bits, end - sizeof(bits), sizeof(bits));
  for (; text + sizeof(more) < end; text += sizeof(more)) {
    memcpy(more, text, sizeof(more));
    bits[0] |= more[0];
    bits[1] |= more[1];
  }
  return ((bits[0] | bits[1]) & 0x8080808080808080u) == 0;
}

static void add(least_t* l, const char* text, size_t len) {
  napi_value* value = &l->payloads[l->count++];
  check((is_ascii(text, len)
             ? napi_create_string_latin1(l->env, text, len, value)
             : napi_create_string_utf8(l->env, text, len, value)) == napi_ok,
        "no string");
}

/* "<n>\r\n" and n bytes; NULL while they are not all there. */
static const char* bulk(const char* p, const char* end, size_t* len) {
  size_t n = 0;
  while (p < end && *p != '\r') n = n * 10 + (size_t)(*p++ - '0');
  *len = n;
  return (size_t)(end - p) < n + 4 ? NULL : p + 2;
}

/* "*3\r\n$7\r\nmessage\r\n$<n>\r\n<channel>\r\n$<n>\r\n<payload>\r\n": gives
 * what follows, or NULL. */
static const char* take(least_t* l, const char* p, const char* end) {
  size_t len;
  if (end - p < PREFIX) return NULL;
  p = bulk(p + PREFIX, end, &len);
  if (p == NULL || (size_t)(end - p) < len + 3) return NULL;
  p = bulk(p + len + 3, end, &len);
  if (p == NULL) return NULL;
  add(l, p, len);
  return p + len + 2;
}

static void on_readable(uv_poll_t* poll, int status, int events) {
  least_t* l = (least_t*)poll->data;
  napi_handle_scope scope;
  const char* p = l->buffer;
  const char* next = p;
  ssize_t n = read(l->fd, l->buffer + l->len, READ_SIZE);
  (void)events;
  check(status == 0 && n > 0, "the connection is gone");
  l->len += (size_t)n;
  check(napi_open_handle_scope(l->env, &scope) == napi_ok, "no scope");
  if (!l->is_subscribed) {
    /* The confirmation comes alone: nothing is sent before it is there. */
    l->is_subscribed = 1;
    p = l->buffer + l->len;
    deliver(l);
  }
  while (next != NULL) {
    next = take(l, p, l->buffer + l->len);
    if (next != NULL) p = next;
    if (l->count == BATCH || (next == NULL && l->count > 0)) deliver(l);
  }
  check(napi_close_handle_scope(l->env, scope) == napi_ok, "no scope");
  l->len -= (size_t)(p - l->buffer);
  memmove(l->buffer, p, l->len);
}

static void subscribe(least_t* l, int port, const char* channel) {
  struct sockaddr_in address = {0};
  char command[256];
  int len = snprintf(command, sizeof(command), "SUBSCRIBE %s\r\n", channel);
  address.sin_family = AF_INET;
  address.sin_port = htons((uint16_t)port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  l->fd = socket(AF_INET, SOCK_STREAM, 0);
  check(l->fd >= 0 &&
            connect(l->fd, (struct sockaddr*)&address, sizeof(address)) == 0 &&
            write(l->fd, command, (size_t)len) == len &&
            fcntl(l->fd, F_SETFL, O_NONBLOCK) == 0,
        "no connection");
}

static napi_value receive(napi_env env, napi_callback_info info) {
  least_t* l = calloc(1, sizeof(*l));
  napi_value argv[3];
  napi_value name;
  size_t argc = 3;
  size_t len;
  int32_t port;
  char channel[128];
  uv_loop_t* loop;
  check(l != NULL, "out of memory");
  l->env = env;
  check(napi_get_cb_info(env, info, &argc, argv, NULL, NULL) == napi_ok &&
            argc == 3 && napi_get_value_int32(env, argv[0], &port) == napi_ok &&
            napi_get_value_string_utf8(env, argv[1], channel, sizeof(channel),
                                       &len) == napi_ok &&
            napi_create_reference(env, argv[2], 1, &l->callback) == napi_ok &&
            napi_create_string_utf8(env, "least", NAPI_AUTO_LENGTH, &name) ==
                napi_ok &&
            napi_async_init(env, NULL, name, &l->context) == napi_ok &&
            napi_get_uv_event_loop(env, &loop) == napi_ok,
        "wrong arguments");
  subscribe(l, port, channel);
  l->poll.data = l;
  check(uv_poll_init(loop, &l->poll, l->fd) == 0 &&
            uv_poll_start(&l->poll, UV_READABLE, on_readable) == 0,
        "no poll handle");
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  check(
      napi_create_function(env, "receive", NAPI_AUTO_LENGTH, receive, NULL,
                           &function) == napi_ok &&
          napi_set_named_property(env, exports, "receive", function) == napi_ok,
      "no module");
  return exports;
}
