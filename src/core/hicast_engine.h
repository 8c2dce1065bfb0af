/*
 * The protocol engine's contract: bytes in, deliveries and settled commands
 * out, bytes to send, without any I/O. The rules of ownership and lifetime are
 * at the top of hicast.h, and hold here as well.
 */
#ifndef HICAST_ENGINE_H
#define HICAST_ENGINE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Statuses ---- */

/*
 * The one table of statuses: value, name, and what it means. The JavaScript
 * codes ("HC_" names where the operating system has none of its own) and the
 * documentation are tested against it.
 */
#define HC_STATUS_MAP(X)                                                       \
  X(-1, ENOMEM, "out of memory")                                               \
  X(-2, EINVAL, "invalid argument")                                            \
  X(-3, ENOTCONN, "not connected")                                             \
  X(-4, EALREADY, "already connecting or connected")                           \
  X(-5, EEOF, "the server closed the connection")                              \
  X(-6, EPROTOCOL, "the server broke the protocol")                            \
  X(-7, ELIMIT, "a limit of the client was exceeded")                          \
  X(-8, EHANDSHAKE, "the server refused the handshake")                        \
  X(-9, ETIMEOUT, "timed out")                                                 \
  X(-10, ECLOSED, "closed by the caller")                                      \
  X(-11, ESYSTEM, "the operating system reported an error")                    \
  X(-12, ERESOLVE, "the host name could not be resolved")                      \
  X(-13, EHEARTBEAT, "the server did not answer in time")                      \
  X(-14, ETLS, "the TLS connection failed")

typedef enum hc_status {
  HC_OK = 0,
#define HC_STATUS_ENUM(value, name, text) HC_##name = value,
  HC_STATUS_MAP(HC_STATUS_ENUM)
#undef HC_STATUS_ENUM
} hc_status;

/* The name of a status, as "HC_EEOF"; "HC_OK" for 0, "HC_UNKNOWN" for others.
 */
const char* hc_status_name(int status);

/* One line that says what a status means. Never NULL. */
const char* hc_status_text(int status);

/* ---- Values: replies of any type ---- */

typedef enum hc_type {
  HC_NIL = 0,  /* $-1, *-1, _ */
  HC_STRING,   /* bulk string */
  HC_SIMPLE,   /* +simple string */
  HC_ERROR,    /* -error and !blob error */
  HC_INTEGER,  /* :integer */
  HC_DOUBLE,   /* ,double: str holds the text as sent */
  HC_BOOLEAN,  /* #t, #f: integer is 1 or 0 */
  HC_BIGNUM,   /* (big number: str holds the digits */
  HC_VERBATIM, /* =verbatim: str without the "txt:" prefix */
  HC_ARRAY,    /* *array */
  HC_MAP,      /* %map: elements are key, value, key, value */
  HC_SET,      /* ~set */
  HC_PUSH      /* >push */
} hc_type;

typedef struct hc_value_s hc_value_t;

/* A reply. Strings are bytes with a length, not NUL-terminated. */
struct hc_value_s {
  hc_type type;
  uint32_t depth; /* 0 for a whole reply */
  size_t len;     /* bytes of str, or number of elements */
  union {
    const char* str;
    hc_value_t* elements;
    int64_t integer;
  } as;
};

/* ---- Messages ---- */

/* The three name spaces of subscriptions. */
typedef enum hc_sub_kind {
  HC_CHANNEL = 0, /* subscribe,  message  */
  HC_PATTERN = 1, /* psubscribe, pmessage */
  HC_SHARD = 2    /* ssubscribe, smessage */
} hc_sub_kind;

/*
 * A subscription as the server confirmed it. The object is the engine's and
 * lives until the subscription is undone; `id` is small, and is used again
 * after that. `data` is the caller's: 0 when the subscription is new.
 */
typedef struct hc_sub_s {
  uint32_t id;
  uint32_t name_len;
  uint32_t data;
  uint32_t hash;  /* the engine's */
  uint32_t epoch; /* the engine's: the connection that confirmed it */
  uint8_t kind;   /* hc_sub_kind: a byte, as there may be very many of these */
  char name[];    /* name_len bytes */
} hc_sub_t;

typedef struct hc_message_s {
  hc_sub_kind kind;
  hc_sub_t* sub;       /* what it was received for; NULL when the server sent
                          it for a name that is not subscribed */
  const char* pattern; /* HC_PATTERN only */
  size_t pattern_len;
  const char* channel;
  size_t channel_len;
  const char* payload;
  size_t payload_len;
} hc_message_t;

/* ---- Commands ---- */

/*
 * What a command does to the connection, so that its reply is known for what
 * it is without looking at its text.
 */
typedef enum hc_command_kind {
  HC_CMD = 0,       /* one reply */
  HC_CMD_SUBSCRIBE, /* one confirmation for each name */
  HC_CMD_PSUBSCRIBE,
  HC_CMD_SSUBSCRIBE,
  HC_CMD_UNSUBSCRIBE, /* the same; without names, one for each subscription */
  HC_CMD_PUNSUBSCRIBE,
  HC_CMD_SUNSUBSCRIBE,
  HC_CMD_MONITOR, /* from its reply on, lines go to on_monitor */
  HC_CMD_RESET,   /* from its reply on, nothing is subscribed, RESP2 */
  HC_CMD_MULTI,   /* until EXEC, nothing of the core's own is sent */
  HC_CMD_EXEC,    /* or DISCARD */
  HC_CMD_BLOCKING /* the server may keep its answer back for long */
} hc_command_kind;

/* A string with a length. */
typedef struct hc_str_s {
  const char* str;
  size_t len;
} hc_str_t;

/* Something that happened in the handshake and does not end the connection. */
typedef enum hc_notice {
  HC_NOTICE_AUTH = 1,    /* a password was sent, the server wants none */
  HC_NOTICE_SELECT,      /* SELECT was refused */
  HC_NOTICE_READY_CHECK, /* INFO was refused (NOPERM): check skipped */
  HC_NOTICE_DOWNGRADE,   /* no RESP3 on this server: RESP2 is used */
  HC_NOTICE_RESUBSCRIBE, /* a subscription was refused after a reconnect:
                            the name and its kind are given */
  HC_NOTICE_UNEXPECTED   /* a reply that no command asked for */
} hc_notice;

/* What a notice tells beside its kind. */
typedef struct hc_notice_info_s {
  hc_str_t text;    /* the server's words */
  hc_sub_kind kind; /* HC_NOTICE_RESUBSCRIBE only */
  hc_str_t name;    /* HC_NOTICE_RESUBSCRIBE only */
} hc_notice_info_t;

/* ---- Engine ---- */

typedef struct hc_engine_s hc_engine_t;

/* The most messages that on_messages is called with. */
#define HC_RUN_MAX 128

/*
 * What the engine tells. Every callback may call any function of the engine
 * or connection, closing included; none may be NULL unless it says so.
 */
typedef struct hc_callbacks_s {
  /* A message, confirmed subscriptions only in so far as m->sub is set. */
  void (*on_message)(void* data, const hc_message_t* m);
  /* The reply to the oldest pending command of the caller. `flags` are those
   * it was sent with. For the subscribe family the value is the integer count
   * of the last confirmation. */
  void (*on_reply)(void* data, uint32_t flags, const hc_value_t* value);
  /* Any other push, and (with is_moved) a shard channel that the server
   * unsubscribed by itself because its slot moved. */
  void (*on_push)(void* data, const hc_value_t* value, int is_moved);
  /* One line of MONITOR. */
  void (*on_monitor)(void* data, const char* line, size_t len);
  /* The end of what one read brought: time to hand over what was collected. */
  void (*on_batch_end)(void* data);
  /* Subscriptions are confirmed, commands may be sent. */
  void (*on_ready)(void* data);
  void (*on_notice)(void* data, hc_notice notice, const hc_notice_info_t* info);
  /* The server is loading its data: ask again with hc_engine_ready_check()
   * in so many milliseconds. May be NULL for the engine of a connection,
   * which then does so by itself. */
  void (*on_loading)(void* data, uint32_t retry_ms);
  /* Messages of one channel or shard channel in a row, `count` of them, at most
   * HC_RUN_MAX: what on_message would be called with for each. `is_ascii`: no
   * byte of any payload is above 127; 0 when one is, or may be: long ones are
   * not looked at (see hc_engine_tell_ascii()). When the engine is stopped
   * meanwhile (see hc_engine_generation()), those that are left are to be
   * dropped. NULL: on_message is called for each. */
  void (*on_messages)(void* data, hc_sub_t* sub, const hc_str_t* payloads,
                      size_t count, int is_ascii);
  /* A subscription was undone, and is about to go: its id will be used again.
   * `sub` is NULL when none is left. Not called for what hc_engine_start()
   * forgets. May be NULL. */
  void (*on_forget)(void* data, const hc_sub_t* sub);
} hc_callbacks_t;

/* What on_message would be called with for a message of a run. */
void hc_run_message(hc_sub_t* sub, const hc_str_t* payload, hc_message_t* m);

/* All strings are *copied*. A NULL str means "none". */
typedef struct hc_handshake_s {
  int protocol;            /* 3 or 2 */
  hc_str_t username;       /* ACL user; none: "default" */
  hc_str_t password;       /* none: no AUTH */
  int64_t db;              /* SELECT when not 0 */
  hc_str_t name;           /* CLIENT SETNAME */
  hc_str_t lib_name;       /* CLIENT SETINFO LIB-NAME; none: no SETINFO */
  hc_str_t lib_version;    /* CLIENT SETINFO LIB-VER */
  int is_read_only;        /* READONLY */
  int has_ready_check;     /* INFO, and wait while the server is loading */
  uint32_t max_loading_ms; /* longest wait between two checks; 0: no bound */
  int has_resubscribe;     /* subscribe again what was subscribed before */
} hc_handshake_t;

/* Bounds on what a server may send. 0 means the default. */
typedef struct hc_limits_s {
  size_t max_bulk_len;  /* bytes of one string;   default 512 MiB */
  size_t max_elements;  /* elements of one reply in all; default 2^26 */
  size_t max_reply_len; /* bytes of one reply;    default 2 GiB */
  uint32_t max_depth;   /* nesting of aggregates; default 512 */
  uint32_t max_subs;    /* subscriptions; default and most: HC_SUBS_MAX */
} hc_limits_t;

/* The most subscriptions that an engine can have: their ids take 24 bits, and
 * the last one stands for none. */
#define HC_SUBS_MAX ((uint32_t)0xffffff)

/*
 * Makes an engine that calls back with `data`; NULL when out of memory.
 * `callbacks` is copied.
 */
hc_engine_t* hc_engine_new(const hc_callbacks_t* callbacks, void* data,
                           const hc_limits_t* limits);

/* Frees an engine. Not from within one of its callbacks. NULL is ignored. */
void hc_engine_free(hc_engine_t* e);

/*
 * Begins a new connection: forgets pending commands and buffered bytes and
 * writes the handshake to the output. The subscriptions of the connection
 * before are kept and made again when the handshake says so, else forgotten.
 * Once the transport is open, hc_engine_commit(e, 0) sets things going: with
 * nothing to ask the server, the connection is ready then. Not from within a
 * callback (HC_EINVAL).
 */
int hc_engine_start(hc_engine_t* e, const hc_handshake_t* handshake);

/* Writes the INFO of the ready check again, after on_loading. */
int hc_engine_ready_check(hc_engine_t* e);

/*
 * Takes in bytes of the server and calls back for what they complete.
 * Returns HC_OK; or HC_EPROTOCOL, HC_ELIMIT, HC_EHANDSHAKE or HC_ENOMEM, after
 * which the engine takes nothing more until it is started again. What was
 * wrong is told by hc_engine_error().
 */
int hc_engine_feed(hc_engine_t* e, const char* bytes, size_t len);

/*
 * The same without a copy: hc_engine_reserve() gives room for at least
 * `min_len` bytes and its size, hc_engine_commit() takes in what was read.
 * Room is valid until the next call. NULL when out of memory.
 */
char* hc_engine_reserve(hc_engine_t* e, size_t min_len, size_t* len);
int hc_engine_commit(hc_engine_t* e, size_t len);

/* Stops the engine at once, also in the middle of hc_engine_feed(). */
void hc_engine_stop(hc_engine_t* e);

/* Text for the last failure of hc_engine_feed(): the server's words for
 * HC_EHANDSHAKE. Valid until the engine is started again. Never NULL. */
const char* hc_engine_error(const hc_engine_t* e);

/*
 * Encodes a command into the output and remembers what reply it wants.
 * `flags` are the caller's and come back with the reply.
 * Errors: HC_ENOTCONN (not started), HC_ENOMEM, HC_EINVAL (argc is 0), and
 * HC_ELIMIT: there might be more subscriptions than the limits allow.
 */
int hc_engine_command(hc_engine_t* e, hc_command_kind kind, uint32_t flags,
                      size_t argc, const hc_str_t* argv);

/*
 * The same in steps, for callers whose arguments are not yet bytes. Between
 * hc_engine_begin() and hc_engine_finish() no other function of the engine
 * may be called; hc_engine_abort() takes the command back.
 *
 * hc_engine_arg() appends one argument.
 * hc_engine_arg_room() gives room for at most `max_len` bytes of an argument
 * whose length is known only once it is written; hc_engine_arg_done() says
 * how long it became. `guess` is the expected length: right guesses are free.
 */
int hc_engine_begin(hc_engine_t* e, hc_command_kind kind, uint32_t flags,
                    size_t argc);
int hc_engine_arg(hc_engine_t* e, const char* arg, size_t len);
char* hc_engine_arg_room(hc_engine_t* e, size_t max_len, size_t guess);
void hc_engine_arg_done(hc_engine_t* e, size_t len);
int hc_engine_finish(hc_engine_t* e);
void hc_engine_abort(hc_engine_t* e);

/*
 * Begins a command that is as the last one finished, kind and flags included,
 * but for its last argument, which is to follow. Publishing to one channel is
 * this. HC_EINVAL when the last one is not known, or too long to be kept.
 *
 * hc_engine_last_len() is the length of the argument written last: the next
 * one of its kind is probably about as long.
 */
int hc_engine_begin_again(hc_engine_t* e);
size_t hc_engine_last_len(const hc_engine_t* e);

/* Bytes to send. hc_engine_sent() says how many of them were. */
const char* hc_engine_output(const hc_engine_t* e, size_t* len);
void hc_engine_sent(hc_engine_t* e, size_t len);

/* Whether on_messages shall be told of ASCII, which is so from the start. It
 * costs a look at each byte; without, is_ascii is 0 unless all are empty. */
void hc_engine_tell_ascii(hc_engine_t* e, int is_wanted);

/* Changes when the engine is started or stopped: what was being told is over.
 */
uint32_t hc_engine_generation(const hc_engine_t* e);
/* 2 or 3: the protocol in effect. */
int hc_engine_protocol(const hc_engine_t* e);
/* Whether the handshake is over and on_ready was called. */
int hc_engine_is_ready(const hc_engine_t* e);
/* Commands of the caller without a reply yet. */
size_t hc_engine_pending(const hc_engine_t* e);
/* Confirmed subscriptions: all, or those of one kind. */
size_t hc_engine_sub_count(const hc_engine_t* e);
size_t hc_engine_sub_count_of(const hc_engine_t* e, hc_sub_kind kind);
/* Whether a name is subscribed, or was before the connection was lost and is to
 * be again. */
int hc_engine_is_subscribed(hc_engine_t* e, hc_sub_kind kind, const char* name,
                            size_t len);
/* Calls `fn` for every subscription of a kind, in no order; fn must not call
 * the engine. */
void hc_engine_sub_each(const hc_engine_t* e, hc_sub_kind kind,
                        void (*fn)(void* data, const hc_sub_t* sub),
                        void* data);

/* Figures since hc_engine_new(); they go on over reconnects. */
typedef struct hc_counters_s {
  uint64_t messages;
  uint64_t replies;
  uint64_t bytes_in;
  uint64_t bytes_out;
  uint64_t commands;
} hc_counters_t;

void hc_engine_counters(const hc_engine_t* e, hc_counters_t* out);

#ifdef __cplusplus
}
#endif

#endif /* HICAST_ENGINE_H */
