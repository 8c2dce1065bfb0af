/* A real redis-server, started by the test program. */
#ifndef HICAST_TEST_REDIS_H
#define HICAST_TEST_REDIS_H

#include <sys/types.h>

#include "text.h"

typedef struct redis_s {
  pid_t pid;
  int port;
  char folder[64]; /* its working directory, which holds the unix socket */
  char path[96];   /* of the unix socket */
} redis_t;

/* Starts a server on a free port, and waits until it answers. It listens on
 * 127.0.0.1, ::1 and a unix socket. The program ends if that fails. */
void redis_start(redis_t* redis);
/* The same on the port that it had before. */
void redis_restart(redis_t* redis);
/* Ends it the hard way, and removes its folder. */
void redis_stop(redis_t* redis);
void redis_kill(redis_t* redis);

/* Sends an inline command and returns the first line of the answer, which is
 * valid until the next call. */
const char* redis_command(const redis_t* redis, const char* command);

/* A port on which nothing listened a moment ago. */
int free_port(void);

#endif /* HICAST_TEST_REDIS_H */
