#include "engine/internal.h"

/* Values that are one line: + - : , ( # _ */

/* A whole number of 64 bits, or 0 for "no". */
static int parse_integer(const char* s, size_t len, int64_t* out) {
  int is_negative = len > 0 && s[0] == '-';
  uint64_t n = 0, max = (uint64_t)INT64_MAX + (is_negative ? 1 : 0);
  size_t i = is_negative || (len > 0 && s[0] == '+') ? 1 : 0;

  if (i == len || len > 20) return 0;
  for (; i < len; i++) {
    unsigned digit = (unsigned char)(s[i] - '0');
    if (digit > 9) return 0;
    if (n > (max - digit) / 10) return 0;
    n = n * 10 + digit;
  }
  *out = is_negative ? (int64_t)(0 - n) : (int64_t)n;
  return 1;
}

static int is_double(const char* s, size_t len) {
  size_t i;
  if (len == 0 || len > 330) return 0;
  for (i = 0; i < len; i++) {
    if (strchr("0123456789+-.eEinfNa", s[i]) == NULL || s[i] == '\0') return 0;
  }
  return 1;
}

static int is_digits(const char* s, size_t len) {
  size_t i = len > 0 && (s[0] == '-' || s[0] == '+') ? 1 : 0;
  if (i == len) return 0;
  for (; i < len; i++) {
    if ((unsigned char)(s[i] - '0') > 9) return 0;
  }
  return 1;
}

const char* hc__scalar_read(char type, const char* s, size_t len,
                            hc_value_t* v) {
  v->as.str = s;
  v->len = len;
  switch (type) {
    case '+':
      v->type = HC_SIMPLE;
      return NULL;
    case '-':
      v->type = HC_ERROR;
      return NULL;
    case ':':
      v->type = HC_INTEGER;
      v->len = 0;
      if (parse_integer(s, len, &v->as.integer)) return NULL;
      return "Protocol error: bad integer";
    case ',':
      v->type = HC_DOUBLE;
      if (is_double(s, len)) return NULL;
      return "Protocol error: bad double";
    case '(':
      v->type = HC_BIGNUM;
      if (is_digits(s, len)) return NULL;
      return "Protocol error: bad big number";
    case '#':
      v->type = HC_BOOLEAN;
      v->as.integer = len == 1 && s[0] == 't';
      v->len = 0;
      if (len == 1 && (s[0] == 't' || s[0] == 'f')) return NULL;
      return "Protocol error: bad boolean";
    default: /* '_' */
      v->type = HC_NIL;
      v->len = 0;
      if (len == 0) return NULL;
      return "Protocol error: bad null";
  }
}
