#include "text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Longer strings are shown by their length and checksum. */
#define SHOWN_MAX 80

static void reserve(text_t* t, size_t more) {
  size_t cap = t->cap ? t->cap : 256;
  while (cap < t->len + more + 1) cap *= 2;
  if (cap == t->cap) return;
  t->str = memory_realloc(t->str, cap);
  t->cap = cap;
}

void text_clear(text_t* t) {
  reserve(t, 1);
  t->len = 0;
  t->str[0] = '\0';
}

void text_free(text_t* t) {
  memory_free(t->str);
  memset(t, 0, sizeof(*t));
}

void text_bytes(text_t* t, const char* bytes, size_t len) {
  reserve(t, len);
  if (len) memcpy(t->str + t->len, bytes, len);
  t->len += len;
  t->str[t->len] = '\0';
}

void text_format(text_t* t, const char* format, ...) {
  char line[1024];
  va_list args;
  int len;

  va_start(args, format);
  len = vsnprintf(line, sizeof(line), format, args);
  va_end(args);
  if (len >= (int)sizeof(line)) len = (int)sizeof(line) - 1;
  text_bytes(t, line, (size_t)len);
}

void text_escaped(text_t* t, const char* bytes, size_t len) {
  size_t i;

  if (len > SHOWN_MAX) {
    uint32_t sum = 2166136261u;
    for (i = 0; i < len; i++) sum = (sum ^ (unsigned char)bytes[i]) * 16777619u;
    text_format(t, "<%zu bytes, %08" PRIx32 ">", len, sum);
    return;
  }
  for (i = 0; i < len; i++) {
    unsigned char c = (unsigned char)bytes[i];
    if (c == '\r' || c == '\n') {
      text_format(t, "\\%c", c == '\r' ? 'r' : 'n');
    } else if (c < ' ' || c > '~') {
      text_format(t, "\\x%02x", c);
    } else {
      text_bytes(t, (const char*)bytes + i, 1);
    }
  }
}

/* What stands before and behind a value of each type. */
static const char* const marks[][2] = {
    {"nil", ""}, {"\"", "\""}, {"+", ""},   {"-", ""}, {":", ""},
    {",", ""},   {"#", ""},    {"(", ""},   {"=", ""}, {"[", "]"},
    {"{", "}"},  {"~[", "]"},  {">[", "]"},
};

static void elements(text_t* t, const hc_value_t* v) {
  size_t i;
  for (i = 0; i < v->len; i++) {
    int is_value = v->type == HC_MAP && i % 2 == 1;
    if (i > 0) text_bytes(t, is_value ? ": " : ", ", 2);
    text_value(t, v->as.elements + i);
  }
}

void text_value(text_t* t, const hc_value_t* v) {
  text_format(t, "%s", marks[v->type][0]);
  switch (v->type) {
    case HC_NIL:
      break;
    case HC_INTEGER:
      text_format(t, "%" PRId64, v->as.integer);
      break;
    case HC_BOOLEAN:
      text_format(t, "%s", v->as.integer ? "t" : "f");
      break;
    case HC_ARRAY:
    case HC_MAP:
    case HC_SET:
    case HC_PUSH:
      elements(t, v);
      break;
    default:
      text_escaped(t, v->as.str, v->len);
      break;
  }
  text_format(t, "%s", marks[v->type][1]);
}
