#include "broker/broker.h"

/* SUBSCRIBE, PSUBSCRIBE, SSUBSCRIBE and their undoing. */

static const char* const kAdding[] = {"subscribe", "psubscribe", "ssubscribe"};
static const char* const kRemoving[] = {"unsubscribe", "punsubscribe",
                                        "sunsubscribe"};

/* The count that a confirmation tells: shard channels are counted apart. */
static size_t count_of(const hcb__client_t* c, hc_sub_kind kind) {
  if (kind == HC_SHARD) return c->sub_counts[HC_SHARD];
  return c->sub_counts[HC_CHANNEL] + c->sub_counts[HC_PATTERN];
}

static void push_header(hcb__client_t* c, char type, size_t n) {
  char text[32];
  hcb__send_push(c, text, (size_t)(hcb__put_header(text, type, n) - text));
}

static void push_bulk(hcb__client_t* c, hc_str_t text) {
  push_header(c, '$', text.len);
  hcb__send_push(c, text.str, text.len);
  hcb__send_push(c, "\r\n", 2);
}

/* name->str is NULL for "nothing was subscribed". */
static void confirm(hcb__client_t* c, const char* what, hc_str_t name,
                    size_t count) {
  push_header(c, c->protocol == 3 ? '>' : '*', 3);
  push_bulk(c, hc__str(what));
  if (name.str != NULL) {
    push_bulk(c, name);
  } else if (c->protocol == 3) {
    hcb__send_push(c, "_\r\n", 3);
  } else {
    hcb__send_push(c, "$-1\r\n", 5);
  }
  push_header(c, ':', count);
}

static void subscribe(hcb__client_t* c, hc_sub_kind kind) {
  size_t i;

  for (i = 1; i < hcb__argc(c) && !c->is_doomed; i++) {
    hc_str_t name = hcb__arg(c, i);
    if (hcb__registry_add(&c->broker->registry, c, kind, name) < 0) {
      hcb__reply_err(c, "out of memory");
      return;
    }
    confirm(c, kAdding[kind], name, count_of(c, kind));
  }
}

static void unsubscribe_all(hcb__client_t* c, hc_sub_kind kind) {
  hcb__sub_t* sub;

  if (c->subs[kind] == NULL) {
    confirm(c, kRemoving[kind], (hc_str_t){NULL, 0}, count_of(c, kind));
  }
  while ((sub = c->subs[kind]) != NULL) {
    hc_str_t name = {sub->topic->name, sub->topic->name_len};
    /* Said before it is done: the name may go with the subscription. */
    confirm(c, kRemoving[kind], name, count_of(c, kind) - 1);
    hcb__registry_drop(&c->broker->registry, sub);
  }
}

static void unsubscribe(hcb__client_t* c, hc_sub_kind kind) {
  size_t i;

  if (hcb__argc(c) == 1) {
    unsubscribe_all(c, kind);
    return;
  }
  for (i = 1; i < hcb__argc(c) && !c->is_doomed; i++) {
    hc_str_t name = hcb__arg(c, i);
    (void)hcb__registry_remove(&c->broker->registry, c, kind, name);
    confirm(c, kRemoving[kind], name, count_of(c, kind));
  }
}

void hcb__forget_subs(hcb__client_t* c) {
  int kind;
  for (kind = 0; kind < 3; kind++) {
    while (c->subs[kind] != NULL)
      hcb__registry_drop(&c->broker->registry, c->subs[kind]);
  }
}

void hcb__subscribe(hcb__client_t* c) {
  subscribe(c, HC_CHANNEL);
}

void hcb__psubscribe(hcb__client_t* c) {
  subscribe(c, HC_PATTERN);
}

void hcb__ssubscribe(hcb__client_t* c) {
  subscribe(c, HC_SHARD);
}

void hcb__unsubscribe(hcb__client_t* c) {
  unsubscribe(c, HC_CHANNEL);
}

void hcb__punsubscribe(hcb__client_t* c) {
  unsubscribe(c, HC_PATTERN);
}

void hcb__sunsubscribe(hcb__client_t* c) {
  unsubscribe(c, HC_SHARD);
}
