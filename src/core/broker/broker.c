#define _POSIX_C_SOURCE 200809L

#include "broker/broker.h"

#include <stdlib.h>
#include <time.h>

/* The broker's own life. */

#define MAX_CLIENTS 10000
#define MAX_BULK_LEN ((size_t)512 << 20)
#define OUTPUT_HARD ((size_t)32 << 20)
#define OUTPUT_SOFT ((size_t)8 << 20)
#define OUTPUT_SOFT_MS 60000

static void on_turn(uv_check_t* turn) {
  hc_broker_t* b = (hc_broker_t*)turn->data;

  hcb__flush_all(b);
  hcb__clients_go_on(b);
  hcb__flush_all(b);
}

/* ---- Making ---------------------------------------------------------------- */

static void set_defaults(hc_broker_options_t* o) {
  if (o->max_clients == 0) o->max_clients = MAX_CLIENTS;
  if (o->max_bulk_len == 0) o->max_bulk_len = MAX_BULK_LEN;
  if (o->output_hard == 0) o->output_hard = OUTPUT_HARD;
  if (o->output_soft == 0) o->output_soft = OUTPUT_SOFT;
  if (o->output_soft_ms == 0) o->output_soft_ms = OUTPUT_SOFT_MS;
}

/* Makes the strings of the options the broker's own. */
static int copy_strings(hc_broker_t* b) {
  hc_str_t* user = &b->options.username;
  hc_str_t* password = &b->options.password;

  b->strings = malloc(user->len + password->len + 1);
  if (b->strings == NULL) return UV_ENOMEM;
  if (user->str != NULL) {
    memcpy(b->strings, user->str, user->len);
    user->str = b->strings;
  }
  if (password->str != NULL) {
    memcpy(b->strings + user->len, password->str, password->len);
    password->str = b->strings + user->len;
  }
  return 0;
}

static void set_seeds(hc_broker_t* b) {
  struct timespec now = {0, 0};

  (void)clock_gettime(CLOCK_REALTIME, &now);
  b->registry.seed = ((uint64_t)now.tv_nsec << 32) ^ (uint64_t)now.tv_sec ^
                     (uint64_t)(uintptr_t)b;
  b->random = b->options.seed ^ 0x9e3779b97f4a7c15u;
  b->since = uv_now(b->loop);
}

static void free_broker(hc_broker_t* b) {
  hcb__registry_free(&b->registry);
  hcb__table_free(&b->clients);
  hcb__arena_free(&b->messages[0]);
  hcb__arena_free(&b->messages[1]);
  hcb__arena_free(&b->replies);
  free(b->tcp.address);
  free(b->pipe.address);
  free(b->read_room);
  free(b->strings);
  free(b);
}

int hc_broker_new(struct uv_loop_s* loop, const hc_broker_options_t* options,
                  void (*on_closed)(void* data), void* data,
                  hc_broker_t** out) {
  hc_broker_t* b = calloc(1, sizeof(*b));

  *out = NULL;
  if (options->max_bulk_len > HC_BROKER_MAX_BULK_LEN) {
    free(b);
    return UV_EINVAL;
  }
  if (b == NULL) return UV_ENOMEM;
  b->loop = loop;
  b->on_closed = on_closed;
  b->data = data;
  b->options = *options;
  b->pipe.is_pipe = 1;
  hcb__list_init(&b->dirty);
  hcb__list_init(&b->stalled);
  b->read_room = malloc(HCB__READ_SIZE);
  if (b->read_room == NULL || copy_strings(b) != 0) {
    free_broker(b);
    return UV_ENOMEM;
  }
  set_defaults(&b->options);
  set_seeds(b);
  /* These of libuv 1 cannot fail. */
  (void)uv_check_init(loop, &b->turn);
  (void)uv_idle_init(loop, &b->next);
  (void)uv_timer_init(loop, &b->thaw);
  (void)uv_timer_init(loop, &b->tick);
  b->turn.data = b->next.data = b->thaw.data = b->tick.data = b;
  b->handles = 4;
  /* This one keeps the loop alive, whatever the others do. */
  (void)uv_check_start(&b->turn, on_turn);
  uv_unref((uv_handle_t*)&b->next);
  uv_unref((uv_handle_t*)&b->thaw);
  uv_unref((uv_handle_t*)&b->tick);
  *out = b;
  return 0;
}

/* ---- Ending ---------------------------------------------------------------- */

void hcb__handle_closed(hc_broker_t* b) {
  if (--b->handles > 0) return;
  b->on_closed(b->data);
  free_broker(b);
}

static void on_handle_closed(uv_handle_t* handle) {
  hcb__handle_closed((hc_broker_t*)handle->data);
}

void hc_broker_close(hc_broker_t* b) {
  if (b->is_closing) return;
  b->is_closing = 1;
  hcb__flush_all(b);
  hcb__listener_close(b, &b->tcp);
  hcb__listener_close(b, &b->pipe);
  while (b->first != NULL) hcb__client_close(b->first);
  uv_close((uv_handle_t*)&b->turn, on_handle_closed);
  uv_close((uv_handle_t*)&b->next, on_handle_closed);
  uv_close((uv_handle_t*)&b->thaw, on_handle_closed);
  uv_close((uv_handle_t*)&b->tick, on_handle_closed);
}

void hc_broker_ref(hc_broker_t* b) {
  uv_ref((uv_handle_t*)&b->turn);
}

void hc_broker_unref(hc_broker_t* b) {
  uv_unref((uv_handle_t*)&b->turn);
}

/* ---- Who is there ---------------------------------------------------------- */

void hc_broker_each(hc_broker_t* b,
                    void (*fn)(void* data, const hc_broker_client_t* client),
                    void* data) {
  const hcb__client_t* c;

  for (c = b->first; c != NULL; c = c->next) {
    hc_broker_client_t client;
    client.id = c->id;
    client.address = c->address;
    client.name = hcb__text(&c->name);
    client.lib_name = hcb__text(&c->lib_name);
    client.lib_version = hcb__text(&c->lib_version);
    client.protocol = c->protocol;
    memcpy(client.counts, c->sub_counts, sizeof(client.counts));
    client.age_ms = uv_now(b->loop) - c->since;
    client.output_bytes = hcb__output_len(c);
    fn(data, &client);
  }
}
