#include <stdlib.h>

#include "broker/broker.h"

/* HELLO, AUTH, PING, ECHO, QUIT, RESET, SELECT. */

int hcb__is_open(const hc_broker_t* b) {
  return b->options.password.str == NULL;
}

int hcb__integer_arg(hcb__client_t* c, size_t i, int64_t* out) {
  hc_str_t arg = hcb__arg(c, i);
  if (hcb__read_integer(arg.str, arg.len, out)) return 1;
  hcb__reply_err(c, "value is not an integer or out of range");
  return 0;
}

/* ---- Who it is ------------------------------------------------------------- */

/* Takes a time that does not tell how much of the secret was right. */
static int is_equal(hc_str_t secret, hc_str_t given) {
  size_t i;
  unsigned differences = secret.len != given.len;

  for (i = 0; i < given.len; i++) {
    char wanted = secret.len > 0 ? secret.str[i % secret.len] : '\0';
    differences |= (unsigned char)(wanted ^ given.str[i]);
  }
  return differences == 0;
}

static int is_user(const hc_broker_t* b, hc_str_t username, hc_str_t password) {
  hc_str_t user = b->options.username;

  if (user.str == NULL) user = hc__str("default");
  if (!is_equal(user, username)) return 0;
  return hcb__is_open(b) || is_equal(b->options.password, password);
}

/* Replies only when it is not. */
static int authenticate(hcb__client_t* c, hc_str_t username,
                        hc_str_t password) {
  if (is_user(c->broker, username, password)) {
    c->is_known = 1;
    return 1;
  }
  hcb__reply_line(
      c, "-WRONGPASS invalid username-password pair or user is disabled.");
  return 0;
}

void hcb__auth(hcb__client_t* c) {
  int ok;

  if (hcb__argc(c) > 3) {
    hcb__wrong_syntax(c);
    return;
  }
  if (hcb__argc(c) == 3) {
    ok = authenticate(c, hcb__arg(c, 1), hcb__arg(c, 2));
  } else if (hcb__is_open(c->broker)) {
    hcb__reply_err(c,
                   "AUTH <password> called without any password configured "
                   "for the default user. Are you sure your configuration is "
                   "correct?");
    return;
  } else {
    ok = authenticate(c, hc__str("default"), hcb__arg(c, 1));
  }
  if (ok) hcb__reply_ok(c);
}

static int is_name(hc_str_t name) {
  size_t i;
  for (i = 0; i < name.len; i++) {
    if (name.str[i] < '!' || name.str[i] > '~') return 0;
  }
  return 1;
}

int hcb__set_name(hcb__client_t* c, hc_str_t name) {
  if (!is_name(name)) {
    hcb__reply_err(c,
                   "Client names cannot contain spaces, newlines or special "
                   "characters.");
    return 0;
  }
  hc__buf_free(&c->name);
  if (name.len > 0 && hc__buf_append(&c->name, name.str, name.len) != HC_OK) {
    hcb__reply_err(c, "out of memory");
    return 0;
  }
  return 1;
}

/* ---- HELLO ----------------------------------------------------------------- */

typedef struct hello_s {
  int64_t protocol; /* 0: as it is */
  hc_str_t username;
  hc_str_t password;
  hc_str_t name;
} hello_t;

static void wrong_option(hcb__client_t* c, hc_str_t option) {
  hc__buf_t text = {NULL, 0, 0, 0};

  /* An argument may be of any length. */
  if (option.len < INT32_MAX &&
      hcb__print(&text, "ERR Syntax error in HELLO option '%.*s'",
                 (int)option.len, option.str) == HC_OK) {
    hcb__reply_error(c, text.data, hc__buf_len(&text));
  } else {
    hcb__reply_err(c, "Syntax error in HELLO option");
  }
  hc__buf_free(&text);
}

static int read_hello(hcb__client_t* c, hello_t* h) {
  size_t argc = hcb__argc(c), i;

  if (argc > 1) {
    hc_str_t version = hcb__arg(c, 1);
    if (!hcb__read_integer(version.str, version.len, &h->protocol)) {
      hcb__reply_err(c, "Protocol version is not an integer or out of range");
      return 0;
    }
    if (h->protocol < 2 || h->protocol > 3) {
      hcb__reply_line(c, "-NOPROTO unsupported protocol version");
      return 0;
    }
  }
  for (i = 2; i < argc; i++) {
    hc_str_t option = hcb__arg(c, i);
    if (hcb__is(option, "auth") && i + 2 < argc) {
      h->username = hcb__arg(c, ++i);
      h->password = hcb__arg(c, ++i);
    } else if (hcb__is(option, "setname") && i + 1 < argc) {
      h->name = hcb__arg(c, ++i);
    } else {
      wrong_option(c, option);
      return 0;
    }
  }
  return 1;
}

static void reply_hello(hcb__client_t* c) {
  hcb__reply_header(c, '%', 7);
  hcb__reply_text(c, "server");
  hcb__reply_text(c, "redis");
  hcb__reply_text(c, "version");
  hcb__reply_text(c, HCB__VERSION);
  hcb__reply_text(c, "proto");
  hcb__reply_integer(c, c->protocol);
  hcb__reply_text(c, "id");
  hcb__reply_integer(c, (int64_t)c->id);
  hcb__reply_text(c, "mode");
  hcb__reply_text(c, "standalone");
  hcb__reply_text(c, "role");
  hcb__reply_text(c, "master");
  hcb__reply_text(c, "modules");
  hcb__reply_header(c, '*', 0);
}

void hcb__hello(hcb__client_t* c) {
  hello_t h = {0, {NULL, 0}, {NULL, 0}, {NULL, 0}};

  if (!read_hello(c, &h)) return;
  if (h.username.str != NULL && !authenticate(c, h.username, h.password)) {
    return;
  }
  if (!c->is_known) {
    hcb__reply_line(
        c,
        "-NOAUTH HELLO must be called with the client already authenticated, "
        "otherwise the HELLO AUTH <user> <pass> option can be used to "
        "authenticate the client and select the RESP protocol version at the "
        "same time");
    return;
  }
  if (h.name.str != NULL && !hcb__set_name(c, h.name)) return;
  if (h.protocol != 0) c->protocol = (uint8_t)h.protocol;
  reply_hello(c);
}

/* ---- The rest -------------------------------------------------------------- */

void hcb__ping(hcb__client_t* c) {
  hc_str_t text = {"", 0};

  if (hcb__argc(c) > 2) {
    hcb__reply_err(c, "wrong number of arguments for 'ping' command");
    return;
  }
  if (hcb__argc(c) == 2) text = hcb__arg(c, 1);
  if (c->protocol == 2 && hcb__is_subscriber(c)) {
    hcb__reply_header(c, '*', 2);
    hcb__reply_text(c, "pong");
    hcb__reply_bulk(c, text);
  } else if (hcb__argc(c) == 2) {
    hcb__reply_bulk(c, text);
  } else {
    hcb__reply_line(c, "+PONG");
  }
}

void hcb__echo(hcb__client_t* c) {
  hcb__reply_bulk(c, hcb__arg(c, 1));
}

void hcb__quit(hcb__client_t* c) {
  hcb__reply_ok(c);
  c->is_ending = 1;
  hcb__mark(c);
}

void hcb__reset(hcb__client_t* c) {
  hcb__forget_subs(c);
  hc__buf_free(&c->name);
  c->db = 0;
  c->protocol = 2;
  c->is_known = (uint8_t)hcb__is_open(c->broker);
  c->known_output = hcb__output_len(c);
  c->is_muted = 0;
  c->no_evict = 0;
  hcb__reply_line(c, "+RESET");
}

void hcb__select(hcb__client_t* c) {
  int64_t db;

  if (!hcb__integer_arg(c, 1, &db)) return;
  if (db < INT32_MIN || db > INT32_MAX) {
    hcb__reply_err(c,
                   "value is out of range, value must between -2147483648 and "
                   "2147483647");
  } else if (db < 0 || db >= HCB__DATABASES) {
    hcb__reply_err(c, "DB index is out of range");
  } else {
    c->db = (int)db;
    hcb__reply_ok(c);
  }
}
