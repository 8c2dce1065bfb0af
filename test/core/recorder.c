#include "recorder.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "tap.h"

static const char* const message_names[] = {"message", "pmessage", "smessage"};
static const char* const notice_names[] = {
    "?",         "auth",        "select",    "ready-check",
    "downgrade", "resubscribe", "unexpected"};

static void hook(recorder_t* r, const char* event) {
  if (r->hook != NULL) r->hook(r, event);
}

static void on_message(void* data, const hc_message_t* m) {
  recorder_t* r = (recorder_t*)data;
  size_t from = r->trace.len;

  r->messages++;
  r->last_sub = m->sub;
  if (m->sub != NULL) {
    int is_pattern = m->kind == HC_PATTERN;
    size_t len = is_pattern ? m->pattern_len : m->channel_len;
    CHECK_INT(m->sub->kind, m->kind);
    CHECK(m->sub->name_len == len);
    CHECK(memcmp(m->sub->name, is_pattern ? m->pattern : m->channel, len) == 0);
  }
  if (!r->is_quiet) {
    text_format(&r->trace, "%s ", message_names[m->kind]);
    if (m->kind == HC_PATTERN) {
      text_escaped(&r->trace, m->pattern, m->pattern_len);
      text_bytes(&r->trace, " ", 1);
    }
    text_escaped(&r->trace, m->channel, m->channel_len);
    text_bytes(&r->trace, " ", 1);
    text_escaped(&r->trace, m->payload, m->payload_len);
    if (m->sub == NULL) text_format(&r->trace, " (not subscribed)");
    text_bytes(&r->trace, "\n", 1);
  }
  hook(r, "message");
  if (r->hook != NULL && !r->is_quiet) {
    /* Borrowed until now, whatever the hook did. */
    text_t again = {NULL, 0, 0};
    text_escaped(&again, m->payload, m->payload_len);
    CHECK(again.len == 0 || strstr(r->trace.str + from, again.str) != NULL);
    text_free(&again);
  }
}

/* What is told of the payloads must be so, and is told of all short ones. */
static void check_ascii(const hc_str_t* payloads, size_t count, int is_ascii) {
  int has_other = 0;
  int has_long = 0;
  size_t i, at;

  for (i = 0; i < count; i++) {
    if (payloads[i].len > 4096) has_long = 1;
    for (at = 0; at < payloads[i].len; at++) {
      if ((unsigned char)payloads[i].str[at] > 127) has_other = 1;
    }
  }
  CHECK_INT(is_ascii, !has_other && !has_long);
}

static void on_messages(void* data, hc_sub_t* sub, const hc_str_t* payloads,
                        size_t count, int is_ascii) {
  recorder_t* r = (recorder_t*)data;
  const uint32_t generation = hc_engine_generation(r->engine);
  size_t i;

  if (!r->has_no_ascii) check_ascii(payloads, count, is_ascii);
  if (is_ascii) r->ascii_runs++;
  r->runs++;
  if (count > r->longest_run) r->longest_run = count;
  for (i = 0; i < count && hc_engine_generation(r->engine) == generation; i++) {
    hc_message_t m;
    hc_run_message(sub, &payloads[i], &m);
    on_message(data, &m);
  }
}

/* Writes a value down before the hook runs, and compares it after. */
static void record_value(recorder_t* r, const char* event,
                         const hc_value_t* v) {
  text_t before = {NULL, 0, 0};
  text_t after = {NULL, 0, 0};

  text_value(&before, v);
  if (!r->is_quiet) {
    text_bytes(&r->trace, before.str, before.len);
    text_bytes(&r->trace, "\n", 1);
  }
  hook(r, event);
  if (r->hook != NULL) {
    text_value(&after, v);
    CHECK_STR(after.str, before.str);
  }
  text_free(&before);
  text_free(&after);
}

static void on_reply(void* data, uint32_t flags, const hc_value_t* v) {
  recorder_t* r = (recorder_t*)data;
  r->replies++;
  r->last_flags = flags;
  if (v->type == HC_INTEGER) r->last_integer = v->as.integer;
  if (!r->is_quiet) text_format(&r->trace, "reply %" PRIu32 " ", flags);
  record_value(r, "reply", v);
}

static void on_push(void* data, const hc_value_t* v, int is_moved) {
  recorder_t* r = (recorder_t*)data;
  if (!r->is_quiet) text_format(&r->trace, is_moved ? "moved " : "push ");
  record_value(r, is_moved ? "moved" : "push", v);
}

static void on_monitor(void* data, const char* line, size_t len) {
  recorder_t* r = (recorder_t*)data;
  text_format(&r->trace, "monitor ");
  text_escaped(&r->trace, line, len);
  text_bytes(&r->trace, "\n", 1);
  hook(r, "monitor");
}

static void on_forget(void* data, const hc_sub_t* sub) {
  recorder_t* r = (recorder_t*)data;
  if (r->has_forgets && sub == NULL) text_format(&r->trace, "forget all\n");
  if (r->has_forgets && sub != NULL) {
    text_format(&r->trace, "forget %.*s\n", (int)sub->name_len, sub->name);
  }
  hook(r, "forget");
}

static void on_batch_end(void* data) {
  recorder_t* r = (recorder_t*)data;
  r->batches++;
  if (r->has_batches) text_format(&r->trace, "batch end\n");
  hook(r, "batch");
}

static void on_ready(void* data) {
  recorder_t* r = (recorder_t*)data;
  r->readies++;
  if (!r->is_quiet) text_format(&r->trace, "ready\n");
  hook(r, "ready");
}

static void on_notice(void* data, hc_notice notice,
                      const hc_notice_info_t* info) {
  recorder_t* r = (recorder_t*)data;
  r->notices++;
  r->last_notice = notice;
  if (!r->is_quiet) {
    text_format(&r->trace, "notice %s: ", notice_names[notice]);
    text_escaped(&r->trace, info->text.str, info->text.len);
    if (notice == HC_NOTICE_RESUBSCRIBE) {
      text_format(&r->trace, " [%d ", (int)info->kind);
      text_escaped(&r->trace, info->name.str, info->name.len);
      text_bytes(&r->trace, "]", 1);
    }
    text_bytes(&r->trace, "\n", 1);
  }
  hook(r, "notice");
}

static void on_loading(void* data, uint32_t retry_ms) {
  recorder_t* r = (recorder_t*)data;
  r->loadings++;
  text_format(&r->trace, "loading %" PRIu32 "\n", retry_ms);
  hook(r, "loading");
}

static void on_connect(void* data) {
  recorder_t* r = (recorder_t*)data;
  r->connects++;
  if (!r->is_quiet) text_format(&r->trace, "connect\n");
  hook(r, "connect");
}

static void on_close(void* data, const hc_close_info_t* info) {
  recorder_t* r = (recorder_t*)data;
  r->closes++;
  r->close = *info;
  (void)snprintf(r->syscall, sizeof(r->syscall), "%s", info->syscall);
  (void)snprintf(r->address, sizeof(r->address), "%s", info->address);
  (void)snprintf(r->text, sizeof(r->text), "%s", info->text);
  r->close.syscall = r->syscall;
  r->close.address = r->address;
  r->close.text = r->text;
  if (!r->is_quiet) {
    text_format(&r->trace, "close %s\n", hc_status_name(info->status));
  }
  r->told = info;
  hook(r, "close");
  r->told = NULL;
  /* Borrowed until now, whatever the hook did. */
  CHECK_STR(info->syscall, r->syscall);
  CHECK_STR(info->address, r->address);
  CHECK_STR(info->text, r->text);
}

static void on_destroyed(void* data) {
  recorder_t* r = (recorder_t*)data;
  r->destroyed++;
  text_format(&r->trace, "destroyed\n");
  hook(r, "destroyed");
  r->conn = NULL;
}

static void on_write(void* data, const char* bytes, size_t len) {
  recorder_t* r = (recorder_t*)data;
  text_bytes(&r->written, bytes, len);
  hook(r, "write");
  if (r->hook == NULL || r->written.len < len) return;
  /* Borrowed until now, whatever the hook did. */
  CHECK(memcmp(r->written.str + r->written.len - len, bytes, len) == 0 ||
        r->is_quiet);
}

#define ENGINE_CALLBACKS                                                       \
  .on_message = on_message, .on_reply = on_reply, .on_push = on_push,          \
  .on_monitor = on_monitor, .on_batch_end = on_batch_end,                      \
  .on_ready = on_ready, .on_notice = on_notice, .on_messages = on_messages,    \
  .on_forget = on_forget

const hc_callbacks_t recorder_callbacks = {ENGINE_CALLBACKS,
                                           .on_loading = on_loading};

const hc_conn_callbacks_t recorder_conn_callbacks = {
    .engine = {ENGINE_CALLBACKS},
    .on_connect = on_connect,
    .on_close = on_close,
    .on_destroyed = on_destroyed,
    .on_write = on_write,
};

void recorder_init(recorder_t* r) {
  memset(r, 0, sizeof(*r));
  text_clear(&r->trace);
  text_clear(&r->written);
}

void recorder_free(recorder_t* r) {
  text_free(&r->trace);
  text_free(&r->written);
}

const char* recorder_take(recorder_t* r) {
  static text_t taken;
  text_clear(&taken);
  text_bytes(&taken, r->trace.str, r->trace.len);
  text_clear(&r->trace);
  return taken.str;
}
