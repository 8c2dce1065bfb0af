/*
 * Writes down what an engine or a connection tells, one line for each
 * callback, so that a test compares text with text.
 */
#ifndef HICAST_TEST_RECORDER_H
#define HICAST_TEST_RECORDER_H

#include <stdint.h>

#include "hicast.h"
#include "text.h"

typedef struct recorder_s recorder_t;

struct recorder_s {
  hc_engine_t* engine;
  hc_conn_t* conn;  /* NULL for an engine of its own */
  text_t trace;     /* "reply 7 +OK\n" and the like */
  text_t written;   /* what on_write was given */
  int is_quiet;     /* counts, and writes nothing down */
  int has_batches;  /* writes down the ends of batches, too */
  int has_forgets;  /* writes down which subscriptions go, too */
  int has_no_ascii; /* is not told whether payloads are ASCII */
  size_t messages;
  size_t runs;        /* calls of on_messages */
  size_t ascii_runs;  /* told to be ASCII */
  size_t longest_run; /* the most messages of one */
  size_t replies;
  size_t notices;
  size_t batches;
  size_t readies;
  size_t loadings;
  size_t connects;
  size_t closes;
  size_t destroyed;
  hc_notice last_notice;
  hc_close_info_t close;       /* its strings are copies */
  const hc_close_info_t* told; /* the same as it was given, in the hook only */
  char syscall[32];
  char address[128];
  char text[1024];
  uint32_t last_flags;
  int64_t last_integer; /* of the last reply, when it was one */
  hc_sub_t* last_sub;
  /* Called from every callback, with its name; may be NULL. */
  void (*hook)(recorder_t* r, const char* event);
  void* hook_data;
};

extern const hc_callbacks_t recorder_callbacks;
extern const hc_conn_callbacks_t recorder_conn_callbacks;

void recorder_init(recorder_t* r);
void recorder_free(recorder_t* r);
/* The trace so far, which begins anew. Valid until the next callback. */
const char* recorder_take(recorder_t* r);

#endif /* HICAST_TEST_RECORDER_H */
