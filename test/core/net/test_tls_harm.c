/* What a server sends is cut and changed. */
#include "tap.h"
#include "tls_case.h"

static const tls_step_t harmed_steps[] = {
    {TLS_ACCEPT, NULL, 0},      HELLO,
    {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE, 9},
    {TLS_TICKETS, NULL, 1},     {TLS_KEY_UPDATE, NULL, 0},
    {TLS_SEND, MESSAGE, 0},     {TLS_GOODBYE, NULL, 0},
    {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};
static const tls_step_t harmed_12[] = {
    {TLS_ACCEPT, NULL, 0},      HELLO,
    {TLS_READ, "subscribe", 0}, {TLS_SEND, SUBSCRIBED MESSAGE, 9},
    {TLS_SEND, MESSAGE, 0},     {TLS_GOODBYE, NULL, 0},
    {TLS_EOF, NULL, 0},         {TLS_END, NULL, 0}};

/* Nothing that is not what the server sent is ever delivered. */
static void run_harmed(hc_tls_context_t* context, int version, size_t at,
                       int change, size_t* sent) {
  tls_server_t server;
  tls_harm_t harm = {at, change, 0};
  client_t client;

  tls_server_start(&server,
                   version == TLS1_2_VERSION ? harmed_12 : harmed_steps,
                   version, &harm);
  client_init(&client);
  if (at != SIZE_MAX) client.options.connect_timeout_ms = 5000;
  CHECK_INT(tls_case_open_with(&client, server.port, context, "a"), HC_OK);
  while (client.rec.readies == 0 && client.rec.closes == 0) {
    client_run_ms(&client, 5);
  }
  if (client.rec.closes == 0) {
    client_send(&client, HC_CMD_SUBSCRIBE, 1, "subscribe a");
    client_wait(&client, &client.rec.closes, 1);
  }
  CHECK(client.rec.messages <= 2);
  if (harm.is_done) {
    CHECK(client.rec.messages < 2 || change == 0 ||
          client.rec.close.status != HC_EEOF);
  } else if (at == SIZE_MAX) {
    CHECK_INT(client.rec.messages, 2);
    CHECK_INT(client.rec.close.status, HC_EEOF);
  }
  client_end(&client);
  tls_server_stop(&server, 0);
  *sent = server.sent;
}

static void harm_all(int version) {
  hc_tls_context_t* context = tls_case_context(tls_case_lib(), tls_server_ca());
  size_t at, sent = 0, total;

  run_harmed(context, version, SIZE_MAX, 0, &total);
  CHECK(total > 500);
  for (at = 0; at < total; at += 1 + at % 13) {
    tap_note("byte %zu of %zu", at, total);
    run_harmed(context, version, at, 0, &sent);
    run_harmed(context, version, at, 1 + (int)(at % 255), &sent);
  }
  tap_note("%s", "");
  hc_tls_context_unref(context);
}

static void harm_12(void) {
  harm_all(TLS1_2_VERSION);
}

static void harm_13(void) {
  harm_all(TLS1_3_VERSION);
}

int main(void) {
  tls_case_begin_all();
  tap_run("TLS 1.2, harmed", harm_12);
  tap_run("TLS 1.3, harmed", harm_13);
  tls_case_end_all();
  return tap_end();
}
