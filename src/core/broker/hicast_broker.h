/*
 * hicast broker: a Redis pub/sub server as a C library on the caller's loop.
 *
 * It speaks as Redis 7.0 does, and knows pub/sub alone: no keys, nothing on
 * disk, no cluster. The rules of hicast.h hold here too:
 *
 *  1. A pointer given to a function is *borrowed for the call* unless its
 *     comment says *copied*.
 *  2. Closing is asynchronous, may be asked for at any time and twice. After
 *     hc_broker_close() comes exactly one on_closed, and the memory goes then.
 *  3. on_closed is the only callback; it runs from the loop.
 *  4. One loop, one thread; no locks, and no mutable static anywhere. The
 *     process ignores SIGPIPE, which libuv does not keep away; Node does.
 *  5. Functions that return int give 0 or a negative libuv error number.
 */
#ifndef HICAST_BROKER_H
#define HICAST_BROKER_H

#include <stddef.h>
#include <stdint.h>

#include "hicast.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct hc_broker_s hc_broker_t;

/* What one command may hold leaves no room for a longer argument. */
#define HC_BROKER_MAX_BULK_LEN ((size_t)512 << 20)

/* All strings are *copied*. 0 means the default. */
typedef struct hc_broker_options_s {
  hc_str_t username;       /* the one user; none: "default" */
  hc_str_t password;       /* none: everybody may connect */
  size_t max_clients;      /* 10000 */
  size_t max_bulk_len;     /* bytes of one argument; 512 MiB, the most */
  size_t output_hard;      /* bytes kept for a slow subscriber; 32 MiB */
  size_t output_soft;      /* the same, for output_soft_ms at most; 8 MiB */
  uint32_t output_soft_ms; /* 60000 */
  uint64_t seed;           /* of the random faults; any */
} hc_broker_options_t;

/*
 * Makes a broker. The loop is borrowed until on_closed, which is called with
 * `data`. *out is NULL on error: UV_ENOMEM, or
 * UV_EINVAL when max_bulk_len is more than HC_BROKER_MAX_BULK_LEN.
 */
int hc_broker_new(struct uv_loop_s* loop, const hc_broker_options_t* options,
                  void (*on_closed)(void* data), void* data, hc_broker_t** out);

/*
 * Listens, at once: at a numeric address and a port, 0 being any; or at a
 * path, for a unix socket. One of each is possible (UV_EALREADY).
 */
int hc_broker_listen_tcp(hc_broker_t* b, const char* address, int port);
int hc_broker_listen_unix(hc_broker_t* b, const char* path);

/* The port, or 0. */
int hc_broker_port(const hc_broker_t* b);

/* Ends all connections and stops listening; on_closed follows. */
void hc_broker_close(hc_broker_t* b);

/* Whether the broker keeps the loop alive; it does by default. Its clients'
 * connections alone never do. */
void hc_broker_ref(hc_broker_t* b);
void hc_broker_unref(hc_broker_t* b);

/* ---- Figures -------------------------------------------------------------- */

/*
 * The one table of figures: field, and its name in JavaScript. The first ones
 * are of the moment, the others since the broker was made.
 */
#define HC_BROKER_STATS_MAP(X)                                                 \
  X(clients, "clients")         /* connected */                                \
  X(subscribers, "subscribers") /* of them subscribed */                       \
  X(channels, "channels")       /* with a subscriber */                        \
  X(patterns, "patterns")                                                      \
  X(shard_channels, "shardChannels")                                           \
  X(output_bytes, "outputBytes") /* kept for slow clients */                   \
  X(connections, "connections")  /* accepted */                                \
  X(rejected, "rejected")        /* too many clients */                        \
  X(commands, "commands")                                                      \
  X(published, "published") /* PUBLISH and SPUBLISH */                         \
  X(delivered, "delivered") /* messages to subscribers */                      \
  X(dropped, "dropped")     /* by the fault */                                 \
  X(garbled, "garbled")     /* by the fault */                                 \
  X(cut, "cut")             /* for not reading what they get */                \
  X(killed, "killed")                                                          \
  X(bytes_in, "bytesIn")                                                       \
  X(bytes_out, "bytesOut")

typedef struct hc_broker_stats_s {
#define HC_BROKER_STATS_FIELD(field, name) uint64_t field;
  HC_BROKER_STATS_MAP(HC_BROKER_STATS_FIELD)
#undef HC_BROKER_STATS_FIELD
} hc_broker_stats_t;

void hc_broker_stats(hc_broker_t* b, hc_broker_stats_t* out);

/* One client, as CLIENT LIST tells of it. */
typedef struct hc_broker_client_s {
  uint64_t id;
  const char* address; /* "127.0.0.1:50123", or "<path>:0" */
  hc_str_t name;
  hc_str_t lib_name;
  hc_str_t lib_version;
  int protocol;
  size_t counts[3]; /* subscriptions, by hc_sub_kind */
  uint64_t age_ms;
  size_t output_bytes;
} hc_broker_client_t;

/* Calls `fn` for each client, oldest first; fn must not call the broker. */
void hc_broker_each(hc_broker_t* b,
                    void (*fn)(void* data, const hc_broker_client_t* client),
                    void* data);

/* ---- Faults --------------------------------------------------------------- */

/* Disconnects the client with that id. Returns whether there was one. */
int hc_broker_kill(hc_broker_t* b, uint64_t id);

/*
 * As a process that is stopped: nothing is read, written or accepted, while
 * the kernel goes on to take in bytes and connections. UINT64_MAX: until it
 * is undone; 0 undoes it.
 */
void hc_broker_freeze(hc_broker_t* b, uint64_t ms);

/* Refuses new connections (ECONNREFUSED), or accepts them again: then it may
 * fail as hc_broker_listen_tcp() does. */
int hc_broker_refuse(hc_broker_t* b, int is_refusing);

/* Sends to each client so many bytes a second at most; 0: as fast as may be. */
void hc_broker_slow(hc_broker_t* b, uint64_t bytes_per_second);

/* Spoils the first byte of so many of all replies and messages, from 0 to 1. */
void hc_broker_garble(hc_broker_t* b, double rate);

/* Does not deliver so many of all messages, from 0 to 1. */
void hc_broker_drop(hc_broker_t* b, double rate);

/* Whether a channel matches a pattern, by the rules of Redis. */
int hc_broker_match(const char* pattern, size_t pattern_len, const char* name,
                    size_t len);

#ifdef __cplusplus
}
#endif

#endif /* HICAST_BROKER_H */
