#include <stdlib.h>

#include "engine/internal.h"

/*
 * What is sent before a connection is of use: HELLO with AUTH, SELECT, CLIENT
 * SETNAME, READONLY, CLIENT SETINFO, all at once; then INFO, while the server
 * is loading again and again; then the subscriptions of the connection before
 * (resub.c). Order and case on the wire are those of ioredis, on which
 * scripted servers rely.
 */

/* The wait for a server that says it needs no more time to load. */
#define HC__LOADING_SOON_MS 50

/* ---- Settings ---- */

static void copy_str(char** at, hc_str_t* s) {
  if (s->str == NULL) return;
  memcpy(*at, s->str, s->len);
  s->str = *at;
  *at += s->len;
}

int hc__handshake_copy(hc_engine_t* e, const hc_handshake_t* h) {
  size_t len = h->username.len + h->password.len + h->name.len +
               h->lib_name.len + h->lib_version.len;
  char* strings = malloc(len + 1);
  char* at = strings;

  if (strings == NULL) return HC_ENOMEM;
  e->hs = *h;
  copy_str(&at, &e->hs.username);
  copy_str(&at, &e->hs.password);
  copy_str(&at, &e->hs.name);
  copy_str(&at, &e->hs.lib_name);
  copy_str(&at, &e->hs.lib_version);
  free(e->hs_strings);
  e->hs_strings = strings;
  return HC_OK;
}

/* ---- Sending ---- */

static int step(hc_engine_t* e, uint8_t kind, size_t argc,
                const hc_str_t* argv) {
  int status = hc__send_own(e, kind, 1, argc, argv);
  if (status == HC_OK) e->hs_left++;
  return status;
}

static int send_hello(hc_engine_t* e, int has_auth) {
  hc_str_t argv[5];
  size_t argc = 2;

  argv[0] = hc__str("hello");
  argv[1] = hc__str("3");
  if (has_auth) {
    argv[2] = hc__str("AUTH");
    argv[3] = e->hs.username.str ? e->hs.username : hc__str("default");
    argv[4] = e->hs.password.str ? e->hs.password : hc__str("");
    argc = 5;
  }
  return step(e, HC__P_HELLO, argc, argv);
}

static int send_auth(hc_engine_t* e) {
  hc_str_t argv[3];
  size_t argc = 1;

  argv[0] = hc__str("auth");
  if (e->hs.username.str != NULL) argv[argc++] = e->hs.username;
  argv[argc++] = e->hs.password.str ? e->hs.password : hc__str("");
  return step(e, HC__P_AUTH, argc, argv);
}

static int send_select(hc_engine_t* e) {
  char digits[24];
  char* p = digits + sizeof(digits);
  uint64_t db = (uint64_t)e->hs.db;
  hc_str_t argv[2];

  if (e->hs.db == 0) return HC_OK;
  if (e->hs.db < 0) db = 0 - db;
  do {
    *--p = (char)('0' + db % 10);
    db /= 10;
  } while (db > 0);
  /* The server knows best what a database number may be. */
  if (e->hs.db < 0) *--p = '-';
  argv[0] = hc__str("select");
  argv[1].str = p;
  argv[1].len = (size_t)(digits + sizeof(digits) - p);
  return step(e, HC__P_SELECT, 2, argv);
}

static int send_client(hc_engine_t* e, const char* sub, const char* what,
                       hc_str_t value) {
  hc_str_t argv[4];
  size_t argc = 2;

  if (value.str == NULL) return HC_OK;
  argv[0] = hc__str("client");
  argv[1] = hc__str(sub);
  if (what != NULL) argv[argc++] = hc__str(what);
  argv[argc++] = value;
  return step(e, HC__P_SETUP, argc, argv);
}

int hc__handshake_send(hc_engine_t* e) {
  int has_auth = e->hs.username.str != NULL || e->hs.password.str != NULL;
  hc_str_t readonly = hc__str("readonly");
  int status = HC_OK;

  if (e->protocol == 3) {
    status = send_hello(e, has_auth);
  } else if (has_auth) {
    status = send_auth(e);
  }
  if (status == HC_OK) status = send_select(e);
  if (status == HC_OK) status = send_client(e, "setname", NULL, e->hs.name);
  if (status == HC_OK && e->hs.is_read_only) {
    status = step(e, HC__P_SETUP, 1, &readonly);
  }
  if (status == HC_OK && e->hs.lib_name.str != NULL) {
    status = send_client(e, "SETINFO", "LIB-VER", e->hs.lib_version);
    if (status == HC_OK) {
      status = send_client(e, "SETINFO", "LIB-NAME", e->hs.lib_name);
    }
  }
  return status;
}

int hc__ready_check(hc_engine_t* e) {
  hc_str_t info = hc__str("info");

  e->is_loading = 0;
  if (e->hs.has_ready_check) return hc__send_own(e, HC__P_INFO, 1, 1, &info);
  return hc__resub_start(e);
}

int hc_engine_ready_check(hc_engine_t* e) {
  if (!e->is_running) return HC_ENOTCONN;
  if (!e->is_loading) return HC_EINVAL;
  return hc__ready_check(e);
}

/* ---- Answers ---- */

static char lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether a text has `word`, which is given in lower case. */
static int has_word(const hc_value_t* v, const char* word) {
  size_t len = strlen(word), i, k;

  for (i = 0; i + len <= v->len; i++) {
    for (k = 0; k < len && lower(v->as.str[i + k]) == word[k]; k++) {
    }
    if (k == len) return 1;
  }
  return 0;
}

/*
 * No RESP3: no HELLO at all (before Redis 6, and behind many a proxy), not
 * with these arguments, or not this version of it. Servers and proxies have
 * many words for it: test/js/connection/negotiation.test.js lists them.
 */
static int is_negotiation_error(const hc_value_t* v) {
  static const char* const words[] = {
      "unknown",         "unsupported", "not support",    "not available",
      "not implemented", "disabled",    "invalid command"};
  size_t i;

  if (has_word(v, "noproto")) return 1;
  if (has_word(v, "wrong number of arguments for 'hello'")) return 1;
  if (!has_word(v, "command") && !has_word(v, "hello")) return 0;
  for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
    if (has_word(v, words[i])) return 1;
  }
  return 0;
}

/* The server wants no password: known for being no reason to give up. */
static int is_auth_notice(const hc_value_t* v) {
  return has_word(v, "no password is set") ||
         has_word(v, "without any password configured for the default user") ||
         has_word(v, "wrong number of arguments for 'auth' command");
}

static int auth_refused(hc_engine_t* e, const hc_value_t* v) {
  if (!is_auth_notice(v)) {
    return hc__fail(e, HC_EHANDSHAKE, v->as.str, v->len);
  }
  hc__notice(e, HC_NOTICE_AUTH, v->as.str, v->len);
  return HC_OK;
}

static int hello_refused(hc_engine_t* e, const hc_value_t* v) {
  e->protocol = 2;
  if (!is_negotiation_error(v)) return auth_refused(e, v);
  e->is_downgrading = 1;
  hc__notice(e, HC_NOTICE_DOWNGRADE, v->as.str, v->len);
  return HC_OK;
}

/* The number in the line "<name>:<number>" of an INFO reply; `none` if it is
 * not there. */
static uint64_t info_number(const hc_value_t* v, const char* name,
                            uint64_t none) {
  const char* p = v->as.str;
  const char* end = p + v->len;
  size_t len = strlen(name);

  while (p != NULL && (size_t)(end - p) > len) {
    if (memcmp(p, name, len) == 0 && p[len] == ':') {
      uint64_t n = 0;
      for (p += len + 1; p < end && *p >= '0' && *p <= '9'; p++) {
        if (n < UINT32_MAX) n = n * 10 + (uint64_t)(*p - '0');
      }
      return n;
    }
    p = memchr(p, '\n', (size_t)(end - p));
    if (p != NULL) p++;
  }
  return none;
}

static int info_answered(hc_engine_t* e, const hc_value_t* v) {
  uint64_t wait_ms;

  if (v->type == HC_ERROR) {
    if (!has_word(v, "noperm")) {
      return hc__fail(e, HC_EHANDSHAKE, v->as.str, v->len);
    }
    hc__notice(e, HC_NOTICE_READY_CHECK, v->as.str, v->len);
    return e->is_running ? hc__resub_start(e) : HC_OK;
  }
  if ((v->type != HC_STRING && v->type != HC_VERBATIM &&
       v->type != HC_SIMPLE) ||
      info_number(v, "loading", 0) == 0) {
    return hc__resub_start(e);
  }
  wait_ms = info_number(v, "loading_eta_seconds", 1) * 1000;
  /* "At any moment", of which there may be some. */
  if (wait_ms == 0) wait_ms = HC__LOADING_SOON_MS;
  if (e->hs.max_loading_ms > 0 && wait_ms > e->hs.max_loading_ms) {
    wait_ms = e->hs.max_loading_ms;
  }
  if (wait_ms > UINT32_MAX) wait_ms = UINT32_MAX;
  e->is_loading = 1;
  if (e->cb.on_loading != NULL) {
    e->cb.on_loading(e->data, (uint32_t)wait_ms);
  } else if (e->driver.on_loading != NULL) {
    e->driver.on_loading(e->driver.data, (uint32_t)wait_ms);
  }
  return HC_OK;
}

int hc__handshake_reply(hc_engine_t* e, const hc__pending_t* p,
                        const hc_value_t* v) {
  const uint32_t generation = e->generation;
  int is_error = v->type == HC_ERROR;
  int status = HC_OK;

  if (p->kind >= HC__P_RESUB) return hc__resub_refused(e, p, v);
  if (p->kind == HC__P_PING) {
    /* Whatever the answer: there is one. */
    if (e->driver.on_pong != NULL) e->driver.on_pong(e->driver.data);
    return HC_OK;
  }
  if (p->kind == HC__P_INFO) return info_answered(e, v);
  if (is_error && p->kind == HC__P_HELLO) {
    status = hello_refused(e, v);
  } else if (is_error && p->kind == HC__P_AUTH) {
    status = auth_refused(e, v);
  } else if (is_error && p->kind == HC__P_SELECT && !e->is_downgrading) {
    hc__notice(e, HC_NOTICE_SELECT, v->as.str, v->len);
  }
  if (status != HC_OK || e->generation != generation) return status;
  if (--e->hs_left > 0) return HC_OK;
  if (!e->is_downgrading) return hc__ready_check(e);
  e->is_downgrading = 0;
  status = hc__handshake_send(e);
  if (status != HC_OK || e->hs_left > 0) return status;
  return hc__ready_check(e);
}

int hc__ping(hc_engine_t* e) {
  hc_str_t ping = hc__str("ping");

  if (!e->is_ready || e->is_in_multi || e->is_monitoring || e->blocking > 0) {
    return HC_EINVAL;
  }
  return hc__send_own(e, HC__P_PING, 1, 1, &ping);
}
