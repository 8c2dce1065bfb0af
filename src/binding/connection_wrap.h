// The JavaScript class Connection; lib/support/native.js describes it.
#ifndef HICAST_BINDING_CONNECTION_WRAP_H
#define HICAST_BINDING_CONNECTION_WRAP_H

#include <napi.h>

#include "connection.h"

namespace hicast {

class Settings;

class ConnectionWrap : public Napi::ObjectWrap<ConnectionWrap> {
 public:
  static Napi::Function Define(Napi::Env env);

  explicit ConnectionWrap(const Napi::CallbackInfo& info);
  ~ConnectionWrap() override;

 private:
  Napi::Value OpenTcp(const Napi::CallbackInfo& info);
  Napi::Value OpenUnix(const Napi::CallbackInfo& info);
  Napi::Value OpenStream(const Napi::CallbackInfo& info);
  void Feed(const Napi::CallbackInfo& info);
  void StreamEnd(const Napi::CallbackInfo& info);
  Napi::Value SendArray(const Napi::CallbackInfo& info);
  void SetDelivery(const Napi::CallbackInfo& info);
  void Destroy(const Napi::CallbackInfo& info);
  Napi::Value Subscriptions(const Napi::CallbackInfo& info);
  Napi::Value IsSubscribed(const Napi::CallbackInfo& info);
  Napi::Value Counters(const Napi::CallbackInfo& info);
  Napi::Value Flush(const Napi::CallbackInfo& info);
  Napi::Value OutputLength(const Napi::CallbackInfo& info);
  Napi::Value TlsInfo(const Napi::CallbackInfo& info);
  Napi::Value TlsCertificates(const Napi::CallbackInfo& info);
  // Methods that pass a call on, and do nothing once destroyed.
  template <void (*function)(hc_conn_t*)>
  void PassOn(const Napi::CallbackInfo& info);

  template <size_t kMaxArgs>
  static napi_value Send(napi_env env, napi_callback_info info);
  static napi_value SendAgain(napi_env env, napi_callback_info info);
  void DefineSend(Napi::Env env, Napi::Object self);
  void DefineFunction(Napi::Env env, Napi::Object self, const char* name,
                      napi_callback callback);

  hc_conn_t* conn() const {
    return connection_ != nullptr ? connection_->conn() : nullptr;
  }
  Napi::Value Opened(Napi::Env env, const Settings& settings, int status);
  Napi::Value SendValues(Napi::Env env, napi_value kind, napi_value flags,
                         const napi_value* values, size_t count);

  Connection* connection_ = nullptr;
};

}  // namespace hicast

#endif  // HICAST_BINDING_CONNECTION_WRAP_H
