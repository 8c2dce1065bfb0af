#include "net/tls.h"

#if HC__HAS_OPENSSL

#include <stdlib.h>
#include <string.h>

/*
 * The same calls that Node makes for tls.createSecureContext(), in the same
 * order, so that the same options come to the same end. What Node does only
 * for servers is left out.
 */

/* No passphrase: asking the terminal, as OpenSSL would, is no way. */
/* NOLINTNEXTLINE(readability-non-const-parameter): the type is OpenSSL's */
static int no_passphrase(char* to, int size, int is_write, void* data) {
  (void)to;
  (void)size;
  (void)is_write;
  (void)data;
  return -1;
}

static int give_passphrase(char* to, int size, int is_write, void* data) {
  const hc_str_t* passphrase = (const hc_str_t*)data;

  (void)is_write;
  if (passphrase->str == NULL) return -1;
  if (size < 0 || passphrase->len > (size_t)size) return -1;
  if (passphrase->len) memcpy(to, passphrase->str, passphrase->len);
  return (int)passphrase->len;
}

static BIO* open_text(const hc_tls_lib_t* lib, const hc_str_t* text) {
  if (text->len > INT32_MAX) return NULL;
  return lib->BIO_new_mem_buf(text->len ? text->str : "", (int)text->len);
}

/* Texts without a certificate are none of our business, Node says. */
static int add_ca(const hc_tls_lib_t* lib, SSL_CTX* ctx, const hc_str_t* text) {
  X509_STORE* store = lib->SSL_CTX_get_cert_store(ctx);
  BIO* bio = open_text(lib, text);
  int is_good = bio != NULL;
  X509* x = NULL;

  while (is_good && (x = lib->PEM_read_bio_X509_AUX(bio, NULL, no_passphrase,
                                                    NULL)) != NULL) {
    is_good = lib->X509_STORE_add_cert(store, x) == 1;
    lib->X509_free(x);
  }
  lib->BIO_free(bio);
  if (is_good) lib->ERR_clear_error();
  return is_good;
}

static int add_crl(const hc_tls_lib_t* lib, SSL_CTX* ctx,
                   const hc_str_t* text) {
  X509_STORE* store = lib->SSL_CTX_get_cert_store(ctx);
  BIO* bio = open_text(lib, text);
  X509_CRL* crl =
      bio == NULL ? NULL
                  : lib->PEM_read_bio_X509_CRL(bio, NULL, no_passphrase, NULL);
  int is_good = crl != NULL && lib->X509_STORE_add_crl(store, crl) == 1 &&
                lib->X509_STORE_set_flags(
                    store, X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL);
  lib->X509_CRL_free(crl);
  lib->BIO_free(bio);
  return is_good;
}

/* The certificate; then those that follow it, to be sent with it. */
static int use_cert(const hc_tls_lib_t* lib, SSL_CTX* ctx,
                    const hc_str_t* text) {
  BIO* bio = open_text(lib, text);
  X509* x = bio == NULL
                ? NULL
                : lib->PEM_read_bio_X509_AUX(bio, NULL, no_passphrase, NULL);
  int is_good = x != NULL && lib->SSL_CTX_use_certificate(ctx, x) == 1 &&
                lib->SSL_CTX_ctrl(ctx, SSL_CTRL_CHAIN, 0, NULL) == 1;

  lib->X509_free(x);
  while (is_good &&
         (x = lib->PEM_read_bio_X509(bio, NULL, no_passphrase, NULL)) != NULL) {
    is_good = lib->SSL_CTX_ctrl(ctx, SSL_CTRL_CHAIN_CERT, 1, x) == 1;
    lib->X509_free(x);
  }
  lib->BIO_free(bio);
  if (is_good) lib->ERR_clear_error();
  return is_good;
}

static int use_key(const hc_tls_lib_t* lib, SSL_CTX* ctx,
                   const hc_tls_secret_t* key) {
  BIO* bio = open_text(lib, &key->text);
  EVP_PKEY* pkey =
      bio == NULL ? NULL
                  : lib->PEM_read_bio_PrivateKey(bio, NULL, give_passphrase,
                                                 (void*)&key->passphrase);
  int is_good = pkey != NULL && lib->SSL_CTX_use_PrivateKey(ctx, pkey) == 1;

  lib->EVP_PKEY_free(pkey);
  lib->BIO_free(bio);
  return is_good;
}

static int use_chain(const hc_tls_lib_t* lib, SSL_CTX* ctx,
                     const OPENSSL_STACK* chain) {
  X509_STORE* store = lib->SSL_CTX_get_cert_store(ctx);
  int i, count = lib->OPENSSL_sk_num(chain); /* -1: none */

  for (i = 0; i < count; i++) {
    X509* x = (X509*)lib->OPENSSL_sk_value(chain, i);
    if (lib->SSL_CTX_ctrl(ctx, SSL_CTRL_CHAIN_CERT, 1, x) != 1) return 0;
    if (lib->X509_STORE_add_cert(store, x) != 1) return 0;
  }
  return 1;
}

static void free_chain(const hc_tls_lib_t* lib, OPENSSL_STACK* chain) {
  int i;
  for (i = lib->OPENSSL_sk_num(chain) - 1; i >= 0; i--) {
    lib->X509_free((X509*)lib->OPENSSL_sk_value(chain, i));
  }
  lib->OPENSSL_sk_free(chain);
}

/* PKCS12_parse() wants the passphrase with a NUL at its end. */
static char* copy_text(const hc_str_t* text) {
  char* copy = calloc(1, text->len + 1);
  if (copy != NULL && text->len > 0) memcpy(copy, text->str, text->len);
  return copy;
}

static int use_pfx(const hc_tls_lib_t* lib, SSL_CTX* ctx,
                   const hc_tls_secret_t* pfx) {
  char* passphrase = copy_text(&pfx->passphrase);
  BIO* bio = open_text(lib, &pfx->text);
  PKCS12* p12 = bio == NULL ? NULL : lib->d2i_PKCS12_bio(bio, NULL);
  EVP_PKEY* pkey = NULL;
  X509* cert = NULL;
  STACK_OF(X509)* chain = NULL;
  int is_good =
      p12 != NULL && passphrase != NULL &&
      lib->PKCS12_parse(p12, pfx->passphrase.str == NULL ? NULL : passphrase,
                        &pkey, &cert, &chain) == 1 &&
      pkey != NULL && cert != NULL &&
      lib->SSL_CTX_use_certificate(ctx, cert) == 1 &&
      lib->SSL_CTX_ctrl(ctx, SSL_CTRL_CHAIN, 0, NULL) == 1 &&
      use_chain(lib, ctx, (OPENSSL_STACK*)chain) &&
      lib->SSL_CTX_use_PrivateKey(ctx, pkey) == 1;

  free_chain(lib, (OPENSSL_STACK*)chain);
  lib->X509_free(cert);
  lib->EVP_PKEY_free(pkey);
  lib->PKCS12_free(p12);
  lib->BIO_free(bio);
  free(passphrase);
  return is_good;
}

/* What wants the old certificate's key to go first comes in this order, too. */
static int use_all(const hc_tls_lib_t* lib, SSL_CTX* ctx,
                   const hc_tls_config_t* config) {
  size_t i;

  for (i = 0; i < config->ca_count; i++) {
    if (!add_ca(lib, ctx, &config->ca[i])) return 0;
  }
  if (config->has_openssl_ca &&
      lib->SSL_CTX_set_default_verify_paths(ctx) != 1) {
    return 0;
  }
  for (i = 0; i < config->cert_count; i++) {
    if (!use_cert(lib, ctx, &config->certs[i])) return 0;
  }
  for (i = 0; i < config->key_count; i++) {
    if (!use_key(lib, ctx, &config->keys[i])) return 0;
  }
  if (config->sigalgs != NULL &&
      lib->SSL_CTX_ctrl(ctx, SSL_CTRL_SET_SIGALGS_LIST, 0,
                        (void*)config->sigalgs) != 1) {
    return 0;
  }
  if (config->groups != NULL &&
      lib->SSL_CTX_ctrl(ctx, SSL_CTRL_SET_GROUPS_LIST, 0,
                        (void*)config->groups) != 1) {
    return 0;
  }
  for (i = 0; i < config->crl_count; i++) {
    if (!add_crl(lib, ctx, &config->crls[i])) return 0;
  }
  for (i = 0; i < config->pfx_count; i++) {
    if (!use_pfx(lib, ctx, &config->pfxs[i])) return 0;
  }
  return 1;
}

static int set_up(const hc_tls_lib_t* lib, SSL_CTX* ctx,
                  const hc_tls_config_t* config) {
  /* Renegotiation is a way to make a client work, and nothing that a server
   * of Redis needs. */
  (void)lib->SSL_CTX_set_options(
      ctx, config->options | SSL_OP_NO_SSLv3 | SSL_OP_NO_RENEGOTIATION);
  (void)lib->SSL_CTX_ctrl(ctx, SSL_CTRL_MODE, SSL_MODE_RELEASE_BUFFERS, NULL);
  (void)lib->SSL_CTX_ctrl(ctx, SSL_CTRL_SET_SESS_CACHE_MODE,
                          SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL |
                              SSL_SESS_CACHE_NO_AUTO_CLEAR,
                          NULL);
  return lib->SSL_CTX_ctrl(ctx, SSL_CTRL_SET_MIN_PROTO_VERSION,
                           config->min_version, NULL) == 1 &&
         lib->SSL_CTX_ctrl(ctx, SSL_CTRL_SET_MAX_PROTO_VERSION,
                           config->max_version, NULL) == 1 &&
         /* Before all else: @SECLEVEL says what else is good enough. */
         (config->suites == NULL ||
          lib->SSL_CTX_set_ciphersuites(ctx, config->suites) == 1) &&
         (config->ciphers == NULL ||
          lib->SSL_CTX_set_cipher_list(ctx, config->ciphers) == 1) &&
         use_all(lib, ctx, config);
}

hc_tls_context_t* hc_tls_context_new(hc_tls_lib_t* lib,
                                     const hc_tls_config_t* config, char* error,
                                     size_t error_len) {
  hc_tls_context_t* context = calloc(1, sizeof(*context));
  hc__tls_error_t errors;

  if (error_len > 0) error[0] = '\0';
  if (context == NULL) return NULL;
  lib->ERR_clear_error();
  context->refs = 1;
  context->lib = lib;
  lib->refs++;
  context->ctx = lib->SSL_CTX_new(lib->TLS_client_method());
  if (context->ctx != NULL && set_up(lib, context->ctx, config)) {
    lib->ERR_clear_error();
    return context;
  }
  hc__tls_take_errors(lib, &errors);
  if (error_len > 0) {
    size_t len = strlen(errors.text);
    if (len >= error_len) len = error_len - 1;
    memcpy(error, errors.text, len);
    error[len] = '\0';
  }
  hc_tls_context_unref(context);
  return NULL;
}

void hc_tls_context_unref(hc_tls_context_t* context) {
  if (context == NULL || --context->refs > 0) return;
  context->lib->SSL_CTX_free(context->ctx);
  hc_tls_lib_unref(context->lib);
  free(context);
}

#endif
