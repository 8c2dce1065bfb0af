/*
 * What the files of the core share with each other and with nobody else.
 * Internal functions are named hc__; see hicast.h for the rules.
 */
#ifndef HICAST_INTERNAL_H
#define HICAST_INTERNAL_H

#include <stdint.h>
#include <string.h>

#include "hicast_engine.h"

/* Room for a read, at least, while the socket is busy. */
#define HC__READ_SIZE ((size_t)262144)

/* ---- buf.c: a growable queue of bytes ---- */

typedef struct hc__buf_s {
  char* data;
  size_t start; /* first byte that is still wanted */
  size_t end;   /* one past the last byte */
  size_t cap;
} hc__buf_t;

/* Room for `len` more bytes at the end, moving or enlarging what is there;
 * NULL when out of memory, with the contents as they were. */
char* hc__buf_grow(hc__buf_t* b, size_t len);
static inline char* hc__buf_reserve(hc__buf_t* b, size_t len) {
  if (b->cap - b->end >= len && b->data != NULL) return b->data + b->end;
  return hc__buf_grow(b, len);
}
/* Moves what it holds to the front. */
void hc__buf_compact(hc__buf_t* b);
/* HC_OK or HC_ENOMEM. */
int hc__buf_append(hc__buf_t* b, const char* bytes, size_t len);
/* Takes bytes off the front; gives a large buffer back once it is empty. */
void hc__buf_consume(hc__buf_t* b, size_t len);
void hc__buf_free(hc__buf_t* b);

static inline size_t hc__buf_len(const hc__buf_t* b) {
  return b->end - b->start;
}

/* ---- encode.c: commands to bytes ---- */

/* A command that is being written: begin, args, finish or abort. */
typedef struct hc__encoder_s {
  hc__buf_t out;
  size_t mark;     /* length of `out` before the command */
  size_t room_at;  /* offset from out.start of an argument being written */
  unsigned digits; /* digits its length was expected to have */
  size_t last_at;  /* offset from out.start of the argument written last */
  size_t last_len; /* its length */
  size_t kept_len; /* of `kept`; 0: nothing is kept */
  char kept[256];  /* the last command, but for its last argument */
} hc__encoder_t;

int hc__encode_begin(hc__encoder_t* en, size_t argc);
int hc__encode_arg(hc__encoder_t* en, const char* arg, size_t len);
char* hc__encode_room(hc__encoder_t* en, size_t max_len, size_t guess);
void hc__encode_done(hc__encoder_t* en, size_t len);
void hc__encode_abort(hc__encoder_t* en);
/* Keeps the command just written, and begins one that starts like it. */
void hc__encode_keep(hc__encoder_t* en);
int hc__encode_begin_again(hc__encoder_t* en);

/* ---- reader.c: bytes to values ---- */

/* Longest line of a header ("*12\r\n"), generously. */
#define HC__HEADER_MAX 32

typedef struct hc__chunk_s hc__chunk_t;

/* An aggregate whose elements are still coming. */
typedef struct hc__level_s {
  hc_value_t* value;
  size_t remaining;
  size_t cap;
  int is_attribute; /* parsed, then dropped */
} hc__level_t;

/*
 * Reads one reply at a time, in place: strings point into the caller's
 * buffer. May stop at any byte and go on when there are more.
 */
typedef struct hc__reader_s {
  hc_limits_t limits;
  hc_value_t root;
  hc__level_t* levels;
  size_t level_count;
  size_t level_cap;
  hc__chunk_t* chunks;  /* newest first; hold the elements of aggregates */
  size_t line_seen;     /* bytes of an unfinished line searched already */
  size_t need;          /* bytes that the next item needs at least */
  size_t value_count;   /* elements that have got room */
  hc_value_t* inner;    /* what HC__READ_INNER is about */
  int is_inner_element; /* the caller's answer; 1 unless it says otherwise */
  int has_inner_arrays; /* arrays within a reply are inner values, too */
  char error[160];
} hc__reader_t;

int hc__reader_init(hc__reader_t* r, const hc_limits_t* limits);
void hc__reader_free(hc__reader_t* r);
/* Forgets a reply that is half read, and those given out before. */
void hc__reader_reset(hc__reader_t* r);
/*
 * Reads on from *p. Returns 1 with *p behind a whole reply, which is then
 * r->root; 0 when more bytes are needed; or HC_EPROTOCOL, HC_ELIMIT,
 * HC_ENOMEM with r->error set. Or HC__READ_INNER for a push that stands within
 * a reply, r->inner: the caller may say that it is none of its elements.
 */
#define HC__READ_INNER 2
int hc__reader_run(hc__reader_t* r, const char** p, const char* end);
/* Tells that the bytes read so far have moved. */
void hc__reader_rebase(hc__reader_t* r, const char* from, size_t len,
                       const char* to);
/* Whether a reply is half read. */
static inline int hc__reader_is_busy(const hc__reader_t* r) {
  return r->level_count > 0;
}

/* scalar.c: the value that a line makes, the type byte being apart. NULL, or
 * what is wrong with it. */
const char* hc__scalar_read(char type, const char* s, size_t len,
                            hc_value_t* v);

/* Reads "<digits>\r\n" at p. Returns what follows, or NULL: *is_partial tells
 * whether more bytes could help. */
const char* hc__read_any_len(const char* p, const char* end, size_t* out,
                             int* is_partial);
/* The same, quick for what is usual: a few digits, and bytes behind. */
static inline const char* hc__read_len(const char* p, const char* end,
                                       size_t* out, int* is_partial) {
  if (end - p >= 8) {
    const char* q = p;
    size_t n = 0;
    while (q < p + 6 && (unsigned char)(*q - '0') < 10) {
      n = n * 10 + (unsigned char)(*q++ - '0');
    }
    if (q > p && q[0] == '\r' && q[1] == '\n') {
      *out = n;
      return q + 2;
    }
  }
  return hc__read_any_len(p, end, out, is_partial);
}

/* ---- frame.c: message frames scanned in place ---- */

typedef enum hc__frame {
  HC__FRAME_OTHER,   /* not a message in its usual form: read it as a value */
  HC__FRAME_PARTIAL, /* a message, but *need bytes are wanted */
  HC__FRAME_MESSAGE
} hc__frame;

/* Looks at the frame at p, which starts with '>' or '*'. m->sub is not set. */
hc__frame hc__frame_scan(const char* p, const char* end, size_t max_len,
                         hc_message_t* m, const char** next, size_t* need);

/* ---- input.c, rows.c: messages in ---- */

/* Keeps how a frame at p starts when its channel comes for the second time
 * running: it may well come again. */
void hc__remember(hc_engine_t* e, const char* p, const hc_message_t* m);
/* Takes the messages at p, no two running of one channel. Returns what follows
 * them, or NULL when there is none. */
const char* hc__take_row(hc_engine_t* e, const char* p, const char* end);

/* ---- subs.c: what is subscribed ---- */

#define HC__LARGE_SLOTS ((size_t)1024)

typedef struct hc__subs_s {
  hc_sub_t** slots; /* open addressing; a power of two */
  uint8_t* tags;    /* of the slots, in the same memory */
  size_t slot_count;
  uint32_t* free_ids;
  size_t id_cap;
  size_t id_count;   /* ids ever given */
  size_t free_count; /* ids to give again */
  size_t count;      /* subscriptions of any connection */
  size_t max_count;
  size_t confirmed[3];
  uint32_t epoch; /* of the connection at hand */
  uint64_t seed;
  uint64_t version;  /* changes when one is removed */
  hc_sub_t* last[3]; /* found last: most messages come for the same one */
} hc__subs_t;

/* `max_count`: 0 for HC_SUBS_MAX. */
void hc__subs_init(hc__subs_t* s, uint32_t max_count);
void hc__subs_free(hc__subs_t* s);
/* NULL when it is not there. */
hc_sub_t* hc__subs_find(hc__subs_t* s, hc_sub_kind kind, const char* name,
                        size_t len);
/* The same in parts, for many names at once: the hash of each, the table's
 * lines asked for, and, once those are likely there, the entry's; then the
 * search. */
uint32_t hc__subs_hash(const hc__subs_t* s, hc_sub_kind kind, const char* name,
                       size_t len);
void hc__subs_ask(const hc__subs_t* s, uint32_t hash);
void hc__subs_ask_more(const hc__subs_t* s, uint32_t hash);
hc_sub_t* hc__subs_find_by(hc__subs_t* s, uint32_t hash, hc_sub_kind kind,
                           const char* name, size_t len);
/* Whether that pays: the CPU's first cache does not hold the table. */
static inline int hc__subs_is_large(const hc__subs_t* s) {
  return s->slot_count >= HC__LARGE_SLOTS;
}
/* Finds or adds it, and marks it confirmed. NULL when there are max_count of
 * them already, or out of memory. */
hc_sub_t* hc__subs_confirm(hc__subs_t* s, hc_sub_kind kind, const char* name,
                           size_t len);
void hc__subs_remove(hc__subs_t* s, hc_sub_t* sub);
/* The same, but for the object: it is the caller's from now on, to be freed. */
void hc__subs_unlink(hc__subs_t* s, hc_sub_t* sub);
/* Writes all of a kind to `to`, which has room for them, in the order of their
 * ids. Returns their number. */
size_t hc__subs_list(const hc__subs_t* s, hc_sub_kind kind, hc_sub_t** to);
/* A new connection: nothing is confirmed yet. */
void hc__subs_begin(hc__subs_t* s);
void hc__subs_clear(hc__subs_t* s);

/* ---- hash.c ---- */

uint64_t hc__hash(uint64_t seed, const char* bytes, size_t len);

/* ---- engine.c, pending.c, handshake.c, replies.c ---- */

/* Kinds of pending commands beyond hc_command_kind: the engine's own. */
enum {
  HC__P_HELLO = 32,
  HC__P_AUTH,
  HC__P_SELECT,
  HC__P_SETUP, /* SETNAME, SETINFO, READONLY: whatever the answer */
  HC__P_INFO,
  HC__P_PING,
  HC__P_RESUB /* + hc_sub_kind */
};

typedef struct hc__pending_s {
  uint32_t flags;     /* the caller's */
  uint32_t remaining; /* confirmations to come */
  uint8_t kind;
  uint8_t has_started; /* `remaining` holds */
} hc__pending_t;

/* A queue of pending commands: a ring. */
typedef struct hc__queue_s {
  hc__pending_t* items;
  size_t cap; /* power of two */
  size_t head;
  size_t count;
} hc__queue_t;

int hc__queue_push(hc__queue_t* q, uint8_t kind, uint32_t flags,
                   uint32_t remaining);
static inline hc__pending_t* hc__queue_front(hc__queue_t* q) {
  return q->count ? &q->items[q->head] : NULL;
}
static inline void hc__queue_pop(hc__queue_t* q) {
  q->head = (q->head + 1) & (q->cap - 1);
  q->count--;
}

/* What a connection wants to know of its engine. All may be NULL. */
typedef struct hc__driver_s {
  void* data;
  void (*on_output)(void* data); /* there are bytes to send, and were none */
  void (*on_ready)(void* data);
  void (*on_loading)(void* data, uint32_t retry_ms);
  void (*on_pong)(void* data);
} hc__driver_t;

/* How the last message frames started, up to the length of the payload. */
typedef struct hc__alike_s {
  hc_sub_t* sub;
  uint64_t version; /* of the subscriptions, when `sub` was among them */
  size_t len;       /* 0: nothing is kept */
  char bytes[128];
} hc__alike_t;

struct hc_engine_s {
  hc_callbacks_t cb;
  void* data;
  hc__buf_t in;
  hc__encoder_t en;
  hc__reader_t reader;
  hc__alike_t alike;
  size_t ascii_max; /* payloads up to this length are looked at for ASCII */
  const hc_sub_t* last_sub; /* only compared with */
  hc__queue_t queue;
  hc__queue_t queued; /* of the subscribe family, which MULTI holds back */
  hc__subs_t subs;
  hc_counters_t counters;
  hc_handshake_t hs; /* strings point into hs_strings */
  char* hs_strings;
  hc_sub_t** resub; /* being subscribed again, in the order of sending */
  size_t resub_cap;
  size_t resub_count;
  size_t resub_at;   /* the next to be confirmed */
  hc_sub_t** undone; /* meanwhile: still listed, to be freed afterwards */
  size_t undone_cap;
  size_t undone_count;
  size_t internal;     /* pending commands that are not the caller's */
  size_t hs_left;      /* of the handshake: replies to come */
  size_t need;         /* bytes that `in` must hold before a look is worth it */
  size_t parsed;       /* bytes of `in` that the reader has gone over */
  uint32_t generation; /* changes when the engine is started or stopped */
  int protocol;        /* in effect */
  int begun_kind;      /* of the command between begin and finish */
  uint32_t begun_flags; /* likewise */
  size_t begun_argc;
  int is_begun_again;
  size_t blocking; /* pending commands whose answer may take long */
  int is_in_multi; /* MULTI was sent, EXEC not yet */
  int is_running;
  int is_fresh;   /* started, and nothing came in yet */
  int is_loading; /* the caller has been asked to check again later */
  int is_ready;
  int is_monitoring;
  int is_downgrading;
  int is_feeding;    /* within hc_engine_commit() */
  int is_input_full; /* the last read took all the room there was */
  int failure;       /* status for which it stopped by itself */
  char error[256];
  hc__driver_t driver;
};

/* engine.c */
/* Back to before hc_engine_start(), but for the subscriptions. */
void hc__engine_reset(hc_engine_t* e);
/* What came in is forgotten. Not while it is being looked at. */
void hc__forget_input(hc_engine_t* e);
/* handshake.c */
int hc__handshake_copy(hc_engine_t* e, const hc_handshake_t* h);
int hc__handshake_send(hc_engine_t* e);
/* The handshake's answers are there: on to INFO, or what comes after it. */
int hc__ready_check(hc_engine_t* e);
/* A reply to one of the engine's own commands. HC_OK or a failure. */
int hc__handshake_reply(hc_engine_t* e, const hc__pending_t* p,
                        const hc_value_t* v);
/* Asks for a sign of life. HC_EINVAL when it would disturb: within MULTI, in
 * monitor mode, or behind a blocking command. */
int hc__ping(hc_engine_t* e);
/* resub.c */
int hc__resub_start(hc_engine_t* e);
int hc__resub_confirmed(hc_engine_t* e);
int hc__resub_refused(hc_engine_t* e, const hc__pending_t* p,
                      const hc_value_t* v);
/* A subscription is gone from the table, and its object is to be freed: at
 * once, or when nothing points to it any more. */
void hc__resub_free(hc_engine_t* e, hc_sub_t* sub);
/* All subscriptions are about to go: none is subscribed again. */
void hc__resub_clear(hc_engine_t* e);
/* replies.c: a whole value goes to whom it is for. HC_OK or a failure. */
int hc__dispatch(hc_engine_t* e, const hc_value_t* v);
/* A push within a reply; *is_element says whether it is part of that. */
int hc__dispatch_inner(hc_engine_t* e, const hc_value_t* v, int* is_element);
/* Fails with a text. Returns `status`. */
int hc__fail(hc_engine_t* e, int status, const char* text, size_t len);
/* Sends one of the engine's own commands. */
int hc__send_own(hc_engine_t* e, uint8_t kind, uint32_t remaining, size_t argc,
                 const hc_str_t* argv);
void hc__notice(hc_engine_t* e, hc_notice notice, const char* text, size_t len);

static inline hc_str_t hc__str(const char* s) {
  hc_str_t out = {s, strlen(s)};
  return out;
}

#endif /* HICAST_INTERNAL_H */
