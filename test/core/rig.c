#include "rig.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "tap.h"

/* Words of one command, at most. */
#define WORDS_MAX 64

hc_str_t str_of(const char* s) {
  hc_str_t out = {s, strlen(s)};
  return out;
}

void rig_init(rig_t* rig, const hc_limits_t* limits) {
  memset(rig, 0, sizeof(*rig));
  recorder_init(&rig->rec);
  rig->handshake.protocol = 3;
  rig->engine = hc_engine_new(&recorder_callbacks, &rig->rec, limits);
  REQUIRE(rig->engine != NULL);
  rig->rec.engine = rig->engine;
}

void rig_end(rig_t* rig) {
  hc_engine_free(rig->engine);
  recorder_free(&rig->rec);
}

int rig_start(rig_t* rig) {
  int status = hc_engine_start(rig->engine, &rig->handshake);
  return status != HC_OK ? status : hc_engine_commit(rig->engine, 0);
}

void rig_ready(rig_t* rig, int protocol) {
  rig->handshake.protocol = protocol;
  CHECK_INT(rig_start(rig), HC_OK);
  if (protocol == 3) rig_feed(rig, "%1\r\n+proto\r\n:3\r\n");
  CHECK_INT(hc_engine_is_ready(rig->engine), 1);
  (void)rig_output(rig);
  (void)rig_trace(rig);
}

void rig_feed(rig_t* rig, const char* bytes) {
  CHECK_INT(rig_feed_status(rig, bytes, strlen(bytes)), HC_OK);
}

int rig_feed_status(rig_t* rig, const char* bytes, size_t len) {
  return hc_engine_feed(rig->engine, bytes, len);
}

int rig_send(rig_t* rig, hc_command_kind kind, uint32_t flags,
             const char* words) {
  hc_str_t argv[WORDS_MAX];
  size_t argc = 0;

  while (argc < WORDS_MAX) {
    const char* space = strchr(words, ' ');
    argv[argc].str = words;
    argv[argc].len = space != NULL ? (size_t)(space - words) : strlen(words);
    argc++;
    if (space == NULL) break;
    words = space + 1;
  }
  return hc_engine_command(rig->engine, kind, flags, argc, argv);
}

/* Reads "<type><n>\r\n"; gives up the program when it is not that. */
static size_t header(const char** p, const char* end, char type) {
  char* digits_end;
  size_t n;

  REQUIRE(end - *p >= 4 && **p == type);
  n = strtoul(*p + 1, &digits_end, 10);
  REQUIRE(digits_end + 2 <= end && digits_end[0] == '\r' &&
          digits_end[1] == '\n');
  *p = digits_end + 2;
  return n;
}

void rig_decode(text_t* out, const char* bytes, size_t len) {
  const char* p = bytes;
  const char* end = bytes + len;

  while (p < end) {
    size_t i, argc = header(&p, end, '*');
    for (i = 0; i < argc; i++) {
      size_t arg_len = header(&p, end, '$');
      REQUIRE((size_t)(end - p) >= arg_len + 2);
      if (i > 0) text_bytes(out, " ", 1);
      text_escaped(out, p, arg_len);
      REQUIRE(memcmp(p + arg_len, "\r\n", 2) == 0);
      p += arg_len + 2;
    }
    text_bytes(out, "\n", 1);
  }
}

const char* rig_output(rig_t* rig) {
  static text_t decoded;
  size_t len;
  const char* bytes = hc_engine_output(rig->engine, &len);

  text_clear(&decoded);
  rig_decode(&decoded, bytes, len);
  hc_engine_sent(rig->engine, len);
  return decoded.str;
}

const char* rig_trace(rig_t* rig) {
  return recorder_take(&rig->rec);
}

void rig_subscribe(rig_t* rig, hc_command_kind kind, const char* name) {
  static const char* const words[] = {"", "subscribe", "psubscribe",
                                      "ssubscribe"};
  text_t t = {NULL, 0, 0};

  text_format(&t, "%s %s", words[kind], name);
  CHECK_INT(rig_send(rig, kind, 0, t.str), HC_OK);
  text_clear(&t);
  text_format(&t, "%c3\r\n$%zu\r\n%s\r\n$%zu\r\n%s\r\n:1\r\n",
              hc_engine_protocol(rig->engine) == 3 ? '>' : '*',
              strlen(words[kind]), words[kind], strlen(name), name);
  rig_feed(rig, t.str);
  text_free(&t);
  (void)rig_output(rig);
  (void)rig_trace(rig);
}

/* Feeds pieces that end at each multiple of `step`, after one of `first`. */
static void check_cut(void (*prepare)(rig_t* rig), const char* bytes,
                      size_t len, size_t first, size_t step,
                      const char* expected) {
  rig_t rig;
  size_t from = 0, to = first;

  tap_note("%zu bytes, then pieces of %zu", first, step);
  prepare(&rig);
  while (from < len) {
    /* A copy with nothing behind it, gone at once. */
    char* piece = memory_copy(bytes + from, to - from);
    CHECK_INT(rig_feed_status(&rig, piece, to - from), HC_OK);
    memory_free(piece);
    from = to;
    to = len - from > step ? from + step : len;
  }
  CHECK_STR(rig_trace(&rig), expected);
  rig_end(&rig);
  tap_note("%s", "");
}

void rig_check_cuts(void (*prepare)(rig_t* rig), const char* bytes, size_t len,
                    const char* expected) {
  /* Long streams are cut where it is of interest, and at some other places. */
  size_t step = len / 2000 + 1;
  size_t cut;

  check_cut(prepare, bytes, len, len, len, expected);
  check_cut(prepare, bytes, len, 1, 1, expected);
  check_cut(prepare, bytes, len, 3, 3, expected);
  for (cut = 1; cut < len; cut += step)
    check_cut(prepare, bytes, len, cut, len, expected);
}
