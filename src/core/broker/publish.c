#include "broker/broker.h"

/*
 * PUBLISH and SPUBLISH. A message is encoded once for each protocol that a
 * subscriber speaks; each subscriber gets a slice of those bytes. A payload
 * that is long is there once for all: the pattern stands before it.
 */

/* A payload from this on has a slice of its own. */
#define LONG_PAYLOAD ((size_t)16384)

typedef struct message_s {
  const char* head; /* "message" with its length, as on the wire */
  size_t head_len;
  unsigned parts;
  hc_str_t pattern; /* str is NULL: none */
  hc_str_t channel;
  hc_str_t payload;
  hcb__chunk_t* chunks[2]; /* by protocol; NULL: not encoded yet */
  size_t at[2];
  size_t len;
  hcb__chunk_t* body; /* of a long payload; NULL: it is not */
  size_t body_at;
} message_t;

#define HEADER_ROOM ((size_t)23)

static char* put_bulk(char* p, hc_str_t text) {
  p = hcb__put_header(p, '$', text.len);
  memcpy(p, text.str, text.len);
  p += text.len;
  *p++ = '\r';
  *p++ = '\n';
  return p;
}

/* What all get of a long payload, at its first use. Whether there was memory.
 */
static int encode_body(hc_broker_t* b, message_t* m) {
  size_t len = m->payload.len;
  char* p;

  if (len < LONG_PAYLOAD || m->body != NULL) return 1;
  p = hcb__arena_room(&b->messages[0], len + 2);
  if (p == NULL) return 0;
  memcpy(p, m->payload.str, len);
  memcpy(p + len, "\r\n", 2);
  m->body = b->messages[0].chunk;
  m->body_at = m->body->used;
  m->body->used += len + 2;
  m->body->refs++;
  b->turn_bytes += len + 2;
  return 1;
}

/* Whether there was memory. */
static int encode(hc_broker_t* b, message_t* m, int is_resp3) {
  hcb__arena_t* arena = &b->messages[is_resp3];
  size_t room =
      m->head_len + m->pattern.len + m->channel.len + 4 * HEADER_ROOM + 6;
  char *begin, *p;

  if (!encode_body(b, m)) return 0;
  if (m->body == NULL) room += m->payload.len;
  begin = p = hcb__arena_room(arena, room);
  if (begin == NULL) return 0;
  p = hcb__put_header(p, is_resp3 ? '>' : '*', m->parts);
  memcpy(p, m->head, m->head_len);
  p += m->head_len;
  if (m->pattern.str != NULL) p = put_bulk(p, m->pattern);
  p = put_bulk(p, m->channel);
  if (m->body != NULL) {
    p = hcb__put_header(p, '$', m->payload.len);
  } else {
    p = put_bulk(p, m->payload);
  }
  m->chunks[is_resp3] = arena->chunk;
  m->at[is_resp3] = arena->chunk->used;
  m->len = (size_t)(p - begin);
  arena->chunk->used += m->len;
  b->turn_bytes += m->len;
  return 1;
}

static void send_body(hcb__client_t* c, const message_t* m) {
  if (m->body == NULL) return;
  hcb__send_slice(c, m->body, m->body_at, m->payload.len + 2);
}

/* The faults: a message that is lost, or spoiled. Whether it was seen to. */
static int disturb(hcb__client_t* c, const message_t* m, int i) {
  hc_broker_t* b = c->broker;
  uint8_t is_spoiled = c->is_spoiled;

  if (b->drop_rate > 0 && hcb__chance(b, b->drop_rate)) {
    b->stats.dropped++;
    return 1;
  }
  if (b->garble_rate == 0 || !hcb__chance(b, b->garble_rate)) return 0;
  c->is_spoiled = 1;
  hcb__send_push(c, m->chunks[i]->data + m->at[i], m->len);
  c->is_spoiled = is_spoiled;
  send_body(c, m);
  return 1;
}

static void deliver(hc_broker_t* b, const hcb__topic_t* topic, message_t* m) {
  const int is_disturbed = b->drop_rate > 0 || b->garble_rate > 0;
  size_t i;

  m->chunks[0] = m->chunks[1] = NULL;
  for (i = 0; i < topic->sub_count; i++) {
    hcb__client_t* c = topic->subs[i]->client;
    int is_resp3 = c->protocol == 3;
    if (c->is_doomed) continue;
    if (m->chunks[is_resp3] == NULL && !encode(b, m, is_resp3)) return;
    if (is_disturbed && disturb(c, m, is_resp3)) continue;
    hcb__send_slice(c, m->chunks[is_resp3], m->at[is_resp3], m->len);
    send_body(c, m);
  }
  b->stats.delivered += topic->sub_count;
}

static size_t to_patterns(hc_broker_t* b, message_t* m) {
  size_t count = b->registry.topics[HC_PATTERN].count;
  size_t receivers = 0, i;

  hcb__work(b, count);
  m->head = "$8\r\npmessage\r\n";
  m->head_len = 14;
  m->parts = 4;
  for (i = 0; i < count; i++) {
    const hcb__topic_t* topic = b->registry.patterns[i];
    if (!hc_broker_match(topic->name, topic->name_len, m->channel.str,
                         m->channel.len)) {
      continue;
    }
    m->pattern.str = topic->name;
    m->pattern.len = topic->name_len;
    deliver(b, topic, m);
    receivers += topic->sub_count;
  }
  return receivers;
}

static void publish(hcb__client_t* c, hc_sub_kind kind) {
  hc_broker_t* b = c->broker;
  const hcb__topic_t* topic;
  size_t receivers = 0;
  message_t m;

  memset(&m, 0, sizeof(m));
  m.channel = hcb__arg(c, 1);
  m.payload = hcb__arg(c, 2);
  m.head = kind == HC_SHARD ? "$8\r\nsmessage\r\n" : "$7\r\nmessage\r\n";
  m.head_len = kind == HC_SHARD ? 14 : 13;
  m.parts = 3;
  topic = hcb__registry_find(&b->registry, kind, m.channel);
  b->stats.published++;
  if (topic != NULL) {
    deliver(b, topic, &m);
    receivers = topic->sub_count;
  }
  if (kind == HC_CHANNEL) receivers += to_patterns(b, &m);
  if (m.body != NULL) hcb__chunk_unref(m.body);
  hcb__reply_integer(c, (int64_t)receivers);
}

void hcb__publish(hcb__client_t* c) {
  publish(c, HC_CHANNEL);
}

void hcb__spublish(hcb__client_t* c) {
  publish(c, HC_SHARD);
}
