#include "broker/broker.h"

/* COMMAND: what the broker knows, told as Redis tells it. */

/* Names that may be asked for at once. */
#define NAMES_MAX 1024

static size_t count_of(const hcb__command_t* list) {
  size_t count = 0;
  while (list[count].name != NULL) count++;
  return count;
}

/* Words between blanks, as simple strings or as bulk strings. */
static void reply_words(hcb__client_t* c, const char* words, int is_simple) {
  size_t count = words[0] != '\0', i;

  for (i = 0; words[i] != '\0'; i++) count += words[i] == ' ';
  hcb__reply_header(c, '~', count);
  while (count-- > 0) {
    hc_str_t word = {words, strcspn(words, " ")};
    words += word.len + 1;
    if (is_simple) {
      hcb__send(c, "+", 1);
      hcb__send(c, word.str, word.len);
      hcb__send(c, "\r\n", 2);
    } else {
      hcb__reply_bulk(c, word);
    }
  }
}

/* ---- INFO ------------------------------------------------------------------ */

static void reply_pair(hcb__client_t* c, const char* key, const char* value) {
  hcb__reply_text(c, key);
  hcb__reply_text(c, value);
}

static void reply_number(hcb__client_t* c, const char* key, int64_t number) {
  hcb__reply_text(c, key);
  hcb__reply_integer(c, number);
}

/* Where the shard channels are among the arguments. */
static void reply_keys(hcb__client_t* c, const hcb__command_t* command) {
  if (!(command->flags & HCB__SHARD_KEYS)) {
    hcb__reply_header(c, '~', 0);
    return;
  }
  hcb__reply_header(c, '~', 1);
  hcb__reply_header(c, '%', 3);
  hcb__reply_text(c, "flags");
  reply_words(c, "not_key", 1);
  hcb__reply_text(c, "begin_search");
  hcb__reply_header(c, '%', 2);
  reply_pair(c, "type", "index");
  hcb__reply_text(c, "spec");
  hcb__reply_header(c, '%', 1);
  reply_number(c, "index", 1);
  hcb__reply_text(c, "find_keys");
  hcb__reply_header(c, '%', 2);
  reply_pair(c, "type", "range");
  hcb__reply_text(c, "spec");
  hcb__reply_header(c, '%', 3);
  reply_number(c, "lastkey", command->arity < 0 ? -1 : 0);
  reply_number(c, "keystep", 1);
  reply_number(c, "limit", 0);
}

static void reply_info(hcb__client_t* c, const hcb__command_t* command) {
  int has_keys = (command->flags & HCB__SHARD_KEYS) != 0;
  size_t i, sub_count = command->subs ? count_of(command->subs) : 0;

  hcb__reply_header(c, '*', 10);
  hcb__reply_text(c, command->name);
  hcb__reply_integer(c, command->arity);
  reply_words(c, command->words, 1);
  hcb__reply_integer(c, has_keys);
  hcb__reply_integer(c, has_keys && command->arity < 0 ? -1 : has_keys);
  hcb__reply_integer(c, has_keys);
  reply_words(c, command->categories, 1);
  reply_words(c, command->tips, 0);
  reply_keys(c, command);
  hcb__reply_header(c, sub_count ? '*' : '~', sub_count);
  for (i = 0; i < sub_count; i++) reply_info(c, &command->subs[i]);
}

static void reply_info_or_null(hcb__client_t* c,
                               const hcb__command_t* command) {
  if (command != NULL) {
    reply_info(c, command);
  } else {
    hcb__reply_null(c);
  }
}

void hcb__command(hcb__client_t* c) {
  size_t i, count = count_of(hcb__commands);

  hcb__reply_header(c, '*', count);
  for (i = 0; i < count; i++) reply_info(c, &hcb__commands[i]);
}

/* What is told of a command is far longer than its name. Whether there are no
 * more names than that may be asked for; replies when there are. */
static int check_names(hcb__client_t* c) {
  if (hcb__argc(c) - 2 <= NAMES_MAX) return 1;
  hcb__reply_err(c, "more than %d names", NAMES_MAX);
  return 0;
}

void hcb__command_info(hcb__client_t* c) {
  size_t i;

  if (hcb__argc(c) == 2) {
    hcb__command(c);
    return;
  }
  if (!check_names(c)) return;
  hcb__reply_header(c, '*', hcb__argc(c) - 2);
  for (i = 2; i < hcb__argc(c); i++)
    reply_info_or_null(c, hcb__find(hcb__arg(c, i)));
}

void hcb__command_count(hcb__client_t* c) {
  hcb__reply_integer(c, (int64_t)count_of(hcb__commands));
}

/* ---- LIST ------------------------------------------------------------------ */

typedef struct list_filter_s {
  hc_str_t by; /* str is NULL: all */
  hc_str_t value;
} list_filter_t;

static int is_listed(const list_filter_t* f, const hcb__command_t* command) {
  hc_str_t words = hc__str(command->categories);

  if (f->by.str == NULL) return 1;
  if (hcb__is(f->by, "pattern")) {
    return hc_broker_match(f->value.str, f->value.len, command->name,
                           strlen(command->name));
  }
  if (!hcb__is(f->by, "aclcat")) return 0; /* MODULE: there are none */
  while (words.len > 0) {
    size_t len = strcspn(words.str, " ");
    if (len == f->value.len + 1 &&
        memcmp(words.str + 1, f->value.str, f->value.len) == 0) {
      return 1;
    }
    if (words.str[len] == '\0') break;
    words.str += len + 1;
  }
  return 0;
}

/* Counts the commands that are listed, or replies with their names. */
static size_t walk_list(hcb__client_t* c, const list_filter_t* f,
                        const hcb__command_t* list, int is_counting) {
  size_t count = 0;

  for (; list->name != NULL; list++) {
    if (is_listed(f, list)) {
      count++;
      if (!is_counting) hcb__reply_text(c, list->name);
    }
    /* Without a filter only containers are told. */
    if (list->subs != NULL && f->by.str != NULL) {
      count += walk_list(c, f, list->subs, is_counting);
    }
  }
  return count;
}

void hcb__command_list(hcb__client_t* c) {
  list_filter_t f = {{NULL, 0}, {NULL, 0}};

  if (hcb__argc(c) == 5 && hcb__is(hcb__arg(c, 2), "filterby")) {
    f.by = hcb__arg(c, 3);
    f.value = hcb__arg(c, 4);
  }
  if (f.by.str == NULL
          ? hcb__argc(c) != 2
          : !hcb__is(f.by, "pattern") && !hcb__is(f.by, "aclcat") &&
                !hcb__is(f.by, "module")) {
    hcb__wrong_syntax(c);
    return;
  }
  hcb__reply_header(c, '*', walk_list(c, &f, hcb__commands, 1));
  (void)walk_list(c, &f, hcb__commands, 0);
}

/* ---- DOCS and HELP --------------------------------------------------------- */

static void reply_docs(hcb__client_t* c, const hcb__command_t* command) {
  int is_pubsub = strstr(command->words, "pubsub") != NULL ||
                  strncmp(command->name, "pubsub", 6) == 0;

  hcb__reply_text(c, command->name);
  hcb__reply_header(c, '%', 2);
  reply_pair(c, "since", command->since);
  reply_pair(c, "group", is_pubsub ? "pubsub" : "connection");
}

void hcb__command_docs(hcb__client_t* c) {
  size_t i, known = 0;

  if (hcb__argc(c) == 2) {
    hcb__reply_header(c, '%', count_of(hcb__commands));
    for (i = 0; hcb__commands[i].name != NULL; i++)
      reply_docs(c, &hcb__commands[i]);
    return;
  }
  if (!check_names(c)) return;
  for (i = 2; i < hcb__argc(c); i++) known += hcb__find(hcb__arg(c, i)) != NULL;
  hcb__reply_header(c, '%', known);
  for (i = 2; i < hcb__argc(c); i++) {
    const hcb__command_t* command = hcb__find(hcb__arg(c, i));
    if (command != NULL) reply_docs(c, command);
  }
}

void hcb__command_help(hcb__client_t* c) {
  static const char* const lines[] = {
      "COMMAND <subcommand> [<arg> ...]. The subcommands:",
      "(none)",
      "    What is to be known of all commands.",
      "COUNT",
      "    How many commands there are.",
      "LIST [FILTERBY (PATTERN|ACLCAT|MODULE) <value>]",
      "    The names of all commands, or some.",
      "INFO [<name> ...]",
      "    What is to be known of all commands, or some.",
      "DOCS [<name> ...]",
      "    Since when there are all commands, or some.",
      "HELP",
      "    These lines.",
      NULL};
  hcb__reply_lines(c, lines);
}
