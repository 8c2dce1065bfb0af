#define _POSIX_C_SOURCE 200809L

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "broker/broker.h"

/* A connection: from accepting it, through its commands, to its end. */

/* A command, with all that was announced of it, is no longer than this. */
#define QUERY_MAX ((size_t)1 << 30)
/* Who has so much to read is not read from: subscribers are cut instead. */
#define OUTPUT_PAUSE ((size_t)64 << 20)
/* Room for the rest of a command grows by so much at most. */
#define RESERVE_MAX ((size_t)1 << 20)
/* Bytes encoded before they are sent in the middle of a turn. */
#define TURN_MAX ((size_t)131072)

int hcb__is(hc_str_t text, const char* word) {
  size_t i;
  for (i = 0; i < text.len; i++) {
    char c = text.str[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c | 32);
    if (c != word[i] || c == '\0') return 0;
  }
  return word[i] == '\0';
}

/* ---- Commands -------------------------------------------------------------- */

static void protocol_error(hcb__client_t* c) {
  hcb__reply_err(c, "Protocol error: %s", c->request.error);
  c->is_ending = 1;
  hcb__mark(c);
}

/* Carries out what is whole. Returns how many bytes that were. */
static size_t feed(hcb__client_t* c, const char* bytes, size_t len) {
  hc_broker_t* b = c->broker;
  hcb__request_t* q = &c->request;
  size_t done = 0;

  while (!c->is_closing && !c->is_doomed && !c->is_ending) {
    const hcb__bounds_t bounds = {b->options.max_bulk_len, !c->is_known};
    hcb__parsed result =
        hcb__request_parse(q, bytes + done, len - done, &bounds, &c->base);
    if (result == HCB__MORE) return done;
    if (result == HCB__NO_MEMORY) {
      hcb__client_close(c);
    } else if (result == HCB__BROKEN) {
      protocol_error(c);
    } else {
      if (q->argc > 0) hcb__run(c);
      done += q->at;
      hcb__request_reset(q);
      if (b->turn_bytes > TURN_MAX) hcb__flush_all(b);
    }
  }
  return len;
}

/* ---- Reading --------------------------------------------------------------- */

static void on_alloc(uv_handle_t* handle, size_t suggested, uv_buf_t* buf) {
  hcb__client_t* c = (hcb__client_t*)handle->data;
  size_t len = hc__buf_len(&c->in);
  size_t wanted = c->request.need > len ? c->request.need - len : 0;

  (void)suggested;
  if (len == 0) {
    *buf = uv_buf_init(c->broker->read_room, HCB__READ_SIZE);
    return;
  }
  if (wanted < HCB__READ_SIZE / 4) wanted = HCB__READ_SIZE / 4;
  if (wanted > RESERVE_MAX) wanted = RESERVE_MAX;
  buf->base = hc__buf_reserve(&c->in, wanted);
  buf->len = buf->base == NULL ? 0 : c->in.cap - c->in.end;
  if (buf->len > RESERVE_MAX) buf->len = RESERVE_MAX;
}

static void take_in(hcb__client_t* c, const char* base, size_t len) {
  size_t done;

  c->broker->stats.bytes_in += len;
  c->active = uv_now(c->broker->loop);
  if (base == c->broker->read_room) {
    done = feed(c, base, len);
    if (c->is_closing || done == len) return;
    if (hc__buf_append(&c->in, base + done, len - done) == HC_OK) return;
    hcb__client_close(c);
    return;
  }
  c->in.end += len;
  done = feed(c, c->in.data + c->in.start, hc__buf_len(&c->in));
  if (c->is_closing) return;
  if (done > 0) hc__buf_consume(&c->in, done);
  if (hc__buf_len(&c->in) == 0) hc__buf_free(&c->in);
  if (hc__buf_len(&c->in) > QUERY_MAX) hcb__client_close(c);
}

static void on_read(uv_stream_t* stream, ssize_t n, const uv_buf_t* buf) {
  hcb__client_t* c = (hcb__client_t*)stream->data;

  if (n > 0) {
    take_in(c, buf->base, (size_t)n);
  } else if (n < 0) {
    /* Who closed its side alone still gets its replies. */
    hcb__output_flush(c);
    hcb__client_close(c);
  }
}

void hcb__client_update(hcb__client_t* c) {
  int is_reading;

  if (c->is_closing) return;
  is_reading = !c->broker->is_frozen && !c->is_ending &&
               (hcb__is_subscriber(c) || hcb__output_len(c) < OUTPUT_PAUSE);
  if (is_reading == c->is_reading) return;
  c->is_reading = (uint8_t)is_reading;
  if (!is_reading) {
    (void)uv_read_stop(&c->socket.stream);
  } else if (uv_read_start(&c->socket.stream, on_alloc, on_read) != 0) {
    hcb__client_close(c);
  }
}

/* ---- Beginning ------------------------------------------------------------- */

static char* describe(const struct sockaddr_storage* address) {
  char host[INET6_ADDRSTRLEN] = "?";
  char text[sizeof(host) + 16];

  if (address->ss_family == AF_INET6) {
    const struct sockaddr_in6* in6 =
        (const struct sockaddr_in6*)(const void*)address;
    (void)uv_ip6_name(in6, host, sizeof(host));
    snprintf(text, sizeof(text), "[%s]:%d", host, ntohs(in6->sin6_port));
  } else {
    const struct sockaddr_in* in =
        (const struct sockaddr_in*)(const void*)address;
    (void)uv_ip4_name(in, host, sizeof(host));
    snprintf(text, sizeof(text), "%s:%d", host, ntohs(in->sin_port));
  }
  return strdup(text);
}

static int set_addresses(hcb__client_t* c) {
  struct sockaddr_storage address = {0};
  int len = sizeof(address);

  if (c->socket.handle.type == UV_NAMED_PIPE) {
    size_t room = strlen(c->broker->pipe.address) + 3;
    c->address = malloc(room);
    if (c->address == NULL) return UV_ENOMEM;
    snprintf(c->address, room, "%s:0", c->broker->pipe.address);
    c->local_address = strdup(c->address);
    return c->local_address == NULL ? UV_ENOMEM : 0;
  }
  (void)uv_tcp_getpeername(&c->socket.tcp, (struct sockaddr*)(void*)&address,
                           &len);
  c->address = describe(&address);
  len = sizeof(address);
  (void)uv_tcp_getsockname(&c->socket.tcp, (struct sockaddr*)(void*)&address,
                           &len);
  c->local_address = describe(&address);
  (void)uv_tcp_nodelay(&c->socket.tcp, 1);
  return c->address == NULL || c->local_address == NULL ? UV_ENOMEM : 0;
}

static void enlist(hc_broker_t* b, hcb__client_t* c) {
  c->id = ++b->last_id;
  c->previous = b->last;
  if (b->last != NULL) {
    b->last->next = c;
  } else {
    b->first = c;
  }
  b->last = c;
  b->stats.clients++;
  b->stats.connections++;
}

/* One more than may be: told so, as Redis does, before it is closed. */
static void reject(hcb__client_t* c) {
  static const char text[] = "-ERR max number of clients reached\r\n";
  uv_buf_t buf = uv_buf_init((char*)text, sizeof(text) - 1);

  (void)uv_try_write(&c->socket.stream, &buf, 1);
  c->broker->stats.rejected++;
  hcb__client_close(c);
}

void hcb__client_accept(hc_broker_t* b, uv_stream_t* listener) {
  hcb__client_t* c = calloc(1, sizeof(*c));
  int is_full = b->stats.clients >= b->options.max_clients;
  int error;

  if (c == NULL) return;
  c->broker = b;
  if (listener->type == UV_NAMED_PIPE) {
    error = uv_pipe_init(b->loop, &c->socket.pipe, 0);
  } else {
    error = uv_tcp_init(b->loop, &c->socket.tcp);
  }
  if (error != 0) {
    free(c);
    return;
  }
  b->handles++;
  hcb__request_init(&c->request);
  c->socket.handle.data = c->write.data = c;
  c->protocol = 2;
  c->is_known = (uint8_t)hcb__is_open(b);
  c->since = c->active = uv_now(b->loop);
  uv_unref(&c->socket.handle);
  enlist(b, c);
  if (uv_accept(listener, &c->socket.stream) != 0 || set_addresses(c) != 0) {
    hcb__client_close(c);
  } else if (is_full) {
    reject(c);
  } else {
    hcb__client_update(c);
  }
}

/* ---- End ------------------------------------------------------------------- */

static void on_closed(uv_handle_t* handle) {
  hcb__client_t* c = (hcb__client_t*)handle->data;
  hc_broker_t* b = c->broker;

  hcb__output_free(c);
  hcb__request_free(&c->request);
  hc__buf_free(&c->in);
  hc__buf_free(&c->name);
  hc__buf_free(&c->lib_name);
  hc__buf_free(&c->lib_version);
  free(c->address);
  free(c->local_address);
  free(c);
  hcb__handle_closed(b);
}

void hcb__client_close(hcb__client_t* c) {
  hc_broker_t* b = c->broker;
  hcb__client_t** at;

  if (c->is_closing) return;
  c->is_closing = 1;
  hcb__forget_subs(c);
  if (c->is_dirty) {
    for (at = &b->dirty; *at != c; at = &(*at)->next_dirty) continue;
    *at = c->next_dirty;
  }
  if (c->previous != NULL) {
    c->previous->next = c->next;
  } else {
    b->first = c->next;
  }
  if (c->next != NULL) {
    c->next->previous = c->previous;
  } else {
    b->last = c->previous;
  }
  b->stats.clients--;
  uv_close(&c->socket.handle, on_closed);
}
