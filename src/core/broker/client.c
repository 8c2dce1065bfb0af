#define _POSIX_C_SOURCE 200809L

#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "broker/broker.h"

/* A connection: from accepting it, through its commands, to its end. */

/* A command, with all that was announced of it, is no longer than this. */
#define QUERY_MAX ((size_t)1 << 30)
/* Replies that are handed to the kernel before the next command. */
#define OUTPUT_FLUSH ((size_t)1 << 20)
/* Who has not authenticated and does not read is kept no more than this. */
#define STRANGER_OUTPUT ((size_t)1024)
/* Work of all clients in one turn; what comes behind it waits for the next, so
 * that nobody keeps the loop to himself. Milliseconds, by experience. */
#define TURN_WORK ((size_t)1 << 18)
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

/* Looks after what a command has left to send. */
static void bound_output(hcb__client_t* c) {
  size_t len = hcb__output_len(c);
  size_t max = c->is_known ? OUTPUT_FLUSH : c->known_output + STRANGER_OUTPUT;

  if (len <= max) return;
  hcb__output_flush(c);
  if (c->is_known || hcb__output_len(c) <= max) return;
  c->broker->stats.cut++;
  hcb__client_close(c);
}

static int must_wait(const hcb__client_t* c) {
  return c->broker->turn_work > TURN_WORK ||
         (!hcb__is_subscriber(c) && hcb__output_len(c) >= HCB__OUTPUT_PAUSE);
}

/* Carries out what is whole. Returns how many bytes that were. */
static size_t feed(hcb__client_t* c, const char* bytes, size_t len) {
  hc_broker_t* b = c->broker;
  hcb__request_t* q = &c->request;
  size_t done = 0;

  while (!c->is_closing && !c->is_doomed && !c->is_ending) {
    const hcb__bounds_t bounds = {b->options.max_bulk_len, !c->is_known};
    hcb__parsed result;
    if (done < len && must_wait(c)) {
      hcb__list_append(&b->stalled, &c->stalled);
      return done;
    }
    result = hcb__request_parse(q, bytes + done, len - done, &bounds, &c->base);
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
      if (!c->is_closing) bound_output(c);
    }
  }
  return len;
}

static void on_next(uv_idle_t* next) {
  (void)next; /* the end of the turn sees to the rest */
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

/* Carries out what is in c->in. */
static void take_rest(hcb__client_t* c) {
  size_t done = feed(c, c->in.data + c->in.start, hc__buf_len(&c->in));

  if (c->is_closing) return;
  if (done > 0) hc__buf_consume(&c->in, done);
  if (hc__buf_len(&c->in) == 0) hc__buf_free(&c->in);
  if (hc__buf_len(&c->in) > QUERY_MAX) hcb__client_close(c);
  hcb__client_update(c);
}

static void take_in(hcb__client_t* c, const char* base, size_t len) {
  size_t done;

  c->broker->stats.bytes_in += len;
  c->active = uv_now(c->broker->loop);
  if (base == c->broker->read_room) {
    done = feed(c, base, len);
    if (c->is_closing || done == len) return;
    if (hc__buf_append(&c->in, base + done, len - done) == HC_OK) {
      hcb__client_update(c);
    } else {
      hcb__client_close(c);
    }
    return;
  }
  c->in.end += len;
  take_rest(c);
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
  is_reading =
      !c->broker->is_frozen && !c->is_ending && c->stalled.next == NULL &&
      (hcb__is_subscriber(c) || hcb__output_len(c) < HCB__OUTPUT_PAUSE);
  if (is_reading == c->is_reading) return;
  c->is_reading = (uint8_t)is_reading;
  if (!is_reading) {
    (void)uv_read_stop(&c->socket.stream);
  } else if (uv_read_start(&c->socket.stream, on_alloc, on_read) != 0) {
    hcb__client_close(c);
  }
}

void hcb__clients_go_on(hc_broker_t* b) {
  hcb__link_t waiting;
  int is_soon = 0;

  b->turn_work = 0;
  if (b->is_frozen || b->is_closing || hcb__list_is_empty(&b->stalled)) return;
  /* Who has to wait again goes to the end of the list. */
  hcb__list_append(&b->stalled, &waiting);
  while (b->stalled.next != &waiting) {
    hcb__client_t* c =
        (hcb__client_t*)(void*)((char*)b->stalled.next -
                                offsetof(hcb__client_t, stalled));
    hcb__list_remove(&c->stalled);
    take_rest(c);
    /* Not for its output, of whose end libuv tells: for what it asks. */
    if (b->turn_work > TURN_WORK) is_soon = 1;
  }
  hcb__list_remove(&waiting);
  b->turn_work = 0;
  /* These cannot fail. */
  if (is_soon) {
    (void)uv_idle_start(&b->next, on_next);
  } else {
    (void)uv_idle_stop(&b->next);
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

static uint32_t hash_of(uint64_t id) {
  return (uint32_t)((id * 0x9e3779b97f4a7c15u) >> 32);
}

hcb__client_t* hcb__client_find(const hc_broker_t* b, uint64_t id) {
  size_t at = 0;
  hcb__client_t* c;

  do {
    c = (hcb__client_t*)(void*)hcb__table_next(&b->clients, hash_of(id), &at);
  } while (c != NULL && c->id != id);
  return c;
}

static void enlist(hc_broker_t* b, hcb__client_t* c) {
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

/* A client with a number of its own; NULL when out of memory. */
static hcb__client_t* new_client(hc_broker_t* b) {
  hcb__client_t* c = calloc(1, sizeof(*c));

  if (c == NULL) return NULL;
  c->broker = b;
  c->id = ++b->last_id;
  c->node.hash = hash_of(c->id);
  if (hcb__table_add(&b->clients, &c->node) == HC_OK) return c;
  free(c);
  return NULL;
}

void hcb__client_accept(hc_broker_t* b, uv_stream_t* listener) {
  hcb__client_t* c = new_client(b);
  int is_full = b->stats.clients >= b->options.max_clients;
  int error;

  if (c == NULL) return;
  if (listener->type == UV_NAMED_PIPE) {
    error = uv_pipe_init(b->loop, &c->socket.pipe, 0);
  } else {
    error = uv_tcp_init(b->loop, &c->socket.tcp);
  }
  if (error != 0) {
    hcb__table_remove(&b->clients, &c->node);
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

  if (c->is_closing) return;
  c->is_closing = 1;
  hcb__forget_subs(c);
  hcb__list_remove(&c->dirty);
  hcb__list_remove(&c->stalled);
  hcb__table_remove(&b->clients, &c->node);
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
