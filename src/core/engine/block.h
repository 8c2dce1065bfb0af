/*
 * Bytes looked at sixteen at a time: for each payload and each frame of a
 * flood, so inline. The binding includes it too.
 */
#ifndef HICAST_BLOCK_H
#define HICAST_BLOCK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Two words that CPUs take as one; GCC and Clang make two of it where not. */
typedef uint64_t hc__block_t __attribute__((vector_size(16)));

#define HC__BLOCK ((size_t)16)
#define HC__HIGH_BITS UINT64_C(0x8080808080808080)

static inline hc__block_t hc__block_load(const char* p) {
  hc__block_t block;
  memcpy(&block, p, sizeof(block));
  return block;
}

static inline uint64_t hc__block_word(const char* p) {
  uint64_t word;
  memcpy(&word, p, sizeof(word));
  return word;
}

/* Its two words over each other: 0 when no bit is set. */
static inline uint64_t hc__block_fold(hc__block_t block) {
  return block[0] | block[1];
}

/* The bytes of a text over each other: what is no ASCII sets a high bit. */
static inline hc__block_t hc__or_bytes(const char* text, size_t len) {
  const char* end = text + len;
  hc__block_t a = {0, 0};
  hc__block_t b;
  size_t i;

  if (len < HC__BLOCK) {
    if (len >= 8) {
      a[0] = hc__block_word(text);
      a[1] = hc__block_word(end - 8); /* overlaps the first */
      return a;
    }
    for (i = 0; i < len; i++) a[0] |= (unsigned char)text[i];
    return a;
  }
  a = b = hc__block_load(end - HC__BLOCK); /* overlaps the rest */
  for (; (size_t)(end - text) > 2 * HC__BLOCK; text += 2 * HC__BLOCK) {
    a |= hc__block_load(text);
    b |= hc__block_load(text + HC__BLOCK); /* does not wait for a */
  }
  if ((size_t)(end - text) > HC__BLOCK) a |= hc__block_load(text);
  return a | b;
}

/* Whether no byte of a text is above 127. Of a long one that is not, no more
 * is read than has to be. */
static inline int hc__is_ascii(const char* text, size_t len) {
  const size_t part = 1024;

  for (; len > part; text += part, len -= part) {
    if (hc__block_fold(hc__or_bytes(text, part)) & HC__HIGH_BITS) return 0;
  }
  return (hc__block_fold(hc__or_bytes(text, len)) & HC__HIGH_BITS) == 0;
}

/* Whether bytes are the same, for lengths of at least HC__BLOCK, all of which
 * are looked at: they mostly are. */
static inline int hc__is_same(const char* a, const char* b, size_t len) {
  const size_t last = len - HC__BLOCK;
  hc__block_t bits = hc__block_load(a + last) ^ hc__block_load(b + last);
  size_t i;

  for (i = 0; i < last; i += HC__BLOCK) {
    bits |= hc__block_load(a + i) ^ hc__block_load(b + i);
  }
  return hc__block_fold(bits) == 0;
}

#endif /* HICAST_BLOCK_H */
