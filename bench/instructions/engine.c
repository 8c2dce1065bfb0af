/*
 * What the protocol engine does for a message and for a publish, in numbers of
 * instructions: run under callgrind, which counts what measured() does.
 *
 *   engine <case>     one of the names in `cases`
 *
 * Prints how many operations were measured. The bytes fed are those that a
 * redis-server sends; everything is the same at each run.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hicast.h"

enum {
  OPERATIONS = 20000,
  READ_SIZE = 65536,
  CHANNELS = 1000,
  MAX_PAYLOAD_LEN = 1024,
  PAYLOAD_LEN = 100 /* of what is published */
};

typedef struct bench_s {
  hc_engine_t* engine;
  char* bytes; /* what measured() feeds */
  size_t len;
  size_t read_size;
  char payload[PAYLOAD_LEN];
  long seen; /* messages and replies that the engine told of */
} bench_t;

typedef struct case_s {
  const char* name;
  int protocol;
  hc_command_kind subscribe;
  int channel_count;
  size_t payload_len;
  size_t read_size; /* bytes fed at once; 0: replies to publishes */
} case_t;

static const case_t cases[] = {
    {"receive", 3, HC_CMD_SUBSCRIBE, 1, 100, READ_SIZE},
    {"receive-resp2", 2, HC_CMD_SUBSCRIBE, 1, 100, READ_SIZE},
    {"receive-small-reads", 3, HC_CMD_SUBSCRIBE, 1, 100, 1448},
    {"receive-1k", 3, HC_CMD_SUBSCRIBE, 1, 1024, READ_SIZE},
    {"receive-channels", 3, HC_CMD_SUBSCRIBE, CHANNELS, 100, READ_SIZE},
    {"receive-pattern", 3, HC_CMD_PSUBSCRIBE, 1, 100, READ_SIZE},
    {"receive-shard", 3, HC_CMD_SSUBSCRIBE, 1, 100, READ_SIZE},
    {"publish", 3, HC_CMD, 0, 0, 0},
    {"publish-reply", 3, HC_CMD, 0, 0, READ_SIZE},
};

static void die(const char* what) {
  fprintf(stderr, "engine: %s\n", what);
  exit(1);
}

static void check(int status) {
  if (status != HC_OK) die(hc_status_name(status));
}

/* ---- What the engine tells ------------------------------------------------ */

static void on_message(void* data, const hc_message_t* m) {
  bench_t* b = data;
  if (m->sub != NULL) b->seen++;
}

static void on_messages(void* data, hc_sub_t* sub, const hc_str_t* payloads,
                        size_t count, int is_ascii) {
  bench_t* b = data;
  (void)is_ascii;
  (void)sub;
  (void)payloads;
  b->seen += count;
}

static void on_reply(void* data, uint32_t flags, const hc_value_t* value) {
  bench_t* b = data;
  (void)flags;
  if (value->type == HC_INTEGER) b->seen++;
}

static void on_push(void* data, const hc_value_t* value, int is_moved) {
  (void)data, (void)value, (void)is_moved;
}

static void on_monitor(void* data, const char* line, size_t len) {
  (void)data, (void)line, (void)len;
}

static void on_tick(void* data) {
  (void)data;
}

static void on_notice(void* data, hc_notice notice,
                      const hc_notice_info_t* info) {
  (void)data, (void)notice, (void)info;
}

static void on_loading(void* data, uint32_t retry_ms) {
  (void)data, (void)retry_ms;
}

/* ---- The bytes ------------------------------------------------------------- */

typedef struct text_s {
  char* bytes;
  size_t len;
  size_t cap;
} text_t;

static void append(text_t* t, const char* bytes, size_t len) {
  if (t->cap - t->len < len) {
    t->cap = 2 * (t->cap + len);
    t->bytes = realloc(t->bytes, t->cap);
    if (t->bytes == NULL) die("out of memory");
  }
  memcpy(t->bytes + t->len, bytes, len);
  t->len += len;
}

static void append_text(text_t* t, const char* text) {
  append(t, text, strlen(text));
}

static void append_bulk(text_t* t, const char* bytes, size_t len) {
  char header[32];
  snprintf(header, sizeof(header), "$%zu\r\n", len);
  append_text(t, header);
  append(t, bytes, len);
  append_text(t, "\r\n");
}

static void name_channel(char* name, size_t size, int channel) {
  snprintf(name, size, "user-events:%07d", channel);
}

static void append_message(text_t* t, const case_t* c, int channel) {
  static const char* const words[] = {"message", "pmessage", "smessage"};
  const char* word = words[c->subscribe - HC_CMD_SUBSCRIBE];
  const int is_pattern = c->subscribe == HC_CMD_PSUBSCRIBE;
  char payload[MAX_PAYLOAD_LEN];
  char name[32];
  append_text(t, c->protocol == 3 ? ">" : "*");
  append_text(t, is_pattern ? "4\r\n" : "3\r\n");
  append_bulk(t, word, strlen(word));
  if (is_pattern) append_bulk(t, "user-*", 6);
  name_channel(name, sizeof(name), channel);
  append_bulk(t, name, strlen(name));
  memset(payload, 'x', c->payload_len);
  append_bulk(t, payload, c->payload_len);
}

/* All that measured() will feed. */
static void make_bytes(bench_t* b, const case_t* c) {
  text_t t = {NULL, 0, 0};
  uint32_t random = 1;
  for (int i = 0; i < OPERATIONS; i++) {
    random = random * 1664525u + 1013904223u;
    if (c->subscribe == HC_CMD) {
      append_text(&t, ":1\r\n");
    } else {
      append_message(&t, c, (int)((random >> 8) % (uint32_t)c->channel_count));
    }
  }
  b->bytes = t.bytes;
  b->len = t.len;
  b->read_size = c->read_size;
}

/* ---- Before ------------------------------------------------------------------ */

static void feed_text(bench_t* b, const char* text) {
  check(hc_engine_feed(b->engine, text, strlen(text)));
}

static void start(bench_t* b, const case_t* c) {
  static const hc_callbacks_t callbacks = {
      on_message, on_reply,  on_push,    on_monitor,  on_tick,
      on_tick,    on_notice, on_loading, on_messages, NULL};
  hc_handshake_t handshake;
  memset(&handshake, 0, sizeof(handshake));
  handshake.protocol = c->protocol;
  b->engine = hc_engine_new(&callbacks, b, NULL);
  if (b->engine == NULL) die("out of memory");
  check(hc_engine_start(b->engine, &handshake));
  feed_text(b, c->protocol == 3 ? "%1\r\n$5\r\nproto\r\n:3\r\n" : "");
  if (!hc_engine_is_ready(b->engine)) die("the handshake did not end");
}

/* Subscribes, and confirms it as the server would. */
static void subscribe(bench_t* b, const case_t* c, int channel) {
  static const char* const words[] = {"subscribe", "psubscribe", "ssubscribe"};
  const char* word = words[c->subscribe - HC_CMD_SUBSCRIBE];
  text_t t = {NULL, 0, 0};
  char name[32] = "user-*";
  hc_str_t argv[2];
  if (c->subscribe != HC_CMD_PSUBSCRIBE) {
    name_channel(name, sizeof(name), channel);
  }
  argv[0].str = word;
  argv[0].len = strlen(word);
  argv[1].str = name;
  argv[1].len = strlen(name);
  check(hc_engine_command(b->engine, c->subscribe, 0, 2, argv));
  append_text(&t, c->protocol == 3 ? ">3\r\n" : "*3\r\n");
  append_bulk(&t, word, strlen(word));
  append_bulk(&t, name, strlen(name));
  append_text(&t, ":1\r\n");
  check(hc_engine_feed(b->engine, t.bytes, t.len));
  free(t.bytes);
}

static void drain(bench_t* b) {
  size_t len;
  hc_engine_output(b->engine, &len);
  hc_engine_sent(b->engine, len);
}

/* As the binding does it: the strings are written straight to the output. */
static void publish(bench_t* b) {
  hc_engine_t* e = b->engine;
  char* room;
  check(hc_engine_begin(e, HC_CMD, 0, 3));
  check(hc_engine_arg(e, "publish", 7));
  room = hc_engine_arg_room(e, 19 * 3 + 1, 19);
  memcpy(room, "user-events:0000000", 19);
  hc_engine_arg_done(e, 19);
  room = hc_engine_arg_room(e, PAYLOAD_LEN * 3 + 1, PAYLOAD_LEN);
  memcpy(room, b->payload, PAYLOAD_LEN);
  hc_engine_arg_done(e, PAYLOAD_LEN);
  check(hc_engine_finish(e));
}

/* ---- Measured ------------------------------------------------------------------ */

/* Stands for the read() of a socket, which is not counted: run.js knows the
 * names of this function and the next. */
__attribute__((noinline)) void received(char* room, const char* bytes,
                                        size_t len) {
  memcpy(room, bytes, len);
}

__attribute__((noinline)) void measured(bench_t* b, const case_t* c) {
  if (c->read_size == 0) {
    for (int i = 0; i < OPERATIONS; i++) {
      publish(b);
      if (i % 100 == 99) drain(b);
    }
    return;
  }
  for (size_t at = 0; at < b->len; at += b->read_size) {
    size_t len = b->len - at < b->read_size ? b->len - at : b->read_size;
    size_t room_len;
    char* room = hc_engine_reserve(b->engine, len, &room_len);
    if (room == NULL) die("out of memory");
    received(room, b->bytes + at, len);
    check(hc_engine_commit(b->engine, len));
  }
}

static void prepare(bench_t* b, const case_t* c) {
  start(b, c);
  for (int i = 0; i < c->channel_count; i++) subscribe(b, c, i);
  memset(b->payload, 'x', PAYLOAD_LEN);
  if (c->read_size == 0) return;
  make_bytes(b, c);
  for (int i = 0; c->subscribe == HC_CMD && i < OPERATIONS; i++) publish(b);
}

int main(int argc, char** argv) {
  const case_t* c = NULL;
  bench_t b;
  if (argc != 2) die("which case?");
  for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
    if (strcmp(cases[i].name, argv[1]) == 0) c = &cases[i];
  }
  if (c == NULL) die("no such case");
  memset(&b, 0, sizeof(b));
  prepare(&b, c);
  drain(&b);
  b.seen = 0;
  measured(&b, c);
  if (c->read_size != 0 && b.seen != OPERATIONS) die("not all were seen");
  printf("%d\n", OPERATIONS);
  hc_engine_free(b.engine);
  free(b.bytes);
  return 0;
}
