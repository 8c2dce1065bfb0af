/* A connection over a stream of the caller's: two buffers. */
#include <stdio.h>
#include <string.h>

#include "client.h"
#include "rig.h"
#include "tap.h"

/* What was written so far as lines of words; begins anew. */
static const char* take_written(client_t* client) {
  static text_t decoded;
  text_clear(&decoded);
  rig_decode(&decoded, client->rec.written.str, client->rec.written.len);
  text_clear(&client->rec.written);
  return decoded.str;
}

static void feed(client_t* client, const char* bytes) {
  hc_conn_feed(client->conn, bytes, strlen(bytes));
}

static void open_stream(client_t* client) {
  client_init(client);
  CHECK_INT(client_open_stream(client), HC_OK);
  CHECK_STR(recorder_take(&client->rec), "");
  client_wait(client, &client->rec.connects, 1);
}

static void traffic(void) {
  client_t client;
  open_stream(&client);
  CHECK_STR(take_written(&client), "hello 3\n");
  feed(&client, "%0\r\n");
  CHECK_STR(recorder_take(&client.rec), "connect\nready\n");
  client_send(&client, HC_CMD, 1, "ping");
  client_send(&client, HC_CMD_SUBSCRIBE, 2, "subscribe a");
  /* Nothing is lost without a flush. */
  CHECK_STR(take_written(&client), "");
  client_run_ms(&client, 1);
  CHECK_STR(take_written(&client), "ping\nsubscribe a\n");
  client_send(&client, HC_CMD, 3, "get k");
  hc_conn_flush(client.conn);
  CHECK_STR(take_written(&client), "get k\n");
  hc_conn_flush(client.conn);
  client_run_ms(&client, 10);
  CHECK_STR(take_written(&client), "");
  feed(&client, "+PONG\r\n>3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n$-");
  feed(&client, "1\r\n>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nx\r\n");
  CHECK_STR(recorder_take(&client.rec),
            "reply 1 +PONG\nreply 2 :1\nreply 3 nil\nmessage a x\n");
  client_end(&client);
}

static void plain_end(void) {
  client_t client;
  open_stream(&client);
  hc_conn_stream_end(client.conn, 0, "");
  hc_conn_stream_end(client.conn, UV_ECONNRESET, "read");
  feed(&client, "%0\r\n");
  CHECK_STR(recorder_take(&client.rec), "connect\n");
  CHECK_INT(client_wait_close(&client), HC_EEOF);
  CHECK_INT(client.rec.close.system_error, 0);
  CHECK_STR(client.rec.close.address, "");
  CHECK_INT(client.rec.close.port, 0);
  client_end(&client);
}

static void end_with_error(void) {
  char syscall[] = "connect";
  client_t client;
  open_stream(&client);
  hc_conn_stream_end(client.conn, UV_ECONNREFUSED, syscall);
  memset(syscall, 'x', sizeof(syscall) - 1); /* it was borrowed */
  CHECK_INT(client_wait_close(&client), HC_ESYSTEM);
  CHECK_INT(client.rec.close.system_error, UV_ECONNREFUSED);
  CHECK_STR(client.rec.close.syscall, "connect");
  client_end(&client);
}

static void end_before_it_is_open(void) {
  client_t client;
  client_init(&client);
  CHECK_INT(client_open_stream(&client), HC_OK);
  hc_conn_stream_end(client.conn, 0, "");
  CHECK_INT(client_wait_close(&client), HC_EEOF);
  CHECK_STR(recorder_take(&client.rec), "close HC_EEOF\n");
  client_end(&client);
}

static void broken_protocol(void) {
  client_t client;
  open_stream(&client);
  feed(&client, "?");
  CHECK_INT(client_wait_close(&client), HC_EPROTOCOL);
  client_end(&client);
}

static void times_out(void) {
  client_t client;
  client_init(&client);
  client.options.connect_timeout_ms = 50;
  CHECK_INT(client_open_stream(&client), HC_OK);
  CHECK_INT(client_wait_close(&client), HC_ETIMEOUT);
  CHECK_STR(client.rec.close.syscall, "handshake");
  client_end(&client);
}

/* Between two streams nothing of the first is left. */
static void reopened(void) {
  client_t client;
  int i;
  open_stream(&client);
  for (i = 0; i < 5; i++) {
    CHECK_STR(take_written(&client), "hello 3\n");
    feed(&client, "%0\r\n$100\r\nhalf");
    client_send(&client, HC_CMD, 1, "ping");
    hc_conn_close(client.conn);
    CHECK_INT(client_wait_close(&client), HC_ECLOSED);
    CHECK_INT(client_open_stream(&client), HC_OK);
    client_run_ms(&client, 1);
  }
  CHECK_INT(client.rec.connects, 6);
  client_end(&client);
}

/* ---- Inside on_write -------------------------------------------------------- */

/* Answers at once, as a stream in memory may; the answer makes new output. */
static void answer(recorder_t* r, const char* event) {
  client_t* client = (client_t*)r->hook_data;
  if (strcmp(event, "ready") == 0) client_send(client, HC_CMD, 1, "ping");
  if (strcmp(event, "write") != 0) return;
  if (strstr(r->written.str, "hello") != NULL) {
    (void)take_written(client);
    feed(client, "%0\r\n");
  } else if (strstr(r->written.str, "ping") != NULL) {
    (void)take_written(client);
    feed(client, "+PONG\r\n");
  }
}

static void answers_at_once(void) {
  client_t client;
  client_init(&client);
  client.rec.hook = answer;
  client.rec.hook_data = &client;
  CHECK_INT(client_open_stream(&client), HC_OK);
  client_wait(&client, &client.rec.replies, 1);
  CHECK_STR(recorder_take(&client.rec), "connect\nready\nreply 1 +PONG\n");
  client.rec.hook = NULL;
  client_end(&client);
}

/* More commands while bytes are being written: these stay where they are, and
 * each byte goes once. */
static void command_while_writing(recorder_t* r, const char* event) {
  client_t* client = (client_t*)r->hook_data;
  int i;
  if (strcmp(event, "write") != 0 || r->replies > 0) return;
  r->replies++;
  for (i = 0; i < 2000; i++) client_send(client, HC_CMD, 1, "echo 0123456789");
  hc_conn_flush(client->conn);
}

static void commands_while_writing(void) {
  size_t lines = 0;
  const char* p;
  client_t client;
  open_stream(&client);
  (void)take_written(&client);
  feed(&client, "%0\r\n");
  client.rec.hook = command_while_writing;
  client.rec.hook_data = &client;
  client_send(&client, HC_CMD, 1, "ping");
  hc_conn_flush(client.conn);
  p = take_written(&client);
  CHECK(strncmp(p, "ping\necho 0123456789\n", 21) == 0);
  for (; *p != '\0'; p++) lines += *p == '\n';
  CHECK_INT(lines, 2001);
  client_run_ms(&client, 10);
  CHECK_STR(take_written(&client), "");
  client.rec.hook = NULL;
  client_end(&client);
}

static void close_while_writing(recorder_t* r, const char* event) {
  if (strcmp(event, "write") == 0) hc_conn_close(r->conn);
}

static void destroy_while_writing(recorder_t* r, const char* event) {
  if (strcmp(event, "write") == 0) hc_conn_destroy(r->conn);
}

static void closed_while_writing(void) {
  text_t large = {NULL, 0, 0};
  int round;

  while (large.len < 2000000) text_bytes(&large, "0123456789", 10);
  for (round = 0; round < 2; round++) {
    hc_str_t argv[2] = {{"echo", 4}, {NULL, 0}};
    client_t client;
    open_stream(&client);
    feed(&client, "%0\r\n");
    client.rec.hook = round == 0 ? close_while_writing : destroy_while_writing;
    argv[1].str = large.str;
    argv[1].len = large.len;
    CHECK_INT(hc_engine_command(client.engine, HC_CMD, 1, 2, argv), HC_OK);
    hc_conn_flush(client.conn);
    CHECK_INT(client_wait_close(&client), HC_ECLOSED);
    client_end(&client);
  }
  text_free(&large);
}

/* A socket's functions on a stream, and a stream's on what is not open. */
static void misused(void) {
  client_t client;
  client_init(&client);
  feed(&client, "+OK\r\n");
  hc_conn_stream_end(client.conn, 0, "");
  hc_conn_flush(client.conn);
  hc_conn_end(client.conn);
  CHECK_INT(client_open_stream(&client), HC_OK);
  feed(&client, "%0\r\n"); /* too early */
  client_wait(&client, &client.rec.connects, 1);
  hc_conn_pause(client.conn);
  hc_conn_resume(client.conn);
  hc_conn_unref(client.conn);
  hc_conn_ref(client.conn);
  feed(&client, "%0\r\n");
  CHECK_STR(recorder_take(&client.rec), "connect\nready\n");
  hc_conn_end(client.conn);
  client_end(&client);
}

int main(void) {
  tap_run("traffic", traffic);
  tap_run("a plain end", plain_end);
  tap_run("an end with an error", end_with_error);
  tap_run("an end before it is open", end_before_it_is_open);
  tap_run("a broken protocol", broken_protocol);
  tap_run("a time-out", times_out);
  tap_run("opened again", reopened);
  tap_run("a stream that answers at once", answers_at_once);
  tap_run("commands while it is written to", commands_while_writing);
  tap_run("closed while it is written to", closed_while_writing);
  tap_run("misuse", misused);
  return tap_end();
}
