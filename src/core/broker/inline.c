#include "broker/broker.h"

/*
 * Inline commands: words between blanks, "..." with escapes and '...' with
 * none but \'. A quote that ends must be followed by a blank or the end.
 */

typedef struct line_s {
  const char* p;
  const char* end;
} line_t;

static int is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = (char)(c | 32);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Reads what follows a backslash within "...". */
static char read_escape(line_t* l) {
  char c = *l->p++;

  if (c == 'x' && l->end - l->p >= 2) {
    int high = hex_digit(l->p[0]), low = hex_digit(l->p[1]);
    if (high < 0 || low < 0) return c;
    l->p += 2;
    return (char)(high * 16 + low);
  }
  switch (c) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'b':
      return '\b';
    case 'a':
      return '\a';
    default:
      return c;
  }
}

/* Reads up to the closing quote. Whether it is there, and nothing behind it. */
static int read_quoted(line_t* l, char quote, char** out) {
  while (l->p < l->end) {
    char c = *l->p++;
    if (c == quote) return l->p == l->end || is_blank(*l->p);
    if (c == '\\' && l->p < l->end) {
      if (quote == '"') {
        c = read_escape(l);
      } else if (*l->p == '\'') {
        c = *l->p++;
      }
    }
    *(*out)++ = c;
  }
  return 0;
}

static int read_word(line_t* l, char** out) {
  while (l->p < l->end) {
    char c = *l->p;
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') return 1;
    l->p++;
    if (c == '"' || c == '\'') return read_quoted(l, c, out);
    *(*out)++ = c;
  }
  return 1;
}

int hcb__inline_split(hcb__request_t* q, const char* line, size_t len) {
  line_t l = {line, line + len};
  /* No word is longer than it was. */
  char* words = hc__buf_reserve(&q->words, len + 1);
  char* out = words;

  if (words == NULL) return HC_ENOMEM;
  while (1) {
    char* word = out;
    while (l.p < l.end && is_blank(*l.p)) l.p++;
    if (l.p == l.end) break;
    if (!read_word(&l, &out)) return 0;
    if (hcb__request_add(q, (size_t)(word - words), (size_t)(out - word)) !=
        HC_OK) {
      return HC_ENOMEM;
    }
  }
  q->words.end += (size_t)(out - words);
  return 1;
}
