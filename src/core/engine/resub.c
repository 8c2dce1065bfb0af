#include <stdlib.h>

#include "engine/internal.h"

/*
 * After a reconnect, what was subscribed is subscribed again before the
 * connection is ready. e->resub lists the subscriptions in the order in which
 * their confirmations will come. When the server refuses a command with many
 * names (an ACL that lost one of them), each is asked for on its own, so that
 * the others live on. What is undone meanwhile stays in the list with an epoch
 * of 0: looking it up there would make very many of these a long matter.
 */

/* Names that go in one command; a server may bound what it reads at once. */
#define NAMES_MAX ((size_t)8192)

/* Nothing points to what was undone any more. */
static void free_undone(hc_engine_t* e) {
  while (e->undone_count > 0) free(e->undone[--e->undone_count]);
}

static int make_ready(hc_engine_t* e) {
  e->resub_count = e->resub_at = 0;
  free_undone(e);
  e->is_ready = 1;
  if (e->driver.on_ready != NULL) e->driver.on_ready(e->driver.data);
  e->cb.on_ready(e->data);
  return HC_OK;
}

static int reserve(hc_engine_t* e, size_t more) {
  size_t cap = e->resub_cap ? e->resub_cap : 16;
  hc_sub_t** resub;

  if (e->resub_cap - e->resub_count >= more) return HC_OK;
  while (cap < e->resub_count + more) cap *= 2;
  resub = realloc(e->resub, cap * sizeof(*resub));
  if (resub == NULL) return HC_ENOMEM;
  e->resub = resub;
  e->resub_cap = cap;
  return HC_OK;
}

/* Sends one command for the subscriptions from..to of the list. */
static int send(hc_engine_t* e, hc_sub_kind kind, size_t from, size_t to) {
  static const char* const names[] = {"subscribe", "psubscribe", "ssubscribe"};
  size_t i, argc = to - from + 1;
  hc_str_t* argv = malloc(argc * sizeof(*argv));
  int status;

  if (argv == NULL) return HC_ENOMEM;
  argv[0] = hc__str(names[kind]);
  for (i = from; i < to; i++) {
    argv[i - from + 1].str = e->resub[i]->name;
    argv[i - from + 1].len = e->resub[i]->name_len;
  }
  status = hc__send_own(e, (uint8_t)(HC__P_RESUB + (int)kind),
                        (uint32_t)(to - from), argc, argv);
  free(argv);
  return status;
}

static int start_kind(hc_engine_t* e, hc_sub_kind kind) {
  size_t from = e->resub_count;
  size_t end = from + hc__subs_list(&e->subs, kind, e->resub + from);
  /* Shard channels of one command must share a slot: one each is always
   * right. */
  size_t max = kind == HC_SHARD ? 1 : NAMES_MAX;
  int status = HC_OK;

  while (from < end && status == HC_OK) {
    size_t to = end - from < max ? end : from + max;
    status = send(e, kind, from, to);
    e->resub_count = from = to;
  }
  return status;
}

int hc__resub_start(hc_engine_t* e) {
  int status;

  if (e->subs.count == 0) return make_ready(e);
  status = reserve(e, e->subs.count);
  if (status == HC_OK) status = start_kind(e, HC_CHANNEL);
  if (status == HC_OK) status = start_kind(e, HC_PATTERN);
  if (status == HC_OK) status = start_kind(e, HC_SHARD);
  if (status != HC_OK) return hc__fail(e, status, "out of memory", 13);
  return HC_OK;
}

static int advance(hc_engine_t* e, size_t count) {
  e->resub_at += count;
  return e->resub_at == e->resub_count ? make_ready(e) : HC_OK;
}

int hc__resub_confirmed(hc_engine_t* e) {
  return advance(e, 1);
}

static int is_gone(const hc_sub_t* sub) {
  return sub == NULL || sub->epoch == 0;
}

/* A no to one subscription. It stays listed, and is asked for next time. */
static void refuse(hc_engine_t* e, const hc_sub_t* sub, const hc_value_t* v) {
  hc_notice_info_t info;

  if (is_gone(sub)) return;
  memset(&info, 0, sizeof(info));
  info.text.str = v->as.str;
  info.text.len = v->len;
  info.kind = (hc_sub_kind)sub->kind;
  info.name.str = sub->name;
  info.name.len = sub->name_len;
  e->cb.on_notice(e->data, HC_NOTICE_RESUBSCRIBE, &info);
}

int hc__resub_refused(hc_engine_t* e, const hc__pending_t* p,
                      const hc_value_t* v) {
  const uint32_t generation = e->generation;
  size_t i, from = e->resub_at, to = from + p->remaining;
  int status = HC_OK;

  if (v->type != HC_ERROR) {
    /* Neither yes nor no: it stays listed, and is asked for next time. */
    hc__notice(e, HC_NOTICE_UNEXPECTED, "to a subscribe command", 22);
    return e->generation == generation ? advance(e, p->remaining) : HC_OK;
  }
  if (p->remaining == 1) {
    refuse(e, e->resub[from], v);
    return e->generation == generation ? advance(e, 1) : HC_OK;
  }
  status = reserve(e, p->remaining);
  for (i = from; i < to && status == HC_OK; i++) {
    if (is_gone(e->resub[i])) continue;
    e->resub[e->resub_count++] = e->resub[i];
    status = send(e, e->resub[i]->kind, e->resub_count - 1, e->resub_count);
  }
  if (status != HC_OK) return hc__fail(e, status, "out of memory", 13);
  return advance(e, p->remaining);
}

static void unlist(hc_engine_t* e, const hc_sub_t* sub) {
  size_t i;
  for (i = e->resub_at; i < e->resub_count; i++) {
    if (sub == NULL || e->resub[i] == sub) e->resub[i] = NULL;
  }
}

static int grow_undone(hc_engine_t* e) {
  size_t cap = e->undone_cap ? e->undone_cap * 2 : 16;
  hc_sub_t** undone;

  if (e->undone_count < e->undone_cap) return HC_OK;
  undone = realloc(e->undone, cap * sizeof(*undone));
  if (undone == NULL) return HC_ENOMEM;
  e->undone = undone;
  e->undone_cap = cap;
  return HC_OK;
}

void hc__resub_free(hc_engine_t* e, hc_sub_t* sub) {
  if (e->resub_at < e->resub_count) {
    if (grow_undone(e) == HC_OK) {
      sub->epoch = 0;
      e->undone[e->undone_count++] = sub;
      return;
    }
    unlist(e, sub);
  }
  free(sub);
}

void hc__resub_clear(hc_engine_t* e) {
  unlist(e, NULL);
  free_undone(e);
}
