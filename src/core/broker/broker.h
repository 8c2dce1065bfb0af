/*
 * What the files of the broker share with each other and with nobody else.
 * Names: hcb__; see hicast_broker.h for the rules.
 *
 * The route of a message: client.c reads, request.c finds the arguments,
 * commands.c looks the command up, publish.c encodes the message once for each
 * protocol and gives every subscriber a slice of those bytes, and output.c
 * writes the slices at the end of the loop's turn, with one call a client.
 */
#ifndef HICAST_BROKER_INTERNAL_H
#define HICAST_BROKER_INTERNAL_H

#include <uv.h>

#include "broker/hicast_broker.h"
#include "broker/parts.h"
#include "engine/internal.h"

#define HCB__VERSION "7.0.15"
#define HCB__DATABASES 16
/* Bytes read from a client at once; all of them share the room. */
#define HCB__READ_SIZE ((size_t)65536)

/* ---- client.c ---------------------------------------------------------------- */

typedef union hcb__stream_u {
  uv_handle_t handle;
  uv_stream_t stream;
  uv_tcp_t tcp;
  uv_pipe_t pipe;
} hcb__stream_t;

struct hcb__client_s {
  hcb__node_t node; /* of the table by number: comes first */
  hcb__stream_t socket;
  uv_write_t write;
  hc_broker_t* broker;
  hcb__client_t *previous, *next; /* in order of connecting */
  hcb__link_t dirty;              /* has something to send, or is doomed */
  hcb__link_t stalled;            /* has commands that wait for a later turn */
  uint64_t id;
  hc__buf_t in; /* a command that is not whole */
  hcb__request_t request;
  const char* base; /* of the spans of the command at hand */
  hcb__output_t out;
  size_t known_output; /* of that: replied before RESET made it a stranger */
  hcb__sub_t* subs[3]; /* the first of each hc_sub_kind */
  hcb__sub_t* last_subs[3];
  size_t sub_counts[3];
  hc__buf_t name;
  hc__buf_t lib_name;
  hc__buf_t lib_version;
  char* address;
  char* local_address;
  const struct hcb__command_s* command; /* the last one */
  uint64_t since;                       /* uv_now() */
  uint64_t active;
  int db;
  uint8_t protocol;
  uint8_t is_known; /* authenticated */
  uint8_t is_reading;
  uint8_t is_ending; /* closes once all is sent; nothing more is taken in */
  uint8_t is_doomed; /* closes at the end of the turn */
  uint8_t is_closing;
  uint8_t is_muted;   /* CLIENT REPLY OFF */
  uint8_t skips;      /* CLIENT REPLY SKIP: 2 before, 1 at that command */
  uint8_t is_spoiled; /* the next byte is garbled */
  uint8_t no_evict;
};

/* Takes in the connection that a listener has. */
void hcb__client_accept(hc_broker_t* b, uv_stream_t* listener);
/* Closes at once. Not while a topic's subscribers are being walked. */
void hcb__client_close(hcb__client_t* c);
/* Begins or ends to read, as the state of things says. */
void hcb__client_update(hcb__client_t* c);
/* Goes on with commands that had to wait for this turn. */
void hcb__clients_go_on(hc_broker_t* b);
/* NULL when there is none. */
hcb__client_t* hcb__client_find(const hc_broker_t* b, uint64_t id);

static inline size_t hcb__argc(const hcb__client_t* c) {
  return c->request.argc;
}
static inline hc_str_t hcb__arg(const hcb__client_t* c, size_t i) {
  hc_str_t arg = {c->base + c->request.spans[i].at, c->request.spans[i].len};
  return arg;
}
static inline int hcb__is_subscriber(const hcb__client_t* c) {
  return c->sub_counts[HC_CHANNEL] + c->sub_counts[HC_PATTERN] +
             c->sub_counts[HC_SHARD] >
         0;
}
/* Whether an argument or other text is a word, in any case. */
int hcb__is(hc_str_t text, const char* word);

/* Counts what a command costs: things looked at, pieces of replies. */
#define hcb__work(b, n) ((b)->turn_work += (n))

/* ---- output.c ------------------------------------------------------------------ */

/* Appends bytes to what a client is sent: a reply, or a part of one. */
void hcb__send(hcb__client_t* c, const char* bytes, size_t len);
/* The same for a push, which CLIENT REPLY does not hold back. */
void hcb__send_push(hcb__client_t* c, const char* bytes, size_t len);
/* Appends a slice of a chunk. */
void hcb__send_slice(hcb__client_t* c, hcb__chunk_t* chunk, size_t at,
                     size_t len);
/* Who has so much to read is not read from: subscribers are cut instead. */
#define HCB__OUTPUT_PAUSE ((size_t)64 << 20)

/* Bytes not yet given to the kernel. */
size_t hcb__output_len(const hcb__client_t* c);
/* Whether the client has to go because it does not keep up. */
int hcb__output_is_over(hcb__client_t* c);
void hcb__output_flush(hcb__client_t* c);
void hcb__output_free(hcb__client_t* c);
/* Puts the client among those that are looked at at the end of the turn. */
void hcb__mark(hcb__client_t* c);
/* The end of a turn. */
void hcb__flush_all(hc_broker_t* b);

/* Appends text as printf() makes it. HC_OK or HC_ENOMEM. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
int hcb__print(hc__buf_t* out, const char* format, ...);
static inline hc_str_t hcb__text(const hc__buf_t* text) {
  hc_str_t out = {"", hc__buf_len(text)};
  if (out.len > 0) out.str = text->data + text->start;
  return out;
}

/* ---- reply.c -------------------------------------------------------------------- */

/* Writes type, number, "\r\n"; returns what follows. At most 23 bytes. */
char* hcb__put_header(char* p, char type, uint64_t n);

void hcb__reply_line(hcb__client_t* c, const char* line);
void hcb__reply_ok(hcb__client_t* c);
/* "-" and a text that begins with its code, line ends made blanks. */
void hcb__reply_error(hcb__client_t* c, const char* text, size_t len);
/* "-ERR " and a text. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void hcb__reply_err(hcb__client_t* c, const char* format, ...);
void hcb__reply_integer(hcb__client_t* c, int64_t n);
void hcb__reply_bulk(hcb__client_t* c, hc_str_t text);
void hcb__reply_text(hcb__client_t* c, const char* text);
void hcb__reply_null(hcb__client_t* c);
/* Text for a person: a verbatim string under RESP3. */
void hcb__reply_verbatim(hcb__client_t* c, hc_str_t text);
/* '*' array; '%' map and '~' set, which RESP2 has not: arrays. */
void hcb__reply_header(hcb__client_t* c, char type, size_t count);
/* The lines of a HELP. */
void hcb__reply_lines(hcb__client_t* c, const char* const* lines);

/* ---- commands.c ------------------------------------------------------------------- */

enum {
  HCB__NO_AUTH = 1,   /* also before authentication */
  HCB__IN_PUBSUB = 2, /* also by a subscriber under RESP2 */
  HCB__SHARD_KEYS = 4 /* COMMAND INFO: arguments are shard channels */
};

typedef struct hcb__command_s {
  const char* name; /* as "client|id" in full */
  void (*run)(hcb__client_t* c);
  int arity; /* negative: at least so many */
  unsigned flags;
  const char* words;      /* flags as COMMAND tells them */
  const char* categories; /* likewise */
  const char* tips;       /* likewise */
  const char* since;
  const struct hcb__command_s* subs; /* ended by one without a name */
} hcb__command_t;

/* Ended by one without a name. */
extern const hcb__command_t hcb__commands[];

/* Carries out the command at hand. */
void hcb__run(hcb__client_t* c);
/* NULL when there is none. `name` may be "client|id". */
const hcb__command_t* hcb__find(hc_str_t name);
/* "-ERR unknown subcommand or wrong number of arguments ..." */
void hcb__wrong_subcommand(hcb__client_t* c, const char* container);
void hcb__wrong_syntax(hcb__client_t* c);

/* session.c */
void hcb__hello(hcb__client_t* c);
void hcb__auth(hcb__client_t* c);
void hcb__ping(hcb__client_t* c);
void hcb__echo(hcb__client_t* c);
void hcb__quit(hcb__client_t* c);
void hcb__reset(hcb__client_t* c);
void hcb__select(hcb__client_t* c);
/* Whether everybody may do everything without a password. */
int hcb__is_open(const hc_broker_t* b);
/* Names the client, or replies why not. Whether it did. */
int hcb__set_name(hcb__client_t* c, hc_str_t name);
/* Reads an argument as a number, or replies that it is none. */
int hcb__integer_arg(hcb__client_t* c, size_t i, int64_t* out);

/* subscribe.c */
void hcb__subscribe(hcb__client_t* c);
void hcb__unsubscribe(hcb__client_t* c);
void hcb__psubscribe(hcb__client_t* c);
void hcb__punsubscribe(hcb__client_t* c);
void hcb__ssubscribe(hcb__client_t* c);
void hcb__sunsubscribe(hcb__client_t* c);
/* Undoes all subscriptions without a word. */
void hcb__forget_subs(hcb__client_t* c);

/* publish.c */
void hcb__publish(hcb__client_t* c);
void hcb__spublish(hcb__client_t* c);

/* pubsub.c */
void hcb__pubsub_channels(hcb__client_t* c);
void hcb__pubsub_numsub(hcb__client_t* c);
void hcb__pubsub_numpat(hcb__client_t* c);
void hcb__pubsub_shardchannels(hcb__client_t* c);
void hcb__pubsub_shardnumsub(hcb__client_t* c);
void hcb__pubsub_help(hcb__client_t* c);

/* client_commands.c */
void hcb__client_id(hcb__client_t* c);
void hcb__client_getname(hcb__client_t* c);
void hcb__client_setname(hcb__client_t* c);
void hcb__client_setinfo(hcb__client_t* c);
void hcb__client_no_evict(hcb__client_t* c);
void hcb__client_reply(hcb__client_t* c);
void hcb__client_help(hcb__client_t* c);

/* client_list.c */
void hcb__client_info(hcb__client_t* c);
void hcb__client_list(hcb__client_t* c);
void hcb__client_kill(hcb__client_t* c);

/* introspect.c */
void hcb__command(hcb__client_t* c);
void hcb__command_count(hcb__client_t* c);
void hcb__command_info(hcb__client_t* c);
void hcb__command_list(hcb__client_t* c);
void hcb__command_docs(hcb__client_t* c);
void hcb__command_help(hcb__client_t* c);

/* info.c */
void hcb__info(hcb__client_t* c);

/* ---- broker.c, listener.c, faults.c ------------------------------------------------- */

typedef struct hcb__listener_s {
  hcb__stream_t* socket; /* NULL: there is none */
  char* address;         /* or the path */
  int port;
  int is_pipe;
  int has_waiting; /* a connection to be accepted after the freeze */
} hcb__listener_t;

struct hc_broker_s {
  uv_loop_t* loop;
  void (*on_closed)(void* data);
  void* data;
  hc_broker_options_t options;
  char* strings; /* of the options */
  hcb__listener_t tcp;
  hcb__listener_t pipe;
  hcb__registry_t registry;
  hcb__client_t* first;
  hcb__client_t* last;
  hcb__link_t dirty;
  hcb__link_t stalled;  /* those that waited longest first */
  hcb__table_t clients; /* by number */
  uint64_t last_id;
  hc_broker_stats_t stats;  /* those that are counted */
  hcb__arena_t messages[2]; /* RESP2, RESP3 */
  hcb__arena_t replies;
  size_t turn_bytes; /* encoded since the last flush */
  size_t turn_work;  /* of commands in this turn, see hcb__work() */
  char* read_room;   /* HCB__READ_SIZE bytes */
  uv_check_t turn;   /* the end of each turn of the loop */
  uv_idle_t next;    /* makes the next turn come at once */
  uv_timer_t thaw;
  uv_timer_t tick; /* slow clients: the soft limit, and hc_broker_slow() */
  size_t handles;  /* not yet closed */
  uint64_t since;
  uint64_t random;
  uint64_t slow_rate;
  double garble_rate;
  double drop_rate;
  int is_frozen;
  int is_refusing;
  int is_closing;
};

/* Counts a handle that is being closed out; the last one ends the broker. */
void hcb__handle_closed(hc_broker_t* b);

/* listener.c */
void hcb__listener_close(hc_broker_t* b, hcb__listener_t* l);
/* Closes and frees a socket. */
void hcb__socket_close(hc_broker_t* b, hcb__stream_t* socket);
int hcb__listener_open(hc_broker_t* b, hcb__listener_t* l);
void hcb__listener_resume(hc_broker_t* b, hcb__listener_t* l);

/* faults.c */
/* Whether it happens, at a rate from 0 to 1. */
int hcb__chance(hc_broker_t* b, double rate);
/* Starts the timer that looks after slow clients. */
void hcb__tick_start(hc_broker_t* b);

#endif /* HICAST_BROKER_INTERNAL_H */
