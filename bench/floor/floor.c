/*
 * The floor of receiving: subscribes to a channel through hiredis, reads up to
 * 256 KiB at a time and only counts messages. What a client costs beyond this
 * program is the price of handing messages to JavaScript.
 *
 *   floor <port> <channel> <warm-up> <count>
 *
 * Built with FLOOR_TLS it speaks TLS, and trusts what HICAST_BENCH_CA names.
 *
 * Tells {"ready":true}, {"warm":true} after the warm-up, and then what the
 * count messages that follow cost, as the bench's other sides do.
 */
#include <hiredis.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#ifdef FLOOR_TLS
#include <openssl/ssl.h>
static SSL* ssl;
#endif

enum { READ_SIZE = 256 * 1024 };

typedef struct scan_s {
  char buffer[2 * READ_SIZE];
  size_t len;  /* bytes in the buffer */
  size_t skip; /* bytes of a payload that are still to come */
} scan_t;

static double seconds(struct timeval t) {
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Reads the number of a "$<length>" line; NULL when the line is not whole. */
static const char* bulk_len(const char* p, const char* end, size_t* len) {
  size_t n = 0;
  if (p == end) return NULL;
  for (p++; p < end && *p >= '0' && *p <= '9'; p++) {
    n = n * 10 + (size_t)(*p - '0');
  }
  if (end - p < 2) return NULL;
  *len = n;
  return p + 2;
}

/*
 * Skips one frame: a line with the number of elements, then three bulk
 * strings. NULL when more of it is to come than a payload.
 */
static const char* skip_frame(scan_t* s, const char* p, const char* end) {
  size_t len;
  if (end - p < 4) return NULL;
  p += 4;
  for (int i = 0; i < 2; i++) {
    p = bulk_len(p, end, &len);
    if (p == NULL || (size_t)(end - p) < len + 2) return NULL;
    p += len + 2;
  }
  p = bulk_len(p, end, &len);
  if (p == NULL) return NULL;
  if ((size_t)(end - p) < len + 2) {
    s->skip = len + 2 - (size_t)(end - p);
    return end;
  }
  return p + len + 2;
}

/* Counts the frames in the buffer and keeps the rest at its start. */
static long scan(scan_t* s) {
  const char* p = s->buffer;
  const char* end = s->buffer + s->len;
  long count = 0;
  if (s->skip > 0) {
    size_t len = s->skip < s->len ? s->skip : s->len;
    s->skip -= len;
    p += len;
    if (s->skip > 0) p = end;
    if (s->skip == 0) count++;
  }
  while (p < end) {
    const char* next = skip_frame(s, p, end);
    if (next == NULL) break;
    p = next;
    if (s->skip == 0) count++;
  }
  s->len = (size_t)(end - p);
  memmove(s->buffer, p, s->len);
  return count;
}

#ifdef FLOOR_TLS

/* What hiredis has done is not TLS: a connection of our own. */
static int connect_tls(redisContext* c) {
  SSL_CTX* ctx = SSL_CTX_new(TLS_client_method());
  if (ctx == NULL ||
      !SSL_CTX_load_verify_locations(ctx, getenv("HICAST_BENCH_CA"), NULL))
    return 0;
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
  ssl = SSL_new(ctx);
  if (ssl == NULL) return 0;
  SSL_set_read_ahead(ssl, 1);
  SSL_set_default_read_buffer_len(ssl, 65536);
  return SSL_set_fd(ssl, c->fd) && SSL_connect(ssl) == 1;
}

static int subscribe(redisContext* c, const char* channel) {
  char command[256];
  char reply[256];
  int len = snprintf(command, sizeof(command), "SUBSCRIBE %s\r\n", channel);
  if (!connect_tls(c) || SSL_write(ssl, command, len) != len) return 0;
  return SSL_read(ssl, reply, sizeof(reply)) > 0;
}

/* Records are decrypted into one buffer, until it is full or the socket dry. */
static ssize_t read_some(redisContext* c, char* to, size_t len) {
  size_t done = 0;
  (void)c;
  do {
    int n = SSL_read(ssl, to + done, (int)(len - done));
    if (n <= 0) break;
    done += (size_t)n;
  } while (done < len && SSL_has_pending(ssl));
  return (ssize_t)done;
}

#else

static int subscribe(redisContext* c, const char* channel) {
  redisReply* reply = redisCommand(c, "SUBSCRIBE %s", channel);
  if (reply == NULL) return 0;
  freeReplyObject(reply);
  return 1;
}

static ssize_t read_some(redisContext* c, char* to, size_t len) {
  return read(c->fd, to, len);
}

#endif

/* Waits for bytes, reads once, and gives how many messages they completed. */
static long receive(redisContext* c, scan_t* s) {
  struct pollfd fd = {c->fd, POLLIN, 0};
  ssize_t n;
  if (poll(&fd, 1, -1) < 0) return -1;
  n = read_some(c, s->buffer + s->len, READ_SIZE);
  if (n <= 0) return -1;
  s->len += (size_t)n;
  return scan(s);
}

static void report(const struct rusage* from, double from_wall, long count) {
  struct rusage to;
  double user;
  double system;
  getrusage(RUSAGE_SELF, &to);
  user = 1e6 * (seconds(to.ru_utime) - seconds(from->ru_utime));
  system = 1e6 * (seconds(to.ru_stime) - seconds(from->ru_stime));
  printf("{\"cpu\":%g,\"user\":%g,\"system\":%g,\"wall\":%g}\n",
         (user + system) / (double)count, user / (double)count,
         system / (double)count, 1e6 * (now() - from_wall) / (double)count);
}

static int run(redisContext* c, long warm_up, long count) {
  static scan_t s;
  struct rusage from;
  double wall = 0;
  long received = 0;
  long n;
  while (received < warm_up) {
    n = receive(c, &s);
    if (n < 0) return 1;
    received += n;
  }
  puts("{\"warm\":true}");
  getrusage(RUSAGE_SELF, &from);
  for (received -= warm_up; received < count; received += n) {
    n = receive(c, &s);
    if (n < 0) return 1;
    if (wall == 0) wall = now();
  }
  report(&from, wall, count);
  return 0;
}

int main(int argc, char** argv) {
  redisContext* c;
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (argc != 5) return 2;
  c = redisConnect("127.0.0.1", (int)strtol(argv[1], NULL, 10));
  if (c == NULL || c->err) return 1;
  if (!subscribe(c, argv[2])) return 1;
  puts("{\"ready\":true}");
  return run(c, strtol(argv[3], NULL, 10), strtol(argv[4], NULL, 10));
}
