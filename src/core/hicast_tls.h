/*
 * TLS for connections by TCP and unix socket: OpenSSL 3, whose functions the
 * caller finds by name. The core links none of it, so that it is loaded where
 * there is no OpenSSL as well. The rules of hicast.h hold here.
 *
 * Certificates are verified, but the verdict is the caller's: on_secure is
 * called when the handshake is over and before a byte of the protocol is sent.
 */
#ifndef HICAST_TLS_H
#define HICAST_TLS_H

#include "hicast_engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- The library ---- */

/* OpenSSL's functions. It counts its users: contexts, and connections. One for
 * each thread. */
typedef struct hc_tls_lib_s hc_tls_lib_t;

/*
 * Looks all functions up. `find` gives a function's address, or NULL. NULL
 * when one is missing, when it is not OpenSSL 3 (its forks are not), or when
 * out of memory; then `*reason` says so, and is valid for ever.
 */
hc_tls_lib_t* hc_tls_lib_new(void* (*find)(const char* name),
                             const char** reason);
/* NULL is ignored. */
void hc_tls_lib_unref(hc_tls_lib_t* lib);
/* As "3.0.19". Never NULL. */
const char* hc_tls_lib_version(const hc_tls_lib_t* lib);

/* ---- What connections have in common ---- */

/* A PEM or DER text with its passphrase, or without: str is NULL. */
typedef struct hc_tls_secret_s {
  hc_str_t text;
  hc_str_t passphrase;
} hc_tls_secret_t;

/* All of it is *borrowed for the call*. Strings of type char* end with NUL;
 * NULL: OpenSSL's default. */
typedef struct hc_tls_config_s {
  const hc_str_t* ca; /* PEM, any number of certificates in each */
  size_t ca_count;
  int has_openssl_ca;    /* those of OpenSSL's own folders, too */
  const hc_str_t* certs; /* PEM, each followed by its chain */
  size_t cert_count;
  const hc_tls_secret_t* keys; /* PEM */
  size_t key_count;
  const hc_tls_secret_t* pfxs; /* PKCS #12 */
  size_t pfx_count;
  const hc_str_t* crls; /* PEM */
  size_t crl_count;
  const char* ciphers; /* up to TLS 1.2 */
  const char* suites;  /* of TLS 1.3 */
  const char* groups;
  const char* sigalgs;
  int min_version; /* 0x0301 (TLS 1.0) to 0x0304, or 0 */
  int max_version;
  uint64_t options; /* SSL_OP_ bits to set */
} hc_tls_config_t;

/* Counts its users; connections hold it while they are open, and while they
 * keep a session of it. */
typedef struct hc_tls_context_s hc_tls_context_t;

/* NULL: `error`, of `error_len` bytes, says in OpenSSL's words what is wrong.
 */
hc_tls_context_t* hc_tls_context_new(hc_tls_lib_t* lib,
                                     const hc_tls_config_t* config, char* error,
                                     size_t error_len);
/* NULL is ignored. */
void hc_tls_context_unref(hc_tls_context_t* context);

/* ---- One connection ---- */

/* In hc_conn_options_t. Borrowed for the call that opens. */
typedef struct hc_tls_options_s {
  hc_tls_context_t* context;
  const char* servername; /* SNI; NULL: none */
  hc_str_t alpn;          /* in the form of the wire; none: str is NULL */
  hc_str_t session;       /* DER, to be resumed; none: str is NULL */
  /* Who the server is said to be. A session that a connection keeps is offered
   * by the next one to the same peer only. At most 255 bytes count. */
  const char* peer;
} hc_tls_options_t;

/* Strings are valid while the connection is open. */
typedef struct hc_tls_info_s {
  long verify_error;       /* X509_V_OK (0), or what is wrong with the chain */
  const char* verify_text; /* OpenSSL's words for it */
  const char* protocol;    /* "TLSv1.3" */
  const char* cipher;      /* OpenSSL's name */
  const char* cipher_standard;
  const char* cipher_version;
  int is_resumed; /* the session of an earlier connection */
  hc_str_t alpn;  /* what was agreed on; len is 0: nothing */
} hc_tls_info_t;

struct hc_conn_s;

/* From on_secure to the end; HC_ENOTCONN else, and without TLS. */
int hc_conn_tls_info(const struct hc_conn_s* c, hc_tls_info_t* out);

/*
 * Calls `fn` with each certificate in DER: first the server's own, then those
 * that it sent, then those that the chain was completed with. Some may come
 * twice. Errors: HC_ENOTCONN, HC_ENOMEM.
 */
int hc_conn_tls_certificates(const struct hc_conn_s* c,
                             void (*fn)(void* data, const char* der,
                                        size_t len),
                             void* data);

#ifdef __cplusplus
}
#endif

#endif /* HICAST_TLS_H */
