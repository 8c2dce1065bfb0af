/*
 * An engine that a fuzzer plays with, and the rules that hold for it whatever
 * the server sends.
 *
 * An input is what the server sends, and behind it, read from its end, what
 * the client does:
 *
 *   last byte         settings of the handshake, see session_start()
 *   the one before    the number of steps that follow to the left
 *   for each step     two bytes: how much to feed (less one), then what to do
 *
 * What is left is fed whole.
 */
#ifndef HICAST_FUZZ_SESSION_H
#define HICAST_FUZZ_SESSION_H

#include <stddef.h>
#include <stdint.h>

#include "engine/internal.h"

typedef struct session_s {
  hc_engine_t* engine;
  uint8_t settings;
  uint32_t sent;    /* commands since the start, which are also their flags */
  uint32_t settled; /* replies to them */
  uint64_t digest;  /* of all that was told */
  int acts_in;      /* callbacks until an action is due in one; 0: none */
  uint8_t action;   /* the action that is due */
} session_t;

typedef struct input_s {
  const char* bytes;
  size_t len;
  const uint8_t* steps; /* the first stands last */
  size_t step_count;
  uint8_t settings;
} input_t;

/* 0 when the input is too short to be one. */
int input_read(input_t* input, const uint8_t* data, size_t size);

void session_init(session_t* s, uint8_t settings);
void session_free(session_t* s);
/* Starts the engine, or starts it again. */
void session_start(session_t* s);
/* Feeds bytes from a copy with nothing behind it; returns the status. */
int session_feed(session_t* s, const char* bytes, size_t len);
/* Does one of the things a client does. */
void session_act(session_t* s, uint8_t action);
/* Ends the program if a rule is broken. */
void session_check(const session_t* s);

#endif /* HICAST_FUZZ_SESSION_H */
