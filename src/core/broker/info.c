#define _POSIX_C_SOURCE 200809L

#include <inttypes.h>
#include <time.h>

#include "broker/broker.h"

/* INFO, and the figures of hc_broker_stats(). */

static void count_of_clients(const hc_broker_t* b, hc_broker_stats_t* out) {
  const hcb__client_t* c;

  out->subscribers = 0;
  out->output_bytes = 0;
  for (c = b->first; c != NULL; c = c->next) {
    out->subscribers += (uint64_t)hcb__is_subscriber(c);
    out->output_bytes += hcb__output_len(c);
  }
}

void hc_broker_stats(hc_broker_t* b, hc_broker_stats_t* out) {
  *out = b->stats;
  out->channels = b->registry.topics[HC_CHANNEL].count;
  out->patterns = b->registry.topics[HC_PATTERN].count;
  out->shard_channels = b->registry.topics[HC_SHARD].count;
  count_of_clients(b, out);
}

/* ---- Sections -------------------------------------------------------------- */

static int add_server(hc__buf_t* out, const hc_broker_t* b) {
  uv_utsname_t os;
  struct timespec now = {0, 0};
  uint64_t uptime = (uv_now(b->loop) - b->since) / 1000;
  uint64_t id[2];

  memset(&os, 0, sizeof(os));
  (void)uv_os_uname(&os);
  (void)clock_gettime(CLOCK_REALTIME, &now);
  id[0] = hc__hash(b->registry.seed, "run", 3);
  id[1] = hc__hash(b->registry.seed, "id", 2);
  return hcb__print(
      out,
      "redis_version:" HCB__VERSION
      "\r\n"
      "server_name:hicast\r\n"
      "redis_mode:standalone\r\n"
      "os:%s %s %s\r\n"
      "arch_bits:%d\r\n"
      "process_id:%d\r\n"
      "run_id:%016" PRIx64 "%016" PRIx64
      "%08x\r\n"
      "tcp_port:%d\r\n"
      "server_time_usec:%" PRIu64
      "\r\n"
      "uptime_in_seconds:%" PRIu64
      "\r\n"
      "uptime_in_days:%" PRIu64 "\r\n",
      os.sysname, os.release, os.machine, (int)sizeof(void*) * 8,
      (int)uv_os_getpid(), id[0], id[1], (unsigned)id[0], hc_broker_port(b),
      (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000, uptime,
      uptime / 86400);
}

static int add_clients(hc__buf_t* out, const hc_broker_t* b) {
  return hcb__print(out,
                    "connected_clients:%" PRIu64
                    "\r\n"
                    "cluster_connections:0\r\n"
                    "maxclients:%zu\r\n"
                    "blocked_clients:0\r\n",
                    b->stats.clients, b->options.max_clients);
}

static int add_persistence(hc__buf_t* out, const hc_broker_t* b) {
  (void)b;
  return hcb__print(out,
                    "loading:0\r\n"
                    "async_loading:0\r\n"
                    "rdb_bgsave_in_progress:0\r\n"
                    "aof_enabled:0\r\n");
}

static int add_stats(hc__buf_t* out, const hc_broker_t* b) {
  return hcb__print(out,
                    "total_connections_received:%" PRIu64
                    "\r\n"
                    "total_commands_processed:%" PRIu64
                    "\r\n"
                    "total_net_input_bytes:%" PRIu64
                    "\r\n"
                    "total_net_output_bytes:%" PRIu64
                    "\r\n"
                    "rejected_connections:%" PRIu64
                    "\r\n"
                    "client_output_buffer_limit_disconnections:%" PRIu64
                    "\r\n"
                    "pubsub_channels:%zu\r\n"
                    "pubsub_patterns:%zu\r\n"
                    "pubsubshard_channels:%zu\r\n",
                    b->stats.connections, b->stats.commands, b->stats.bytes_in,
                    b->stats.bytes_out, b->stats.rejected, b->stats.cut,
                    b->registry.topics[HC_CHANNEL].count,
                    b->registry.topics[HC_PATTERN].count,
                    b->registry.topics[HC_SHARD].count);
}

static int add_replication(hc__buf_t* out, const hc_broker_t* b) {
  (void)b;
  return hcb__print(out, "role:master\r\nconnected_slaves:0\r\n");
}

static int add_cluster(hc__buf_t* out, const hc_broker_t* b) {
  (void)b;
  return hcb__print(out, "cluster_enabled:0\r\n");
}

static int add_keyspace(hc__buf_t* out, const hc_broker_t* b) {
  (void)b;
  return hcb__print(out, "%s", "");
}

typedef struct section_s {
  const char* name;
  const char* title;
  int (*add)(hc__buf_t* out, const hc_broker_t* b);
} section_t;

static const section_t sections[] = {
    {"server", "Server", add_server},
    {"clients", "Clients", add_clients},
    {"persistence", "Persistence", add_persistence},
    {"stats", "Stats", add_stats},
    {"replication", "Replication", add_replication},
    {"cluster", "Cluster", add_cluster},
    {"keyspace", "Keyspace", add_keyspace},
};

static int is_wanted(const hcb__client_t* c, const section_t* section) {
  size_t i;

  for (i = 1; i < hcb__argc(c); i++) {
    hc_str_t arg = hcb__arg(c, i);
    if (hcb__is(arg, section->name) || hcb__is(arg, "default") ||
        hcb__is(arg, "all") || hcb__is(arg, "everything")) {
      return 1;
    }
  }
  return hcb__argc(c) == 1;
}

void hcb__info(hcb__client_t* c) {
  hc__buf_t text = {NULL, 0, 0, 0};
  int status = HC_OK;
  size_t i;

  for (i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
    if (!is_wanted(c, &sections[i]) || status != HC_OK) continue;
    status = hcb__print(&text, "%s# %s\r\n", text.end > 0 ? "\r\n" : "",
                        sections[i].title);
    if (status == HC_OK) status = sections[i].add(&text, c->broker);
  }
  if (status == HC_OK) {
    hcb__reply_verbatim(c, hcb__text(&text));
  } else {
    hcb__reply_err(c, "out of memory");
  }
  hc__buf_free(&text);
}
