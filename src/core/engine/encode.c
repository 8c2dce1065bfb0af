#include "engine/internal.h"

/* "$" or "*", at most 20 digits, "\r\n". */
#define HEADER_ROOM 23

static unsigned count_digits(size_t n) {
  unsigned digits = 1;

  if (n < 1000) return n < 10 ? 1 : n < 100 ? 2 : 3;
  while (n >= 10) {
    n /= 10;
    digits++;
  }
  return digits;
}

/* Writes type, number, "\r\n" and returns what follows. */
static char* put_header(char* p, char type, size_t n, unsigned digits) {
  char* digit;

  *p++ = type;
  p += digits;
  for (digit = p - 1; n >= 10; n /= 10) *digit-- = (char)('0' + n % 10);
  *digit = (char)('0' + n);
  *p++ = '\r';
  *p++ = '\n';
  return p;
}

int hc__encode_begin(hc__encoder_t* en, size_t argc) {
  char* p = hc__buf_reserve(&en->out, HEADER_ROOM);
  if (p == NULL) return HC_ENOMEM;
  en->mark = hc__buf_len(&en->out);
  en->out.end =
      (size_t)(put_header(p, '*', argc, count_digits(argc)) - en->out.data);
  return HC_OK;
}

int hc__encode_arg(hc__encoder_t* en, const char* arg, size_t len) {
  char* p;
  if (len > SIZE_MAX / 4) return HC_EINVAL;
  p = hc__buf_reserve(&en->out, HEADER_ROOM + len + 2);
  if (p == NULL) return HC_ENOMEM;
  en->last_at = hc__buf_len(&en->out);
  en->last_len = len;
  p = put_header(p, '$', len, count_digits(len));
  if (len) memcpy(p, arg, len);
  memcpy(p + len, "\r\n", 2);
  en->out.end = (size_t)(p + len + 2 - en->out.data);
  return HC_OK;
}

char* hc__encode_room(hc__encoder_t* en, size_t max_len, size_t guess) {
  char* p;
  if (max_len > SIZE_MAX / 4) return NULL;
  p = hc__buf_reserve(&en->out, HEADER_ROOM + max_len + 2);
  if (p == NULL) return NULL;
  en->digits = count_digits(guess);
  en->room_at = en->last_at = hc__buf_len(&en->out);
  return p + 1 + en->digits + 2;
}

void hc__encode_done(hc__encoder_t* en, size_t len) {
  char* p = en->out.data + en->out.start + en->room_at;
  unsigned digits = count_digits(len);
  char* written = p + 1 + en->digits + 2;
  char* body = p + 1 + digits + 2;

  if (body != written) memmove(body, written, len);
  en->last_len = len;
  put_header(p, '$', len, digits);
  memcpy(body + len, "\r\n", 2);
  en->out.end = (size_t)(body + len + 2 - en->out.data);
}

void hc__encode_abort(hc__encoder_t* en) {
  en->out.end = en->out.start + en->mark;
}

void hc__encode_keep(hc__encoder_t* en) {
  size_t len = en->last_at - en->mark;

  en->kept_len = 0;
  if (len > sizeof(en->kept)) return;
  memcpy(en->kept, en->out.data + en->out.start + en->mark, len);
  en->kept_len = len;
}

int hc__encode_begin_again(hc__encoder_t* en) {
  if (en->kept_len == 0) return HC_EINVAL;
  en->mark = hc__buf_len(&en->out);
  return hc__buf_append(&en->out, en->kept, en->kept_len);
}
