#include <stdlib.h>

#include "broker/broker.h"

/*
 * Who is subscribed to what. A topic knows its subscribers, a client its
 * topics, and a table of pairs tells at once whether the two belong together,
 * so that no operation depends on how many there are of either.
 */

static uint32_t topic_hash(const hcb__registry_t* r, hc_str_t name) {
  return (uint32_t)hc__hash(r->seed, name.str, name.len);
}

static uint32_t pair_hash(const hcb__registry_t* r, const hcb__client_t* c,
                          const hcb__topic_t* topic) {
  uintptr_t pair[2] = {(uintptr_t)c, (uintptr_t)topic};
  return (uint32_t)hc__hash(r->seed, (const char*)pair, sizeof(pair));
}

static hcb__topic_t* find_hashed(const hcb__registry_t* r, hc_sub_kind kind,
                                 hc_str_t name, uint32_t hash) {
  size_t at = 0;
  hcb__topic_t* topic;

  while ((topic = (hcb__topic_t*)(void*)hcb__table_next(&r->topics[kind], hash,
                                                        &at))) {
    if (topic->name_len == name.len &&
        memcmp(topic->name, name.str, name.len) == 0) {
      return topic;
    }
  }
  return NULL;
}

hcb__topic_t* hcb__registry_find(const hcb__registry_t* r, hc_sub_kind kind,
                                 hc_str_t name) {
  if (r->topics[kind].count == 0) return NULL;
  return find_hashed(r, kind, name, topic_hash(r, name));
}

static hcb__sub_t* find_pair(const hcb__registry_t* r, const hcb__client_t* c,
                             const hcb__topic_t* topic) {
  uint32_t hash = pair_hash(r, c, topic);
  size_t at = 0;
  hcb__sub_t* sub;

  while ((sub = (hcb__sub_t*)(void*)hcb__table_next(&r->pairs, hash, &at))) {
    if (sub->client == c && sub->topic == topic) return sub;
  }
  return NULL;
}

/* ---- Topics ---------------------------------------------------------------- */

/* The list of patterns has room for as many as there are. */
static int list_pattern(hcb__registry_t* r, hcb__topic_t* topic) {
  size_t count = r->topics[HC_PATTERN].count;

  if (count == r->pattern_cap) {
    size_t cap = r->pattern_cap ? r->pattern_cap * 2 : 16;
    hcb__topic_t** patterns = realloc(r->patterns, cap * sizeof(hcb__topic_t*));
    if (patterns == NULL) return HC_ENOMEM;
    r->patterns = patterns;
    r->pattern_cap = cap;
  }
  topic->at = count;
  r->patterns[count] = topic;
  return HC_OK;
}

static hcb__topic_t* add_topic(hcb__registry_t* r, hc_sub_kind kind,
                               hc_str_t name, uint32_t hash) {
  hcb__topic_t* topic = calloc(1, sizeof(*topic) + name.len + 1);

  if (topic == NULL) return NULL;
  topic->node.hash = hash;
  topic->kind = kind;
  topic->name_len = name.len;
  if (name.len) memcpy(topic->name, name.str, name.len);
  if ((kind == HC_PATTERN && list_pattern(r, topic) != HC_OK) ||
      hcb__table_add(&r->topics[kind], &topic->node) != HC_OK) {
    free(topic);
    return NULL;
  }
  return topic;
}

static void remove_topic(hcb__registry_t* r, hcb__topic_t* topic) {
  hcb__table_remove(&r->topics[topic->kind], &topic->node);
  if (topic->kind == HC_PATTERN) {
    hcb__topic_t* moved = r->patterns[r->topics[HC_PATTERN].count];
    r->patterns[topic->at] = moved;
    moved->at = topic->at;
  }
  free(topic->subs);
  free(topic);
}

/* ---- Subscriptions --------------------------------------------------------- */

static int list_sub(hcb__topic_t* topic, hcb__sub_t* sub) {
  if (topic->sub_count == topic->sub_cap) {
    size_t cap = topic->sub_cap ? topic->sub_cap * 2 : 2;
    hcb__sub_t** subs = realloc(topic->subs, cap * sizeof(hcb__sub_t*));
    if (subs == NULL) return HC_ENOMEM;
    topic->subs = subs;
    topic->sub_cap = cap;
  }
  sub->at = topic->sub_count;
  topic->subs[topic->sub_count++] = sub;
  return HC_OK;
}

static void link_sub(hcb__client_t* c, hcb__sub_t* sub, hc_sub_kind kind) {
  sub->previous = c->last_subs[kind];
  if (sub->previous != NULL) {
    sub->previous->next = sub;
  } else {
    c->subs[kind] = sub;
  }
  c->last_subs[kind] = sub;
  c->sub_counts[kind]++;
}

int hcb__registry_add(hcb__registry_t* r, hcb__client_t* c, hc_sub_kind kind,
                      hc_str_t name) {
  uint32_t hash = topic_hash(r, name);
  hcb__topic_t* topic = find_hashed(r, kind, name, hash);
  hcb__sub_t* sub;

  if (topic == NULL) {
    topic = add_topic(r, kind, name, hash);
    if (topic == NULL) return HC_ENOMEM;
  } else if (find_pair(r, c, topic) != NULL) {
    return 0;
  }
  sub = calloc(1, sizeof(*sub));
  if (sub != NULL) {
    sub->node.hash = pair_hash(r, c, topic);
    sub->topic = topic;
    sub->client = c;
  }
  if (sub == NULL || list_sub(topic, sub) != HC_OK ||
      hcb__table_add(&r->pairs, &sub->node) != HC_OK) {
    if (sub != NULL && topic->sub_count > 0 &&
        topic->subs[topic->sub_count - 1] == sub) {
      topic->sub_count--;
    }
    free(sub);
    if (topic->sub_count == 0) remove_topic(r, topic);
    return HC_ENOMEM;
  }
  link_sub(c, sub, kind);
  return 1;
}

void hcb__registry_drop(hcb__registry_t* r, hcb__sub_t* sub) {
  hcb__topic_t* topic = sub->topic;
  hcb__client_t* c = sub->client;
  hc_sub_kind kind = topic->kind;
  hcb__sub_t* moved = topic->subs[--topic->sub_count];

  topic->subs[sub->at] = moved;
  moved->at = sub->at;
  if (sub->previous != NULL) {
    sub->previous->next = sub->next;
  } else {
    c->subs[kind] = sub->next;
  }
  if (sub->next != NULL) {
    sub->next->previous = sub->previous;
  } else {
    c->last_subs[kind] = sub->previous;
  }
  c->sub_counts[kind]--;
  hcb__table_remove(&r->pairs, &sub->node);
  free(sub);
  if (topic->sub_count == 0) remove_topic(r, topic);
}

int hcb__registry_remove(hcb__registry_t* r, hcb__client_t* c, hc_sub_kind kind,
                         hc_str_t name) {
  hcb__topic_t* topic = hcb__registry_find(r, kind, name);
  hcb__sub_t* sub = topic != NULL ? find_pair(r, c, topic) : NULL;

  if (sub == NULL) return 0;
  hcb__registry_drop(r, sub);
  return 1;
}

void hcb__registry_free(hcb__registry_t* r) {
  int kind;

  /* The clients are gone, and so are their subscriptions. */
  for (kind = 0; kind < 3; kind++) hcb__table_free(&r->topics[kind]);
  hcb__table_free(&r->pairs);
  free(r->patterns);
  memset(r, 0, sizeof(*r));
}
