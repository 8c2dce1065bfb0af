#include "broker/broker.h"

/* PUBSUB: what is subscribed. */

/* The channels that match, or all. */
static void list(hcb__client_t* c, hc_sub_kind kind) {
  const hcb__table_t* t = &c->broker->registry.topics[kind];
  size_t argc = hcb__argc(c), matches = 0, i;
  int is_counting;

  if (argc > 3) {
    hcb__wrong_subcommand(c, "PUBSUB");
    return;
  }
  hcb__work(c->broker, t->slot_count);
  for (is_counting = 1; is_counting >= 0; is_counting--) {
    if (!is_counting) hcb__reply_header(c, '*', matches);
    for (i = 0; i < t->slot_count; i++) {
      const hcb__topic_t* topic = (const hcb__topic_t*)(void*)t->slots[i];
      hc_str_t name;
      if (topic == NULL) continue;
      name.str = topic->name;
      name.len = topic->name_len;
      if (argc == 3) {
        hc_str_t pattern = hcb__arg(c, 2);
        if (!hc_broker_match(pattern.str, pattern.len, name.str, name.len)) {
          continue;
        }
      }
      if (is_counting) {
        matches++;
      } else {
        hcb__reply_bulk(c, name);
      }
    }
  }
}

static void count(hcb__client_t* c, hc_sub_kind kind) {
  size_t i;

  hcb__reply_header(c, '*', (hcb__argc(c) - 2) * 2);
  for (i = 2; i < hcb__argc(c); i++) {
    hc_str_t name = hcb__arg(c, i);
    const hcb__topic_t* topic =
        hcb__registry_find(&c->broker->registry, kind, name);
    hcb__reply_bulk(c, name);
    hcb__reply_integer(c, topic == NULL ? 0 : (int64_t)topic->sub_count);
  }
}

void hcb__pubsub_channels(hcb__client_t* c) {
  list(c, HC_CHANNEL);
}

void hcb__pubsub_shardchannels(hcb__client_t* c) {
  list(c, HC_SHARD);
}

void hcb__pubsub_numsub(hcb__client_t* c) {
  count(c, HC_CHANNEL);
}

void hcb__pubsub_shardnumsub(hcb__client_t* c) {
  count(c, HC_SHARD);
}

void hcb__pubsub_numpat(hcb__client_t* c) {
  hcb__reply_integer(c, (int64_t)c->broker->registry.topics[HC_PATTERN].count);
}

void hcb__pubsub_help(hcb__client_t* c) {
  static const char* const lines[] = {
      "PUBSUB <subcommand> [<arg> ...]. The subcommands:",
      "CHANNELS [<pattern>]",
      "    Channels that somebody is subscribed to.",
      "NUMPAT",
      "    How many patterns are subscribed to.",
      "NUMSUB [<channel> ...]",
      "    How many clients are subscribed to each of them.",
      "SHARDCHANNELS [<pattern>]",
      "    Shard channels that somebody is subscribed to.",
      "SHARDNUMSUB [<channel> ...]",
      "    The same as NUMSUB for shard channels.",
      "HELP",
      "    These lines.",
      NULL};
  hcb__reply_lines(c, lines);
}
