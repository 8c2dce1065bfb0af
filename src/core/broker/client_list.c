#include <inttypes.h>

#include "broker/broker.h"

/* CLIENT LIST, INFO and KILL. */

/* Clients that may be listed by number at once. */
#define LIST_IDS 16384
/* A list is no longer than this: names may be of any length. */
#define LIST_MAX ((size_t)64 << 20)
/* What a client's line costs, beside its bytes; see hcb__work(). */
#define LINE_WORK 16

typedef enum type_e {
  TYPE_ANY,
  TYPE_NORMAL,
  TYPE_PUBSUB,
  TYPE_OTHER, /* which nobody here is of */
  TYPE_UNKNOWN
} type_t;

static type_t read_type(hcb__client_t* c, hc_str_t name) {
  if (hcb__is(name, "normal")) return TYPE_NORMAL;
  if (hcb__is(name, "pubsub")) return TYPE_PUBSUB;
  if (hcb__is(name, "master") || hcb__is(name, "replica") ||
      hcb__is(name, "slave")) {
    return TYPE_OTHER;
  }
  hcb__reply_err(c, "Unknown client type '%.*s'",
                 (int)(name.len < 128 ? name.len : 128), name.str);
  return TYPE_UNKNOWN;
}

static int is_of(const hcb__client_t* c, type_t type) {
  if (type == TYPE_ANY) return 1;
  return type == (hcb__is_subscriber(c) ? TYPE_PUBSUB : TYPE_NORMAL);
}

static hc_str_t user_of(const hcb__client_t* c) {
  const hc_broker_options_t* options = &c->broker->options;
  if (options->username.str != NULL && c->is_known) return options->username;
  return hc__str("default");
}

/* ---- LIST and INFO --------------------------------------------------------- */

static void write_flags(const hcb__client_t* c, char* flags) {
  char* p = flags;
  if (hcb__is_subscriber(c)) *p++ = 'P';
  if (c->is_ending) *p++ = 'c';
  if (c->socket.handle.type == UV_NAMED_PIPE) *p++ = 'U';
  if (c->no_evict) *p++ = 'e';
  if (p == flags) *p++ = 'N';
  *p = '\0';
}

/* HC_OK, HC_ENOMEM, or HC_ELIMIT when the list is too long. */
static int add_line(hc__buf_t* out, const hcb__client_t* c) {
  const hc_broker_t* b = c->broker;
  hc_str_t name = hcb__text(&c->name), user = user_of(c);
  size_t in = hc__buf_len(&c->in), len = hcb__output_len(c);
  uv_os_fd_t fd = -1;
  char flags[8];

  if (hc__buf_len(out) + name.len > LIST_MAX) return HC_ELIMIT;
  hcb__work(c->broker, LINE_WORK);
  write_flags(c, flags);
  (void)uv_fileno(&c->socket.handle, &fd);
  return hcb__print(
      out,
      "id=%" PRIu64 " addr=%s laddr=%s fd=%d name=%.*s age=%" PRIu64
      " idle=%" PRIu64
      " flags=%s db=%d sub=%zu psub=%zu ssub=%zu multi=-1 qbuf=%zu "
      "qbuf-free=%zu argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=0 oll=%zu "
      "omem=%zu tot-mem=%zu events=r cmd=%s user=%.*s redir=-1 resp=%d\n",
      c->id, c->address, c->local_address, (int)fd, (int)name.len, name.str,
      (uv_now(b->loop) - c->since) / 1000, (uv_now(b->loop) - c->active) / 1000,
      flags, c->db, c->sub_counts[HC_CHANNEL], c->sub_counts[HC_PATTERN],
      c->sub_counts[HC_SHARD], in, c->in.cap - in, c->out.count, len,
      sizeof(*c) + c->in.cap + len, c->command ? c->command->name : "NULL",
      (int)user.len, user.str, c->protocol);
}

static void reply_text(hcb__client_t* c, hc__buf_t* text, int status) {
  if (status == HC_OK) {
    hcb__reply_verbatim(c, hcb__text(text));
  } else if (status == HC_ENOMEM) {
    hcb__reply_err(c, "out of memory");
  } else {
    hcb__reply_err(c, "the list would be longer than %zu bytes", LIST_MAX);
  }
  hc__buf_free(text);
}

void hcb__client_info(hcb__client_t* c) {
  hc__buf_t text = {NULL, 0, 0, 0};
  reply_text(c, &text, add_line(&text, c));
}

static void list_ids(hcb__client_t* c) {
  hc__buf_t text = {NULL, 0, 0, 0};
  int status = HC_OK;
  size_t i;

  if (hcb__argc(c) - 3 > LIST_IDS) {
    hcb__reply_err(c, "more than %d client IDs", LIST_IDS);
    return;
  }
  for (i = 3; i < hcb__argc(c); i++) {
    hc_str_t arg = hcb__arg(c, i);
    int64_t id;
    const hcb__client_t* other;
    if (!hcb__read_integer(arg.str, arg.len, &id)) {
      hcb__reply_err(c, "Invalid client ID");
      hc__buf_free(&text);
      return;
    }
    other = hcb__client_find(c->broker, (uint64_t)id);
    if (other != NULL && status == HC_OK) status = add_line(&text, other);
  }
  reply_text(c, &text, status);
}

void hcb__client_list(hcb__client_t* c) {
  hc__buf_t text = {NULL, 0, 0, 0};
  const hcb__client_t* other;
  type_t type = TYPE_ANY;
  int status = HC_OK;

  if (hcb__argc(c) == 4 && hcb__is(hcb__arg(c, 2), "type")) {
    type = read_type(c, hcb__arg(c, 3));
    if (type == TYPE_UNKNOWN) return;
  } else if (hcb__argc(c) > 3 && hcb__is(hcb__arg(c, 2), "id")) {
    list_ids(c);
    return;
  } else if (hcb__argc(c) != 2) {
    hcb__wrong_syntax(c);
    return;
  }
  for (other = c->broker->first; other != NULL; other = other->next) {
    if (is_of(other, type) && status == HC_OK) status = add_line(&text, other);
  }
  reply_text(c, &text, status);
}

/* ---- KILL ------------------------------------------------------------------ */

typedef struct filter_s {
  int64_t id; /* 0: any */
  type_t type;
  hc_str_t address; /* str is NULL: any */
  hc_str_t local_address;
  hc_str_t user;
  int has_self; /* the client that asks may go too */
} filter_t;

static int is_text(hc_str_t wanted, hc_str_t text) {
  if (wanted.str == NULL) return 1;
  return wanted.len == text.len && memcmp(wanted.str, text.str, text.len) == 0;
}

static int is_match(const filter_t* f, const hcb__client_t* c) {
  return (f->id == 0 || f->id == (int64_t)c->id) && is_of(c, f->type) &&
         is_text(f->address, hc__str(c->address)) &&
         is_text(f->local_address, hc__str(c->local_address)) &&
         is_text(f->user, user_of(c));
}

/* Whether there is such a user; replies when not. */
static int check_user(hcb__client_t* c, hc_str_t user) {
  hc_str_t known = c->broker->options.username;

  if (is_text(hc__str("default"), user)) return 1;
  if (known.str != NULL && is_text(known, user)) return 1;
  hcb__reply_err(c, "No such user '%.*s'",
                 (int)(user.len < 128 ? user.len : 128), user.str);
  return 0;
}

/* Reads a filter and its value; replies when they are wrong. */
static int read_filter(hcb__client_t* c, hc_str_t name, hc_str_t value,
                       filter_t* f) {
  if (hcb__is(name, "id")) {
    if (hcb__read_integer(value.str, value.len, &f->id) && f->id > 0) return 1;
    hcb__reply_err(c, "client-id should be greater than 0");
    return 0;
  }
  if (hcb__is(name, "type")) {
    f->type = read_type(c, value);
    return f->type != TYPE_UNKNOWN;
  }
  if (hcb__is(name, "user")) {
    f->user = value;
    return check_user(c, value);
  }
  if (hcb__is(name, "addr")) {
    f->address = value;
    return 1;
  }
  if (hcb__is(name, "laddr")) {
    f->local_address = value;
    return 1;
  }
  if (hcb__is(name, "skipme")) {
    f->has_self = hcb__is(value, "no");
    if (f->has_self || hcb__is(value, "yes")) return 1;
  }
  hcb__wrong_syntax(c);
  return 0;
}

static int read_filters(hcb__client_t* c, filter_t* f) {
  size_t argc = hcb__argc(c), i;

  if (argc == 3) {
    f->address = hcb__arg(c, 2);
    f->has_self = 1;
    return 1;
  }
  for (i = 2; i < argc; i += 2) {
    if (i + 1 == argc) {
      hcb__wrong_syntax(c);
      return 0;
    }
    if (!read_filter(c, hcb__arg(c, i), hcb__arg(c, i + 1), f)) return 0;
  }
  return 1;
}

void hcb__client_kill(hcb__client_t* c) {
  filter_t f = {0, TYPE_ANY, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0};
  hcb__client_t *other, *next;
  int64_t count = 0;

  if (!read_filters(c, &f)) return;
  if (f.id == 0) hcb__work(c->broker, c->broker->stats.clients);
  other = f.id == 0 ? c->broker->first
                    : hcb__client_find(c->broker, (uint64_t)f.id);
  for (; other != NULL; other = next) {
    next = f.id == 0 ? other->next : NULL;
    if (!is_match(&f, other) || (other == c && !f.has_self)) continue;
    count++;
    /* This one still gets its reply. */
    if (other == c) {
      c->is_ending = 1;
    } else {
      hcb__client_close(other);
    }
  }
  c->broker->stats.killed += (uint64_t)count;
  if (hcb__argc(c) > 3) {
    hcb__reply_integer(c, count);
  } else if (count > 0) {
    hcb__reply_ok(c);
  } else {
    hcb__reply_err(c, "No such client");
  }
}
