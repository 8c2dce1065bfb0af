/*
 * A broker on a loop of its own, and plain sockets as its clients, all in one
 * thread: whoever waits for bytes runs the loop meanwhile.
 */
#ifndef HICAST_TEST_BROKER_RIG_H
#define HICAST_TEST_BROKER_RIG_H

#include <uv.h>

#include "broker/hicast_broker.h"
#include "text.h"

#define BROKER_RIG_CLIENTS 64

typedef struct broker_rig_s {
  uv_loop_t loop;
  hc_broker_t* broker; /* NULL once it is closed */
  int is_closed;
  int fds[BROKER_RIG_CLIENTS]; /* -1: not connected */
  text_t seen;                 /* what broker_rig_read() gave */
} broker_rig_t;

/* A broker that listens at 127.0.0.1. `options` may be NULL. */
void broker_rig_init(broker_rig_t* rig, const hc_broker_options_t* options);
/* The same where it may fail. Returns 0 or the error; rig->broker is NULL when
 * there is none. */
int broker_rig_try(broker_rig_t* rig, const hc_broker_options_t* options);
/* Closes what is open, and the loop, where nothing may be left. */
void broker_rig_end(broker_rig_t* rig);
/* Connects client number i. Returns 0 or an errno. */
int broker_rig_connect(broker_rig_t* rig, int i);
void broker_rig_disconnect(broker_rig_t* rig, int i);
void broker_rig_send(broker_rig_t* rig, int i, const char* bytes);
void broker_rig_send_bytes(broker_rig_t* rig, int i, const char* bytes,
                           size_t len);
/* Tells the broker that no more comes. */
void broker_rig_end_input(broker_rig_t* rig, int i);
/* What comes next, as many bytes as expected has; escaped when different.
 * "<end>" as the last part stands for the end of the connection. */
void broker_rig_expect(broker_rig_t* rig, int i, const char* expected);
/* Sends a PING and checks that its answer is what comes next. */
void broker_rig_ping(broker_rig_t* rig, int i);
/* Reads until there is the end, or `len` bytes. Returns how many there were. */
size_t broker_rig_read(broker_rig_t* rig, int i, size_t len, int* is_end);
/* Runs the loop for so long. */
void broker_rig_run(broker_rig_t* rig, uint64_t ms);
uint64_t broker_rig_now(void);

#endif /* HICAST_TEST_BROKER_RIG_H */
