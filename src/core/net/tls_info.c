#include "net/tls.h"

#if HC__HAS_OPENSSL

#include <stdlib.h>
#include <string.h>

/* What is known of the peer. */

static hc__tls_t* open_tls(const hc_conn_t* c) {
  return c->tls != NULL && c->tls->is_open ? c->tls : NULL;
}

/* X509_V_ERR_UNSPECIFIED where there is no certificate. */
static long verify_error(const hc__tls_t* t) {
  X509* x = t->lib->SSL_get1_peer_certificate(t->ssl);
  int has_none = x == NULL;

  t->lib->X509_free(x);
  if (!has_none) return t->lib->SSL_get_verify_result(t->ssl);
  return X509_V_ERR_UNSPECIFIED;
}

int hc_conn_tls_info(const hc_conn_t* c, hc_tls_info_t* out) {
  const hc__tls_t* t = open_tls(c);
  const SSL_CIPHER* cipher;
  const unsigned char* alpn = NULL;
  unsigned alpn_len = 0;

  memset(out, 0, sizeof(*out));
  if (t == NULL) return HC_ENOTCONN;
  cipher = t->lib->SSL_get_current_cipher(t->ssl);
  out->verify_error = verify_error(t);
  out->verify_text = t->lib->X509_verify_cert_error_string(out->verify_error);
  out->protocol = t->lib->SSL_get_version(t->ssl);
  out->cipher = t->lib->SSL_CIPHER_get_name(cipher);
  out->cipher_standard = t->lib->SSL_CIPHER_standard_name(cipher);
  out->cipher_version = t->lib->SSL_CIPHER_get_version(cipher);
  out->is_resumed = t->lib->SSL_session_reused(t->ssl);
  t->lib->SSL_get0_alpn_selected(t->ssl, &alpn, &alpn_len);
  out->alpn.str = (const char*)alpn;
  out->alpn.len = alpn_len;
  return HC_OK;
}

static int tell(const hc_tls_lib_t* lib, X509* x,
                void (*fn)(void* data, const char* der, size_t len),
                void* data) {
  int len = lib->i2d_X509(x, NULL);
  unsigned char* der = len > 0 ? malloc((size_t)len) : NULL;
  unsigned char* end = der;

  if (der == NULL || lib->i2d_X509(x, &end) != len) {
    free(der);
    return HC_ENOMEM;
  }
  fn(data, (const char*)der, (size_t)len);
  free(der);
  return HC_OK;
}

static int tell_all(const hc_tls_lib_t* lib, const OPENSSL_STACK* chain,
                    void (*fn)(void* data, const char* der, size_t len),
                    void* data) {
  int i, count = lib->OPENSSL_sk_num(chain); /* -1: none */
  int status = HC_OK;

  for (i = 0; status == HC_OK && i < count; i++) {
    status = tell(lib, (X509*)lib->OPENSSL_sk_value(chain, i), fn, data);
  }
  return status;
}

int hc_conn_tls_certificates(const hc_conn_t* c,
                             void (*fn)(void* data, const char* der,
                                        size_t len),
                             void* data) {
  const hc__tls_t* t = open_tls(c);
  X509* own;
  int status = HC_OK;

  if (t == NULL) return HC_ENOTCONN;
  own = t->lib->SSL_get1_peer_certificate(t->ssl);
  if (own != NULL) status = tell(t->lib, own, fn, data);
  t->lib->X509_free(own);
  if (status == HC_OK) {
    status = tell_all(
        t->lib, (const OPENSSL_STACK*)t->lib->SSL_get_peer_cert_chain(t->ssl),
        fn, data);
  }
  if (status == HC_OK) {
    status = tell_all(
        t->lib, (const OPENSSL_STACK*)t->lib->SSL_get0_verified_chain(t->ssl),
        fn, data);
  }
  return status;
}

#endif
