/* Memory is short: for the core, and for OpenSSL. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "memory.h"
#include "tap.h"
#include "tls_case.h"

/* OpenSSL's allocations in this thread are those of a client, and may fail. The
 * server's are in another one. */
static _Thread_local int is_client;

static void* give(size_t len, const char* file, int line) {
  (void)file;
  (void)line;
  return is_client ? malloc(len) : memory_realloc(NULL, len);
}

static void* give_again(void* p, size_t len, const char* file, int line) {
  (void)file;
  (void)line;
  if (len == 0) {
    memory_free(p);
    return NULL;
  }
  return is_client ? realloc(p, len) : memory_realloc(p, len);
}

static void take(void* p, const char* file, int line) {
  (void)file;
  (void)line;
  memory_free(p);
}

/* The server waits for a connection. */
static void call_once(int port) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port)};

  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  (void)connect(fd, (struct sockaddr*)&address, sizeof(address));
  (void)close(fd);
}

/* Ready, or ended: never neither. */
static void connect_once(client_t* client, hc_tls_context_t* context) {
  static const tls_step_t steps[] = {
      {TLS_ACCEPT, NULL, 0}, HELLO, {TLS_EOF, NULL, 0}, {TLS_END, NULL, 0}};
  tls_server_t server;
  int status;

  is_client = 0;
  tls_server_start(&server, steps, TLS1_3_VERSION, NULL);
  is_client = 1;
  status = tls_case_open_with(client, server.port, context, "a");
  while (status == HC_OK && client->rec.readies == 0 &&
         client->rec.closes == 0) {
    client_run_ms(client, 5);
  }
  if (client->rec.readies == 0) CHECK(memory_has_failed());
  if (hc_conn_is_active(client->conn)) hc_conn_close(client->conn);
  client_run_ms(client, 5);
  if (client->rec.connects == 0) call_once(server.port);
  client_end(client);
  is_client = 0;
  tls_server_stop(&server, 0);
}

static void lack_once(const char* ca, size_t nth) {
  hc_tls_lib_t* lib;
  hc_tls_context_t* context = NULL;
  client_t client;

  client_init(&client);
  memory_fail_at(nth);
  is_client = 1;
  lib = tls_lib();
  if (lib != NULL) context = tls_case_context(lib, ca);
  if (context != NULL) {
    connect_once(&client, context);
  } else {
    CHECK(memory_has_failed());
    client_end(&client);
  }
  is_client = 0;
  hc_tls_context_unref(context);
  hc_tls_lib_unref(lib);
}

/* Each of the first, then fewer and fewer. */
static void lack_of_memory(void) {
  const char* ca = tls_server_ca();
  size_t nth = 0;

  lack_once(ca, 0); /* what OpenSSL makes once and for all */
  do {
    nth += 1 + nth / 24;
    tap_note("allocation %zu fails", nth);
    lack_once(ca, nth);
  } while (memory_has_failed() && nth < 100000);
  memory_fail_at(0);
  tap_note("%zu allocations", nth);
  CHECK(nth > 500);
}

int main(void) {
  REQUIRE(CRYPTO_set_mem_functions(give, give_again, take) == 1);
  tls_case_begin_all();
  tap_run("without memory", lack_of_memory);
  tls_case_end_all();
  return tap_end();
}
