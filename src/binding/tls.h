// What connections by TLS have in common: the JavaScript class TlsContext.
#ifndef HICAST_BINDING_TLS_H
#define HICAST_BINDING_TLS_H

#include <napi.h>

#include "hicast.h"
#include "hicast_tls.h"

namespace hicast {

// new TlsContext(config): lib/support/native.js describes it.
class TlsContextWrap : public Napi::ObjectWrap<TlsContextWrap> {
 public:
  static Napi::Function Define(Napi::Env env);
  // The context in a TlsContext; NULL for any other value. Borrowed.
  static hc_tls_context_t* Find(const Napi::Value& value);

  explicit TlsContextWrap(const Napi::CallbackInfo& info);
  ~TlsContextWrap() override;

 private:
  hc_tls_context_t* context_ = nullptr;
};

// tlsLibrary(): OpenSSL's version, or why there is none.
Napi::Value TlsLibrary(const Napi::CallbackInfo& info);

// What hc_conn_tls_info() tells, and the certificates; or null.
Napi::Value MakeTlsInfo(Napi::Env env, const hc_conn_t* conn);
Napi::Value MakeTlsCertificates(Napi::Env env, const hc_conn_t* conn);

}  // namespace hicast

#endif  // HICAST_BINDING_TLS_H
