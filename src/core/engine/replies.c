#include <stdio.h>
#include <stdlib.h>

#include "engine/internal.h"

/* Whole values go to whom they are for: one classifier for RESP2 and RESP3. */

static int is_text(const hc_value_t* v, const char* text, size_t len) {
  return (v->type == HC_STRING || v->type == HC_SIMPLE) && v->len == len &&
         memcmp(v->as.str, text, len) == 0;
}

#define IS(v, text) is_text(v, text, sizeof(text) - 1)

void hc__notice(hc_engine_t* e, hc_notice notice, const char* text,
                size_t len) {
  hc_notice_info_t info;
  memset(&info, 0, sizeof(info));
  info.text.str = text;
  info.text.len = len;
  info.name.str = "";
  e->cb.on_notice(e->data, notice, &info);
}

/* ---- The subscribe family ---- */

typedef struct event_s {
  hc_sub_kind kind;
  enum { NO_EVENT, CONFIRM, UNDO, MESSAGE } type;
} event_t;

/* "p" or "s" before the word, or nothing, tells the kind. */
static event_t classify(const hc_value_t* v) {
  static const char* const words[] = {"", "subscribe", "unsubscribe",
                                      "message"};
  static const size_t lens[] = {0, 9, 11, 7};
  event_t event = {HC_CHANNEL, NO_EVENT};
  const hc_value_t* first;
  const char* s;
  size_t len;
  int i;

  if (v->len < 3) return event;
  first = v->as.elements;
  if (first->type != HC_STRING && first->type != HC_SIMPLE) return event;
  s = first->as.str;
  len = first->len;
  for (i = CONFIRM; i <= MESSAGE; i++) {
    if (len == lens[i] && memcmp(s, words[i], len) == 0) break;
    if (len == lens[i] + 1 && (s[0] == 'p' || s[0] == 's') &&
        memcmp(s + 1, words[i], len - 1) == 0) {
      event.kind = s[0] == 'p' ? HC_PATTERN : HC_SHARD;
      break;
    }
  }
  if (i == MESSAGE && v->len < (event.kind == HC_PATTERN ? 4u : 3u)) {
    return event;
  }
  if (i <= MESSAGE) event.type = i;
  return event;
}

/* A value as a string; "" for what is none. */
static void as_text(const hc_value_t* v, const char** str, size_t* len) {
  int is_string = v->type == HC_STRING || v->type == HC_SIMPLE;
  *str = is_string ? v->as.str : "";
  *len = is_string ? v->len : 0;
}

/* The texts of a list with commas between them, as JavaScript makes a string
 * of an array: what CLIENT TRACKING tells under RESP2. NULL: no memory. */
static char* join(const hc_value_t* list, size_t* len) {
  const char* str;
  char* text;
  char* at;
  size_t i, part;

  *len = list->len > 0 ? list->len - 1 : 0;
  for (i = 0; i < list->len; i++) {
    as_text(&list->as.elements[i], &str, &part);
    *len += part;
  }
  at = text = malloc(*len + 1);
  for (i = 0; text != NULL && i < list->len; i++) {
    as_text(&list->as.elements[i], &str, &part);
    if (i > 0) *at++ = ',';
    memcpy(at, str, part);
    at += part;
  }
  return text;
}

static int deliver(hc_engine_t* e, hc_sub_kind kind, const hc_value_t* v) {
  const hc_value_t* element = v->as.elements + 1;
  char* joined = NULL;
  hc_message_t m;

  memset(&m, 0, sizeof(m));
  m.kind = kind;
  if (kind == HC_PATTERN) as_text(element++, &m.pattern, &m.pattern_len);
  as_text(element++, &m.channel, &m.channel_len);
  as_text(element, &m.payload, &m.payload_len);
  if (element->type == HC_ARRAY) {
    m.payload = joined = join(element, &m.payload_len);
    if (joined == NULL) return hc__fail(e, HC_ENOMEM, "out of memory", 13);
  }
  m.sub = kind == HC_PATTERN
              ? hc__subs_find(&e->subs, kind, m.pattern, m.pattern_len)
              : hc__subs_find(&e->subs, kind, m.channel, m.channel_len);
  e->counters.messages++;
  e->cb.on_message(e->data, &m);
  free(joined);
  return HC_OK;
}

static void undo(hc_engine_t* e, hc_sub_kind kind, const char* name,
                 size_t len) {
  hc_sub_t* sub = hc__subs_find(&e->subs, kind, name, len);
  if (sub == NULL) return;
  if (e->cb.on_forget != NULL) {
    e->cb.on_forget(e->data, e->subs.count > 1 ? sub : NULL);
  }
  hc__subs_unlink(&e->subs, sub);
  hc__resub_free(e, sub);
}

/* Confirmations that no pending command waits for. */
static int unasked(hc_engine_t* e, event_t event, const hc_value_t* v) {
  const uint32_t generation = e->generation;
  const char* name;
  size_t len;

  as_text(v->as.elements + 1, &name, &len);
  if (event.type == UNDO) {
    undo(e, event.kind, name, len);
    if (e->generation == generation) {
      e->cb.on_push(e->data, v, event.kind == HC_SHARD);
    }
    return HC_OK;
  }
  hc__notice(e, HC_NOTICE_UNEXPECTED, name, len);
  return HC_OK;
}

/* The command in MULTI whose confirmation this is, or NULL. Its answer was
 * QUEUED; the confirmations come with EXEC. */
static hc__pending_t* queued_for(hc_engine_t* e, event_t event) {
  hc__pending_t* p = hc__queue_front(&e->queued);
  int command = event.type == CONFIRM ? HC_CMD_SUBSCRIBE : HC_CMD_UNSUBSCRIBE;

  if (p == NULL || p->kind != command + (int)event.kind) return NULL;
  return p;
}

/* Without names, each subscription is undone, or one nil is. */
static void start_counting(hc_engine_t* e, event_t event, hc__pending_t* p) {
  if (p->has_started) return;
  p->has_started = 1;
  if (p->remaining == 0) {
    p->remaining = (uint32_t)e->subs.confirmed[event.kind];
  }
}

static const char TOO_MANY[] =
    "more subscriptions are confirmed than a client can have";

/* Does what a confirmation says. */
static int apply(hc_engine_t* e, event_t event, const hc_value_t* v) {
  const char* name;
  size_t len;

  as_text(v->as.elements + 1, &name, &len);
  if (event.type == UNDO) {
    undo(e, event.kind, name, len);
  } else if (hc__subs_confirm(&e->subs, event.kind, name, len) == NULL) {
    if (e->subs.count < e->subs.max_count) {
      return hc__fail(e, HC_ENOMEM, "out of memory", 13);
    }
    return hc__fail(e, HC_ELIMIT, TOO_MANY, sizeof(TOO_MANY) - 1);
  }
  return HC_OK;
}

static int confirm_queued(hc_engine_t* e, event_t event, hc__pending_t* p,
                          const hc_value_t* v) {
  start_counting(e, event, p);
  if (p->remaining <= 1) {
    hc__queue_pop(&e->queued);
  } else {
    p->remaining--;
  }
  return apply(e, event, v);
}

/* Counts one confirmation of the pending command `p`. */
static void count_confirmation(hc_engine_t* e, hc__pending_t* p,
                               const hc_value_t* count) {
  uint32_t flags = p->flags;

  if (p->remaining > 1) {
    p->remaining--;
    return;
  }
  hc__queue_pop(&e->queue);
  e->counters.replies++;
  e->cb.on_reply(e->data, flags, count);
}

static int confirm(hc_engine_t* e, event_t event, const hc_value_t* v) {
  const uint32_t generation = e->generation;
  hc__pending_t* p = hc__queue_front(&e->queue);
  int command = (event.type == CONFIRM ? HC_CMD_SUBSCRIBE : HC_CMD_UNSUBSCRIBE);
  int status;

  if (p != NULL && event.type == CONFIRM &&
      p->kind == HC__P_RESUB + (int)event.kind) {
    status = apply(e, event, v);
    if (status != HC_OK) return status;
    if (--p->remaining == 0) {
      hc__queue_pop(&e->queue);
      e->internal--;
    }
    return hc__resub_confirmed(e);
  }
  if (queued_for(e, event) != NULL) {
    return confirm_queued(e, event, queued_for(e, event), v);
  }
  if (p == NULL || p->kind != command + (int)event.kind) {
    return unasked(e, event, v);
  }
  start_counting(e, event, p);
  status = apply(e, event, v);
  if (status == HC_OK && e->generation == generation) {
    count_confirmation(e, p, v->as.elements + 2);
  }
  return status;
}

/* Whether the oldest pending command waits for confirmations. */
static int is_awaiting_confirmation(const hc_engine_t* e) {
  const hc__pending_t* p = hc__queue_front((hc__queue_t*)&e->queue);
  return p != NULL &&
         ((p->kind >= HC_CMD_SUBSCRIBE && p->kind <= HC_CMD_SUNSUBSCRIBE) ||
          p->kind >= HC__P_RESUB);
}

/* Takes a value of the subscribe family; *is_taken says whether it was one. */
static int take_event(hc_engine_t* e, const hc_value_t* v, int* is_taken) {
  event_t event = classify(v);

  *is_taken = event.type != NO_EVENT;
  if (event.type == MESSAGE) return deliver(e, event.kind, v);
  return event.type == NO_EVENT ? HC_OK : confirm(e, event, v);
}

static int take_push(hc_engine_t* e, const hc_value_t* v) {
  int is_taken;
  int status = take_event(e, v, &is_taken);
  if (status == HC_OK && !is_taken) e->cb.on_push(e->data, v, 0);
  return status;
}

/*
 * EXEC answers with what its commands answer, put one behind the other. So the
 * confirmations of a subscribe command stand within the reply, and the first
 * takes the place of its element. Messages that the transaction published to
 * its own connection stand there, too (up to Redis 7.0): these are no elements.
 */
int hc__dispatch_inner(hc_engine_t* e, const hc_value_t* v, int* is_element) {
  event_t event = classify(v);

  if (event.type == CONFIRM || event.type == UNDO) {
    hc__pending_t* p = queued_for(e, event);
    *is_element = p == NULL || !p->has_started;
    return p == NULL ? HC_OK : confirm_queued(e, event, p, v);
  }
  *is_element = v->type != HC_PUSH;
  if (*is_element) return HC_OK;
  return take_push(e, v);
}

/* ---- Everything else ---- */

/* What a reply that is no error means for the connection. */
static int note_success(hc_engine_t* e, const hc__pending_t* p,
                        const hc_value_t* v) {
  switch (p->kind) {
    case HC_CMD_MONITOR:
      e->is_monitoring = 1;
      return HC_OK;
    case HC_CMD_RESET:
      hc__resub_clear(e);
      hc__subs_clear(&e->subs);
      e->queued.head = e->queued.count = 0;
      e->is_monitoring = e->is_in_multi = 0;
      e->protocol = 2;
      if (e->cb.on_forget != NULL) e->cb.on_forget(e->data, NULL);
      return HC_OK;
    case HC_CMD_SUBSCRIBE:
    case HC_CMD_PSUBSCRIBE:
    case HC_CMD_SSUBSCRIBE:
    case HC_CMD_UNSUBSCRIBE:
    case HC_CMD_PUNSUBSCRIBE:
    case HC_CMD_SUNSUBSCRIBE:
      if (!IS(v, "QUEUED")) return HC_OK;
      return hc__queue_push(&e->queued, p->kind, 0, p->remaining);
    default:
      return HC_OK;
  }
}

static int settle(hc_engine_t* e, const hc__pending_t* p, const hc_value_t* v) {
  const uint32_t generation = e->generation;
  int status = HC_OK;

  if (p->kind == HC_CMD_BLOCKING) e->blocking--;
  if (p->kind == HC_CMD_EXEC && v->type != HC_ARRAY) {
    /* Discarded, or refused: its confirmations will not come. */
    e->queued.head = e->queued.count = 0;
  }
  if (v->type != HC_ERROR) status = note_success(e, p, v);
  if (status != HC_OK) return hc__fail(e, status, "out of memory", 13);
  if (e->generation != generation) return HC_OK;
  e->counters.replies++;
  e->cb.on_reply(e->data, p->flags, v);
  return HC_OK;
}

static void unexpected(hc_engine_t* e, const hc_value_t* v) {
  char text[128];
  size_t len;

  if (v->type == HC_STRING || v->type == HC_SIMPLE || v->type == HC_ERROR) {
    len = v->len < sizeof(text) ? v->len : sizeof(text);
    memcpy(text, v->as.str, len);
  } else if (v->type == HC_INTEGER) {
    len =
        (size_t)snprintf(text, sizeof(text), "%lld", (long long)v->as.integer);
  } else {
    len = (size_t)snprintf(text, sizeof(text), "(a reply of %zu elements)",
                           v->len);
  }
  hc__notice(e, HC_NOTICE_UNEXPECTED, text, len);
}

/* A line of MONITOR: "1339518083.107412 [0 127.0.0.1:60866] ...". Answers to
 * commands, which come between them, do not begin so. */
static int is_monitor_line(const hc_value_t* v) {
  return v->type == HC_SIMPLE && v->len > 0 && v->as.str[0] >= '0' &&
         v->as.str[0] <= '9';
}

int hc__dispatch(hc_engine_t* e, const hc_value_t* v) {
  hc__pending_t* front;
  hc__pending_t p;
  int is_taken, status;

  if (v->type == HC_PUSH) return take_push(e, v);
  /* Under RESP2 there are no pushes; under RESP3 an array is an answer, and
   * one that looks like a message is that all the same. */
  if (v->type == HC_ARRAY &&
      (is_awaiting_confirmation(e) ||
       (e->protocol == 2 &&
        (hc_engine_sub_count(e) > 0 || e->queued.count > 0)))) {
    status = take_event(e, v, &is_taken);
    if (is_taken) return status;
  }
  front = hc__queue_front(&e->queue);
  if (e->is_monitoring && is_monitor_line(v)) {
    e->cb.on_monitor(e->data, v->as.str, v->len);
    return HC_OK;
  }
  if (front == NULL) {
    unexpected(e, v);
    return HC_OK;
  }
  p = *front;
  hc__queue_pop(&e->queue);
  if (p.kind < HC__P_HELLO) return settle(e, &p, v);
  e->internal--;
  return hc__handshake_reply(e, &p, v);
}
