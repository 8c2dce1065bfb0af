// The JavaScript class Broker; lib/support/native.js describes it.
#ifndef HICAST_BINDING_BROKER_WRAP_H
#define HICAST_BINDING_BROKER_WRAP_H

#include <napi.h>

#include "broker/hicast_broker.h"

namespace hicast {

class BrokerLife;

class BrokerWrap : public Napi::ObjectWrap<BrokerWrap> {
 public:
  static Napi::Function Define(Napi::Env env);

  explicit BrokerWrap(const Napi::CallbackInfo& info);
  ~BrokerWrap() override;

  // By its life: open until OnClosed(), and kept by the environment so long.
  void OnClosed();

 private:
  Napi::Value ListenTcp(const Napi::CallbackInfo& info);
  Napi::Value ListenUnix(const Napi::CallbackInfo& info);
  Napi::Value Port(const Napi::CallbackInfo& info);
  void Close(const Napi::CallbackInfo& info);
  Napi::Value Stats(const Napi::CallbackInfo& info);
  Napi::Value Clients(const Napi::CallbackInfo& info);
  Napi::Value Kill(const Napi::CallbackInfo& info);
  Napi::Value Refuse(const Napi::CallbackInfo& info);
  void Freeze(const Napi::CallbackInfo& info);
  void Slow(const Napi::CallbackInfo& info);
  // Methods that pass a call on, and do nothing once it is closed.
  template <void (*function)(hc_broker_t*)>
  void PassOn(const Napi::CallbackInfo& info);
  template <void (*function)(hc_broker_t*, double)>
  void PassRate(const Napi::CallbackInfo& info);

  hc_broker_t* broker() const;

  BrokerLife* life_ = nullptr;
  Napi::FunctionReference on_closed_;
};

}  // namespace hicast

#endif  // HICAST_BINDING_BROKER_WRAP_H
