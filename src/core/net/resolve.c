#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>

#include "net/conn.h"

/*
 * Names are resolved in libuv's thread pool before hiredis sees an address:
 * hiredis' own lookup would block the loop.
 */

struct hc__resolve_s {
  uv_getaddrinfo_t req;
  hc_conn_t* conn;
  int is_cancelled;
};

static void on_resolved(uv_getaddrinfo_t* req, int status,
                        struct addrinfo* addresses) {
  hc__resolve_t* r = (hc__resolve_t*)req->data;
  hc_conn_t* c = r->conn;
  int is_cancelled = r->is_cancelled;

  free(r);
  c->resolve_count--;
  if (is_cancelled) {
    uv_freeaddrinfo(addresses);
    hc__conn_resolved_late(c);
    return;
  }
  c->resolve = NULL;
  if (status != 0 || addresses == NULL) {
    uv_freeaddrinfo(addresses);
    hc__conn_fail(c, HC_ERESOLVE, status ? status : UV_EAI_NODATA,
                  "getaddrinfo", uv_strerror(status ? status : UV_EAI_NODATA));
    return;
  }
  c->addresses = c->next = addresses;
  c->state = HC__CONNECTING;
  hc__socket_connect(c, 0);
}

int hc__resolve_start(hc_conn_t* c, const char* host, int port) {
  struct addrinfo hints;
  char service[16];
  int error;
  hc__resolve_t* r = calloc(1, sizeof(*r));

  if (r == NULL) return HC_ENOMEM;
  r->conn = c;
  r->req.data = r;
  memset(&hints, 0, sizeof(hints));
  hints.ai_family = c->options.family == 4   ? AF_INET
                    : c->options.family == 6 ? AF_INET6
                                             : AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  snprintf(service, sizeof(service), "%d", port);
  error = uv_getaddrinfo(c->loop, &r->req, on_resolved, host, service, &hints);
  if (error != 0) {
    free(r);
    return error == UV_ENOMEM ? HC_ENOMEM : HC_EINVAL;
  }
  c->resolve = r;
  c->resolve_count++;
  return HC_OK;
}

void hc__resolve_cancel(hc_conn_t* c) {
  if (c->resolve == NULL) return;
  /* One that runs already cannot be stopped; it comes back all the same. */
  c->resolve->is_cancelled = 1;
  (void)uv_cancel((uv_req_t*)&c->resolve->req);
  c->resolve = NULL;
}
