#include "engine/internal.h"

/*
 * Multiply and fold, seeded for each table: names of channels may be chosen
 * by strangers, who must not be able to choose them so that they collide.
 */

static inline uint64_t fold(uint64_t a, uint64_t b) {
  __extension__ typedef unsigned __int128 wide_t;
  wide_t product = (wide_t)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t load(const char* p, size_t len) {
  uint64_t word = 0;
  memcpy(&word, p, len);
  return word;
}

uint64_t hc__hash(uint64_t seed, const char* bytes, size_t len) {
  const uint64_t k1 = 0x9e3779b97f4a7c15u;
  const uint64_t k2 = 0xd6e8feb86659fd93u;
  uint64_t h = seed ^ (len * k1);

  while (len > 8) {
    h = fold(h ^ load(bytes, 8), k1 ^ seed);
    bytes += 8;
    len -= 8;
  }
  return fold(h ^ load(bytes, len), k2) ^ h;
}
