#include <stdarg.h>
#include <stdio.h>

#include "broker/broker.h"

/* Replies to bytes, for either protocol. */

#define HEADER_ROOM 23

char* hcb__put_header(char* p, char type, uint64_t n) {
  unsigned digits = 1, i;
  uint64_t rest;

  for (rest = n; rest >= 10; rest /= 10) digits++;
  *p++ = type;
  for (i = digits; i > 0; i--) {
    p[i - 1] = (char)('0' + n % 10);
    n /= 10;
  }
  p += digits;
  *p++ = '\r';
  *p++ = '\n';
  return p;
}

static void send_header(hcb__client_t* c, char type, uint64_t n) {
  char text[HEADER_ROOM];
  hcb__send(c, text, (size_t)(hcb__put_header(text, type, n) - text));
}

void hcb__reply_line(hcb__client_t* c, const char* line) {
  hcb__send(c, line, strlen(line));
  hcb__send(c, "\r\n", 2);
}

void hcb__reply_ok(hcb__client_t* c) {
  hcb__send(c, "+OK\r\n", 5);
}

void hcb__reply_error(hcb__client_t* c, const char* text, size_t len) {
  hcb__send(c, "-", 1);
  while (len > 0) {
    size_t n = 0;
    while (n < len && text[n] != '\r' && text[n] != '\n') n++;
    hcb__send(c, text, n);
    if (n < len) hcb__send(c, " ", 1);
    n += n < len;
    text += n;
    len -= n;
  }
  hcb__send(c, "\r\n", 2);
}

void hcb__reply_err(hcb__client_t* c, const char* format, ...) {
  char text[512] = "ERR ";
  va_list args;
  int len;

  va_start(args, format);
  len = vsnprintf(text + 4, sizeof(text) - 4, format, args);
  va_end(args);
  hcb__reply_error(c, text, len < 0 ? 4 : strlen(text));
}

int hcb__print(hc__buf_t* out, const char* format, ...) {
  va_list args;
  char* room;
  int len;

  va_start(args, format);
  len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0) return HC_EINVAL;
  room = hc__buf_reserve(out, (size_t)len + 1);
  if (room == NULL) return HC_ENOMEM;
  va_start(args, format);
  (void)vsnprintf(room, (size_t)len + 1, format, args);
  va_end(args);
  out->end += (size_t)len;
  return HC_OK;
}

void hcb__reply_integer(hcb__client_t* c, int64_t n) {
  if (n >= 0) {
    send_header(c, ':', (uint64_t)n);
  } else {
    char text[HEADER_ROOM + 1];
    char* end = hcb__put_header(text + 1, '-', 0 - (uint64_t)n);
    text[0] = ':';
    hcb__send(c, text, (size_t)(end - text));
  }
}

void hcb__reply_bulk(hcb__client_t* c, hc_str_t text) {
  send_header(c, '$', text.len);
  hcb__send(c, text.str, text.len);
  hcb__send(c, "\r\n", 2);
}

void hcb__reply_text(hcb__client_t* c, const char* text) {
  hcb__reply_bulk(c, hc__str(text));
}

void hcb__reply_null(hcb__client_t* c) {
  hcb__reply_line(c, c->protocol == 3 ? "_" : "$-1");
}

void hcb__reply_verbatim(hcb__client_t* c, hc_str_t text) {
  if (c->protocol == 2) {
    hcb__reply_bulk(c, text);
    return;
  }
  send_header(c, '=', text.len + 4);
  hcb__send(c, "txt:", 4);
  hcb__send(c, text.str, text.len);
  hcb__send(c, "\r\n", 2);
}

void hcb__reply_header(hcb__client_t* c, char type, size_t count) {
  if (c->protocol == 2) {
    if (type == '%') count *= 2;
    type = '*';
  }
  send_header(c, type, count);
}

void hcb__reply_lines(hcb__client_t* c, const char* const* lines) {
  size_t count = 0, i;

  while (lines[count] != NULL) count++;
  hcb__reply_header(c, '*', count);
  for (i = 0; i < count; i++) {
    hcb__send(c, "+", 1);
    hcb__reply_line(c, lines[i]);
  }
}
