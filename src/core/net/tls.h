/*
 * What the files of TLS share. Without OpenSSL's headers, which come with
 * Node's unless it was built with a library of the system, there is no TLS
 * here: tls_none.c stands in for the others.
 */
#ifndef HICAST_NET_TLS_H
#define HICAST_NET_TLS_H

#include "hicast_tls.h"
#include "net/conn.h"

#if defined(__has_include)
#if __has_include(<openssl/ssl.h>)
#define HC__HAS_OPENSSL 1
#endif
#endif
#ifndef HC__HAS_OPENSSL
#define HC__HAS_OPENSSL 0
#endif

#if HC__HAS_OPENSSL

#include <openssl/err.h>
#include <openssl/pkcs12.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#if OPENSSL_VERSION_NUMBER < 0x30000000L
#error "the headers are not those of OpenSSL 3"
#endif

/* Every function that is used. What the headers have as macros on top of
 * SSL_ctrl() and the like has to be written out where it is used. */
#define HC__TLS_FUNCTIONS(X)                                                   \
  X(BIO_ctrl)                                                                  \
  X(BIO_free)                                                                  \
  X(BIO_new)                                                                   \
  X(BIO_new_mem_buf)                                                           \
  X(BIO_s_mem)                                                                 \
  X(BIO_up_ref)                                                                \
  X(ERR_clear_error)                                                           \
  X(ERR_lib_error_string)                                                      \
  X(ERR_peek_error)                                                            \
  X(ERR_print_errors_cb)                                                       \
  X(ERR_reason_error_string)                                                   \
  X(EVP_PKEY_free)                                                             \
  X(OPENSSL_sk_free)                                                           \
  X(OPENSSL_sk_num)                                                            \
  X(OPENSSL_sk_value)                                                          \
  X(OPENSSL_version_major)                                                     \
  X(OpenSSL_version)                                                           \
  X(PEM_read_bio_PrivateKey)                                                   \
  X(PEM_read_bio_X509)                                                         \
  X(PEM_read_bio_X509_AUX)                                                     \
  X(PEM_read_bio_X509_CRL)                                                     \
  X(PKCS12_free)                                                               \
  X(PKCS12_parse)                                                              \
  X(SSL_CIPHER_get_name)                                                       \
  X(SSL_CIPHER_get_version)                                                    \
  X(SSL_CIPHER_standard_name)                                                  \
  X(SSL_CTX_ctrl)                                                              \
  X(SSL_CTX_free)                                                              \
  X(SSL_CTX_get_cert_store)                                                    \
  X(SSL_CTX_new)                                                               \
  X(SSL_CTX_set_cipher_list)                                                   \
  X(SSL_CTX_set_ciphersuites)                                                  \
  X(SSL_CTX_set_default_verify_paths)                                          \
  X(SSL_CTX_set_options)                                                       \
  X(SSL_CTX_use_PrivateKey)                                                    \
  X(SSL_CTX_use_certificate)                                                   \
  X(SSL_SESSION_dup)                                                           \
  X(SSL_SESSION_free)                                                          \
  X(SSL_SESSION_is_resumable)                                                  \
  X(SSL_ctrl)                                                                  \
  X(SSL_do_handshake)                                                          \
  X(SSL_free)                                                                  \
  X(SSL_get0_alpn_selected)                                                    \
  X(SSL_get0_verified_chain)                                                   \
  X(SSL_get1_peer_certificate)                                                 \
  X(SSL_get1_session)                                                          \
  X(SSL_get_current_cipher)                                                    \
  X(SSL_get_error)                                                             \
  X(SSL_get_peer_cert_chain)                                                   \
  X(SSL_get_rbio)                                                              \
  X(SSL_get_session)                                                           \
  X(SSL_get_verify_result)                                                     \
  X(SSL_get_version)                                                           \
  X(SSL_has_pending)                                                           \
  X(SSL_new)                                                                   \
  X(SSL_read)                                                                  \
  X(SSL_session_reused)                                                        \
  X(SSL_set0_rbio)                                                             \
  X(SSL_set0_wbio)                                                             \
  X(SSL_set_alpn_protos)                                                       \
  X(SSL_set_connect_state)                                                     \
  X(SSL_set_default_read_buffer_len)                                           \
  X(SSL_set_msg_callback)                                                      \
  X(SSL_set_read_ahead)                                                        \
  X(SSL_set_rfd)                                                               \
  X(SSL_set_session)                                                           \
  X(SSL_set_verify)                                                            \
  X(SSL_shutdown)                                                              \
  X(SSL_write)                                                                 \
  X(TLS_client_method)                                                         \
  X(X509_CRL_free)                                                             \
  X(X509_STORE_add_cert)                                                       \
  X(X509_STORE_add_crl)                                                        \
  X(X509_STORE_set_flags)                                                      \
  X(X509_free)                                                                 \
  X(X509_verify_cert_error_string)                                             \
  X(d2i_PKCS12_bio)                                                            \
  X(d2i_SSL_SESSION)                                                           \
  X(i2d_X509)

struct hc_tls_lib_s {
  size_t refs;
#define HC__TLS_POINTER(name) __typeof__(&name) name;
  HC__TLS_FUNCTIONS(HC__TLS_POINTER)
#undef HC__TLS_POINTER
};

struct hc_tls_context_s {
  size_t refs;
  hc_tls_lib_t* lib;
  SSL_CTX* ctx;
};

struct hc__tls_s {
  hc_tls_lib_t* lib;
  hc_tls_context_t* context;
  SSL* ssl;
  int fd;
  BIO* out;             /* what the socket has not taken yet; the SSL's own */
  size_t sent;          /* of it, what the socket has taken */
  BIO* in;              /* stands aside: see on_record(); else NULL */
  int idle_records;     /* since a call began, without bytes for us */
  int is_open;          /* the handshake is over */
  int is_accepted;      /* by the caller */
  int is_broken;        /* OpenSSL must not be called again, but to free */
  SSL_SESSION* seen;    /* the last one looked at */
  SSL_SESSION* session; /* a copy of it, which an error does not spoil */
  char peer[256];
};

/* tls_lib.c */
/* All that OpenSSL's queue of errors holds, one a line, as Node tells it; the
 * first one's library and reason. Empties the queue. */
void hc__tls_take_errors(const hc_tls_lib_t* lib, hc__tls_error_t* error);

#endif /* HC__HAS_OPENSSL */

#endif /* HICAST_NET_TLS_H */
