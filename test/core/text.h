/* A string that grows; always NUL-terminated. */
#ifndef HICAST_TEST_TEXT_H
#define HICAST_TEST_TEXT_H

#include <stddef.h>

#include "hicast.h"

typedef struct text_s {
  char* str;
  size_t len;
  size_t cap;
} text_t;

void text_clear(text_t* t); /* makes it "", also when it is all zero */
void text_free(text_t* t);
void text_bytes(text_t* t, const char* bytes, size_t len); /* as they are */
void text_format(text_t* t, const char* format, ...)
    __attribute__((format(printf, 2, 3)));
/* Bytes for people: \r, \n, \xff; what is long by its length and checksum. */
void text_escaped(text_t* t, const char* bytes, size_t len);
/* A reply of any type, as [1, "two", +three, {"k": nil}]. */
void text_value(text_t* t, const hc_value_t* v);

#endif /* HICAST_TEST_TEXT_H */
