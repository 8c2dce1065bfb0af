/* The hash of names: all of a name counts, and so does the seed. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "engine/internal.h"
#include "memory.h"
#include "tap.h"

static void every_byte_counts(void) {
  char name[64];
  size_t len, i, seed;

  for (len = 0; len <= sizeof(name); len++) {
    for (seed = 0; seed < 3; seed++) {
      uint64_t h;
      memset(name, 'n', sizeof(name));
      h = hc__hash(seed, name, len);
      CHECK(hc__hash(seed, name, len) == h);
      if (len < sizeof(name)) CHECK(hc__hash(seed, name, len + 1) != h);
      for (i = 0; i < len; i++) {
        name[i] ^= 1;
        CHECK(hc__hash(seed, name, len) != h);
        name[i] ^= 1;
      }
    }
  }
}

static void seed_counts(void) {
  CHECK(hc__hash(1, "news", 4) != hc__hash(2, "news", 4));
  CHECK(hc__hash(1, "", 0) != hc__hash(2, "", 0));
  CHECK((uint32_t)hc__hash(1, "a long enough name", 18) !=
        (uint32_t)hc__hash(2, "a long enough name", 18));
}

/* It reads the name and nothing behind it, wherever it stands. */
static void reads_no_further(void) {
  size_t len, at;
  for (len = 0; len < 40; len++) {
    for (at = 0; at < 8; at++) {
      char padded[64];
      char* copy;
      memset(padded, 'x', sizeof(padded));
      copy = memory_copy(padded + at, len);
      CHECK(hc__hash(7, copy, len) == hc__hash(7, padded + at, len));
      memory_free(copy);
    }
  }
}

/* Names as they are: the buckets of a table of 1024 fill evenly. */
static void spread(void) {
  static const char* const forms[] = {"user:%d", "%d", "room/%d/events",
                                      "%d:a-long-suffix-that-is-the-same"};
  size_t form;
  for (form = 0; form < 4; form++) {
    static unsigned buckets[1024];
    unsigned most = 0;
    int i;
    memset(buckets, 0, sizeof(buckets));
    for (i = 0; i < 16384; i++) {
      char name[64];
      unsigned* bucket;
      (void)snprintf(name, sizeof(name), forms[form], i);
      bucket = &buckets[hc__hash(12345, name, strlen(name)) & 1023];
      if (++*bucket > most) most = *bucket;
    }
    /* 16 on the average; above 48 would be no chance. */
    CHECK(most < 48);
  }
}

int main(void) {
  tap_run("every byte counts", every_byte_counts);
  tap_run("the seed counts", seed_counts);
  tap_run("reads no further than the name", reads_no_further);
  tap_run("spread", spread);
  return tap_end();
}
