/*
 * A scripted server: what it expects and sends is data. It runs in a thread of
 * its own with blocking sockets.
 */
#ifndef HICAST_TEST_FAKE_H
#define HICAST_TEST_FAKE_H

#include <pthread.h>
#include <stddef.h>

typedef enum fake_op {
  FAKE_END = 0, /* of the script: closes what is open */
  FAKE_ACCEPT,  /* a connection; the one before is closed */
  FAKE_EXPECT,  /* these commands, one line of words each */
  FAKE_SEND,    /* these bytes */
  FAKE_REPEAT,  /* these bytes, `n` times */
  FAKE_SLEEP,   /* `n` milliseconds */
  FAKE_SHUT,    /* sends an end of file and goes on reading */
  FAKE_CLOSE,   /* closes */
  FAKE_RESET,   /* closes so that the client sees ECONNRESET */
  FAKE_EOF      /* waits until the client ends the connection */
} fake_op;

typedef struct fake_step_s {
  fake_op op;
  const char* text;
  int n;
} fake_step_t;

typedef struct fake_s {
  const fake_step_t* steps;
  int step; /* the one that runs */
  int port;
  int listener;
  int fd;
  pthread_t thread;
  char error[512]; /* "" when the script went through */
} fake_t;

/* Listens on 127.0.0.1 and begins. */
void fake_start(fake_t* fake, const fake_step_t* steps);
/* Waits for the end of the script and checks that it went through. */
void fake_end(fake_t* fake);

#endif /* HICAST_TEST_FAKE_H */
