/* Each allocation of the broker fails once: nothing crashes, nothing leaks, and
 * the broker closes. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "broker_rig.h"
#include "memory.h"
#include "tap.h"

static const char commands[] =
    "HELLO 3 SETNAME name\r\nCLIENT SETINFO LIB-NAME lib\r\n"
    "SUBSCRIBE a b c d e\r\nPSUBSCRIBE a* b*\r\nSSUBSCRIBE a b\r\n"
    "PUBLISH a 1\r\nSPUBLISH a 2\r\nCLIENT LIST\r\nCLIENT LIST ID 1\r\n"
    "CLIENT INFO\r\nCLIENT SETNAME other\r\nINFO\r\nHELLO 3 no-such-option\r\n"
    "*12\r\n$4\r\nPING\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na"
    "\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n$1\r\na\r\n"
    "UNSUBSCRIBE\r\n*2\r\n$4\r\nEC";
static const char rest[] = "HO\r\n$2\r\nxy\r\nPING done\r\n";

/* Takes what has come. Whether the connection has ended. */
static int take(broker_rig_t* rig, text_t* all) {
  char room[4096];
  ssize_t n;

  broker_rig_run(rig, 0);
  n = recv(rig->fds[0], room, sizeof(room), 0);
  if (n > 0) text_bytes(all, room, (size_t)n);
  return n == 0 || (n < 0 && errno != EAGAIN);
}

/* Whether the broker has no client, and so none that was to be accepted. */
static int is_lonely(broker_rig_t* rig) {
  hc_broker_stats_t stats;
  hc_broker_stats(rig->broker, &stats);
  return stats.clients == 0;
}

/* Whether all went well. */
static int play(void) {
  hc_broker_options_t options = {0};
  broker_rig_t rig;
  int is_done = 0, is_end = 0;
  uint64_t end = broker_rig_now() + 2000;
  text_t all = {0};

  options.password = (hc_str_t){"secret", 6};
  text_clear(&all);
  if (broker_rig_try(&rig, &options) == 0 && broker_rig_connect(&rig, 0) == 0) {
    broker_rig_send(&rig, 0, "AUTH secret\r\n");
    broker_rig_send(&rig, 0, commands);
    broker_rig_run(&rig, 1);
    broker_rig_send(&rig, 0, rest);
    while (!is_done && !is_end && broker_rig_now() < end) {
      is_end = take(&rig, &all) || is_lonely(&rig);
      is_done = strstr(all.str, "$4\r\ndone\r\n") != NULL;
    }
  }
  broker_rig_end(&rig);
  text_free(&all);
  return is_done;
}

static void each_allocation(void) {
  size_t nth = 0;
  int is_done;

  do {
    memory_fail_at(++nth);
    tap_note("allocation %zu", nth);
    is_done = play();
  } while (memory_has_failed() && nth < 1000);
  memory_fail_at(0);
  CHECK(is_done);
  CHECK(nth > 30);
  CHECK(nth < 1000);
}

int main(void) {
  tap_run("each allocation fails once", each_allocation);
  return tap_end();
}
