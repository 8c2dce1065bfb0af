/* The queue of bytes, against a naive one. */
#include <stdlib.h>
#include <string.h>

#include "engine/internal.h"
#include "tap.h"
#include "text.h"

static void grows_and_shrinks(void) {
  hc__buf_t b = {NULL, 0, 0, 0};
  char bytes[5000];
  size_t i;

  memset(bytes, 'b', sizeof(bytes));
  CHECK_INT(hc__buf_len(&b), 0);
  for (i = 0; i < 500; i++)
    CHECK_INT(hc__buf_append(&b, bytes, sizeof(bytes)), HC_OK);
  CHECK_INT(hc__buf_len(&b), 2500000);
  hc__buf_consume(&b, 2499999);
  CHECK_INT(hc__buf_len(&b), 1);
  CHECK(b.cap >= 2500000);
  hc__buf_consume(&b, 1);
  CHECK_INT(b.cap, 0);
  CHECK(b.data == NULL);
  /* A small one is kept. */
  CHECK_INT(hc__buf_append(&b, bytes, 10), HC_OK);
  hc__buf_consume(&b, 10);
  CHECK(b.data != NULL && b.start == 0 && b.end == 0);
  hc__buf_consume(&b, 0);
  hc__buf_free(&b);
  hc__buf_free(&b);
}

static void nothing(void) {
  hc__buf_t b = {NULL, 0, 0, 0};
  CHECK_INT(hc__buf_append(&b, NULL, 0), HC_OK);
  CHECK_INT(hc__buf_len(&b), 0);
  hc__buf_free(&b);
}

static void too_much(void) {
  hc__buf_t b = {NULL, 0, 0, 0};
  CHECK_INT(hc__buf_append(&b, "abc", 3), HC_OK);
  CHECK(hc__buf_reserve(&b, SIZE_MAX) == NULL);
  CHECK(hc__buf_reserve(&b, SIZE_MAX / 2) == NULL);
  CHECK(hc__buf_len(&b) == 3 && memcmp(b.data + b.start, "abc", 3) == 0);
  hc__buf_free(&b);
}

/* Memory is moved rarely: reserving what is there already costs nothing. */
static void room_is_kept(void) {
  hc__buf_t b = {NULL, 0, 0, 0};
  char* room = hc__buf_reserve(&b, 100);
  REQUIRE(room != NULL);
  CHECK(hc__buf_reserve(&b, 100) == room);
  CHECK(hc__buf_reserve(&b, b.cap) == room);
  CHECK_INT(hc__buf_append(&b, "abc", 3), HC_OK);
  CHECK(hc__buf_reserve(&b, b.cap - 3) == room + 3);
  hc__buf_free(&b);
}

static void against_a_model(void) {
  hc__buf_t b = {NULL, 0, 0, 0};
  text_t model = {NULL, 0, 0};
  size_t front = 0;
  int i;

  text_clear(&model);
  srand(1);
  for (i = 0; i < 5000; i++) {
    char bytes[300];
    size_t k, len = (size_t)rand() % sizeof(bytes);
    for (k = 0; k < len; k++) bytes[k] = (char)rand();
    CHECK_INT(hc__buf_append(&b, bytes, len), HC_OK);
    text_bytes(&model, bytes, len);
    len = (size_t)rand() % (model.len - front + 1);
    if (i % 7 == 0) len = model.len - front;
    if (i % 3 == 0) len /= 50;
    hc__buf_consume(&b, len);
    front += len;
    CHECK_INT(hc__buf_len(&b), model.len - front);
    CHECK(hc__buf_len(&b) == 0 ||
          memcmp(b.data + b.start, model.str + front, model.len - front) == 0);
  }
  hc__buf_free(&b);
  text_free(&model);
}

int main(void) {
  tap_run("grows and shrinks", grows_and_shrinks);
  tap_run("nothing", nothing);
  tap_run("too much", too_much);
  tap_run("room is kept", room_is_kept);
  tap_run("against a model", against_a_model);
  return tap_end();
}
