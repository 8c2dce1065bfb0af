#include <napi.h>

#include <memory>

#include "broker_wrap.h"
#include "connection_wrap.h"
#include "convert.h"

namespace {

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  napi_value collect;
  if (!hicast::MakeCollect(env, &collect)) return exports;
  auto data = std::make_unique<hicast::EnvironmentData>();
  data->collect = Napi::Persistent(Napi::Function(env, collect));
  env.SetInstanceData(data.release());
  exports.Set("Connection", hicast::ConnectionWrap::Define(env));
  exports.Set("Broker", hicast::BrokerWrap::Define(env));
  return exports;
}

}  // namespace

NODE_API_MODULE(hicast, Init)
