/* A server that sends anything, and a client that does anything meanwhile. */
#include "session.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  input_t input;
  session_t s;
  size_t i;

  if (!input_read(&input, data, size)) return 0;
  session_init(&s, input.settings);
  session_start(&s);
  for (i = 0; i < input.step_count; i++) {
    size_t len = (size_t)input.steps[-2 * (ptrdiff_t)i - 1] + 1;
    if (len > input.len) len = input.len;
    session_act(&s, input.steps[-2 * (ptrdiff_t)i - 2]);
    session_check(&s);
    (void)session_feed(&s, input.bytes, len);
    session_check(&s);
    input.bytes += len;
    input.len -= len;
  }
  (void)session_feed(&s, input.bytes, input.len);
  session_check(&s);
  session_free(&s);
  return 0;
}
