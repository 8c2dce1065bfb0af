#include "client.h"

#include <string.h>

#include "rig.h"
#include "tap.h"

#define WAIT_MS 60000
#define TICK_MS 5

void client_init(client_t* client) {
  memset(client, 0, sizeof(*client));
  REQUIRE(uv_loop_init(&client->loop) == 0);
  REQUIRE(uv_timer_init(&client->loop, &client->timer) == 0);
  client->timer.data = client;
  recorder_init(&client->rec);
  client->handshake.protocol = 3;
  client->options.has_no_delay = 1;
  client->options.keep_alive_ms = -1;
  client->options.connect_timeout_ms = 60000;
  REQUIRE(hc_conn_new(&client->loop, &recorder_conn_callbacks, &client->rec,
                      NULL, &client->conn) == HC_OK);
  client->engine = hc_conn_engine(client->conn);
  client->rec.conn = client->conn;
  client->rec.engine = client->engine;
}

void client_end(client_t* client) {
  if (client->rec.conn != NULL) hc_conn_destroy(client->conn);
  uv_close((uv_handle_t*)&client->timer, NULL);
  CHECK_INT(uv_run(&client->loop, UV_RUN_DEFAULT), 0);
  CHECK_INT(client->rec.destroyed, 1);
  CHECK_INT(uv_loop_close(&client->loop), 0);
  recorder_free(&client->rec);
}

int client_open_tcp(client_t* client, const char* host, int port) {
  return hc_conn_open_tcp(client->conn, host, port, &client->options,
                          &client->handshake);
}

int client_open_unix(client_t* client, const char* path) {
  return hc_conn_open_unix(client->conn, path, &client->options,
                           &client->handshake);
}

int client_open_stream(client_t* client) {
  return hc_conn_open_stream(client->conn, &client->options,
                             &client->handshake);
}

void client_make_ready(client_t* client, int port) {
  size_t readies = client->rec.readies;
  REQUIRE(client_open_tcp(client, "127.0.0.1", port) == HC_OK);
  client_wait(client, &client->rec.readies, readies + 1);
}

void client_send(client_t* client, hc_command_kind kind, uint32_t flags,
                 const char* words) {
  rig_t rig;
  memset(&rig, 0, sizeof(rig));
  rig.engine = client->engine;
  CHECK_INT(rig_send(&rig, kind, flags, words), HC_OK);
}

static void on_timer(uv_timer_t* timer) {
  client_t* client = (client_t*)timer->data;
  client->now += TICK_MS;
}

/* uv_run() may go to sleep right after a timer of the connection has run, so
 * there is a tick that wakes it. */
static void start_ticks(client_t* client) {
  client->now = 0;
  uv_update_time(&client->loop);
  REQUIRE(uv_timer_start(&client->timer, on_timer, TICK_MS, TICK_MS) == 0);
}

void client_wait(client_t* client, const size_t* counter, size_t least) {
  start_ticks(client);
  while (*counter < least) {
    (void)uv_run(&client->loop, UV_RUN_ONCE);
    REQUIRE(client->now < WAIT_MS);
  }
  REQUIRE(uv_timer_stop(&client->timer) == 0);
}

void client_run_ms(client_t* client, uint64_t ms) {
  start_ticks(client);
  while (client->now < ms) (void)uv_run(&client->loop, UV_RUN_ONCE);
  REQUIRE(uv_timer_stop(&client->timer) == 0);
}

int client_wait_close(client_t* client) {
  client_wait(client, &client->rec.closes, client->rec.closes + 1);
  return client->rec.close.status;
}
