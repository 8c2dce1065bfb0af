/*
 * The parts of the broker that know nothing of sockets: a hash table, the
 * registry of subscriptions, shared bytes, and the requests' parser.
 */
#ifndef HICAST_BROKER_PARTS_H
#define HICAST_BROKER_PARTS_H

#include "broker/hicast_broker.h"
#include "engine/internal.h"

typedef struct hcb__client_s hcb__client_t;
typedef struct hcb__sub_s hcb__sub_t;

/* ---- table.c: a hash table of what begins with its hash ------------------- */

typedef struct hcb__node_s {
  uint32_t hash;
} hcb__node_t;

typedef struct hcb__table_s {
  hcb__node_t** slots; /* open addressing; a power of two, or none */
  size_t slot_count;
  size_t count;
} hcb__table_t;

/* The candidates for a hash, one after the other: *at is 0 at first. NULL when
 * there are no more. */
hcb__node_t* hcb__table_next(const hcb__table_t* t, uint32_t hash, size_t* at);
/* HC_OK or HC_ENOMEM. */
int hcb__table_add(hcb__table_t* t, hcb__node_t* node);
void hcb__table_remove(hcb__table_t* t, const hcb__node_t* node);
void hcb__table_free(hcb__table_t* t);

/* ---- lists: circular, so that a member leaves without being looked for ------ */

typedef struct hcb__link_s {
  struct hcb__link_s *next, *previous; /* NULL: in no list */
} hcb__link_t;

static inline void hcb__list_init(hcb__link_t* list) {
  list->next = list->previous = list;
}
static inline int hcb__list_is_empty(const hcb__link_t* list) {
  return list->next == list;
}
static inline void hcb__list_append(hcb__link_t* list, hcb__link_t* link) {
  link->next = list;
  link->previous = list->previous;
  list->previous->next = link;
  list->previous = link;
}
/* Also when it is in no list. */
static inline void hcb__list_remove(hcb__link_t* link) {
  if (link->next == NULL) return;
  link->next->previous = link->previous;
  link->previous->next = link->next;
  link->next = link->previous = NULL;
}

/* ---- registry.c: who is subscribed to what --------------------------------- */

/* A channel, pattern or shard channel with at least one subscriber. */
typedef struct hcb__topic_s {
  hcb__node_t node;
  hc_sub_kind kind;
  hcb__sub_t** subs;
  size_t sub_count;
  size_t sub_cap;
  size_t at; /* patterns: its place in the list of them */
  size_t name_len;
  char name[]; /* and a NUL */
} hcb__topic_t;

struct hcb__sub_s {
  hcb__node_t node; /* of the pair */
  hcb__topic_t* topic;
  hcb__client_t* client;
  size_t at;                   /* its place in topic->subs */
  hcb__sub_t *previous, *next; /* of the client, in order of subscribing */
};

typedef struct hcb__registry_s {
  hcb__table_t topics[3]; /* by hc_sub_kind */
  hcb__table_t pairs;     /* of a client and a topic: hcb__sub_t */
  hcb__topic_t** patterns;
  size_t pattern_cap;
  uint64_t seed;
} hcb__registry_t;

/* 1: added; 0: was there; or HC_ENOMEM. */
int hcb__registry_add(hcb__registry_t* r, hcb__client_t* c, hc_sub_kind kind,
                      hc_str_t name);
/* Whether it was there. */
int hcb__registry_remove(hcb__registry_t* r, hcb__client_t* c, hc_sub_kind kind,
                         hc_str_t name);
void hcb__registry_drop(hcb__registry_t* r, hcb__sub_t* sub);
/* NULL when nobody is subscribed. */
hcb__topic_t* hcb__registry_find(const hcb__registry_t* r, hc_sub_kind kind,
                                 hc_str_t name);
void hcb__registry_free(hcb__registry_t* r);

/* ---- chunk.c: bytes that several clients share ------------------------------ */

typedef struct hcb__chunk_s {
  uint32_t refs;
  size_t cap;
  size_t used;
  char data[];
} hcb__chunk_t;

/* Where bytes of one sort are appended: what follows each other there needs
 * one slice only. */
typedef struct hcb__arena_s {
  hcb__chunk_t* chunk; /* NULL: none yet */
} hcb__arena_t;

void hcb__chunk_unref(hcb__chunk_t* chunk);
/* Room for `len` bytes in arena->chunk, behind what is used; NULL when out of
 * memory. The caller adds to `used` what it took. */
char* hcb__arena_room(hcb__arena_t* arena, size_t len);
/* Begins anew when nobody holds any of it. */
void hcb__arena_rewind(hcb__arena_t* arena);
void hcb__arena_free(hcb__arena_t* arena);

/* ---- output.c: what is to be sent to a client ------------------------------- */

typedef struct hcb__slice_s {
  hcb__chunk_t* chunk;
  size_t at;
  size_t len;
} hcb__slice_t;

/* A queue of slices: a ring. The first `flying` ones are libuv's. */
typedef struct hcb__output_s {
  hcb__slice_t* slices;
  size_t cap; /* a power of two, or 0 */
  size_t head;
  size_t count;
  size_t flying;
  size_t settled;     /* the first slices that pin no more than they have to */
  size_t len;         /* bytes of the others */
  hcb__arena_t own;   /* small slices of a client that cannot keep up */
  uint64_t soft_from; /* since when it is above the soft limit; 0: it is not */
  uint64_t allowance; /* thousandths of bytes that may be sent when slowed */
} hcb__output_t;

/* ---- request.c, inline.c: bytes to arguments -------------------------------- */

#define HCB__FIRST_SPANS 8

/* An argument, from where the command begins. */
typedef struct hcb__span_s {
  size_t at;
  size_t len;
} hcb__span_t;

typedef struct hcb__request_s {
  hcb__span_t first[HCB__FIRST_SPANS];
  hcb__span_t* spans; /* first, or a larger array */
  size_t span_cap;
  size_t argc;       /* arguments found */
  uint64_t expected; /* arguments announced; 0: the header is still to come */
  size_t at;         /* bytes of the command looked at */
  size_t need;       /* bytes it has at least */
  hc__buf_t words;   /* the arguments of an inline command */
  const char* error; /* what is wrong, behind "Protocol error: " */
  char error_text[48];
} hcb__request_t;

typedef struct hcb__bounds_s {
  size_t max_bulk_len;
  int is_stranger; /* has to authenticate first: gets tighter bounds */
} hcb__bounds_t;

typedef enum hcb__parsed {
  HCB__MORE,    /* bytes are wanted */
  HCB__COMMAND, /* whole; with argc 0 it is none */
  HCB__BROKEN,  /* see `error` */
  HCB__NO_MEMORY
} hcb__parsed;

void hcb__request_init(hcb__request_t* q);
void hcb__request_free(hcb__request_t* q);
/* Makes ready for the next command. */
void hcb__request_reset(hcb__request_t* q);
/* Looks at a command from its first byte on, with what came since. When it is
 * whole, q->at is its length and *base what the spans count from. */
hcb__parsed hcb__request_parse(hcb__request_t* q, const char* bytes, size_t len,
                               const hcb__bounds_t* bounds, const char** base);
/* HC_OK or HC_ENOMEM. */
int hcb__request_add(hcb__request_t* q, size_t at, size_t len);
/* The line of an inline command to words. 0 when its quotes do not match. */
int hcb__inline_split(hcb__request_t* q, const char* line, size_t len);

/* A number as Redis reads it: no sign but '-', no leading zero or space. */
int hcb__read_integer(const char* s, size_t len, int64_t* out);

#endif /* HICAST_BROKER_PARTS_H */
