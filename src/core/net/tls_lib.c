#include "net/tls.h"

#if HC__HAS_OPENSSL

#include <stdlib.h>
#include <string.h>

/* What dlsym() gives is an object's address, which C does not let us cast to a
 * function's. */
static int find_one(void* (*find)(const char* name), const char* name,
                    void* pointer, size_t size) {
  void* address = find(name);
  if (address == NULL) return 0;
  memcpy(pointer, &address, size);
  return 1;
}

static const char* find_all(hc_tls_lib_t* lib,
                            void* (*find)(const char* name)) {
  /* BoringSSL and LibreSSL have most of the names, but not this one. */
  if (!find_one(find, "OPENSSL_version_major", &lib->OPENSSL_version_major,
                sizeof(lib->OPENSSL_version_major)) ||
      lib->OPENSSL_version_major() != 3) {
    return "this runtime does not export OpenSSL 3";
  }
#define HC__TLS_FIND(name)                                                     \
  if (!find_one(find, #name, (void*)&lib->name, sizeof(lib->name))) {          \
    return "this runtime's OpenSSL does not export " #name;                    \
  }
  HC__TLS_FUNCTIONS(HC__TLS_FIND)
#undef HC__TLS_FIND
  return NULL;
}

hc_tls_lib_t* hc_tls_lib_new(void* (*find)(const char* name),
                             const char** reason) {
  hc_tls_lib_t* lib = calloc(1, sizeof(*lib));

  *reason = "out of memory";
  if (lib == NULL) return NULL;
  *reason = find_all(lib, find);
  if (*reason != NULL) {
    free(lib);
    return NULL;
  }
  lib->refs = 1;
  return lib;
}

void hc_tls_lib_unref(hc_tls_lib_t* lib) {
  if (lib == NULL || --lib->refs > 0) return;
  free(lib);
}

const char* hc_tls_lib_version(const hc_tls_lib_t* lib) {
  return lib->OpenSSL_version(OPENSSL_VERSION_STRING);
}

static int add_line(const char* line, size_t len, void* error) {
  char* text = ((hc__tls_error_t*)error)->text;
  size_t used = strlen(text);
  size_t room = sizeof(((hc__tls_error_t*)error)->text) - 1 - used;

  if (len > room) len = room;
  memcpy(text + used, line, len);
  text[used + len] = '\0';
  return 1;
}

static void copy(char* to, size_t size, const char* from) {
  size_t len = from != NULL ? strlen(from) : 0;
  if (len >= size) len = size - 1;
  if (len) memcpy(to, from, len);
  to[len] = '\0';
}

void hc__tls_take_errors(const hc_tls_lib_t* lib, hc__tls_error_t* error) {
  unsigned long first = lib->ERR_peek_error();

  memset(error, 0, sizeof(*error));
  copy(error->library, sizeof(error->library),
       lib->ERR_lib_error_string(first));
  copy(error->reason, sizeof(error->reason),
       lib->ERR_reason_error_string(first));
  lib->ERR_print_errors_cb(add_line, error);
  lib->ERR_clear_error();
}

#endif
