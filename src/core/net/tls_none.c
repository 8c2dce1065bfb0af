#include "net/tls.h"

#if !HC__HAS_OPENSSL

/* Without OpenSSL's headers: no library is found, so nothing else is called
 * but what every connection calls. */

#include <string.h>

hc_tls_lib_t* hc_tls_lib_new(void* (*find)(const char* name),
                             const char** reason) {
  (void)find;
  *reason = "the addon was built without OpenSSL's headers";
  return NULL;
}

void hc_tls_lib_unref(hc_tls_lib_t* lib) {
  (void)lib;
}

const char* hc_tls_lib_version(const hc_tls_lib_t* lib) {
  (void)lib;
  return "";
}

hc_tls_context_t* hc_tls_context_new(hc_tls_lib_t* lib,
                                     const hc_tls_config_t* config, char* error,
                                     size_t error_len) {
  (void)lib;
  (void)config;
  if (error_len > 0) error[0] = '\0';
  return NULL;
}

void hc_tls_context_unref(hc_tls_context_t* context) {
  (void)context;
}

int hc_conn_tls_info(const struct hc_conn_s* c, hc_tls_info_t* out) {
  (void)c;
  memset(out, 0, sizeof(*out));
  return HC_ENOTCONN;
}

int hc_conn_tls_certificates(const struct hc_conn_s* c,
                             void (*fn)(void* data, const char* der,
                                        size_t len),
                             void* data) {
  (void)c;
  (void)fn;
  (void)data;
  return HC_ENOTCONN;
}

int hc__tls_new(hc_conn_t* c, const hc_tls_options_t* options) {
  (void)c;
  (void)options;
  return HC_EINVAL;
}

void hc__tls_free(hc_conn_t* c) {
  (void)c;
}

void hc__tls_forget(hc_conn_t* c) {
  (void)c;
}

int hc__tls_start(hc__tls_t* t, int fd) {
  (void)t;
  (void)fd;
  return HC_ENOMEM;
}

void hc__tls_accept(hc_conn_t* c) {
  (void)c;
}

hc__tls_result hc__tls_handshake(hc__tls_t* t, hc__tls_error_t* error) {
  (void)t;
  memset(error, 0, sizeof(*error));
  return HC__TLS_FAILED;
}

hc__tls_result hc__tls_read(hc__tls_t* t, char* room, size_t len, size_t* done,
                            hc__tls_error_t* error) {
  (void)room;
  (void)len;
  *done = 0;
  return hc__tls_handshake(t, error);
}

hc__tls_result hc__tls_write(hc__tls_t* t, const char* bytes, size_t len,
                             size_t* done, hc__tls_error_t* error) {
  (void)bytes;
  (void)len;
  *done = 0;
  return hc__tls_handshake(t, error);
}

size_t hc__tls_unsent(const hc__tls_t* t) {
  (void)t;
  return 0;
}

hc__tls_result hc__tls_flush(hc__tls_t* t, hc__tls_error_t* error) {
  return hc__tls_handshake(t, error);
}

void hc__tls_end(hc__tls_t* t) {
  (void)t;
}

int hc__tls_has_pending(const hc__tls_t* t) {
  (void)t;
  return 0;
}

#endif
