#define _POSIX_C_SOURCE 200809L

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/un.h>

#include "broker/broker.h"

/* Where the broker listens: a port, a unix socket, or both. */

#define BACKLOG 511

static void on_socket_closed(uv_handle_t* handle) {
  hc_broker_t* b = (hc_broker_t*)handle->data;
  free(handle);
  hcb__handle_closed(b);
}

void hcb__socket_close(hc_broker_t* b, hcb__stream_t* socket) {
  socket->handle.data = b;
  uv_close(&socket->handle, on_socket_closed);
}

void hcb__listener_close(hc_broker_t* b, hcb__listener_t* l) {
  if (l->socket == NULL) return;
  hcb__socket_close(b, l->socket);
  l->socket = NULL;
  l->has_waiting = 0;
}

static hcb__listener_t* listener_of(hc_broker_t* b, const uv_stream_t* stream) {
  return stream->type == UV_NAMED_PIPE ? &b->pipe : &b->tcp;
}

static void on_connection(uv_stream_t* stream, int status) {
  hc_broker_t* b = (hc_broker_t*)stream->data;

  if (status != 0 || b->is_closing) return;
  /* libuv does not look for others before this one is accepted. */
  if (b->is_frozen) {
    listener_of(b, stream)->has_waiting = 1;
  } else {
    hcb__client_accept(b, stream);
  }
}

void hcb__listener_resume(hc_broker_t* b, hcb__listener_t* l) {
  if (l->socket == NULL || !l->has_waiting) return;
  l->has_waiting = 0;
  hcb__client_accept(b, &l->socket->stream);
}

static int parse(const char* address, int port, struct sockaddr_storage* out) {
  memset(out, 0, sizeof(*out));
  if (strchr(address, ':') != NULL) {
    return uv_ip6_addr(address, port, (struct sockaddr_in6*)(void*)out);
  }
  return uv_ip4_addr(address, port, (struct sockaddr_in*)(void*)out);
}

static int bind_socket(hcb__listener_t* l, hcb__stream_t* socket) {
  struct sockaddr_storage address;
  int error;

  if (l->is_pipe) return uv_pipe_bind(&socket->pipe, l->address);
  error = parse(l->address, l->port, &address);
  if (error != 0) return error;
  return uv_tcp_bind(&socket->tcp, (const struct sockaddr*)(void*)&address, 0);
}

static int read_port(hcb__listener_t* l) {
  struct sockaddr_storage address;
  int len = sizeof(address);
  int error = uv_tcp_getsockname(&l->socket->tcp,
                                 (struct sockaddr*)(void*)&address, &len);

  if (error != 0) return error;
  /* The port is at the same place for either family. */
  l->port = ntohs(((const struct sockaddr_in*)(void*)&address)->sin_port);
  return 0;
}

int hcb__listener_open(hc_broker_t* b, hcb__listener_t* l) {
  int error = 0;

  if (l->socket == NULL) {
    hcb__stream_t* socket = calloc(1, sizeof(*socket));
    if (socket == NULL) return UV_ENOMEM;
    /* Neither of the two can fail without flags. */
    if (l->is_pipe) {
      (void)uv_pipe_init(b->loop, &socket->pipe, 0);
    } else {
      (void)uv_tcp_init(b->loop, &socket->tcp);
    }
    b->handles++;
    socket->handle.data = b;
    uv_unref(&socket->handle);
    l->socket = socket;
    error = bind_socket(l, socket);
  }
  if (error == 0 && !b->is_refusing) {
    error = uv_listen(&l->socket->stream, BACKLOG, on_connection);
  }
  if (error == 0 && !l->is_pipe) error = read_port(l);
  if (error != 0) hcb__listener_close(b, l);
  return error;
}

static int start(hc_broker_t* b, hcb__listener_t* l, const char* address) {
  int error;

  if (b->is_closing) return UV_EINVAL;
  if (l->socket != NULL) return UV_EALREADY;
  free(l->address);
  l->address = strdup(address);
  if (l->address == NULL) return UV_ENOMEM;
  error = hcb__listener_open(b, l);
  if (error != 0) l->port = 0;
  return error;
}

int hc_broker_listen_tcp(hc_broker_t* b, const char* address, int port) {
  if (port < 0 || port > 65535) return UV_EINVAL;
  b->tcp.port = b->tcp.socket == NULL ? port : b->tcp.port;
  return start(b, &b->tcp, address);
}

int hc_broker_listen_unix(hc_broker_t* b, const char* path) {
  struct sockaddr_un address;

  if (path[0] == '\0') return UV_EINVAL;
  if (strlen(path) >= sizeof(address.sun_path)) return UV_ENAMETOOLONG;
  return start(b, &b->pipe, path);
}

int hc_broker_port(const hc_broker_t* b) {
  return b->tcp.port;
}
