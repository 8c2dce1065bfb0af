/* Bytes to values, without an engine. */
#include <stdlib.h>
#include <string.h>

#include "engine/internal.h"
#include "memory.h"
#include "tap.h"
#include "text.h"

/*
 * Reads the bytes in pieces, each in a new copy that ends where the bytes do,
 * and tells the reader that they moved. Returns the last result, and the whole
 * replies as text.
 */
static int read_pieces(const char* bytes, size_t len, size_t step,
                       const hc_limits_t* limits, text_t* out) {
  hc__reader_t r;
  char* buf = NULL;
  size_t at = 0, parsed = 0, start = 0;
  int result = 0;

  hc__reader_init(&r, limits);
  text_clear(out);
  while (at < len && result >= 0) {
    char* moved;
    at = len - at < step ? len : at + step;
    moved = memory_copy(bytes + start, at - start);
    hc__reader_rebase(&r, buf, parsed, moved);
    memory_free(buf);
    buf = moved;
    do {
      const char* p = buf + parsed;
      result = hc__reader_run(&r, &p, buf + (at - start));
      parsed = (size_t)(p - buf);
      if (result == 1) {
        text_value(out, &r.root);
        text_bytes(out, "\n", 1);
        hc__reader_reset(&r);
      }
    } while (result > 0 && parsed < at - start);
    if (!hc__reader_is_busy(&r)) {
      start += parsed;
      parsed = 0;
      moved = memory_copy(bytes + start, at - start);
      memory_free(buf);
      buf = moved;
    }
  }
  if (result < 0) CHECK(strlen(r.error) > 0);
  memory_free(buf);
  hc__reader_free(&r);
  return result;
}

static void expect(const char* bytes, int result, const char* replies) {
  size_t step, len = strlen(bytes);
  text_t out = {NULL, 0, 0};

  for (step = 1; step <= len; step++) {
    tap_note("%s in pieces of %zu", bytes, step);
    CHECK_INT(read_pieces(bytes, len, step, NULL, &out), result);
    CHECK_STR(out.str, replies);
  }
  tap_note("%s", "");
  text_free(&out);
}

static void values(void) {
  expect("+OK\r\n:1\r\n$3\r\nabc\r\n*2\r\n+a\r\n*1\r\n$1\r\nb\r\n", 1,
         "+OK\n:1\n\"abc\"\n[+a, [\"b\"]]\n");
  expect("%1\r\n+a\r\n~2\r\n#t\r\n_\r\n|1\r\n+x\r\n+y\r\n,1.5\r\n", 1,
         "{+a: ~[#t, nil]}\n,1.5\n");
  expect("*3\r\n=7\r\ntxt:abc\r\n!5\r\nERR x\r\n(12345\r\n", 1,
         "[=abc, -ERR x, (12345]\n");
}

static void partial(void) {
  expect("*2\r\n:1\r\n", 0, "");
  expect("$3\r\nab", 0, "");
  expect("+OK\r", 0, "");
  expect("$-", 0, "");
  expect("$-1\r", 0, "");
  expect("+OK\r\n*", 0, "+OK\n");
}

static void broken(void) {
  expect("+OK\r\n?\r\n", HC_EPROTOCOL, "+OK\n");
  expect("$-1x\r\n", HC_EPROTOCOL, "");
  expect("$1\r\nabc", HC_EPROTOCOL, "");
  expect("*99999999999\r\n", HC_ELIMIT, "");
}

static void depths(void) {
  static const char bytes[] = "*1\r\n*2\r\n:1\r\n%1\r\n+a\r\n+b\r\n";
  const char* p = bytes;
  hc__reader_t r;

  hc__reader_init(&r, NULL);
  CHECK_INT(hc__reader_run(&r, &p, bytes + sizeof(bytes) - 1), 1);
  CHECK_INT(r.root.depth, 0);
  CHECK_INT(r.root.as.elements[0].depth, 1);
  CHECK_INT(r.root.as.elements[0].as.elements[1].depth, 2);
  CHECK_INT(r.root.as.elements[0].as.elements[1].as.elements[0].depth, 3);
  CHECK_INT(r.root.as.elements[0].as.elements[1].len, 2);
  hc__reader_free(&r);
}

/* A push within a reply is shown, and counts or not as the caller says. */
static void inner_values(void) {
  static const char bytes[] = "*2\r\n>1\r\n:1\r\n>1\r\n:2\r\n:3\r\n";
  const char* p = bytes;
  const char* end = bytes + sizeof(bytes) - 1;
  text_t out = {NULL, 0, 0};
  hc__reader_t r;

  hc__reader_init(&r, NULL);
  CHECK_INT(hc__reader_run(&r, &p, end), HC__READ_INNER);
  text_clear(&out);
  text_value(&out, r.inner);
  CHECK_INT(hc__reader_run(&r, &p, end), HC__READ_INNER);
  text_value(&out, r.inner);
  r.is_inner_element = 0;
  CHECK_INT(hc__reader_run(&r, &p, end), 1);
  text_value(&out, &r.root);
  CHECK_STR(out.str, ">[:1]>[:2][>[:1], :3]");
  CHECK(p == end);
  text_free(&out);
  hc__reader_free(&r);
}

/* What the reader says it needs is never more than what makes it go on. */
static void needs(void) {
  static const char bytes[] = "*2\r\n$10\r\n0123456789\r\n$-1\r\n";
  size_t len;
  for (len = 1; len < sizeof(bytes) - 1; len++) {
    const char* p = bytes;
    hc__reader_t r;
    hc__reader_init(&r, NULL);
    CHECK_INT(hc__reader_run(&r, &p, bytes + len), 0);
    CHECK((size_t)(p - bytes) + r.need <= sizeof(bytes) - 1);
    hc__reader_free(&r);
  }
}

/* A random value, and its text. */
static void random_value(text_t* bytes, int depth) {
  int i, n = rand() % 5;
  switch (rand() % (depth > 0 ? 12 : 9)) {
    case 0:
      text_format(bytes, ":%d\r\n", rand() - RAND_MAX / 2);
      return;
    case 1:
      text_format(bytes, "+line%d\r\n", rand());
      return;
    case 2:
      text_format(bytes, "-ERR %d\r\n", rand());
      return;
    case 3:
      text_format(bytes, "_\r\n");
      return;
    case 4:
      text_format(bytes, "#%c\r\n", rand() % 2 ? 't' : 'f');
      return;
    case 5:
      text_format(bytes, "=%d\r\ntxt:%0*d\r\n", n + 6, n + 2, 1);
      return;
    case 6:
      text_format(bytes, "|1\r\n+k\r\n:1\r\n");
      random_value(bytes, depth);
      return;
    case 7:
    case 8:
      n = rand() % 300 + 1;
      text_format(bytes, "$%d\r\n%0*d\r\n", n, n, 7);
      return;
    default:
      text_format(bytes, "%c%d\r\n", "*~%"[n % 3], n);
      for (i = 0; i < (n % 3 == 2 ? 2 * n : n); i++)
        random_value(bytes, depth - 1);
  }
}

/* Random streams: cut anyhow, they make the same values. */
static void random_streams(void) {
  text_t bytes = {NULL, 0, 0};
  text_t whole = {NULL, 0, 0};
  text_t out = {NULL, 0, 0};
  int round, i;

  srand(7);
  for (round = 0; round < 60; round++) {
    text_clear(&bytes);
    for (i = 0; i < 10; i++) random_value(&bytes, 5);
    CHECK_INT(read_pieces(bytes.str, bytes.len, bytes.len, NULL, &whole), 1);
    for (i = 1; i < 40; i += 1 + i / 4) {
      tap_note("round %d, pieces of %d", round, i);
      CHECK_INT(read_pieces(bytes.str, bytes.len, (size_t)i, NULL, &out), 1);
      CHECK_STR(out.str, whole.str);
    }
  }
  tap_note("%s", "");
  text_free(&bytes);
  text_free(&whole);
  text_free(&out);
}

int main(void) {
  tap_run("values", values);
  tap_run("partial values", partial);
  tap_run("broken values", broken);
  tap_run("depths", depths);
  tap_run("values within values", inner_values);
  tap_run("needs", needs);
  tap_run("random streams", random_streams);
  return tap_end();
}
