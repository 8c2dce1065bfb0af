/* What the broker answers, one request after the other: as Redis 7.0 does. The
 * tests in JavaScript ask both. */
#include <stdio.h>
#include <string.h>

#include "broker_rig.h"
#include "tap.h"

typedef struct exchange_s {
  const char* request;
  const char* reply; /* ":@" stands for the client's number */
} exchange_t;

static const exchange_t exchanges[] = {
    {"PING", "+PONG\r\n"},
    {"PING hello", "$5\r\nhello\r\n"},
    {"PING a b", "-ERR wrong number of arguments for 'ping' command\r\n"},
    {"ECHO hi", "$2\r\nhi\r\n"},
    {"ECHO", "-ERR wrong number of arguments for 'echo' command\r\n"},
    {"SELECT 3", "+OK\r\n"},
    {"SELECT 16", "-ERR DB index is out of range\r\n"},
    {"SELECT x", "-ERR value is not an integer or out of range\r\n"},
    {"SELECT 9999999999",
     "-ERR value is out of range, value must between -2147483648 and "
     "2147483647\r\n"},
    {"HELLO",
     "*14\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n$"
     "5\r\nproto\r\n:2\r\n$2\r\nid\r\n:@\r\n$4\r\nmode\r\n$"
     "10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*"
     "0\r\n"},
    {"HELLO 2 SETNAME n",
     "*14\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n$"
     "5\r\nproto\r\n:2\r\n$2\r\nid\r\n:@\r\n$4\r\nmode\r\n$"
     "10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*"
     "0\r\n"},
    {"HELLO 4", "-NOPROTO unsupported protocol version\r\n"},
    {"HELLO x", "-ERR Protocol version is not an integer or out of range\r\n"},
    {"HELLO 3 SETNAME \"a b\"",
     "-ERR Client names cannot contain spaces, newlines or special "
     "characters.\r\n"},
    {"HELLO 3 foo", "-ERR Syntax error in HELLO option 'foo'\r\n"},
    {"HELLO 3 AUTH default x",
     "%7\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n$"
     "5\r\nproto\r\n:3\r\n$2\r\nid\r\n:@\r\n$4\r\nmode\r\n$"
     "10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*"
     "0\r\n"},
    {"HELLO 3 AUTH nobody x",
     "-WRONGPASS invalid username-password pair or user is disabled.\r\n"},
    {"AUTH x",
     "-ERR AUTH <password> called without any password configured for the "
     "default user. Are you sure your configuration is correct?\r\n"},
    {"AUTH a b c", "-ERR syntax error\r\n"},
    {"AUTH default x", "+OK\r\n"},
    {"RESET", "+RESET\r\n"},
    {"CLIENT", "-ERR wrong number of arguments for 'client' command\r\n"},
    {"CLIENT GETNAME", "$-1\r\n"},
    {"CLIENT SETNAME n\r\nCLIENT GETNAME", "+OK\r\n$1\r\nn\r\n"},
    {"CLIENT SETNAME \"a b\"",
     "-ERR Client names cannot contain spaces, newlines or special "
     "characters.\r\n"},
    {"CLIENT ID", ":@\r\n"},
    {"CLIENT ID 3",
     "-ERR wrong number of arguments for 'client|id' command\r\n"},
    {"CLIENT NO-EVICT on", "+OK\r\n"},
    {"CLIENT NO-EVICT x", "-ERR syntax error\r\n"},
    {"CLIENT REPLY x", "-ERR syntax error\r\n"},
    {"CLIENT REPLY SKIP\r\nPING a\r\nPING b", "$1\r\nb\r\n"},
    {"CLIENT REPLY OFF\r\nPING\r\nCLIENT REPLY ON", "+OK\r\n"},
    {"CLIENT foo", "-ERR unknown subcommand 'foo'. Try CLIENT HELP.\r\n"},
    {"CLIENT LIST TYPE x", "-ERR Unknown client type 'x'\r\n"},
    {"CLIENT LIST TYPE pubsub", "$0\r\n\r\n"},
    {"CLIENT LIST TYPE replica", "$0\r\n\r\n"},
    {"CLIENT LIST ID x", "-ERR Invalid client ID\r\n"},
    {"CLIENT LIST x", "-ERR syntax error\r\n"},
    {"CLIENT KILL",
     "-ERR wrong number of arguments for 'client|kill' command\r\n"},
    {"CLIENT KILL 1.1.1.1:1", "-ERR No such client\r\n"},
    {"CLIENT KILL ID 0", "-ERR client-id should be greater than 0\r\n"},
    {"CLIENT KILL ID 999 TYPE normal", ":0\r\n"},
    {"CLIENT KILL TYPE x", "-ERR Unknown client type 'x'\r\n"},
    {"CLIENT KILL USER nobody", "-ERR No such user 'nobody'\r\n"},
    {"CLIENT KILL USER default SKIPME yes ADDR x LADDR y", ":0\r\n"},
    {"CLIENT KILL SKIPME x", "-ERR syntax error\r\n"},
    {"CLIENT KILL ID", "-ERR No such client\r\n"},
    {"CLIENT KILL ID 1 x", "-ERR syntax error\r\n"},
    {"COMMAND foo", "-ERR unknown subcommand 'foo'. Try COMMAND HELP.\r\n"},
    {"COMMAND INFO nothing ping",
     "*2\r\n$-1\r\n*10\r\n$4\r\nping\r\n:-1\r\n*1\r\n+fast\r\n:0\r\n:0\r\n:"
     "0\r\n*2\r\n+@fast\r\n+@connection\r\n*2\r\n$25\r\nrequest_policy:all_"
     "shards\r\n$29\r\nresponse_policy:all_succeeded\r\n*0\r\n*0\r\n"},
    {"COMMAND INFO spublish",
     "*1\r\n*10\r\n$8\r\nspublish\r\n:3\r\n*4\r\n+pubsub\r\n+loading\r\n+"
     "stale\r\n+fast\r\n:1\r\n:1\r\n:1\r\n*2\r\n+@pubsub\r\n+@fast\r\n*0\r\n*"
     "1\r\n*6\r\n$5\r\nflags\r\n*1\r\n+not_key\r\n$12\r\nbegin_search\r\n*"
     "4\r\n$4\r\ntype\r\n$5\r\nindex\r\n$4\r\nspec\r\n*2\r\n$5\r\nindex\r\n:"
     "1\r\n$9\r\nfind_keys\r\n*4\r\n$4\r\ntype\r\n$5\r\nrange\r\n$"
     "4\r\nspec\r\n*6\r\n$7\r\nlastkey\r\n:0\r\n$7\r\nkeystep\r\n:1\r\n$"
     "5\r\nlimit\r\n:0\r\n*0\r\n"},
    {"COMMAND INFO ssubscribe",
     "*1\r\n*10\r\n$10\r\nssubscribe\r\n:-2\r\n*4\r\n+pubsub\r\n+noscript\r\n+"
     "loading\r\n+stale\r\n:1\r\n:-1\r\n:1\r\n*2\r\n+@pubsub\r\n+@slow\r\n*"
     "0\r\n*1\r\n*6\r\n$5\r\nflags\r\n*1\r\n+not_key\r\n$12\r\nbegin_"
     "search\r\n*4\r\n$4\r\ntype\r\n$5\r\nindex\r\n$4\r\nspec\r\n*2\r\n$"
     "5\r\nindex\r\n:1\r\n$9\r\nfind_keys\r\n*4\r\n$4\r\ntype\r\n$"
     "5\r\nrange\r\n$4\r\nspec\r\n*6\r\n$7\r\nlastkey\r\n:-1\r\n$"
     "7\r\nkeystep\r\n:1\r\n$5\r\nlimit\r\n:0\r\n*0\r\n"},
    {"COMMAND INFO pubsub|numpat",
     "*1\r\n*10\r\n$13\r\npubsub|numpat\r\n:2\r\n*3\r\n+pubsub\r\n+loading\r\n+"
     "stale\r\n:0\r\n:0\r\n:0\r\n*2\r\n+@pubsub\r\n+@slow\r\n*0\r\n*0\r\n*"
     "0\r\n"},
    {"COMMAND LIST x", "-ERR syntax error\r\n"},
    {"COMMAND LIST FILTERBY x y", "-ERR syntax error\r\n"},
    {"COMMAND LIST FILTERBY MODULE x", "*0\r\n"},
    {"COMMAND LIST FILTERBY PATTERN nothing", "*0\r\n"},
    {"COMMAND DOCS nothing", "*0\r\n"},
    {"INFO nothing", "$0\r\n\r\n"},
    {"UNSUBSCRIBE", "*3\r\n$11\r\nunsubscribe\r\n$-1\r\n:0\r\n"},
    {"PUNSUBSCRIBE a", "*3\r\n$12\r\npunsubscribe\r\n$1\r\na\r\n:0\r\n"},
    {"SUNSUBSCRIBE", "*3\r\n$12\r\nsunsubscribe\r\n$-1\r\n:0\r\n"},
    {"SUBSCRIBE", "-ERR wrong number of arguments for 'subscribe' command\r\n"},
    {"SUBSCRIBE a\r\nSUBSCRIBE a\r\nPUBLISH a x\r\nPING\r\nPING "
     "x\r\nUNSUBSCRIBE",
     "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n*3\r\n$9\r\nsubscribe\r\n$"
     "1\r\na\r\n:1\r\n-ERR Can't execute 'publish': only (P|S)SUBSCRIBE / "
     "(P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this "
     "context\r\n*2\r\n$4\r\npong\r\n$0\r\n\r\n*2\r\n$4\r\npong\r\n$1\r\nx\r\n*"
     "3\r\n$11\r\nunsubscribe\r\n$1\r\na\r\n:0\r\n"},
    {"SSUBSCRIBE a b\r\nSUNSUBSCRIBE a\r\nSUNSUBSCRIBE",
     "*3\r\n$10\r\nssubscribe\r\n$1\r\na\r\n:1\r\n*3\r\n$10\r\nssubscribe\r\n$"
     "1\r\nb\r\n:2\r\n*3\r\n$12\r\nsunsubscribe\r\n$1\r\na\r\n:1\r\n*3\r\n$"
     "12\r\nsunsubscribe\r\n$1\r\nb\r\n:0\r\n"},
    {"PSUBSCRIBE a b\r\nPUNSUBSCRIBE",
     "*3\r\n$10\r\npsubscribe\r\n$1\r\na\r\n:1\r\n*3\r\n$10\r\npsubscribe\r\n$"
     "1\r\nb\r\n:2\r\n*3\r\n$12\r\npunsubscribe\r\n$1\r\na\r\n:1\r\n*3\r\n$"
     "12\r\npunsubscribe\r\n$1\r\nb\r\n:0\r\n"},
    {"HELLO 3\r\nSUBSCRIBE a\r\nPUBLISH a x\r\nPUBSUB CHANNELS\r\nPUBSUB "
     "CHANNELS b*\r\nUNSUBSCRIBE\r\nUNSUBSCRIBE\r\nCLIENT GETNAME\r\nCOMMAND "
     "INFO ping nothing",
     "%7\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n$"
     "5\r\nproto\r\n:3\r\n$2\r\nid\r\n:@\r\n$4\r\nmode\r\n$"
     "10\r\nstandalone\r\n$4\r\nrole\r\n$6\r\nmaster\r\n$7\r\nmodules\r\n*"
     "0\r\n>3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n>3\r\n$7\r\nmessage\r\n$"
     "1\r\na\r\n$1\r\nx\r\n:1\r\n*1\r\n$1\r\na\r\n*0\r\n>3\r\n$"
     "11\r\nunsubscribe\r\n$1\r\na\r\n:0\r\n>3\r\n$11\r\nunsubscribe\r\n_\r\n:"
     "0\r\n_\r\n*2\r\n*10\r\n$4\r\nping\r\n:-1\r\n~1\r\n+fast\r\n:0\r\n:0\r\n:"
     "0\r\n~2\r\n+@fast\r\n+@connection\r\n~2\r\n$25\r\nrequest_policy:all_"
     "shards\r\n$29\r\nresponse_policy:all_succeeded\r\n~0\r\n~0\r\n_\r\n"},
    {"PUBLISH a", "-ERR wrong number of arguments for 'publish' command\r\n"},
    {"PUBLISH a x", ":0\r\n"},
    {"SPUBLISH a x", ":0\r\n"},
    {"PUBSUB", "-ERR wrong number of arguments for 'pubsub' command\r\n"},
    {"PUBSUB foo", "-ERR unknown subcommand 'foo'. Try PUBSUB HELP.\r\n"},
    {"PUBSUB CHANNELS a b",
     "-ERR unknown subcommand or wrong number of arguments for 'CHANNELS'. Try "
     "PUBSUB HELP.\r\n"},
    {"PUBSUB NUMSUB a b", "*4\r\n$1\r\na\r\n:0\r\n$1\r\nb\r\n:0\r\n"},
    {"PUBSUB NUMPAT", ":0\r\n"},
    {"PUBSUB SHARDNUMSUB", "*0\r\n"},
    {"PUBSUB SHARDCHANNELS", "*0\r\n"},
    {"foo a b",
     "-ERR unknown command 'foo', with args beginning with: 'a' 'b' \r\n"},
    {"QUIT", "+OK\r\n"},
    /* What Redis has later, or in other words. */
    {"CLIENT SETINFO LIB-NAME x\r\nCLIENT SETINFO LIB-VER 1.2",
     "+OK\r\n+OK\r\n"},
    {"CLIENT SETINFO LIB-NAME \"a b\"",
     "-ERR lib-name cannot contain spaces, newlines or special "
     "characters.\r\n"},
    {"CLIENT SETINFO foo x", "-ERR Unrecognized option 'foo'\r\n"},
    {"COMMAND COUNT", ":19\r\n"},
    {"COMMAND DOCS publish nothing",
     "*2\r\n$7\r\npublish\r\n*4\r\n$5\r\nsince\r\n$5\r\n2.0.0\r\n$"
     "5\r\ngroup\r\n$6\r\npubsub\r\n"},
    {"COMMAND LIST FILTERBY PATTERN echo", "*1\r\n$4\r\necho\r\n"},
    {"COMMAND LIST FILTERBY PATTERN pubsub|num*",
     "*2\r\n$13\r\npubsub|numsub\r\n$13\r\npubsub|numpat\r\n"},
    {"COMMAND LIST FILTERBY ACLCAT admin",
     "*3\r\n$11\r\nclient|list\r\n$11\r\nclient|kill\r\n$15\r\nclient|no-"
     "evict\r\n"},
};

static void check_exchange(broker_rig_t* rig, int number,
                           const exchange_t* exchange) {
  char expected[4096];
  char* p = expected;
  const char* from;

  for (from = exchange->reply; *from != '\0'; from++) {
    if (from[0] == ':' && from[1] == '@') {
      p += sprintf(p, ":%d", number);
      from++;
    } else {
      *p++ = *from;
    }
  }
  /* Behind the reply nothing else comes but the end. */
  memcpy(p, "<end>", 6);
  tap_note("%s", exchange->request);
  CHECK_INT(broker_rig_connect(rig, 0), 0);
  broker_rig_send(rig, 0, exchange->request);
  broker_rig_send(rig, 0, "\r\n");
  broker_rig_end_input(rig, 0);
  broker_rig_expect(rig, 0, expected);
  broker_rig_disconnect(rig, 0);
}

static void replies(void) {
  broker_rig_t rig;
  size_t i;

  broker_rig_init(&rig, NULL);
  for (i = 0; i < sizeof(exchanges) / sizeof(exchanges[0]); i++)
    check_exchange(&rig, (int)i + 1, &exchanges[i]);
  broker_rig_end(&rig);
}

/* Texts for people, and lists of commands: RESP, and about the right thing. */
static void texts(void) {
  static const char* const requests[][2] = {
      {"COMMAND", "publish"},
      {"COMMAND INFO", "client|setinfo"},
      {"COMMAND DOCS", "psubscribe"},
      {"COMMAND LIST", "spublish"},
      {"COMMAND HELP", "FILTERBY"},
      {"CLIENT HELP", "SETINFO"},
      {"PUBSUB HELP", "NUMPAT"},
      {"CLIENT LIST", "cmd=client|list"},
      {"CLIENT LIST TYPE normal", "flags=N"},
      {"CLIENT LIST ID 1 10 23", "multi=-1"},
      {"INFO", "loading:0\r\n"},
      {"INFO everything", "role:master\r\n"},
      {"INFO stats keyspace", "# Keyspace\r\n"},
  };
  broker_rig_t rig;
  int protocol;
  size_t i;

  broker_rig_init(&rig, NULL);
  for (protocol = 2; protocol <= 3; protocol++) {
    for (i = 0; i < sizeof(requests) / sizeof(requests[0]); i++) {
      int is_end;
      tap_note("%s", requests[i][0]);
      CHECK_INT(broker_rig_connect(&rig, 0), 0);
      if (protocol == 3) broker_rig_send(&rig, 0, "HELLO 3\r\n");
      broker_rig_send(&rig, 0, requests[i][0]);
      broker_rig_send(&rig, 0, "\r\n");
      broker_rig_end_input(&rig, 0);
      (void)broker_rig_read(&rig, 0, SIZE_MAX, &is_end);
      CHECK_INT(is_end, 1);
      CHECK(strstr(rig.seen.str, requests[i][1]) != NULL);
      broker_rig_disconnect(&rig, 0);
    }
  }
  broker_rig_end(&rig);
}

int main(void) {
  tap_run("replies", replies);
  tap_run("texts for people", texts);
  return tap_end();
}
