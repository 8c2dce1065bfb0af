#include "redis.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "tap.h"

/* How long a server may take to start: under valgrind all is slow. */
#define START_MS 10000

static struct sockaddr_in loopback(int port) {
  struct sockaddr_in address;
  memset(&address, 0, sizeof(address));
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons((uint16_t)port);
  return address;
}

int free_port(void) {
  struct sockaddr_in address = loopback(0);
  socklen_t len = sizeof(address);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  REQUIRE(fd >= 0);
  REQUIRE(bind(fd, (struct sockaddr*)&address, sizeof(address)) == 0);
  REQUIRE(getsockname(fd, (struct sockaddr*)&address, &len) == 0);
  (void)close(fd);
  return ntohs(address.sin_port);
}

static void run_server(const redis_t* redis) {
  char port[16];
  int null = open("/dev/null", O_RDWR);

  if (chdir(redis->folder) != 0 || null < 0) _exit(126);
  (void)dup2(null, STDIN_FILENO);
  (void)dup2(null, STDOUT_FILENO);
#ifdef __linux__
  /* It must not outlive a test program that crashes. */
  (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  (void)snprintf(port, sizeof(port), "%d", redis->port);
  (void)execlp("redis-server", "redis-server", "--port", port, "--bind",
               "127.0.0.1", "-::1", "--unixsocket", redis->path, "--save", "",
               "--appendonly", "no", "--loglevel", "warning", (char*)NULL);
  _exit(127);
}

static int connect_to(const redis_t* redis) {
  struct sockaddr_in address = loopback(redis->port);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  REQUIRE(fd >= 0);
  if (connect(fd, (struct sockaddr*)&address, sizeof(address)) != 0) {
    (void)close(fd);
    return -1;
  }
  return fd;
}

static void wait_until_it_answers(const redis_t* redis) {
  const struct timespec pause = {0, 5000000};
  int i;

  for (i = 0; i < START_MS / 5; i++) {
    int fd = connect_to(redis);
    if (fd >= 0) {
      (void)close(fd);
      if (strcmp(redis_command(redis, "PING"), "+PONG") == 0) return;
    }
    /* No redis-server, or it did not get its port. */
    REQUIRE(waitpid(redis->pid, NULL, WNOHANG) == 0);
    (void)nanosleep(&pause, NULL);
  }
  REQUIRE(!"redis-server answers");
}

void redis_restart(redis_t* redis) {
  redis->pid = fork();
  REQUIRE(redis->pid >= 0);
  if (redis->pid == 0) run_server(redis);
  wait_until_it_answers(redis);
}

void redis_start(redis_t* redis) {
  memset(redis, 0, sizeof(*redis));
  (void)snprintf(redis->folder, sizeof(redis->folder), "%s",
                 "/tmp/hicast-test-XXXXXX");
  REQUIRE(mkdtemp(redis->folder) != NULL);
  (void)snprintf(redis->path, sizeof(redis->path), "%s/socket", redis->folder);
  redis->port = free_port();
  redis_restart(redis);
}

void redis_kill(redis_t* redis) {
  REQUIRE(kill(redis->pid, SIGKILL) == 0);
  REQUIRE(waitpid(redis->pid, NULL, 0) == redis->pid);
  redis->pid = 0;
}

void redis_stop(redis_t* redis) {
  if (redis->pid != 0) redis_kill(redis);
  (void)unlink(redis->path);
  CHECK(rmdir(redis->folder) == 0);
}

const char* redis_command(const redis_t* redis, const char* command) {
  static char answer[4096];
  struct timeval timeout = {START_MS / 1000, 0};
  size_t len = 0;
  int fd = connect_to(redis);

  REQUIRE(fd >= 0);
  REQUIRE(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof(timeout)) ==
          0);
  REQUIRE(send(fd, command, strlen(command), 0) == (ssize_t)strlen(command));
  REQUIRE(send(fd, "\r\n", 2, 0) == 2);
  answer[0] = '\0';
  while (len < sizeof(answer) - 1 && strstr(answer, "\r\n") == NULL) {
    ssize_t n = recv(fd, answer + len, sizeof(answer) - 1 - len, 0);
    if (n <= 0) break;
    len += (size_t)n;
    answer[len] = '\0';
  }
  (void)close(fd);
  answer[strcspn(answer, "\r")] = '\0';
  return answer;
}
