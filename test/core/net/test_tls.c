/*
 * How connections by TLS begin and end, with a server that does what its script
 * says. OpenSSL is the system's, its functions are found as the binding finds
 * them.
 */
#include <dirent.h>
#include <string.h>

#include "tap.h"
#include "tls_case.h"

static void versions(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, HELLO, {TLS_EOF, NULL, 0}, {TLS_END, NULL, 0}};
  static const int all[] = {TLS1_2_VERSION, TLS1_3_VERSION};
  size_t i;

  for (i = 0; i < 2; i++) {
    tls_case_t t;
    hc_tls_info_t info;
    tls_case_start(&t, steps, all[i]);
    CHECK_INT(hc_conn_tls_info(t.client.conn, &info), HC_ENOTCONN);
    tls_case_open(&t);
    CHECK_INT(hc_conn_tls_info(t.client.conn, &info), HC_OK);
    CHECK_STR(info.protocol, i == 0 ? "TLSv1.2" : "TLSv1.3");
    CHECK_INT(info.verify_error, 0);
    CHECK_INT(info.is_resumed, 0);
    tls_case_close(&t);
    CHECK_INT(hc_conn_tls_info(t.client.conn, &info), HC_ENOTCONN);
    tls_case_end(&t, 1);
  }
}

static void untrusted(void) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, {TLS_EOF, NULL, 0}, {TLS_END, NULL, 0}};
  tls_case_t t;
  hc_tls_context_t* nobody = tls_case_context(tls_case_lib(), "");

  tls_case_start(&t, steps, TLS1_3_VERSION);
  CHECK_INT(tls_case_open_with(&t.client, t.server.port, nobody, "a"), HC_OK);
  CHECK_INT(client_wait_close(&t.client), HC_ETLS);
  CHECK_INT(t.client.rec.connects, 0);
  hc_tls_context_unref(nobody);
  tls_case_end(&t, 1);
  /* Not a byte of the protocol went out. */
  CHECK_INT(t.server.taken, 0);
}

static void sessions(int version, const tls_step_t* steps) {
  tls_case_t t;
  tls_case_start(&t, steps, version);
  tls_case_open(&t);
  client_send(&t.client, HC_CMD, 1, "ping");
  /* The end without goodbye does not spoil the session. */
  client_wait(&t.client, &t.client.rec.closes, 1);
  CHECK_INT(t.client.rec.close.status, HC_ETLS);
  CHECK_INT(t.client.rec.replies, 1);
  tls_case_open(&t); /* the same server */
  client_send(&t.client, HC_CMD, 1, "ping");
  client_wait(&t.client, &t.client.rec.replies, 2);
  tls_case_close(&t);
  CHECK_INT(tls_case_open_with(&t.client, t.server.port, t.context, "b"),
            HC_OK);
  client_wait(&t.client, &t.client.rec.readies, 3);
  tls_case_close(&t);
  tls_case_end(&t, 1);
  CHECK_INT(t.server.accepted, 3);
  CHECK_INT(t.server.resumed, 1);
}

static void resumption(void) {
  static const tls_step_t steps[] = {{TLS_ACCEPT, NULL, 0},
                                     HELLO,
                                     {TLS_READ, "ping", 0},
                                     {TLS_SEND, "+PONG\r\n", 0},
                                     {TLS_FIN, NULL, 0},
                                     {TLS_ACCEPT, NULL, 0},
                                     HELLO,
                                     {TLS_READ, "ping", 0},
                                     {TLS_SEND, "+PONG\r\n", 0},
                                     {TLS_EOF, NULL, 0},
                                     {TLS_ACCEPT, NULL, 0},
                                     HELLO,
                                     {TLS_EOF, NULL, 0},
                                     {TLS_END, NULL, 0}};
  sessions(TLS1_2_VERSION, steps);
  sessions(TLS1_3_VERSION, steps);
}

static size_t count_descriptors(void) {
  DIR* folder = opendir("/proc/self/fd");
  size_t count = 0;
  if (folder == NULL) return 0;
  while (readdir(folder) != NULL) count++;
  (void)closedir(folder);
  return count;
}

static void many(void) {
  enum { COUNT = 200 };
  static tls_step_t steps[COUNT * 4 + 1];
  hc_tls_context_t* nobody = tls_case_context(tls_case_lib(), "");
  tls_case_t t;
  size_t before;
  int i;

  for (i = 0; i < COUNT; i++) {
    static const tls_step_t good[4] = {
        {TLS_ACCEPT, NULL, 0}, HELLO, {TLS_EOF, NULL, 0}};
    static const tls_step_t bad[4] = {{TLS_ACCEPT, NULL, 0},
                                      {TLS_EOF, NULL, 0},
                                      {TLS_EOF, NULL, 0},
                                      {TLS_EOF, NULL, 0}};
    memcpy(&steps[(size_t)i * 4], i % 2 ? bad : good, sizeof(good));
  }
  tls_case_start(&t, steps, TLS1_3_VERSION);
  before = count_descriptors();
  for (i = 0; i < COUNT; i++) {
    if (i % 2) {
      CHECK_INT(tls_case_open_with(&t.client, t.server.port, nobody, "a"),
                HC_OK);
      CHECK_INT(client_wait_close(&t.client), HC_ETLS);
    } else {
      tls_case_open(&t);
      tls_case_close(&t);
    }
  }
  client_run_ms(&t.client, 20);
  CHECK(count_descriptors() <= before + 2); /* the server's own */
  tls_case_end(&t, 1);
  hc_tls_context_unref(nobody);
}

static void* find_none(const char* name) {
  (void)name;
  return NULL;
}

static void no_library(void) {
  const char* reason = NULL;
  CHECK(hc_tls_lib_new(find_none, &reason) == NULL);
  CHECK_STR(reason, "this runtime does not export OpenSSL 3");
}

int main(void) {
  tls_case_begin_all();
  tap_run("TLS 1.2 and 1.3", versions);
  tap_run("a certificate that nobody vouches for", untrusted);
  tap_run("sessions are taken up", resumption);
  tap_run("many connections leave nothing", many);
  tap_run("without a library", no_library);
  tls_case_end_all();
  return tap_end();
}
