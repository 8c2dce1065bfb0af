#include "broker/broker.h"

/* CLIENT, but for LIST, INFO and KILL. */

void hcb__client_id(hcb__client_t* c) {
  hcb__reply_integer(c, (int64_t)c->id);
}

void hcb__client_getname(hcb__client_t* c) {
  if (hc__buf_len(&c->name) == 0) {
    hcb__reply_null(c);
  } else {
    hcb__reply_bulk(c, hcb__text(&c->name));
  }
}

void hcb__client_setname(hcb__client_t* c) {
  if (hcb__set_name(c, hcb__arg(c, 2))) hcb__reply_ok(c);
}

/* Redis knows it since 7.2; clients of today send it to all. */
void hcb__client_setinfo(hcb__client_t* c) {
  hc_str_t option = hcb__arg(c, 2), value = hcb__arg(c, 3);
  int is_name = hcb__is(option, "lib-name");
  hc__buf_t* to = is_name ? &c->lib_name : &c->lib_version;
  size_t i;

  if (!is_name && !hcb__is(option, "lib-ver")) {
    hcb__reply_err(c, "Unrecognized option '%.*s'",
                   (int)(option.len < 128 ? option.len : 128), option.str);
    return;
  }
  for (i = 0; i < value.len; i++) {
    if (value.str[i] >= '!' && value.str[i] <= '~') continue;
    hcb__reply_err(c,
                   "%s cannot contain spaces, newlines or special characters.",
                   is_name ? "lib-name" : "lib-ver");
    return;
  }
  hc__buf_free(to);
  if (value.len == 0 || hc__buf_append(to, value.str, value.len) == HC_OK) {
    hcb__reply_ok(c);
  } else {
    hcb__reply_err(c, "out of memory");
  }
}

void hcb__client_no_evict(hcb__client_t* c) {
  hc_str_t how = hcb__arg(c, 2);
  int is_on = hcb__is(how, "on");

  if (!is_on && !hcb__is(how, "off")) {
    hcb__wrong_syntax(c);
    return;
  }
  c->no_evict = (uint8_t)is_on;
  hcb__reply_ok(c);
}

void hcb__client_reply(hcb__client_t* c) {
  hc_str_t how = hcb__arg(c, 2);

  if (hcb__is(how, "on")) {
    c->is_muted = 0;
    c->skips = 0;
    hcb__reply_ok(c);
  } else if (hcb__is(how, "off")) {
    c->is_muted = 1;
  } else if (hcb__is(how, "skip")) {
    if (!c->is_muted) c->skips = 2;
  } else {
    hcb__wrong_syntax(c);
  }
}

void hcb__client_help(hcb__client_t* c) {
  static const char* const lines[] = {
      "CLIENT <subcommand> [<arg> ...]. The subcommands:",
      "GETNAME",
      "    The name of this connection.",
      "ID",
      "    The number of this connection.",
      "INFO",
      "    What LIST tells of this connection.",
      "KILL <address>",
      "    Disconnects the client with that address.",
      "KILL <filter> <value> [<filter> <value> ...]",
      "    Disconnects clients by ID, ADDR, LADDR, TYPE or USER; not this one,",
      "    unless SKIPME is NO.",
      "LIST [TYPE <type> | ID <id> ...]",
      "    The clients that are connected.",
      "NO-EVICT (ON|OFF)",
      "    Accepted; no client is ever evicted.",
      "REPLY (ON|OFF|SKIP)",
      "    Whether this connection gets replies.",
      "SETINFO (LIB-NAME|LIB-VER) <value>",
      "    Tells what library this connection is of.",
      "SETNAME <name>",
      "    Names this connection.",
      "HELP",
      "    These lines.",
      NULL};
  hcb__reply_lines(c, lines);
}
