#include "engine/internal.h"

/*
 * Message frames as every Redis writes them:
 *
 *   >3\r\n$7\r\nmessage\r\n$<n>\r\n<channel>\r\n$<n>\r\n<payload>\r\n
 *   >3\r\n$8\r\nsmessage\r\n...
 *   >4\r\n$8\r\npmessage\r\n$<n>\r\n<pattern>\r\n$<n>\r\n<channel>...
 *
 * with '*' for '>' under RESP2. This is the path that a flood of messages
 * takes, so it is separate from the reader of values, which also reads these
 * frames, and any other form of them.
 */

const char* hc__read_any_len(const char* p, const char* end, size_t* out,
                             int* is_partial) {
  const char* first = p;
  size_t n = 0;

  while (p < end && (unsigned char)(*p - '0') < 10) {
    /* Eighteen digits fit, whatever they are. */
    if (p - first >= 18) {
      *is_partial = 0;
      return NULL;
    }
    n = n * 10 + (size_t)(*p++ - '0');
  }
  *is_partial = p == end || (p + 1 == end && *p == '\r');
  if (*is_partial || p == first || p[0] != '\r' || p[1] != '\n') {
    /* "$\r\n" is no number, however much follows. */
    if (p == first && p < end) *is_partial = 0;
    return NULL;
  }
  *out = n;
  return p + 2;
}

/* Reads "$<n>\r\n<n bytes>\r\n" at p; returns what follows, or NULL. */
static const char* scan_bulk(const char* p, const char* end, size_t max_len,
                             const char** str, size_t* len, size_t* missing) {
  int is_partial;

  *missing = 0;
  if (p == end) {
    *missing = 1;
    return NULL;
  }
  if (*p != '$') return NULL;
  p = hc__read_len(p + 1, end, len, &is_partial);
  if (p == NULL) {
    if (is_partial) *missing = 1;
    return NULL;
  }
  if (*len > max_len) return NULL;
  if ((size_t)(end - p) < *len + 2) {
    *missing = *len + 2 - (size_t)(end - p);
    return NULL;
  }
  *str = p;
  p += *len;
  return p[0] == '\r' && p[1] == '\n' ? p + 2 : NULL;
}

/* Recognises the part before the first name. */
static const char* scan_kind(const char* p, size_t len, hc_sub_kind* kind) {
  /* The first byte, '>' or '*', was looked at by the caller. */
  if (len >= 17 && memcmp(p + 1, "3\r\n$7\r\nmessage\r\n", 16) == 0) {
    *kind = HC_CHANNEL;
    return p + 17;
  }
  if (len < 18) return NULL;
  if (memcmp(p + 1, "4\r\n$8\r\npmessage\r\n", 17) == 0) {
    *kind = HC_PATTERN;
    return p + 18;
  }
  if (memcmp(p + 1, "3\r\n$8\r\nsmessage\r\n", 17) == 0) {
    *kind = HC_SHARD;
    return p + 18;
  }
  return NULL;
}

hc__frame hc__frame_scan(const char* p, const char* end, size_t max_len,
                         hc_message_t* m, const char** next, size_t* need) {
  const char* begin = p;
  size_t missing = 0;

  p = scan_kind(p, (size_t)(end - p), &m->kind);
  if (p == NULL) return HC__FRAME_OTHER;
  m->sub = NULL;
  m->pattern = NULL;
  m->pattern_len = 0;
  if (m->kind == HC_PATTERN) {
    p = scan_bulk(p, end, max_len, &m->pattern, &m->pattern_len, &missing);
  }
  if (p != NULL) {
    p = scan_bulk(p, end, max_len, &m->channel, &m->channel_len, &missing);
  }
  if (p != NULL) {
    p = scan_bulk(p, end, max_len, &m->payload, &m->payload_len, &missing);
  }
  if (p != NULL) {
    *next = p;
    return HC__FRAME_MESSAGE;
  }
  if (missing == 0) return HC__FRAME_OTHER;
  *need = (size_t)(end - begin) + missing;
  return HC__FRAME_PARTIAL;
}
