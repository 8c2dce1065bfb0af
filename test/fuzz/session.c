#include "session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Memory that a few bytes of input may make the engine take. */
#define MEMORY_MAX ((size_t)64 << 20)

#define RULE(holds)                                                            \
  do {                                                                         \
    if (!(holds)) broken(#holds, __LINE__);                                    \
  } while (0)

static void broken(const char* rule, int line) {
  fprintf(stderr, "session.c:%d: broken: %s\n", line, rule);
  abort();
}

/* ---- What is told ------------------------------------------------------- */

static void add(session_t* s, const char* bytes, size_t len) {
  size_t i;
  s->digest = (s->digest ^ len) * 1099511628211u;
  for (i = 0; i < len; i++)
    s->digest = (s->digest ^ (unsigned char)bytes[i]) * 1099511628211u;
}

static void add_number(session_t* s, int64_t number) {
  add(s, (const char*)&number, sizeof(number));
}

/* Looks at all of a value. */
static void add_value(session_t* s, const hc_value_t* v, uint32_t depth) {
  size_t i;
  RULE(v->depth == depth);
  add_number(s, v->type);
  switch (v->type) {
    case HC_NIL:
      return;
    case HC_INTEGER:
    case HC_BOOLEAN:
      RULE(v->type == HC_INTEGER || v->as.integer == 0 || v->as.integer == 1);
      add_number(s, v->as.integer);
      return;
    case HC_ARRAY:
    case HC_MAP:
    case HC_SET:
    case HC_PUSH:
      RULE(v->type != HC_MAP || v->len % 2 == 0);
      add_number(s, (int64_t)v->len);
      for (i = 0; i < v->len; i++) add_value(s, v->as.elements + i, depth + 1);
      return;
    default:
      RULE(v->as.str != NULL);
      add(s, v->as.str, v->len);
  }
}

/* In the middle of a callback, when the input says so. */
static void maybe_act(session_t* s) {
  if (s->acts_in > 0 && --s->acts_in == 0) session_act(s, s->action);
}

static void on_message(void* data, const hc_message_t* m) {
  session_t* s = (session_t*)data;
  int is_pattern = m->kind == HC_PATTERN;
  const char* name = is_pattern ? m->pattern : m->channel;
  size_t len = is_pattern ? m->pattern_len : m->channel_len;

  RULE((m->pattern != NULL) == is_pattern);
  if (m->sub != NULL) {
    RULE(m->sub->kind == m->kind && m->sub->name_len == len &&
         memcmp(m->sub->name, name, len) == 0);
  }
  add_number(s, m->kind);
  add_number(s, m->sub != NULL);
  if (is_pattern) add(s, m->pattern, m->pattern_len);
  maybe_act(s);
  add(s, m->channel, m->channel_len);
  add(s, m->payload, m->payload_len);
}

static int has_high_bit(const hc_str_t* text) {
  size_t i;

  for (i = 0; i < text->len; i++) {
    if ((unsigned char)text->str[i] > 127) return 1;
  }
  return 0;
}

static void on_messages(void* data, hc_sub_t* sub, const hc_str_t* payloads,
                        size_t count, int is_ascii) {
  session_t* s = (session_t*)data;
  const uint32_t generation = hc_engine_generation(s->engine);
  size_t i;

  RULE(count > 0 && count <= HC_RUN_MAX && sub->kind != HC_PATTERN);
  for (i = 0; is_ascii && i < count; i++) RULE(!has_high_bit(&payloads[i]));
  for (i = 0; i < count && hc_engine_generation(s->engine) == generation; i++) {
    hc_message_t m;
    hc_run_message(sub, &payloads[i], &m);
    on_message(data, &m);
  }
}

/* In order, and once. */
static void on_reply(void* data, uint32_t flags, const hc_value_t* value) {
  session_t* s = (session_t*)data;
  RULE(s->settled < s->sent);
  RULE(flags == s->settled);
  s->settled++;
  add_number(s, flags);
  maybe_act(s);
  add_value(s, value, value->depth);
}

static void on_push(void* data, const hc_value_t* value, int is_moved) {
  session_t* s = (session_t*)data;
  add_number(s, 1000 + is_moved);
  maybe_act(s);
  add_value(s, value, value->depth);
}

static void on_monitor(void* data, const char* line, size_t len) {
  session_t* s = (session_t*)data;
  maybe_act(s);
  add(s, line, len);
}

static void on_batch_end(void* data) {
  maybe_act((session_t*)data);
}

static void on_ready(void* data) {
  session_t* s = (session_t*)data;
  RULE(hc_engine_is_ready(s->engine));
  add_number(s, 2000);
  maybe_act(s);
}

static void on_notice(void* data, hc_notice notice,
                      const hc_notice_info_t* info) {
  session_t* s = (session_t*)data;
  add_number(s, 3000 + (int)notice);
  add(s, info->name.str, info->name.len);
  maybe_act(s);
  add(s, info->text.str, info->text.len);
}

static void on_loading(void* data, uint32_t retry_ms) {
  session_t* s = (session_t*)data;
  RULE(retry_ms > 0);
  add_number(s, retry_ms);
  maybe_act(s);
}

static void on_forget(void* data, const hc_sub_t* sub) {
  session_t* s = (session_t*)data;
  if (sub != NULL) {
    RULE(sub->id < HC_SUBS_MAX);
    RULE(hc_engine_sub_count(s->engine) <= HC_SUBS_MAX);
    add_number(s, sub->name_len);
  }
  maybe_act(s);
}

static const hc_callbacks_t callbacks = {
    on_message, on_reply,  on_push,    on_monitor,  on_batch_end,
    on_ready,   on_notice, on_loading, on_messages, on_forget};

/* ---- What the client does ------------------------------------------------- */

static void send_command(session_t* s, hc_command_kind kind, size_t argc,
                         const char* const* args) {
  hc_str_t argv[4];
  size_t i;
  for (i = 0; i < argc; i++) argv[i] = hc__str(args[i]);
  if (hc_engine_command(s->engine, kind, s->sent, argc, argv) == HC_OK) {
    s->sent++;
  }
}

static const struct {
  hc_command_kind kind;
  size_t argc;
  const char* args[4];
} commands[] = {
    {HC_CMD, 2, {"get", "k"}},
    {HC_CMD_SUBSCRIBE, 3, {"subscribe", "a", "b"}},
    {HC_CMD_PSUBSCRIBE, 2, {"psubscribe", "p*"}},
    {HC_CMD_SSUBSCRIBE, 3, {"ssubscribe", "s", "t"}},
    {HC_CMD_UNSUBSCRIBE, 1, {"unsubscribe"}},
    {HC_CMD_UNSUBSCRIBE, 2, {"unsubscribe", "a"}},
    {HC_CMD_PUNSUBSCRIBE, 1, {"punsubscribe"}},
    {HC_CMD_SUNSUBSCRIBE, 2, {"sunsubscribe", "s"}},
    {HC_CMD_MONITOR, 1, {"monitor"}},
    {HC_CMD_RESET, 1, {"reset"}},
    {HC_CMD_MULTI, 1, {"multi"}},
    {HC_CMD_EXEC, 1, {"exec"}},
    {HC_CMD_BLOCKING, 3, {"blpop", "l", "0"}},
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void send_in_steps(session_t* s, size_t len, size_t guess) {
  char* room;
  if (hc_engine_begin(s->engine, HC_CMD, s->sent, 2) != HC_OK) return;
  if (hc_engine_arg(s->engine, "echo", 4) != HC_OK) abort();
  room = hc_engine_arg_room(s->engine, 300, guess);
  if (room == NULL) abort();
  if (len % 5 == 0) {
    hc_engine_abort(s->engine);
    return;
  }
  memset(room, 'x', len);
  hc_engine_arg_done(s->engine, len);
  if (hc_engine_finish(s->engine) == HC_OK) s->sent++;
}

static void drain(session_t* s) {
  size_t len;
  const char* bytes = hc_engine_output(s->engine, &len);
  RULE(len == 0 || bytes[0] == '*');
  hc_engine_sent(s->engine, len);
}

static void stop(session_t* s) {
  hc_engine_stop(s->engine);
  s->sent = s->settled = 0;
}

void session_act(session_t* s, uint8_t action) {
  size_t which = action & 31;

  if (which < COMMANDS) {
    send_command(s, commands[which].kind, commands[which].argc,
                 commands[which].args);
    return;
  }
  switch (which) {
    case 16:
      stop(s);
      return;
    case 17:
      if (!s->engine->is_feeding) session_start(s);
      return;
    case 18:
      (void)hc_engine_ready_check(s->engine);
      return;
    case 19:
      (void)hc__ping(s->engine);
      return;
    case 20:
      drain(s);
      return;
    case 21:
      send_in_steps(s, action % 77u, action * 3u);
      return;
    default:
      /* Some of these in the middle of a later callback. */
      if (which < 24) return;
      s->acts_in = (action >> 5) + 1;
      s->action = (uint8_t)(which - 24 < 6 ? 11 + which - 24 : which - 30);
      return;
  }
}

/* ---- Life ------------------------------------------------------------------ */

int input_read(input_t* input, const uint8_t* data, size_t size) {
  size_t steps;
  if (size < 3) return 0;
  steps = data[size - 2];
  if (steps * 2 > size - 2) steps = (size - 2) / 2;
  input->settings = data[size - 1];
  input->step_count = steps;
  input->len = size - 2 - steps * 2;
  input->bytes = (const char*)data;
  input->steps = data + size - 2;
  return 1;
}

void session_init(session_t* s, uint8_t settings) {
  const hc_limits_t limits = {.max_bulk_len = 1 << 16,
                              .max_elements = 1 << 14,
                              .max_reply_len = 1 << 18,
                              .max_depth = 40};
  memset(s, 0, sizeof(*s));
  s->settings = settings;
  s->engine = hc_engine_new(&callbacks, s, &limits);
  if (s->engine == NULL) abort();
}

void session_free(session_t* s) {
  hc_engine_free(s->engine);
}

void session_start(session_t* s) {
  hc_handshake_t h;
  memset(&h, 0, sizeof(h));
  h.protocol = s->settings & 1 ? 3 : 2;
  if (s->settings & 2) h.password = hc__str("secret");
  h.db = s->settings & 4 ? 1 : 0;
  h.has_ready_check = (s->settings & 8) != 0;
  h.has_resubscribe = (s->settings & 16) != 0;
  if (s->settings & 32) h.name = hc__str("me");
  s->sent = s->settled = 0;
  if (hc_engine_start(s->engine, &h) != HC_OK) abort();
  (void)hc_engine_commit(s->engine, 0);
}

int session_feed(session_t* s, const char* bytes, size_t len) {
  char* copy = malloc(len ? len : 1);
  int status;

  if (copy == NULL) abort();
  if (len > 0) memcpy(copy, bytes, len);
  status = hc_engine_feed(s->engine, copy, len);
  free(copy);
  RULE(status == HC_OK || status == HC_EPROTOCOL || status == HC_ELIMIT ||
       status == HC_EHANDSHAKE || status == HC_ENOTCONN);
  if (status != HC_OK) {
    RULE(hc_engine_error(s->engine)[0] != '\0');
    RULE(!hc_engine_is_ready(s->engine));
    s->sent = s->settled = 0;
  }
  return status;
}

static void count_sub(void* data, const hc_sub_t* sub) {
  (void)sub;
  ++*(size_t*)data;
}

void session_check(const session_t* s) {
  size_t kind, known = 0, confirmed = 0;

  RULE(hc_engine_pending(s->engine) == s->sent - s->settled);
  for (kind = 0; kind < 3; kind++) {
    confirmed += hc_engine_sub_count_of(s->engine, (hc_sub_kind)kind);
    hc_engine_sub_each(s->engine, (hc_sub_kind)kind, count_sub, &known);
  }
  RULE(confirmed == hc_engine_sub_count(s->engine));
  RULE(confirmed <= known);
  RULE(hc_engine_protocol(s->engine) == 2 ||
       hc_engine_protocol(s->engine) == 3);
  RULE(s->engine->in.cap + s->engine->reader.value_count * sizeof(hc_value_t) <
       MEMORY_MAX);
}
