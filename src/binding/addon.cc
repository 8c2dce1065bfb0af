#include <napi.h>

#include "broker_wrap.h"
#include "connection_wrap.h"
#include "tls.h"

namespace {

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("Connection", hicast::ConnectionWrap::Define(env));
  exports.Set("TlsContext", hicast::TlsContextWrap::Define(env));
  exports.Set("tlsLibrary", Napi::Function::New<hicast::TlsLibrary>(env));
  exports.Set("Broker", hicast::BrokerWrap::Define(env));
  return exports;
}

}  // namespace

NODE_API_MODULE(hicast, Init)
