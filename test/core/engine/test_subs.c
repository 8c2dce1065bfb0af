/* The table of subscriptions, against a naive one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/internal.h"
#include "tap.h"

#define NAMES 400

/* What the naive table knows of a name of one kind. */
typedef struct entry_s {
  hc_sub_t* sub; /* NULL: not there */
  int is_confirmed;
} entry_t;

typedef struct model_s {
  hc__subs_t subs;
  entry_t entries[3][NAMES];
} model_t;

static size_t name_of(int i, char* name, size_t size) {
  /* Many with the same beginning or end, and the empty one. */
  if (i == 0) return 0;
  return (size_t)snprintf(name, size, i % 2 ? "channel:%d" : "%d:channel", i);
}

/* The lists hold each subscription once, in the order of their ids. */
static void check_lists(model_t* m, size_t count) {
  static hc_sub_t* list[3 * NAMES];
  int kind;

  for (kind = 0; kind < 3; kind++) {
    size_t i, len = hc__subs_list(&m->subs, (hc_sub_kind)kind, list);
    count -= len;
    for (i = 0; i < len; i++) {
      CHECK(list[i]->data > 0);
      CHECK(m->entries[kind][(list[i]->data - 1) % NAMES].sub == list[i]);
      CHECK(i == 0 || list[i - 1]->id < list[i]->id);
    }
  }
  CHECK_INT(count, 0);
}

static void check_all(model_t* m) {
  size_t count = 0, confirmed[3] = {0, 0, 0};
  int kind, i;

  for (kind = 0; kind < 3; kind++) {
    for (i = 0; i < NAMES; i++) {
      char name[32];
      size_t len = name_of(i, name, sizeof(name));
      const entry_t* entry = &m->entries[kind][i];
      hc_sub_t* sub = hc__subs_find(&m->subs, (hc_sub_kind)kind, name, len);
      CHECK(sub == entry->sub);
      if (sub == NULL) continue;
      count++;
      confirmed[kind] += (size_t)entry->is_confirmed;
      CHECK(sub->data == (uint32_t)(kind * NAMES + i + 1));
    }
    CHECK_INT(m->subs.confirmed[kind], confirmed[kind]);
  }
  CHECK_INT(m->subs.count, count);
  check_lists(m, count);
  CHECK(m->subs.id_count <= (size_t)NAMES * 3);
}

static void add(model_t* m, int kind, int i) {
  char name[32];
  size_t len = name_of(i, name, sizeof(name));
  entry_t* entry = &m->entries[kind][i];
  hc_sub_t* sub = hc__subs_confirm(&m->subs, (hc_sub_kind)kind, name, len);

  REQUIRE(sub != NULL);
  CHECK(entry->sub == NULL ? sub->data == 0 : sub == entry->sub);
  sub->data = (uint32_t)(kind * NAMES + i + 1);
  entry->sub = sub;
  entry->is_confirmed = 1;
}

static void drop(model_t* m, int kind, int i) {
  entry_t* entry = &m->entries[kind][i];
  if (entry->sub == NULL) return;
  hc__subs_remove(&m->subs, entry->sub);
  entry->sub = NULL;
  entry->is_confirmed = 0;
}

/* A new connection: nothing is confirmed. */
static void begin(model_t* m) {
  int kind, i;
  hc__subs_begin(&m->subs);
  for (kind = 0; kind < 3; kind++) {
    for (i = 0; i < NAMES; i++) m->entries[kind][i].is_confirmed = 0;
  }
}

static void run_model(unsigned seed) {
  static model_t m;
  int step;

  tap_note("seed %u", seed);
  memset(&m, 0, sizeof(m));
  hc__subs_init(&m.subs, 0);
  srand(seed);
  for (step = 0; step < 20000; step++) {
    int kind = rand() % 3;
    int i = rand() % NAMES;
    /* It fills up, and is emptied, in turn. */
    int is_filling = step / 2500 % 2 == 0;
    if (rand() % 4 == 0 ? !is_filling : is_filling) {
      add(&m, kind, i);
    } else {
      drop(&m, kind, i);
    }
    if (step % 7001 == 7000) begin(&m);
    if (step % 250 == 0) check_all(&m);
  }
  check_all(&m);
  hc__subs_clear(&m.subs);
  memset(m.entries, 0, sizeof(m.entries));
  check_all(&m);
  add(&m, 1, 1);
  check_all(&m);
  hc__subs_free(&m.subs);
  tap_note("%s", "");
}

static void against_a_model(void) {
  unsigned seed;
  for (seed = 1; seed <= 5; seed++) run_model(seed);
}

/* Names whose places in a table of 16 are the same, or follow each other: gaps
 * that removal leaves must be closed over the end of the table, too. */
static void collisions(void) {
  int order, round;

  for (round = 0; round < 16; round++) {
    for (order = 0; order < 6; order++) {
      static const int orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                       {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
      char names[3][16];
      hc_sub_t* subs[3];
      hc__subs_t s;
      int found = 0, i, k;

      hc__subs_init(&s, 0);
      s.seed = 42;
      for (i = 0; found < 3; i++) {
        char name[16];
        size_t len = (size_t)snprintf(name, sizeof(name), "%d", i);
        /* As the table places it: at `round`, `round`, and one behind. */
        uint32_t hash = (uint32_t)hc__hash(42, name, len);
        if ((hash & 15) != (uint32_t)(round + (found == 1)) % 16) continue;
        memcpy(names[found++], name, sizeof(name));
      }
      for (i = 0; i < 3; i++)
        subs[i] = hc__subs_confirm(&s, HC_CHANNEL, names[i], strlen(names[i]));
      CHECK_INT(s.slot_count, 16);
      for (i = 0; i < 3; i++) {
        hc__subs_remove(&s, subs[orders[order][i]]);
        subs[orders[order][i]] = NULL;
        for (k = 0; k < 3; k++)
          CHECK(hc__subs_find(&s, HC_CHANNEL, names[k], strlen(names[k])) ==
                subs[k]);
      }
      hc__subs_free(&s);
    }
  }
}

static void ids_are_used_again(void) {
  hc__subs_t s;
  int round;

  hc__subs_init(&s, 0);
  for (round = 0; round < 1000; round++) {
    hc_sub_t* a = hc__subs_confirm(&s, HC_CHANNEL, "a", 1);
    hc_sub_t* b = hc__subs_confirm(&s, HC_PATTERN, "a", 1);
    REQUIRE(a != NULL && b != NULL);
    CHECK(a->id != b->id && a->id < 2 && b->id < 2);
    hc__subs_remove(&s, round % 2 ? a : b);
    hc__subs_remove(&s, round % 2 ? b : a);
    CHECK(hc__subs_find(&s, HC_CHANNEL, "a", 1) == NULL);
  }
  CHECK_INT(s.id_count, 2);
  hc__subs_free(&s);
}

/* Two tables do not place names alike. */
static void seeds_differ(void) {
  hc__subs_t a, b;
  hc__subs_init(&a, 0);
  hc__subs_init(&b, 0);
  CHECK(a.seed != b.seed);
  hc__subs_free(&a);
  hc__subs_free(&b);
}

/* A large table goes with its last subscription; a small one stays. */
static void gives_memory_back(void) {
  hc__subs_t s;
  int i;

  hc__subs_init(&s, 0);
  for (i = 0; i < 5000; i++)
    REQUIRE(hc__subs_confirm(&s, HC_CHANNEL, (char*)&i, sizeof(i)) != NULL);
  for (i = 0; i < 5000; i++)
    hc__subs_remove(&s, hc__subs_find(&s, HC_CHANNEL, (char*)&i, sizeof(i)));
  CHECK_INT(s.slot_count, 0);
  CHECK_INT(s.id_count, 0);
  REQUIRE(hc__subs_confirm(&s, HC_CHANNEL, "a", 1) != NULL);
  CHECK(hc__subs_find(&s, HC_CHANNEL, "a", 1) != NULL);
  hc__subs_free(&s);
}

static void bounded(void) {
  hc__subs_t s;

  hc__subs_init(&s, 2);
  REQUIRE(hc__subs_confirm(&s, HC_CHANNEL, "a", 1) != NULL);
  REQUIRE(hc__subs_confirm(&s, HC_PATTERN, "a", 1) != NULL);
  CHECK(hc__subs_confirm(&s, HC_SHARD, "a", 1) == NULL);
  CHECK(hc__subs_confirm(&s, HC_CHANNEL, "a", 1) != NULL);
  CHECK_INT(s.count, 2);
  hc__subs_free(&s);
  /* Ids have 24 bits, and the last one is for what has none. */
  hc__subs_init(&s, UINT32_MAX);
  CHECK_INT(s.max_count, (1 << 24) - 1);
  hc__subs_free(&s);
}

int main(void) {
  tap_run("gives memory back", gives_memory_back);
  tap_run("bounded", bounded);
  tap_run("against a model", against_a_model);
  tap_run("collisions", collisions);
  tap_run("ids are used again", ids_are_used_again);
  tap_run("seeds differ", seeds_differ);
  return tap_end();
}
