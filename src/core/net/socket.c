#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "hiredis/adapters/libuv.h"
#include "net/conn.h"

/*
 * The socket: hiredis connects and its libuv adapter tells when it is
 * readable and writable. Reading and writing are ours, by the two hooks that
 * hiredis' own TLS uses, so that bytes go straight into the engine's buffer.
 */

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

static redisLibuvEvents* events_of(hc_conn_t* c) {
  return (redisLibuvEvents*)c->ac->ev.data;
}

/* ---- In ---- */

void hc__socket_ended(hc_conn_t* c, int error) {
  /* A failed write says more than the end that follows it. */
  if (c->write_error != 0 && error == 0) {
    hc__conn_fail(c, HC_ESYSTEM, c->write_error, "write",
                  uv_strerror(c->write_error));
  } else if (error != 0) {
    hc__conn_fail(c, HC_ESYSTEM, error, "read", uv_strerror(error));
  } else {
    hc__conn_fail(c, HC_EEOF, 0, "", hc_status_text(HC_EEOF));
  }
}

void hc__socket_watch(hc_conn_t* c) {
  redisLibuvEvents* on;

  if (c->ac == NULL) return;
  on = events_of(c);
  if (on->events != 0 && !uv_is_active((uv_handle_t*)&on->handle)) {
    (void)uv_poll_start(&on->handle, on->events, redisLibuvPoll);
  }
}

static void on_readable(redisAsyncContext* ac) {
  hc_conn_t* c = (hc_conn_t*)ac->data;
  size_t len = 0;
  char* room = hc_engine_reserve(c->engine, 1, &len);
  ssize_t n;

  if (room == NULL) {
    hc__conn_fail(c, HC_ENOMEM, UV_ENOMEM, "read", uv_strerror(UV_ENOMEM));
    return;
  }
  do {
    n = read(ac->c.fd, room, len);
  } while (n < 0 && errno == EINTR);
  if (n > 0) {
    hc__conn_fed(c, hc_engine_commit(c->engine, (size_t)n));
    hc__socket_watch(c);
  } else if (n == 0) {
    hc__socket_ended(c, 0);
  } else if (errno != EAGAIN && errno != EWOULDBLOCK) {
    hc__socket_ended(c, uv_translate_sys_error(errno));
  }
}

static void on_tls_readable(redisAsyncContext* ac) {
  hc__tls_readable((hc_conn_t*)ac->data);
}

/* ---- Out ---- */

static ssize_t send_some(hc_conn_t* c, const char* bytes, size_t len) {
  if (c->tls != NULL) return hc__tls_send(c, bytes, len);
  return send(c->ac->c.fd, bytes, len, MSG_NOSIGNAL);
}

/* A send that failed, by errno. Whether to go on. */
static int go_on(hc_conn_t* c) {
  int error = uv_translate_sys_error(errno);

  if (errno == EINTR) return 1;
  if (errno == EAGAIN || errno == EWOULDBLOCK) {
    c->ac->ev.addWrite(c->ac->ev.data);
    c->is_write_wanted = 1;
    return 0;
  }
  if (errno != EPIPE && errno != ECONNRESET) {
    hc__conn_fail(c, HC_ESYSTEM, error, "write", uv_strerror(error));
    return 0;
  }
  /* What the server still said, perhaps why, is read before the end. */
  c->write_error = error;
  hc__socket_update(c);
  return 1;
}

/* After the end, what there still is to say goes nowhere. */
static int is_void(const hc_conn_t* c) {
  return c->write_error != 0 || c->has_ended;
}

/* What TLS has encrypted and the socket has not taken. Whether that is gone. */
static int send_rest(hc_conn_t* c) {
  while (!is_void(c) && hc__tls_send_rest(c) < 0) {
    if (!go_on(c)) return 0;
  }
  return 1;
}

/* Asking for writability only when the socket is full spares the calls of
 * epoll_ctl() that it costs. */
static void all_sent(hc_conn_t* c) {
  if (c->is_write_wanted) {
    if (c->tls != NULL && !send_rest(c)) return;
    c->ac->ev.delWrite(c->ac->ev.data);
    c->is_write_wanted = 0;
  }
  if (!c->is_ending) return;
  c->is_ending = 0;
  c->has_ended = 1;
  if (c->tls != NULL) hc__tls_end(c->tls);
  (void)shutdown(c->ac->c.fd, SHUT_WR);
}

void hc__socket_flush(hc_conn_t* c) {
  size_t len;
  const char* bytes;

  if (c->ac == NULL || !(c->ac->c.flags & REDIS_CONNECTED)) return;
  while ((bytes = hc_engine_output(c->engine, &len)), len > 0) {
    ssize_t n = (ssize_t)len;

    if (!is_void(c)) n = send_some(c, bytes, len);
    if (c->state != HC__OPEN) return; /* TLS failed */
    if (n >= 0) {
      hc_engine_sent(c->engine, (size_t)n);
    } else if (!go_on(c)) {
      return;
    }
  }
  all_sent(c);
}

static void on_writable(redisAsyncContext* ac) {
  hc__socket_flush((hc_conn_t*)ac->data);
}

static void on_tls_writable(redisAsyncContext* ac) {
  hc__tls_writable((hc_conn_t*)ac->data);
}

/* ---- Connecting ---- */

static void set_options(hc_conn_t* c) {
  int fd = c->ac->c.fd;
  int off = 0;

  if (c->path != NULL) return;
  /* hiredis has set it. */
  if (!c->options.has_no_delay) {
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &off, sizeof(off));
  }
  if (c->options.keep_alive_ms >= 0) {
    /* As Node does it: probes each second, ten of them. */
    int on = 1, count = 10;
    int idle = (int)(c->options.keep_alive_ms / 1000);
    if (idle < 1) idle = 1;
    (void)setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
#ifdef TCP_KEEPIDLE
    (void)setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle, sizeof(idle));
#elif defined(TCP_KEEPALIVE)
    (void)setsockopt(fd, IPPROTO_TCP, TCP_KEEPALIVE, &idle, sizeof(idle));
#endif
#ifdef TCP_KEEPINTVL
    (void)setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &on, sizeof(on));
    (void)setsockopt(fd, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof(count));
#else
    (void)count;
#endif
  }
}

static void on_connected(redisAsyncContext* ac, int status) {
  int error = errno;
  hc_conn_t* c = (hc_conn_t*)ac->data;

  if (status != REDIS_OK) {
    /* hiredis frees the context when this returns. */
    c->ac = NULL;
    hc__socket_connect(c, uv_translate_sys_error(error ? error : EIO));
    return;
  }
  set_options(c);
  hc__socket_update(c);
  if (c->tls != NULL) {
    hc__tls_begin(c);
  } else {
    hc__conn_opened(c);
  }
}

/* With its zone, without which a link-local address leads nowhere. */
static int describe_ip6(hc_conn_t* c, const struct sockaddr* peer) {
  const struct sockaddr_in6* address = (const struct sockaddr_in6*)(void*)peer;
  int error = uv_ip6_name(address, c->address, sizeof(c->address));
  size_t len = strlen(c->address);
  size_t left = sizeof(c->address) - len - 1;

  if (error != 0 || address->sin6_scope_id == 0) return error;
  c->address[len] = '%';
  error = uv_if_indextoiid(address->sin6_scope_id, c->address + len + 1, &left);
  if (error != 0) c->address[len] = '\0';
  return error;
}

/* Names the peer for error messages, and gives hiredis its numeric form. */
static int describe(hc_conn_t* c, const struct addrinfo* address) {
  if (address->ai_family == AF_INET) {
    return uv_ip4_name((const struct sockaddr_in*)(void*)address->ai_addr,
                       c->address, sizeof(c->address));
  }
  if (address->ai_family == AF_INET6) return describe_ip6(c, address->ai_addr);
  return UV_EAFNOSUPPORT;
}

/* Starts one attempt. 0, or a libuv error number. */
static int attempt(hc_conn_t* c) {
  redisOptions options;
  int flags, error;

  memset(&options, 0, sizeof(options));
  options.options = REDIS_OPT_NONBLOCK | REDIS_OPT_PREFER_IP_UNSPEC;
  if (c->path != NULL) {
    /* hiredis would cut it short, and connect to another one. */
    const struct sockaddr_un* address = NULL;
    if (strlen(c->path) >= sizeof(address->sun_path)) return UV_ENAMETOOLONG;
    REDIS_OPTIONS_SET_UNIX(&options, c->path);
  } else {
    REDIS_OPTIONS_SET_TCP(&options, c->address, c->port);
  }
  errno = 0;
  c->ac = redisAsyncConnectWithOptions(&options);
  error = errno ? uv_translate_sys_error(errno) : UV_EIO;
  if (c->ac == NULL) return UV_ENOMEM;
  if (c->ac->err != 0) {
    hc__socket_free(c);
    return error;
  }
  flags = fcntl(c->ac->c.fd, F_GETFD);
  if (flags >= 0) (void)fcntl(c->ac->c.fd, F_SETFD, flags | FD_CLOEXEC);
  c->ac->data = c;
  c->funcs = *c->ac->c.funcs;
  c->funcs.async_read = c->tls != NULL ? on_tls_readable : on_readable;
  c->funcs.async_write = c->tls != NULL ? on_tls_writable : on_writable;
  c->ac->c.funcs = &c->funcs;
  c->is_write_wanted = 1; /* until it is connected */
  if (redisLibuvAttach(c->ac, c->loop) != REDIS_OK) {
    /* It would be called without anything to clean up. */
    c->ac->ev.cleanup = NULL;
    hc__socket_free(c);
    return UV_ENOMEM;
  }
  if (redisAsyncSetConnectCallbackNC(c->ac, on_connected) != REDIS_OK) {
    hc__socket_free(c);
    return UV_ENOMEM;
  }
  hc__socket_update(c);
  return 0;
}

void hc__socket_connect(hc_conn_t* c, int error) {
  if (c->path != NULL) {
    if (error == 0) error = attempt(c);
    if (error == 0) return;
  }
  while (c->next != NULL) {
    const struct addrinfo* address = c->next;
    c->next = address->ai_next;
    error = describe(c, address);
    if (error == 0) error = attempt(c);
    if (error == 0) return;
  }
  hc__conn_fail(c, HC_ESYSTEM, error, "connect", uv_strerror(error));
}

void hc__socket_update(hc_conn_t* c) {
  if (c->ac == NULL) return;
  if (c->is_unref) {
    uv_unref((uv_handle_t*)&events_of(c)->handle);
  } else {
    uv_ref((uv_handle_t*)&events_of(c)->handle);
  }
  if (!(c->ac->c.flags & REDIS_CONNECTED)) return;
  if ((c->is_paused && c->write_error == 0) || c->is_read_blocked) {
    c->ac->ev.delRead(c->ac->ev.data);
  } else {
    c->ac->ev.addRead(c->ac->ev.data);
  }
}

void hc__socket_free(hc_conn_t* c) {
  redisAsyncContext* ac = c->ac;
  if (ac == NULL) return;
  c->ac = NULL;
  redisAsyncFree(ac);
}
