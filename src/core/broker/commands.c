#include <stdlib.h>

#include "broker/broker.h"

/* The table of commands, and what is looked at before one is carried out. */

#define END                                                                    \
  { NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL }

static const char kSession[] = "noscript loading stale fast no_auth allow_busy";
static const char kPubsub[] = "pubsub noscript loading stale";
static const char kClient[] = "noscript loading stale";
static const char kAdmin[] = "admin noscript loading stale";
static const char kStale[] = "loading stale";
static const char kFastConnection[] = "@fast @connection";
static const char kSlowConnection[] = "@slow @connection";
static const char kDangerous[] = "@admin @slow @dangerous @connection";
static const char kSlowPubsub[] = "@pubsub @slow";
static const char kVaries[] = "nondeterministic_output";
static const char kVariesInOrder[] = "nondeterministic_output_order";

static const hcb__command_t client_commands[] = {
    {"client|list", hcb__client_list, -2, 0, kAdmin, kDangerous, kVaries,
     "2.4.0", NULL},
    {"client|kill", hcb__client_kill, -3, 0, kAdmin, kDangerous, "", "2.4.0",
     NULL},
    {"client|no-evict", hcb__client_no_evict, 3, 0, kAdmin, kDangerous, "",
     "7.0.0", NULL},
    {"client|info", hcb__client_info, 2, 0, kClient, kSlowConnection, kVaries,
     "6.2.0", NULL},
    {"client|setname", hcb__client_setname, 3, 0, kClient, kSlowConnection, "",
     "2.6.9", NULL},
    {"client|setinfo", hcb__client_setinfo, 4, 0, kClient, kSlowConnection, "",
     "7.2.0", NULL},
    {"client|help", hcb__client_help, 2, 0, kStale, kSlowConnection, "",
     "5.0.0", NULL},
    {"client|getname", hcb__client_getname, 2, 0, kClient, kSlowConnection, "",
     "2.6.9", NULL},
    {"client|id", hcb__client_id, 2, 0, kClient, kSlowConnection, "", "5.0.0",
     NULL},
    {"client|reply", hcb__client_reply, 3, 0, kClient, kSlowConnection, "",
     "3.2.0", NULL},
    END};

static const hcb__command_t command_commands[] = {
    {"command|list", hcb__command_list, -2, 0, kStale, kSlowConnection,
     kVariesInOrder, "7.0.0", NULL},
    {"command|docs", hcb__command_docs, -2, 0, kStale, kSlowConnection,
     kVariesInOrder, "7.0.0", NULL},
    {"command|help", hcb__command_help, 2, 0, kStale, kSlowConnection, "",
     "5.0.0", NULL},
    {"command|count", hcb__command_count, 2, 0, kStale, kSlowConnection, "",
     "2.8.13", NULL},
    {"command|info", hcb__command_info, -2, 0, kStale, kSlowConnection,
     kVariesInOrder, "2.8.13", NULL},
    END};

static const hcb__command_t pubsub_commands[] = {
    {"pubsub|help", hcb__pubsub_help, 2, 0, kStale, "@slow", "", "6.2.0", NULL},
    {"pubsub|numsub", hcb__pubsub_numsub, -2, 0, "pubsub loading stale",
     kSlowPubsub, "", "2.8.0", NULL},
    {"pubsub|shardnumsub", hcb__pubsub_shardnumsub, -2, 0,
     "pubsub loading stale", kSlowPubsub, "", "7.0.0", NULL},
    {"pubsub|numpat", hcb__pubsub_numpat, 2, 0, "pubsub loading stale",
     kSlowPubsub, "", "2.8.0", NULL},
    {"pubsub|channels", hcb__pubsub_channels, -2, 0, "pubsub loading stale",
     kSlowPubsub, "", "2.8.0", NULL},
    {"pubsub|shardchannels", hcb__pubsub_shardchannels, -2, 0,
     "pubsub loading stale", kSlowPubsub, "", "7.0.0", NULL},
    END};

/* PUBLISH is first, for it is what comes most. */
const hcb__command_t hcb__commands[] = {
    {"publish", hcb__publish, 3, 0, "pubsub loading stale fast",
     "@pubsub @fast", "", "2.0.0", NULL},
    {"spublish", hcb__spublish, 3, HCB__SHARD_KEYS, "pubsub loading stale fast",
     "@pubsub @fast", "", "7.0.0", NULL},
    {"subscribe", hcb__subscribe, -2, HCB__IN_PUBSUB, kPubsub, kSlowPubsub, "",
     "2.0.0", NULL},
    {"unsubscribe", hcb__unsubscribe, -1, HCB__IN_PUBSUB, kPubsub, kSlowPubsub,
     "", "2.0.0", NULL},
    {"psubscribe", hcb__psubscribe, -2, HCB__IN_PUBSUB, kPubsub, kSlowPubsub,
     "", "2.0.0", NULL},
    {"punsubscribe", hcb__punsubscribe, -1, HCB__IN_PUBSUB, kPubsub,
     kSlowPubsub, "", "2.0.0", NULL},
    {"ssubscribe", hcb__ssubscribe, -2, HCB__IN_PUBSUB | HCB__SHARD_KEYS,
     kPubsub, kSlowPubsub, "", "7.0.0", NULL},
    {"sunsubscribe", hcb__sunsubscribe, -1, HCB__IN_PUBSUB | HCB__SHARD_KEYS,
     kPubsub, kSlowPubsub, "", "7.0.0", NULL},
    {"pubsub", NULL, -2, 0, "", "@slow", "", "2.8.0", pubsub_commands},
    {"ping", hcb__ping, -1, HCB__IN_PUBSUB, "fast", kFastConnection,
     "request_policy:all_shards response_policy:all_succeeded", "1.0.0", NULL},
    {"echo", hcb__echo, 2, 0, "loading stale fast", kFastConnection, "",
     "1.0.0", NULL},
    {"hello", hcb__hello, -1, HCB__NO_AUTH, kSession, kFastConnection, "",
     "6.0.0", NULL},
    {"auth", hcb__auth, -2, HCB__NO_AUTH, kSession, kFastConnection, "",
     "1.0.0", NULL},
    {"quit", hcb__quit, -1, HCB__NO_AUTH | HCB__IN_PUBSUB, kSession,
     kFastConnection, "", "1.0.0", NULL},
    {"reset", hcb__reset, 1, HCB__NO_AUTH | HCB__IN_PUBSUB, kSession,
     kFastConnection, "", "6.2.0", NULL},
    {"select", hcb__select, 2, 0, "loading stale fast", kFastConnection, "",
     "1.0.0", NULL},
    {"client", NULL, -2, 0, "", "@slow", "", "2.4.0", client_commands},
    {"info", hcb__info, -1, 0, kStale, "@slow @dangerous",
     "nondeterministic_output request_policy:all_shards "
     "response_policy:special",
     "1.0.0", NULL},
    {"command", hcb__command, -1, 0, kStale, kSlowConnection, kVariesInOrder,
     "2.8.13", command_commands},
    END};

/* ---- Looking up ------------------------------------------------------------ */

/* `prefix_len` bytes of the names, as "client|", are known to be right. */
static const hcb__command_t* find_in(const hcb__command_t* list,
                                     size_t prefix_len, hc_str_t name) {
  for (; list->name != NULL; list++) {
    if (hcb__is(name, list->name + prefix_len)) return list;
  }
  return NULL;
}

const hcb__command_t* hcb__find(hc_str_t name) {
  const char* bar = memchr(name.str, '|', name.len);
  const hcb__command_t* command;
  hc_str_t container = name;

  if (bar == NULL) return find_in(hcb__commands, 0, name);
  container.len = (size_t)(bar - name.str);
  command = find_in(hcb__commands, 0, container);
  if (command == NULL || command->subs == NULL) return NULL;
  return find_in(command->subs, 0, name);
}

/* ---- Errors ---------------------------------------------------------------- */

static int shown(size_t len, size_t max) {
  return (int)(len < max ? len : max);
}

static void unknown_command(hcb__client_t* c) {
  hc_str_t name = hcb__arg(c, 0);
  char args[160];
  size_t used = 0, i;

  for (i = 1; i < hcb__argc(c) && used < 128; i++) {
    hc_str_t arg = hcb__arg(c, i);
    size_t n = (size_t)shown(strnlen(arg.str, arg.len), 128 - used);
    args[used++] = '\'';
    memcpy(args + used, arg.str, n);
    used += n;
    args[used++] = '\'';
    args[used++] = ' ';
  }
  hcb__reply_err(c, "unknown command '%.*s', with args beginning with: %.*s",
                 shown(name.len, 128), name.str, (int)used, args);
}

static void unknown_subcommand(hcb__client_t* c, const hcb__command_t* of) {
  hc_str_t name = hcb__arg(c, 1);
  char container[16];
  size_t i;

  for (i = 0; i < sizeof(container) - 1 && of->name[i] != '\0'; i++)
    container[i] = (char)(of->name[i] & ~32);
  container[i] = '\0';
  hcb__reply_err(c, "unknown subcommand '%.*s'. Try %s HELP.",
                 shown(name.len, 128), name.str, container);
}

void hcb__wrong_subcommand(hcb__client_t* c, const char* container) {
  hc_str_t name = hcb__arg(c, 1);
  hcb__reply_err(c,
                 "unknown subcommand or wrong number of arguments for '%.*s'. "
                 "Try %s HELP.",
                 shown(name.len, 128), name.str, container);
}

void hcb__wrong_syntax(hcb__client_t* c) {
  hcb__reply_err(c, "syntax error");
}

/* ---- Carrying out ---------------------------------------------------------- */

/* Whether somebody speaks HTTP to us, perhaps a page that was tricked into it:
 * what follows may hold commands. */
static int is_http(hc_str_t name) {
  return hcb__is(name, "post") || hcb__is(name, "host:");
}

static int has_arity(const hcb__command_t* command, size_t argc) {
  if (command->arity < 0) return argc >= (size_t)-command->arity;
  return argc == (size_t)command->arity;
}

/* The command with its subcommand; NULL when there is none: replied to. */
static const hcb__command_t* look_up(hcb__client_t* c) {
  const hcb__command_t* command = find_in(hcb__commands, 0, hcb__arg(c, 0));

  if (command == NULL) {
    unknown_command(c);
    return NULL;
  }
  if (command->subs != NULL && hcb__argc(c) > 1) {
    const hcb__command_t* sub =
        find_in(command->subs, strlen(command->name) + 1, hcb__arg(c, 1));
    if (sub == NULL) {
      unknown_subcommand(c, command);
      return NULL;
    }
    command = sub;
  }
  if (!has_arity(command, hcb__argc(c))) {
    hcb__reply_err(c, "wrong number of arguments for '%s' command",
                   command->name);
    return NULL;
  }
  return command;
}

static int is_allowed(hcb__client_t* c, const hcb__command_t* command) {
  if (!c->is_known && !(command->flags & HCB__NO_AUTH)) {
    hcb__reply_line(c, "-NOAUTH Authentication required.");
    return 0;
  }
  if (c->protocol == 2 && hcb__is_subscriber(c) &&
      !(command->flags & HCB__IN_PUBSUB)) {
    hcb__reply_err(c,
                   "Can't execute '%s': only (P|S)SUBSCRIBE / "
                   "(P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in "
                   "this context",
                   command->name);
    return 0;
  }
  return 1;
}

void hcb__run(hcb__client_t* c) {
  hc_broker_t* b = c->broker;
  const hcb__command_t* command;

  if (is_http(hcb__arg(c, 0))) {
    hcb__client_close(c);
    return;
  }
  if (b->garble_rate > 0) c->is_spoiled = hcb__chance(b, b->garble_rate);
  command = look_up(c);
  if (command != NULL) {
    c->command = command;
    if (is_allowed(c, command)) {
      b->stats.commands++;
      command->run(c);
    }
  }
  c->is_spoiled = 0;
  c->skips = c->skips == 2;
}
