/* Replies of every type, however the stream is cut. */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "rig.h"
#include "tap.h"

/* So many commands wait for their replies. */
#define WAITING 12

static void prepare(rig_t* rig) {
  int i;
  rig_init(rig, NULL);
  rig_ready(rig, 3);
  for (i = 0; i < WAITING; i++) {
    CHECK_INT(rig_send(rig, HC_CMD, (uint32_t)i, "get k"), HC_OK);
  }
}

static void prepare_resp2(rig_t* rig) {
  int i;
  rig_init(rig, NULL);
  rig_ready(rig, 2);
  for (i = 0; i < WAITING; i++) {
    CHECK_INT(rig_send(rig, HC_CMD, (uint32_t)i, "get k"), HC_OK);
  }
}

static void expect(const char* bytes, const char* trace) {
  rig_check_cuts(prepare, bytes, strlen(bytes), trace);
}

static void strings(void) {
  expect("$5\r\nhello\r\n$0\r\n\r\n$-1\r\n$4\r\n\r\n\r\n\r\n",
         "reply 0 \"hello\"\nreply 1 \"\"\nreply 2 nil\n"
         "reply 3 \"\\r\\n\\r\\n\"\n");
  expect("+OK\r\n+\r\n+a\rb\r\n-ERR no\r\n-\r\n",
         "reply 0 +OK\nreply 1 +\nreply 2 +a\\rb\nreply 3 -ERR no\n"
         "reply 4 -\n");
  expect("!9\r\nERR a\r\nb!\r\n=7\r\ntxt:abc\r\n=4\r\nmkd:\r\n!-1\r\n=-1\r\n",
         "reply 0 -ERR a\\r\\nb!\nreply 1 =abc\nreply 2 =\nreply 3 nil\n"
         "reply 4 nil\n");
}

static void numbers(void) {
  expect(
      ":0\r\n:-1\r\n:+7\r\n:9223372036854775807\r\n:-9223372036854775808\r\n",
      "reply 0 :0\nreply 1 :-1\nreply 2 :7\nreply 3 :9223372036854775807\n"
      "reply 4 :-9223372036854775808\n");
  expect(":12345678\r\n+OK\r\n:123456\r\n-ERR\r\n:1\r\n",
         "reply 0 :12345678\nreply 1 +OK\nreply 2 :123456\nreply 3 -ERR\n"
         "reply 4 :1\n");
  expect(",1.5\r\n,-inf\r\n,inf\r\n,nan\r\n,1e-7\r\n,10\r\n",
         "reply 0 ,1.5\nreply 1 ,-inf\nreply 2 ,inf\nreply 3 ,nan\n"
         "reply 4 ,1e-7\nreply 5 ,10\n");
  expect("(3492890328409238509324850943850943825024385\r\n(-1\r\n#t\r\n#f\r\n",
         "reply 0 (3492890328409238509324850943850943825024385\nreply 1 (-1\n"
         "reply 2 #t\nreply 3 #f\n");
}

static void nulls(void) {
  expect("_\r\n$-1\r\n*-1\r\n*3\r\n_\r\n$-1\r\n*-1\r\n",
         "reply 0 nil\nreply 1 nil\nreply 2 nil\nreply 3 [nil, nil, nil]\n");
}

static void aggregates(void) {
  expect("*0\r\n%0\r\n~0\r\n*2\r\n:1\r\n$1\r\na\r\n",
         "reply 0 []\nreply 1 {}\nreply 2 ~[]\nreply 3 [:1, \"a\"]\n");
  expect("%2\r\n+a\r\n:1\r\n$1\r\nb\r\n*1\r\n#t\r\n~2\r\n,1\r\n(2\r\n",
         "reply 0 {+a: :1, \"b\": [#t]}\nreply 1 ~[,1, (2]\n");
}

static void nested(void) {
  expect(
      "*3\r\n*2\r\n*0\r\n*1\r\n%1\r\n+k\r\n~1\r\n_\r\n*1\r\n$1\r\nx\r\n"
      "=5\r\ntxt:v\r\n:9\r\n",
      "reply 0 [[[], [{+k: ~[nil]}]], [\"x\"], =v]\nreply 1 :9\n");
  expect("*2\r\n-ERR in a transaction\r\n!5\r\nERR b\r\n",
         "reply 0 [-ERR in a transaction, -ERR b]\n");
  expect("*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n",
         "reply 0 [[[[[[[[[[:1]]]]]]]]]]\n");
}

static void attributes(void) {
  expect("|1\r\n+ttl\r\n:3600\r\n$1\r\nv\r\n:2\r\n",
         "reply 0 \"v\"\nreply 1 :2\n");
  expect(
      "*3\r\n:1\r\n|1\r\n+ttl\r\n*2\r\n:1\r\n$3\r\nabc\r\n:2\r\n:3\r\n:4\r\n",
      "reply 0 [:1, :2, :3]\nreply 1 :4\n");
  expect("|0\r\n|1\r\n+a\r\n|1\r\n+b\r\n:1\r\n+c\r\n|0\r\n+OK\r\n",
         "reply 0 +OK\n");
  expect("%1\r\n|1\r\n+a\r\n:1\r\n+k\r\n|1\r\n+b\r\n:2\r\n+v\r\n",
         "reply 0 {+k: +v}\n");
  /* Before a message and before a push, too. */
  expect(
      "|1\r\n+a\r\n:1\r\n>3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\np\r\n"
      "|1\r\n+a\r\n:1\r\n>2\r\n+x\r\n+y\r\n:1\r\n",
      "message c p (not subscribed)\npush >[+x, +y]\nreply 0 :1\n");
}

static void pushes(void) {
  expect(">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n:1\r\n",
         "push >[+invalidate, [\"k\"]]\nreply 0 :1\n");
  expect(">0\r\n>1\r\n_\r\n>1\r\n*0\r\n:1\r\n",
         "push >[]\npush >[nil]\npush >[[]]\nreply 0 :1\n");
  /* One within a reply is none of its elements. */
  expect(
      "*2\r\n>1\r\n+x\r\n:1\r\n>0\r\n%1\r\n>0\r\n+k\r\n*1\r\n>1\r\n"
      "*1\r\n:5\r\n+v\r\n:2\r\n",
      "push >[+x]\npush >[]\npush >[]\npush >[[:5]]\n"
      "reply 0 [:1, {+k: [+v]}]\nreply 1 :2\n");
}

static void messages(void) {
  expect(
      ">3\r\n$7\r\nmessage\r\n$2\r\nch\r\n$5\r\nhello\r\n"
      ">3\r\n$7\r\nmessage\r\n$0\r\n\r\n$0\r\n\r\n"
      ">4\r\n$8\r\npmessage\r\n$2\r\np*\r\n$3\r\npch\r\n$3\r\na\r\n\r\n"
      ">3\r\n$8\r\nsmessage\r\n$1\r\ns\r\n$2\r\n\xc3\xa9\r\n:5\r\n",
      "message ch hello (not subscribed)\nmessage   (not subscribed)\n"
      "pmessage p* pch a\\r\\n (not subscribed)\n"
      "smessage s \\xc3\\xa9 (not subscribed)\nreply 0 :5\n");
}

/* Other forms of a message, which no server of today sends. */
static void odd_messages(void) {
  expect(
      ">3\r\n+message\r\n+ch\r\n+hello\r\n"
      ">4\r\n+pmessage\r\n$2\r\np*\r\n+pch\r\n$1\r\nx\r\n"
      ">3\r\n+smessage\r\n$1\r\ns\r\n=5\r\ntxt:v\r\n"
      ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$-1\r\n"
      ">3\r\n$7\r\nmessage\r\n:1\r\n*1\r\n:2\r\n",
      "message ch hello (not subscribed)\npmessage p* pch x (not subscribed)\n"
      "smessage s  (not subscribed)\nmessage c  (not subscribed)\n"
      "message   (not subscribed)\n");
  expect(
      ">2\r\n$7\r\nmessage\r\n$1\r\nc\r\n>3\r\n$8\r\npmessage\r\n$1\r\nc\r\n"
      "$1\r\nd\r\n>3\r\n$8\r\nxmessage\r\n$1\r\nc\r\n$1\r\nd\r\n",
      "push >[\"message\", \"c\"]\npush >[\"pmessage\", \"c\", \"d\"]\n"
      "push >[\"xmessage\", \"c\", \"d\"]\n");
}

static void resp2(void) {
  static const char bytes[] =
      "+OK\r\n-ERR x\r\n:1\r\n$2\r\nhi\r\n*-1\r\n*2\r\n$1\r\na\r\n*1\r\n:1\r\n"
      "*3\r\n$7\r\nmessage\r\n$1\r\na\r\n$1\r\nb\r\n";
  rig_check_cuts(prepare_resp2, bytes, sizeof(bytes) - 1,
                 "reply 0 +OK\nreply 1 -ERR x\nreply 2 :1\nreply 3 \"hi\"\n"
                 "reply 4 nil\nreply 5 [\"a\", [:1]]\n"
                 "reply 6 [\"message\", \"a\", \"b\"]\n");
}

/* An array whose strings move each time the buffer grows. */
static void large_values(void) {
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  text_t value = {NULL, 0, 0};
  size_t i, len;

  text_clear(&bytes);
  text_clear(&trace);
  text_format(&bytes, "*40\r\n");
  text_format(&trace, "reply 0 [");
  for (i = 0; i < 40; i++) {
    text_clear(&value);
    for (len = 0; len < i * i * 5 + 1; len++)
      text_format(&value, "%c", (char)('a' + (i + len) % 26));
    text_format(&bytes, "%%1\r\n+key%zu\r\n$%zu\r\n", i, value.len);
    text_bytes(&bytes, value.str, value.len);
    text_format(&bytes, "\r\n");
    text_format(&trace, "%s{+key%zu: \"", i > 0 ? ", " : "", i);
    text_escaped(&trace, value.str, value.len);
    text_format(&trace, "\"}");
  }
  text_format(&trace, "]\nreply 1 :1\n");
  text_format(&bytes, ":1\r\n");
  rig_check_cuts(prepare, bytes.str, bytes.len, trace.str);
  text_free(&bytes);
  text_free(&trace);
  text_free(&value);
}

static void large_string(void) {
  const size_t len = 3 * 1024 * 1024 + 17;
  text_t bytes = {NULL, 0, 0};
  text_t trace = {NULL, 0, 0};
  char* value = memory_realloc(NULL, len);
  size_t i;

  for (i = 0; i < len; i++) value[i] = (char)(i * 7);
  text_format(&bytes, ">3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$%zu\r\n", len);
  text_bytes(&bytes, value, len);
  text_format(&bytes, "\r\n$%zu\r\n", len);
  text_bytes(&bytes, value, len);
  text_format(&bytes, "\r\n");
  text_format(&trace, "message c ");
  text_escaped(&trace, value, len);
  text_format(&trace, " (not subscribed)\nreply 0 \"");
  text_escaped(&trace, value, len);
  text_format(&trace, "\"\n");
  for (i = 1; i < 5; i++) {
    rig_t rig;
    size_t at, step = 16381 * i * i;
    prepare(&rig);
    for (at = 0; at < bytes.len; at += step) {
      size_t n = bytes.len - at < step ? bytes.len - at : step;
      CHECK_INT(rig_feed_status(&rig, bytes.str + at, n), HC_OK);
    }
    CHECK_STR(rig_trace(&rig), trace.str);
    rig_end(&rig);
  }
  memory_free(value);
  text_free(&bytes);
  text_free(&trace);
}

static void many_elements(void) {
  text_t bytes = {NULL, 0, 0};
  rig_t rig;
  size_t i;

  text_format(&bytes, "*100000\r\n");
  for (i = 0; i < 100000; i++) text_format(&bytes, ":%zu\r\n", i);
  for (i = 0; i < 2; i++) {
    size_t at, step = i == 0 ? bytes.len : 4096;
    prepare(&rig);
    rig.rec.is_quiet = 1;
    for (at = 0; at < bytes.len; at += step) {
      size_t n = bytes.len - at < step ? bytes.len - at : step;
      CHECK_INT(rig_feed_status(&rig, bytes.str + at, n), HC_OK);
    }
    CHECK_INT(rig.rec.replies, 1);
    rig_end(&rig);
  }
  text_free(&bytes);
}

/* Without a copy: the caller reads into the engine's own room. */
static void reserve_and_commit(void) {
  static const char bytes[] = "$5\r\nhello\r\n+OK\r\n";
  size_t i, len;
  char* room;
  rig_t rig;

  prepare(&rig);
  for (i = 0; i < sizeof(bytes) - 1; i++) {
    room = hc_engine_reserve(rig.engine, 1, &len);
    REQUIRE(room != NULL && len >= 1);
    room[0] = bytes[i];
    CHECK_INT(hc_engine_commit(rig.engine, 1), HC_OK);
  }
  CHECK_STR(rig_trace(&rig), "reply 0 \"hello\"\nreply 1 +OK\n");
  /* After a read that took all there was, more room is given. */
  room = hc_engine_reserve(rig.engine, 1, &len);
  REQUIRE(room != NULL);
  memset(room, ' ', len);
  room[0] = '+';
  CHECK_INT(hc_engine_commit(rig.engine, len), HC_OK);
  room = hc_engine_reserve(rig.engine, 1, &len);
  CHECK(room != NULL && len >= 65536);
  rig_end(&rig);
}

int main(void) {
  tap_run("strings", strings);
  tap_run("numbers", numbers);
  tap_run("nulls", nulls);
  tap_run("aggregates", aggregates);
  tap_run("nested aggregates", nested);
  tap_run("attributes", attributes);
  tap_run("pushes", pushes);
  tap_run("messages", messages);
  tap_run("messages in unusual forms", odd_messages);
  tap_run("RESP2", resp2);
  tap_run("large values", large_values);
  tap_run("a large string", large_string);
  tap_run("many elements", many_elements);
  tap_run("reserve and commit", reserve_and_commit);
  return tap_end();
}
