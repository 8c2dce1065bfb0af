#include <stdio.h>
#include <stdlib.h>

#include "broker/broker.h"

/*
 * Requests as Redis takes them: arrays of bulk strings, or lines of words. May
 * stop at any byte and go on when there are more. What the two bytes behind a
 * string are is not looked at, for Redis does not do so either.
 */

/* A header, or a line of words, is no longer than this. */
#define LINE_MAX_LEN ((size_t)65536)
/* Bounds for who has not authenticated yet. */
#define STRANGER_ARGS 10
#define STRANGER_BULK 16384
/* More arguments are of no use, and would take more memory than their bytes. */
#define ARGS_MAX ((size_t)1 << 22)

void hcb__request_init(hcb__request_t* q) {
  memset(q, 0, sizeof(*q));
  q->spans = q->first;
  q->span_cap = HCB__FIRST_SPANS;
}

void hcb__request_free(hcb__request_t* q) {
  if (q->spans != q->first) free(q->spans);
  hc__buf_free(&q->words);
  hcb__request_init(q);
}

void hcb__request_reset(hcb__request_t* q) {
  if (q->span_cap > 1024) hcb__request_free(q);
  if (q->words.cap > 1024) {
    hc__buf_free(&q->words);
  } else if (q->words.data != NULL) {
    hc__buf_consume(&q->words, hc__buf_len(&q->words));
  }
  q->argc = 0;
  q->expected = 0;
  q->at = 0;
  q->need = 0;
}

int hcb__request_add(hcb__request_t* q, size_t at, size_t len) {
  if (q->argc == q->span_cap) {
    size_t cap = q->span_cap * 2;
    hcb__span_t* old = q->spans == q->first ? NULL : q->spans;
    hcb__span_t* spans = realloc(old, cap * sizeof(*spans));
    if (spans == NULL) return HC_ENOMEM;
    if (old == NULL) memcpy(spans, q->first, sizeof(q->first));
    q->spans = spans;
    q->span_cap = cap;
  }
  q->spans[q->argc].at = at;
  q->spans[q->argc++].len = len;
  return HC_OK;
}

int hcb__read_integer(const char* s, size_t len, int64_t* out) {
  int is_negative = len > 0 && s[0] == '-';
  uint64_t n = 0, max = (uint64_t)INT64_MAX + (is_negative ? 1 : 0);
  size_t i = is_negative ? 1 : 0;

  if (i == len || len > 20) return 0;
  if (s[i] == '0' && (is_negative || len > 1)) return 0;
  for (; i < len; i++) {
    unsigned digit = (unsigned char)s[i] - (unsigned)'0';
    if (digit > 9 || n > (max - digit) / 10) return 0;
    n = n * 10 + digit;
  }
  *out = is_negative ? (int64_t)(0 - n) : (int64_t)n;
  return 1;
}

/* Finds a byte; a NUL before it hides it, as a C string would. */
static const char* find(const char* p, const char* end, char c) {
  while (p < end && *p != c) {
    if (*p++ == '\0') return NULL;
  }
  return p < end ? p : NULL;
}

static hcb__parsed broken(hcb__request_t* q, const char* error) {
  q->error = error;
  return HCB__BROKEN;
}

/* Reads "<c><number>\r\n" at q->at. HCB__COMMAND: done. */
static hcb__parsed read_header(hcb__request_t* q, const char* bytes, size_t len,
                               int64_t* n, int* is_number) {
  const char* p = bytes + q->at;
  const char* end = bytes + len;
  const char* cr = find(p, end, '\r');

  if (cr == NULL && len - q->at > LINE_MAX_LEN) return HCB__BROKEN;
  if (cr == NULL || end - cr < 2) return HCB__MORE;
  *is_number = hcb__read_integer(p + 1, (size_t)(cr - p) - 1, n);
  /* A line that is empty has no number either. */
  if (cr == p) *is_number = 0;
  q->at = (size_t)(cr + 2 - bytes);
  return HCB__COMMAND;
}

static hcb__parsed read_count(hcb__request_t* q, const char* bytes, size_t len,
                              const hcb__bounds_t* bounds) {
  int64_t n = 0;
  int is_number = 0;
  hcb__parsed result = read_header(q, bytes, len, &n, &is_number);

  if (result == HCB__BROKEN) return broken(q, "too big mbulk count string");
  if (result == HCB__MORE) return result;
  if (!is_number || n > INT32_MAX) return broken(q, "invalid multibulk length");
  if (n > STRANGER_ARGS && bounds->is_stranger) {
    return broken(q, "unauthenticated multibulk length");
  }
  q->expected = n > 0 ? (uint64_t)n : 0;
  return HCB__COMMAND;
}

static hcb__parsed read_bulk(hcb__request_t* q, const char* bytes, size_t len,
                             const hcb__bounds_t* bounds) {
  size_t from = q->at;
  int64_t n = 0;
  int is_number = 0;
  hcb__parsed result = read_header(q, bytes, len, &n, &is_number);

  if (result == HCB__BROKEN) return broken(q, "too big bulk count string");
  if (result == HCB__MORE) return result;
  if (bytes[from] != '$') {
    snprintf(q->error_text, sizeof(q->error_text), "expected '$', got '%c'",
             bytes[from]);
    return broken(q, q->error_text);
  }
  if (!is_number || n < 0 || (uint64_t)n > bounds->max_bulk_len) {
    return broken(q, "invalid bulk length");
  }
  if (n > STRANGER_BULK && bounds->is_stranger) {
    return broken(q, "unauthenticated bulk length");
  }
  if (len - q->at < (size_t)n + 2) {
    q->need = q->at + (size_t)n + 2;
    q->at = from;
    return HCB__MORE;
  }
  if (hcb__request_add(q, q->at, (size_t)n) != HC_OK) return HCB__NO_MEMORY;
  q->at += (size_t)n + 2;
  return HCB__COMMAND;
}

static hcb__parsed read_inline(hcb__request_t* q, const char* bytes, size_t len,
                               const char** base) {
  const char* end = find(bytes, bytes + len, '\n');
  size_t line_len;
  int result;

  if (end == NULL) {
    if (len > LINE_MAX_LEN) return broken(q, "too big inline request");
    return HCB__MORE;
  }
  line_len = (size_t)(end - bytes);
  q->at = line_len + 1;
  if (line_len > 0 && end[-1] == '\r') line_len--;
  result = hcb__inline_split(q, bytes, line_len);
  if (result < 0) return HCB__NO_MEMORY;
  if (result == 0) return broken(q, "unbalanced quotes in request");
  *base = q->words.data + q->words.start;
  return HCB__COMMAND;
}

hcb__parsed hcb__request_parse(hcb__request_t* q, const char* bytes, size_t len,
                               const hcb__bounds_t* bounds, const char** base) {
  if (len == 0 || len < q->need) return HCB__MORE;
  if (bytes[0] != '*') return read_inline(q, bytes, len, base);
  if (q->expected == 0) {
    hcb__parsed result = read_count(q, bytes, len, bounds);
    if (result != HCB__COMMAND) return result;
  }
  while (q->argc < q->expected) {
    hcb__parsed result;
    if (q->argc == ARGS_MAX) return broken(q, "too many arguments");
    result = read_bulk(q, bytes, len, bounds);
    if (result != HCB__COMMAND) return result;
  }
  *base = bytes;
  return HCB__COMMAND;
}
