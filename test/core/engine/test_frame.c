/* Message frames, scanned in place. */
#include <stdio.h>
#include <string.h>

#include "engine/internal.h"
#include "memory.h"
#include "tap.h"

#define MAX_LEN ((size_t)1 << 29)

typedef struct scan_s {
  hc__frame result;
  hc_message_t m;
  size_t used;
  size_t need;
} scan_t;

/* Scans a copy with nothing behind it. */
static scan_t scan(const char* bytes, size_t len, char** copy) {
  scan_t s;
  const char* next = NULL;

  memset(&s, 0, sizeof(s));
  *copy = memory_copy(bytes, len);
  s.result = hc__frame_scan(*copy, *copy + len, MAX_LEN, &s.m, &next, &s.need);
  if (next != NULL) s.used = (size_t)(next - *copy);
  return s;
}

static int is(const char* str, size_t len, const char* wanted) {
  return len == strlen(wanted) && memcmp(str, wanted, len) == 0;
}

static void check_message(const char* bytes, hc_sub_kind kind,
                          const char* pattern, const char* channel,
                          const char* payload) {
  char* copy;
  size_t len = strlen(bytes);
  scan_t s = scan(bytes, len, &copy);

  tap_note("%s", bytes);
  CHECK_INT(s.result, HC__FRAME_MESSAGE);
  CHECK_INT(s.m.kind, kind);
  CHECK(is(s.m.channel, s.m.channel_len, channel));
  CHECK(is(s.m.payload, s.m.payload_len, payload));
  CHECK(pattern == NULL ? s.m.pattern == NULL
                        : is(s.m.pattern, s.m.pattern_len, pattern));
  CHECK_INT(s.used, len);
  memory_free(copy);
  tap_note("%s", "");
}

static void messages(void) {
  check_message(">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$5\r\nhello\r\n",
                HC_CHANNEL, NULL, "ch", "hello");
  check_message("*3\r\n$7\r\nmessage\r\n$0\r\n\r\n$0\r\n\r\n", HC_CHANNEL, NULL,
                "", "");
  check_message("*4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$2\r\nch\r\n$2\r\n\r\n\r\n",
                HC_PATTERN, "*", "ch", "\r\n");
  check_message(">4\r\n$8\r\npmessage\r\n$0\r\n\r\n$1\r\nc\r\n$1\r\np\r\n",
                HC_PATTERN, "", "c", "p");
  check_message(">3\r\n$8\r\nsmessage\r\n$02\r\nch\r\n$1\r\nx\r\n", HC_SHARD,
                NULL, "ch", "x");
}

/* Every beginning asks for no more than there is, and never for nothing. */
static void beginnings(void) {
  static const char* const frames[] = {
      ">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$15\r\nhello and so on\r\n",
      "*4\r\n$8\r\npmessage\r\n$1\r\n*\r\n$12\r\nchannel name\r\n$1\r\nx\r\n",
      ">3\r\n$8\r\nsmessage\r\n$2\r\nch\r\n$0\r\n\r\n",
  };
  size_t i, len;

  for (i = 0; i < 3; i++) {
    size_t whole = strlen(frames[i]);
    size_t kind_len = i == 0 ? 17 : 18;
    for (len = 1; len < whole; len++) {
      char* copy;
      scan_t s = scan(frames[i], len, &copy);
      tap_note("frame %zu, %zu bytes", i, len);
      if (len < kind_len) {
        CHECK_INT(s.result, HC__FRAME_OTHER);
      } else {
        CHECK_INT(s.result, HC__FRAME_PARTIAL);
        CHECK(s.need > len && s.need <= whole);
      }
      memory_free(copy);
    }
  }
  tap_note("%s", "");
}

static void others(void) {
  static const char* const frames[] = {
      ">3\r\n$7\r\nmessage\r\n$-1\r\n$1\r\nx\r\n",
      ">3\r\n$7\r\nmessage\r\n+ch\r\n$1\r\nx\r\n",
      ">3\r\n$7\r\nmessage\r\n$\r\n\r\n$1\r\nx\r\n",
      ">3\r\n$7\r\nmessage\r\n$x\r\nch\r\n$1\r\nx\r\n",
      ">3\r\n$7\r\nmessage\r\n$1\r\nch\r\n$1\r\nx\r\n",
      ">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n:1\r\n",
      ">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$999999999\r\nx",
      ">3\r\n$7\r\nmessage\r\n$1234567890123456789\r\nx",
      ">3\r\n$7\r\nmessage\r\n$0\r\nxx$1\r\nx\r\n",
      ">4\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n",
      ">3\r\n$8\r\npmessage\r\n$1\r\na\r\n$1\r\nb\r\n",
      ">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n",
      "*3\r\n$7\r\nMESSAGE\r\n$1\r\na\r\n$1\r\nb\r\n",
      ">2\r\n$10\r\ninvalidate\r\n_\r\n",
      ">",
  };
  size_t i;

  for (i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
    char* copy;
    scan_t s = scan(frames[i], strlen(frames[i]), &copy);
    tap_note("%s", frames[i]);
    CHECK_INT(s.result, HC__FRAME_OTHER);
    memory_free(copy);
  }
  tap_note("%s", "");
}

static void lengths(void) {
  static const struct {
    const char* text;
    size_t len;
    int is_partial;
  } cases[] = {
      {"0\r\n", 0, 0},
      {"10\r\nabc", 10, 0},
      {"", 0, 1},
      {"1", 0, 1},
      {"1\r", 0, 1},
      {"\r", 0, 0},
      {"\r\n", 0, 0},
      {"\r\n12345678", 0, 0},
      {"1\rx", 0, 0},
      {"1x", 0, 0},
      {"-1\r\n", 0, 0},
      {"123456789012345678", 0, 1},
      {"1234567890123456789", 0, 0},
      {"123456789012345678\r\n", 123456789012345678u, 0},
  };
  size_t i;

  for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
    size_t text_len = strlen(cases[i].text);
    char* copy = memory_copy(cases[i].text, text_len);
    size_t len = 0;
    int is_partial = 0;
    const char* next = hc__read_len(copy, copy + text_len, &len, &is_partial);
    tap_note("%s", cases[i].text);
    if (next == NULL) {
      CHECK_INT(is_partial, cases[i].is_partial);
    }
    CHECK_INT(len, cases[i].len);
    memory_free(copy);
  }
  tap_note("%s", "");
}

/* Of any length, and with any number of bytes behind. */
static void lengths_and_more(void) {
  size_t n = 0, behind;
  int digits;

  for (digits = 1; digits <= 18; digits++) {
    n = n * 10 + (size_t)(digits % 10);
    for (behind = 0; behind <= 9; behind++) {
      char text[64];
      size_t head = (size_t)snprintf(text, sizeof(text), "%zu\r\n", n);
      char* copy;
      const char* next;
      size_t len = 0;
      int is_partial = 0;
      memset(text + head, '7', behind);
      copy = memory_copy(text, head + behind);
      next = hc__read_len(copy, copy + head + behind, &len, &is_partial);
      CHECK(next == copy + head);
      CHECK(len == n);
      /* Not without both of what ends it. */
      copy[head - 1] = '7';
      CHECK(hc__read_len(copy, copy + head + behind, &len, &is_partial) ==
            NULL);
      CHECK_INT(is_partial, 0);
      copy[head - 2] = 'x';
      CHECK(hc__read_len(copy, copy + head + behind, &len, &is_partial) ==
            NULL);
      CHECK_INT(is_partial, 0);
      memory_free(copy);
    }
  }
}

int main(void) {
  tap_run("messages", messages);
  tap_run("beginnings of messages", beginnings);
  tap_run("other frames", others);
  tap_run("lengths", lengths);
  tap_run("lengths, with bytes behind", lengths_and_more);
  return tap_end();
}
