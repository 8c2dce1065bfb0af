/* The same bytes, whole and in pieces, tell the same. */
#include <stdio.h>
#include <stdlib.h>

#include "session.h"

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

/* All commands are sent first; the pieces end where the steps say. */
static int run(const input_t* input, int is_cut, uint64_t* digest) {
  const char* bytes = input->bytes;
  size_t i, left = input->len;
  int status = HC_OK;
  session_t s;

  session_init(&s, input->settings);
  session_start(&s);
  for (i = 0; i < input->step_count; i++) {
    uint8_t action = input->steps[-2 * (ptrdiff_t)i - 2] & 31;
    if (action < 13) session_act(&s, action);
  }
  for (i = 0; is_cut && i < input->step_count && status == HC_OK; i++) {
    size_t len = (size_t)input->steps[-2 * (ptrdiff_t)i - 1] + 1;
    if (len > left) len = left;
    status = session_feed(&s, bytes, len);
    session_check(&s);
    bytes += len;
    left -= len;
  }
  /* The rest byte by byte. */
  while (is_cut && left > 0 && status == HC_OK) {
    status = session_feed(&s, bytes++, 1);
    left--;
  }
  if (!is_cut) status = session_feed(&s, bytes, left);
  session_check(&s);
  *digest = s.digest;
  session_free(&s);
  return status;
}

int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  uint64_t whole, cut;
  input_t input;
  int status;

  if (!input_read(&input, data, size) || input.len > 8192) return 0;
  status = run(&input, 0, &whole);
  /* A limit on elements is told when room is made for them: sooner when more
   * of the reply is there. */
  if (status == HC_ELIMIT) return 0;
  if (run(&input, 1, &cut) != status || whole != cut) {
    (void)fprintf(stderr, "fuzz_cuts: pieces tell something else\n");
    abort();
  }
  return 0;
}
