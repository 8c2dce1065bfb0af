/* The parts of the broker that know nothing of sockets. */
#include <stdio.h>
#include <string.h>

#include "broker/broker.h"
#include "memory.h"
#include "tap.h"

static uint32_t next_random(uint32_t* state) {
  *state = *state * 1664525u + 1013904223u;
  return *state >> 8;
}

/* ---- Patterns -------------------------------------------------------------- */

typedef struct glob_case_s {
  const char* pattern;
  const char* name;
  int is_match;
} glob_case_t;

static const glob_case_t globs[] = {
    {"", "", 1},
    {"", "a", 0},
    {"*", "", 0}, /* as Redis does it */
    {"*", "a", 1},
    {"**", "abc", 1},
    {"a*", "a", 1},
    {"a**", "a", 1},
    {"*a", "a", 1},
    {"*a", "ab", 0},
    {"a*c", "abbc", 1},
    {"a*c", "abbcb", 0},
    {"*a*b", "aab", 1},
    {"*a*b*", "xaxbx", 1},
    {"?", "", 0},
    {"?", "a", 1},
    {"?", "ab", 0},
    {"a?c", "abc", 1},
    {"*?", "a", 1},
    {"h[ae]llo", "hello", 1},
    {"h[ae]llo", "hillo", 0},
    {"h[^e]llo", "hallo", 1},
    {"h[^e]llo", "hello", 0},
    {"h[a-c]llo", "hbllo", 1},
    {"h[c-a]llo", "hbllo", 1},
    {"h[a-c]llo", "hdllo", 0},
    {"[a-]", "-", 0}, /* from 'a' down to ']' */
    {"[a-]", "^", 1},
    {"[-a]", "-", 1},
    {"[a-]", "b", 0},
    {"[a-]x]", "b", 0}, /* from 'a' down to ']', then 'x' */
    {"[a-]x]", "^", 1},
    {"[a-]x]", "x", 1},
    {"[]a]", "a]", 0}, /* a class of nothing */
    {"[]", "a", 0},
    {"[^]", "a", 1},
    {"[^]b", "ab", 1},
    {"[", "a", 0},
    {"[^", "a", 1},
    {"[a", "a", 1}, /* ends with the pattern */
    {"[a", "ab", 0},
    {"[\\]]", "]", 1},
    {"[\\a-c]", "b", 0},
    {"[\\a-c]", "-", 1},
    {"[\\", "\\", 1},
    {"\\*", "*", 1},
    {"\\*", "a", 0},
    {"\\a", "a", 1},
    {"\\", "\\", 1},
    {"\\\\", "\\", 1},
    {"a\\", "a\\", 1},
    {"news.*", "news.art", 1},
    {"NEWS", "news", 0},
    {"[\x80-\x7f]", "a", 1}, /* bytes are signed */
    {"[\x80-\x90]", "a", 0},
};

static void patterns(void) {
  size_t i;
  for (i = 0; i < sizeof(globs) / sizeof(globs[0]); i++) {
    const glob_case_t* c = &globs[i];
    size_t pattern_len = strlen(c->pattern), len = strlen(c->name);
    char* pattern = memory_copy(c->pattern, pattern_len);
    char* name = memory_copy(c->name, len);
    tap_note("pattern %s, name %s", c->pattern, c->name);
    CHECK_INT(hc_broker_match(pattern, pattern_len, name, len), c->is_match);
    memory_free(pattern);
    memory_free(name);
  }
}

/* A pattern that would take for ever if every '*' were tried with every
 * length. */
static void many_stars(void) {
  char pattern[64], name[65536];
  size_t i;

  for (i = 0; i < sizeof(pattern); i += 2) memcpy(pattern + i, "*a", 2);
  pattern[sizeof(pattern) - 1] = 'b';
  memset(name, 'a', sizeof(name));
  CHECK_INT(hc_broker_match(pattern, sizeof(pattern), name, sizeof(name)), 0);
}

/* The same by trying everything; patterns of '*', '?' and letters. */
static int matches_slowly(const char* p, const char* s) {
  if (*p == '\0') return *s == '\0';
  if (*p == '*') {
    return matches_slowly(p + 1, s) || (*s != '\0' && matches_slowly(p, s + 1));
  }
  return *s != '\0' && (*p == '?' || *p == *s) && matches_slowly(p + 1, s + 1);
}

static void random_patterns(void) {
  uint32_t state = 7;
  int round;

  for (round = 0; round < 20000; round++) {
    char pattern[8] = "", name[8] = "";
    size_t i, pattern_len = next_random(&state) % 7;
    size_t len = 1 + next_random(&state) % 6;
    for (i = 0; i < pattern_len; i++)
      pattern[i] = "ab*?"[next_random(&state) % 4];
    for (i = 0; i < len; i++) name[i] = "ab"[next_random(&state) % 2];
    tap_note("pattern %s, name %s", pattern, name);
    CHECK_INT(hc_broker_match(pattern, pattern_len, name, len),
              matches_slowly(pattern, name));
  }
}

/* ---- Requests -------------------------------------------------------------- */

/* The arguments of what a request holds, between '|'; or "!" and the error. */
static void read_all(const char* bytes, size_t len, size_t step, char* out) {
  const hcb__bounds_t bounds = {100, 0};
  hcb__request_t q;
  size_t begin = 0, seen = 0;

  hcb__request_init(&q);
  *out = '\0';
  while (seen < len || begin < seen) {
    const char* base = NULL;
    hcb__parsed result;
    size_t i, end = seen + step < len ? seen + step : len;
    /* A copy of each piece: what it was before has moved. */
    char* piece = memory_copy(bytes + begin, end - begin);
    result = hcb__request_parse(&q, piece, end - begin, &bounds, &base);
    if (result == HCB__BROKEN) {
      strcat(out, "!");
      strcat(out, q.error);
      memory_free(piece);
      break;
    }
    if (result == HCB__COMMAND) {
      for (i = 0; i < q.argc; i++) {
        strncat(out, base + q.spans[i].at, q.spans[i].len);
        strcat(out, "|");
      }
      strcat(out, "\n");
      begin += q.at;
      hcb__request_reset(&q);
    }
    memory_free(piece);
    if (result == HCB__MORE && end == len) break;
    seen = end;
  }
  hcb__request_free(&q);
}

static void check_request(const char* bytes, const char* expected) {
  char whole[2048], pieces[2048];
  size_t step, len = strlen(bytes);

  read_all(bytes, len, len, whole);
  tap_note("request %s", bytes);
  CHECK_STR(whole, expected);
  for (step = 1; step < len; step++) {
    read_all(bytes, len, step, pieces);
    CHECK_STR(pieces, expected);
  }
}

static void requests(void) {
  check_request("*1\r\n$4\r\nPING\r\n", "PING|\n");
  check_request("*2\r\n$4\r\nECHO\r\n$0\r\n\r\n*0\r\n*1\r\n$1\r\nx\r\n",
                "ECHO||\n\nx|\n");
  check_request("*-5\r\nPING\r\n", "\nPING|\n");
  check_request("*1\r\n$4\r\nPINGxx", "PING|\n"); /* not looked at */
  check_request("PING\r\n\r\n  \nECHO \"a b\" 'c d'\r\n",
                "PING|\n\n\nECHO|a b|c d|\n");
  check_request("a\"b c\" 'd\\'e' \"\\x41\\n\\t\\q\\\"\"\n",
                "ab c|d'e|A\n\tq\"|\n");
  check_request("\"\\r\\b\\a\\xZ1\" x\n", "\r\b\axZ1|x|\n");
  check_request("\"a\"b\n", "!unbalanced quotes in request");
  check_request("'a\n", "!unbalanced quotes in request");
  check_request("*x\r\n", "!invalid multibulk length");
  check_request("*2147483648\r\n", "!invalid multibulk length");
  check_request("*1\r\n$101\r\n", "!invalid bulk length");
  check_request("*1\r\n$-1\r\n", "!invalid bulk length");
  check_request("*1\r\n:1\r\n", "!expected '$', got ':'");
}

static void many_arguments(void) {
  const hcb__bounds_t bounds = {100, 0};
  hcb__request_t q;
  const char* base;
  size_t count = 5000, len = 0, i;
  char* bytes = memory_realloc(NULL, 16 + count * 7);

  len = (size_t)sprintf(bytes, "*%zu\r\n", count);
  for (i = 0; i < count; i++, len += 7) memcpy(bytes + len, "$1\r\na\r\n", 7);
  hcb__request_init(&q);
  CHECK_INT(hcb__request_parse(&q, bytes, len, &bounds, &base), HCB__COMMAND);
  CHECK_INT(q.argc, count);
  CHECK_INT(q.at, len);
  CHECK_INT(base[q.spans[count - 1].at], 'a');
  /* So large an array is not kept. */
  hcb__request_reset(&q);
  CHECK_INT(q.span_cap, HCB__FIRST_SPANS);
  hcb__request_free(&q);
  memory_free(bytes);
}

static void long_lines(void) {
  static const char* const errors[] = {"too big mbulk count string",
                                       "too big bulk count string",
                                       "too big inline request"};
  static const char* const begins[] = {"*", "*1\r\n$", "x"};
  const hcb__bounds_t bounds = {100, 0};
  char* bytes = memory_realloc(NULL, 70000);
  const char* base;
  size_t i;

  for (i = 0; i < 3; i++) {
    hcb__request_t q;
    hcb__request_init(&q);
    memset(bytes, '1', 70000);
    memcpy(bytes, begins[i], strlen(begins[i]));
    CHECK_INT(hcb__request_parse(&q, bytes, 60000, &bounds, &base), HCB__MORE);
    CHECK_INT(hcb__request_parse(&q, bytes, 70000, &bounds, &base),
              HCB__BROKEN);
    CHECK_STR(q.error, errors[i]);
    hcb__request_free(&q);
  }
  memory_free(bytes);
}

static void integers(void) {
  static const struct {
    const char* text;
    int is_number;
    int64_t number;
  } cases[] = {
      {"0", 1, 0},
      {"7", 1, 7},
      {"-7", 1, -7},
      {"9223372036854775807", 1, INT64_MAX},
      {"-9223372036854775808", 1, INT64_MIN},
      {"9223372036854775808", 0, 0},
      {"-9223372036854775809", 0, 0},
      {"", 0, 0},
      {"-", 0, 0},
      {"+1", 0, 0},
      {"01", 0, 0},
      {"-0", 0, 0},
      {" 1", 0, 0},
      {"1 ", 0, 0},
      {"1x", 0, 0},
      {"111111111111111111111", 0, 0},
  };
  size_t i;

  for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    int64_t n = 0;
    tap_note("number %s", cases[i].text);
    CHECK_INT(hcb__read_integer(cases[i].text, strlen(cases[i].text), &n),
              cases[i].is_number);
    CHECK_INT(n, cases[i].number);
  }
}

/* ---- The registry ---------------------------------------------------------- */

#define CLIENTS 20
#define NAMES 40

/* Against a table of who is subscribed to what. */
static void registry(void) {
  static hcb__client_t clients[CLIENTS];
  static char model[3][CLIENTS][NAMES];
  hcb__registry_t r = {0};
  uint32_t state = 3;
  int round, kind, i, j;

  for (round = 0; round < 20000; round++) {
    char text[16];
    hc_str_t name = {text, 0};
    i = (int)(next_random(&state) % CLIENTS);
    j = (int)(next_random(&state) % NAMES);
    kind = (int)(next_random(&state) % 3);
    name.len = (size_t)sprintf(text, "n%d", j);
    if (next_random(&state) % 2) {
      CHECK_INT(hcb__registry_add(&r, &clients[i], (hc_sub_kind)kind, name),
                !model[kind][i][j]);
      model[kind][i][j] = 1;
    } else {
      CHECK_INT(hcb__registry_remove(&r, &clients[i], (hc_sub_kind)kind, name),
                model[kind][i][j]);
      model[kind][i][j] = 0;
    }
  }
  for (kind = 0; kind < 3; kind++) {
    size_t topics = 0;
    for (j = 0; j < NAMES; j++) {
      char text[16];
      hc_str_t name = {text, 0};
      size_t subs = 0;
      const hcb__topic_t* topic;
      name.len = (size_t)sprintf(text, "n%d", j);
      for (i = 0; i < CLIENTS; i++) subs += (size_t)model[kind][i][j];
      topics += subs > 0;
      topic = hcb__registry_find(&r, (hc_sub_kind)kind, name);
      CHECK_INT(topic == NULL ? 0 : topic->sub_count, subs);
    }
    CHECK_INT(r.topics[kind].count, topics);
    for (i = 0; i < CLIENTS; i++) {
      size_t subs = 0;
      for (j = 0; j < NAMES; j++) subs += (size_t)model[kind][i][j];
      CHECK_INT(clients[i].sub_counts[kind], subs);
      while (clients[i].subs[kind] != NULL)
        hcb__registry_drop(&r, clients[i].subs[kind]);
      CHECK_INT(clients[i].sub_counts[kind], 0);
    }
    CHECK_INT(r.topics[kind].count, 0);
  }
  CHECK_INT(r.pairs.count, 0);
  hcb__registry_free(&r);
}

int main(void) {
  tap_run("patterns", patterns);
  tap_run("a pattern of many stars", many_stars);
  tap_run("random patterns", random_patterns);
  tap_run("requests, whole and in pieces", requests);
  tap_run("many arguments", many_arguments);
  tap_run("lines without an end", long_lines);
  tap_run("integers", integers);
  tap_run("the registry", registry);
  return tap_end();
}
