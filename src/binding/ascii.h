// Telling ASCII from UTF-8: done for every payload, so inline.
#ifndef HICAST_BINDING_ASCII_H
#define HICAST_BINDING_ASCII_H

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace hicast {

inline uint64_t LoadWord(const char* p) {
  uint64_t word;
  memcpy(&word, p, sizeof(word));
  return word;
}

// The compiler makes vectors of it.
inline uint64_t OrWords(const char* text, size_t count) {
  uint64_t bits = 0;
  for (size_t i = 0; i < count; i++) bits |= LoadWord(text + i * 8);
  return bits;
}

inline bool IsAscii(const char* text, size_t len) {
  constexpr uint64_t kHigh = 0x8080808080808080;
  constexpr size_t kBlock = 1024;
  constexpr size_t kStep = 32;
  if (len < 8) {
    unsigned bits = 0;
    for (size_t i = 0; i < len; i++) bits |= static_cast<uint8_t>(text[i]);
    return bits < 0x80;
  }
  const uint64_t last = LoadWord(text + (len - 8));  // overlaps the rest
  for (; len >= kBlock; text += kBlock, len -= kBlock) {
    if (OrWords(text, kBlock / 8) & kHigh) return false;
  }
  uint64_t bits[4] = {last, 0, 0, 0};  // independent of each other
  for (; len >= kStep; text += kStep, len -= kStep) {
    bits[0] |= LoadWord(text);
    bits[1] |= LoadWord(text + 8);
    bits[2] |= LoadWord(text + 16);
    bits[3] |= LoadWord(text + 24);
  }
  for (; len >= 8; text += 8, len -= 8) bits[0] |= LoadWord(text);
  return ((bits[0] | bits[1] | bits[2] | bits[3]) & kHigh) == 0;
}

}  // namespace hicast

#endif  // HICAST_BINDING_ASCII_H
