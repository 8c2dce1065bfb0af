#define _POSIX_C_SOURCE 200809L

#include <string.h>

#include "net/conn.h"

/* The caller's stream as the transport. */

int hc_conn_open_stream(hc_conn_t* c, const hc_conn_options_t* options,
                        const hc_handshake_t* handshake) {
  int status = hc__conn_begin(c, HC__STREAM, options, handshake);

  if (status != HC_OK) return status;
  c->state = HC__CONNECTING;
  hc__conn_defer(c);
  return HC_OK;
}

void hc_conn_feed(hc_conn_t* c, const char* bytes, size_t len) {
  if (c->state != HC__OPEN || c->transport != HC__STREAM) return;
  hc__conn_fed(c, hc_engine_feed(c->engine, bytes, len));
}

void hc_conn_stream_end(hc_conn_t* c, int system_error, const char* syscall) {
  if (c->transport != HC__STREAM) return;
  if (system_error == 0) {
    hc__conn_fail(c, HC_EEOF, 0, "", hc_status_text(HC_EEOF));
  } else {
    hc__conn_fail(c, HC_ESYSTEM, system_error, syscall,
                  uv_strerror(system_error));
  }
}

/* A stream may answer within on_write, and the answer may make new output, or
 * end the connection. So what is being written is taken from the engine. */
void hc__stream_flush(hc_conn_t* c) {
  hc__buf_t* out = &c->engine->en.out;

  if (c->is_writing) return;
  c->is_writing = 1;
  while (c->state == HC__OPEN && hc__buf_len(out) > 0) {
    hc__buf_t taken = *out;
    size_t len = hc__buf_len(&taken);
    memset(out, 0, sizeof(*out));
    c->engine->counters.bytes_out += len;
    c->cb.on_write(c->data, taken.data + taken.start, len);
    hc__buf_consume(&taken, len);
    if (out->data == NULL) {
      *out = taken;
    } else {
      hc__buf_free(&taken);
    }
  }
  c->is_writing = 0;
}
