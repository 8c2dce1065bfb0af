#include "tls_case.h"

#include <signal.h>
#include <string.h>

#include "memory.h"
#include "tap.h"

static hc_tls_lib_t* lib;

void tls_case_begin_all(void) {
  (void)signal(SIGPIPE, SIG_IGN); /* as in Node: OpenSSL writes with write() */
  lib = tls_lib();
  REQUIRE(lib != NULL);
}

void tls_case_end_all(void) {
  hc_tls_lib_unref(lib);
  tls_server_end_all();
}

hc_tls_lib_t* tls_case_lib(void) {
  return lib;
}

hc_tls_context_t* tls_case_context(hc_tls_lib_t* from, const char* ca) {
  hc_tls_config_t config;
  hc_str_t text = {ca, strlen(ca)};
  char error[256];
  hc_tls_context_t* context;

  memset(&config, 0, sizeof(config));
  config.ca = &text;
  config.ca_count = 1;
  config.min_version = TLS1_2_VERSION;
  context = hc_tls_context_new(from, &config, error, sizeof(error));
  if (context == NULL && !memory_has_failed()) tap_note("%s", error);
  return context;
}

int tls_case_open_with(client_t* client, int port, hc_tls_context_t* context,
                       const char* peer) {
  hc_tls_options_t tls;
  int status;

  memset(&tls, 0, sizeof(tls));
  tls.context = context;
  tls.servername = "localhost";
  tls.peer = peer;
  client->options.tls = &tls;
  status = client_open_tcp(client, "127.0.0.1", port);
  client->options.tls = NULL;
  return status;
}

void tls_case_start(tls_case_t* t, const tls_step_t* steps, int version) {
  tls_server_start(&t->server, steps, version, NULL);
  t->context = tls_case_context(lib, tls_server_ca());
  REQUIRE(t->context != NULL);
  client_init(&t->client);
}

void tls_case_open(tls_case_t* t) {
  size_t readies = t->client.rec.readies;
  CHECK_INT(tls_case_open_with(&t->client, t->server.port, t->context, "a"),
            HC_OK);
  client_wait(&t->client, &t->client.rec.readies, readies + 1);
}

void tls_case_close(tls_case_t* t) {
  hc_conn_close(t->client.conn);
  CHECK_INT(client_wait_close(&t->client), HC_ECLOSED);
}

void tls_case_end(tls_case_t* t, int is_ok) {
  client_end(&t->client);
  tls_server_stop(&t->server, is_ok);
  hc_tls_context_unref(t->context);
}
