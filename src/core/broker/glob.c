#include "broker/broker.h"

/*
 * Patterns by the rules of Redis, with their corners: a class without its end
 * ends with the pattern, its ranges go either way and compare bytes as signed
 * ones, '^' alone negates it, and '*' does not match a name that is empty.
 */

typedef struct glob_s {
  const char* p;
  size_t len;
} glob_t;

/* Reads one member of a class at g->p[i]. Returns how long it is. */
static size_t class_member(const glob_t* g, size_t i, char c, int* is_match) {
  const char* p = g->p + i;
  size_t left = g->len - i;

  if (left >= 2 && p[0] == '\\') {
    if (p[1] == c) *is_match = 1;
    return 2;
  }
  if (left >= 3 && p[1] == '-') {
    signed char from = (signed char)p[0], to = (signed char)p[2];
    signed char byte = (signed char)c;
    if (from > to ? byte >= to && byte <= from : byte >= from && byte <= to) {
      *is_match = 1;
    }
    return 3;
  }
  if (p[0] == c) *is_match = 1;
  return 1;
}

/* Matches one byte with the class that begins at *i, behind '['. */
static int match_class(const glob_t* g, size_t* i, char c) {
  int is_negated = *i < g->len && g->p[*i] == '^';
  int is_match = 0;

  if (is_negated) (*i)++;
  while (*i < g->len && g->p[*i] != ']')
    *i += class_member(g, *i, c, &is_match);
  if (*i < g->len) (*i)++; /* ']' */
  return is_match != is_negated;
}

/* Matches one byte with what is at *i, which is no '*'. */
static int match_one(const glob_t* g, size_t* i, char c) {
  char p = g->p[(*i)++];

  if (p == '?') return 1;
  if (p == '[') return match_class(g, i, c);
  if (p == '\\' && *i < g->len) p = g->p[(*i)++];
  return p == c;
}

int hc_broker_match(const char* pattern, size_t pattern_len, const char* name,
                    size_t len) {
  const glob_t g = {pattern, pattern_len};
  size_t i = 0, at = 0;
  size_t star = SIZE_MAX; /* behind the last '*' */
  size_t star_at = 0;     /* where what it matches ends */

  if (len == 0) return pattern_len == 0;
  while (at < len) {
    if (i < g.len && g.p[i] == '*') {
      star = ++i;
      star_at = at;
    } else if (i < g.len && match_one(&g, &i, name[at])) {
      at++;
    } else if (star != SIZE_MAX) {
      /* Only the last '*' needs to take more: the others were satisfied with
       * the least, which leaves the most to what follows. */
      i = star;
      at = ++star_at;
    } else {
      return 0;
    }
  }
  while (i < g.len && g.p[i] == '*') i++;
  return i == g.len;
}
