/*
 * An engine on a rig: what the server sends is given as text, what goes to
 * the server and what the engine tells is compared as text.
 */
#ifndef HICAST_TEST_RIG_H
#define HICAST_TEST_RIG_H

#include "hicast.h"
#include "recorder.h"

typedef struct rig_s {
  recorder_t rec;
  hc_engine_t* engine;
  hc_handshake_t handshake;
} rig_t;

/* An engine that is not started. `limits` may be NULL. */
void rig_init(rig_t* rig, const hc_limits_t* limits);
/* Frees it. */
void rig_end(rig_t* rig);
/* Starts with rig->handshake, and tells that the transport is open. */
int rig_start(rig_t* rig);
/* The same with no handshake but HELLO, answered: the engine is ready and
 * trace and output are empty. */
void rig_ready(rig_t* rig, int protocol);

/* Gives the engine what the server sends; checks for HC_OK. */
void rig_feed(rig_t* rig, const char* bytes);
/* The same; returns the status. */
int rig_feed_status(rig_t* rig, const char* bytes, size_t len);
/* Sends a command of words, which are separated by single spaces. */
int rig_send(rig_t* rig, hc_command_kind kind, uint32_t flags,
             const char* words);
/* The output so far, as words of commands, one line each; it counts as sent.
 * Valid until the next call. */
const char* rig_output(rig_t* rig);
/* What was told so far; see recorder_take(). */
const char* rig_trace(rig_t* rig);

/* Commands in RESP as lines of words. */
void rig_decode(text_t* out, const char* bytes, size_t len);

/* Subscribes, with the server's confirmations. */
void rig_subscribe(rig_t* rig, hc_command_kind kind, const char* name);

/*
 * Checks that a stream makes the same deliveries however it is cut: whole, in
 * two at every byte, and byte by byte. `prepare` makes a rig that is ready for
 * it; `expected` is the trace.
 */
void rig_check_cuts(void (*prepare)(rig_t* rig), const char* bytes, size_t len,
                    const char* expected);

hc_str_t str_of(const char* s);

#endif /* HICAST_TEST_RIG_H */
