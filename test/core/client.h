/* A connection on a loop of its own, and time to wait for what it does. */
#ifndef HICAST_TEST_CLIENT_H
#define HICAST_TEST_CLIENT_H

#include <uv.h>

#include "hicast.h"
#include "recorder.h"

typedef struct client_s {
  uv_loop_t loop;
  recorder_t rec;
  hc_conn_t* conn;
  hc_engine_t* engine;
  hc_conn_options_t options;
  hc_handshake_t handshake;
  uv_timer_t timer;
  uint64_t now; /* ms since the wait began */
} client_t;

void client_init(client_t* client);
/* Destroys the connection if it is there, and closes the loop, in which
 * nothing may be left. */
void client_end(client_t* client);

int client_open_tcp(client_t* client, const char* host, int port);
int client_open_unix(client_t* client, const char* path);
int client_open_stream(client_t* client);
/* Opens to 127.0.0.1 and waits until it is ready. */
void client_make_ready(client_t* client, int port);
/* Sends a command of words, which are separated by single spaces. */
void client_send(client_t* client, hc_command_kind kind, uint32_t flags,
                 const char* words);

/* Turns the loop until a counter of client->rec is at least so high; the
 * program ends if that takes too long. */
void client_wait(client_t* client, const size_t* counter, size_t least);
/* Turns the loop for so long. */
void client_run_ms(client_t* client, uint64_t ms);
/* Waits for the end of the connection and returns its status. */
int client_wait_close(client_t* client);

#endif /* HICAST_TEST_CLIENT_H */
