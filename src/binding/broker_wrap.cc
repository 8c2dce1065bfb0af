#include "broker_wrap.h"

#include <uv.h>

#include <cmath>
#include <string>
#include <utility>

#include "convert.h"

namespace hicast {

// The core's part in one environment. It goes when that is closed and the
// JavaScript object is gone, whichever is last.
class BrokerLife {
 public:
  // NULL: it could not be made.
  static BrokerLife* New(napi_env env, BrokerWrap* owner,
                         const hc_broker_options_t& options) {
    auto* life = new BrokerLife(env, owner);
    if (life->Init(options)) return life;
    delete life;
    return nullptr;
  }

  // NULL once it is closed.
  hc_broker_t* broker() const {
    return broker_;
  }

  void Disown() {
    owner_ = nullptr;
    if (broker_ != nullptr) {
      hc_broker_close(broker_);
    } else {
      delete this;
    }
  }

 private:
  BrokerLife(napi_env env, BrokerWrap* owner) : env_(env), owner_(owner) {}

  bool Init(const hc_broker_options_t& options) {
    const auto on_end = [](napi_async_cleanup_hook_handle, void* data) {
      auto* life = static_cast<BrokerLife*>(data);
      life->is_ending_ = true;
      hc_broker_close(life->broker_);
    };
    const auto on_closed = [](void* data) {
      static_cast<BrokerLife*>(data)->Closed();
    };
    uv_loop_t* loop;
    if (napi_get_uv_event_loop(env_, &loop) != napi_ok ||
        napi_add_async_cleanup_hook(env_, on_end, this, &hook_) != napi_ok)
      return false;
    if (hc_broker_new(loop, &options, on_closed, this, &broker_) == 0)
      return true;
    (void)napi_remove_async_cleanup_hook(hook_);
    return false;
  }

  void Closed() {
    broker_ = nullptr;
    (void)napi_remove_async_cleanup_hook(hook_);
    if (owner_ == nullptr) {
      delete this;
    } else if (!is_ending_) {
      owner_->OnClosed();
    }
  }

  napi_env env_;
  BrokerWrap* owner_;
  hc_broker_t* broker_ = nullptr;
  napi_async_cleanup_hook_handle hook_ = nullptr;
  bool is_ending_ = false;  // the environment
};

namespace {

Napi::Value Number(Napi::Env env, double number) {
  return Napi::Number::New(env, number);
}

// A property that is a number, or 0. Below 0 and NaN are 0 too.
double Natural(const Napi::Value& value) {
  if (!value.IsNumber()) return 0;
  const double number = value.As<Napi::Number>();
  return number > 0 ? number : 0;
}

size_t Size(const Napi::Value& value) {
  const double number = Natural(value);
  return number < 9007199254740992.0 ? static_cast<size_t>(number) : SIZE_MAX;
}

uint64_t Whole(const Napi::Value& value) {
  const double number = Natural(value);
  return number < 9007199254740992.0 ? static_cast<uint64_t>(std::ceil(number))
                                     : UINT64_MAX;
}

// `*text` keeps what the result points to.
hc_str_t Text(const Napi::Value& value, std::string* text) {
  if (!value.IsString()) return {nullptr, 0};
  *text = value.As<Napi::String>().Utf8Value();
  return {text->data(), text->size()};
}

}  // namespace

Napi::Function BrokerWrap::Define(Napi::Env env) {
  using W = BrokerWrap;
  return DefineClass(
      env, "Broker",
      {InstanceMethod<&W::ListenTcp>("listenTcp"),
       InstanceMethod<&W::ListenUnix>("listenUnix"),
       InstanceMethod<&W::Port>("port"), InstanceMethod<&W::Close>("close"),
       InstanceMethod<&W::Stats>("stats"),
       InstanceMethod<&W::Clients>("clients"), InstanceMethod<&W::Kill>("kill"),
       InstanceMethod<&W::Freeze>("freeze"),
       InstanceMethod<&W::Refuse>("refuse"), InstanceMethod<&W::Slow>("slow"),
       InstanceMethod<&W::PassRate<hc_broker_garble>>("garble"),
       InstanceMethod<&W::PassRate<hc_broker_drop>>("drop"),
       InstanceMethod<&W::PassOn<hc_broker_ref>>("ref"),
       InstanceMethod<&W::PassOn<hc_broker_unref>>("unref")});
}

BrokerWrap::BrokerWrap(const Napi::CallbackInfo& info) : ObjectWrap(info) {
  if (!info[0].IsObject()) {
    Napi::TypeError::New(info.Env(), "settings must be an object")
        .ThrowAsJavaScriptException();
    return;
  }
  const auto settings = info[0].As<Napi::Object>();
  std::string username;
  std::string password;
  hc_broker_options_t options = {};
  options.username = Text(settings.Get("username"), &username);
  options.password = Text(settings.Get("password"), &password);
  options.max_clients = Size(settings.Get("maxClients"));
  options.max_bulk_len = Size(settings.Get("maxBulkLength"));
  options.output_hard = Size(settings.Get("outputHard"));
  options.output_soft = Size(settings.Get("outputSoft"));
  options.output_soft_ms =
      static_cast<uint32_t>(Size(settings.Get("outputSoftTime")));
  options.seed = Whole(settings.Get("seed"));
  life_ = BrokerLife::New(info.Env(), this, options);
  if (life_ == nullptr) {
    Napi::Error::New(info.Env(), "cannot make a broker")
        .ThrowAsJavaScriptException();
    return;
  }
  Ref();
}

BrokerWrap::~BrokerWrap() {
  if (life_ != nullptr) life_->Disown();
}

hc_broker_t* BrokerWrap::broker() const {
  return life_ != nullptr ? life_->broker() : nullptr;
}

void BrokerWrap::OnClosed() {
  const Napi::Env env = Env();
  const Napi::HandleScope scope(env);
  const Napi::AsyncContext context(env, "hicast:broker");
  const Napi::FunctionReference on_closed = std::move(on_closed_);

  // The scope keeps this object until the end of the call.
  (void)Value();
  Unref();
  if (on_closed.IsEmpty()) return;
  (void)on_closed.Value().MakeCallback(env.Global(), 0, nullptr, context);
  if (!env.IsExceptionPending()) return;
  const Napi::Error error = env.GetAndClearPendingException();
  (void)napi_fatal_exception(env, error.Value());
}

Napi::Value BrokerWrap::ListenTcp(const Napi::CallbackInfo& info) {
  if (!info[0].IsString() || !info[1].IsNumber()) {
    Napi::TypeError::New(info.Env(), "address must be a string, port a number")
        .ThrowAsJavaScriptException();
    return {};
  }
  if (broker() == nullptr) return Number(info.Env(), UV_EINVAL);
  const std::string address = info[0].As<Napi::String>();
  const int port = info[1].As<Napi::Number>();
  return Number(info.Env(),
                hc_broker_listen_tcp(broker(), address.c_str(), port));
}

Napi::Value BrokerWrap::ListenUnix(const Napi::CallbackInfo& info) {
  if (!info[0].IsString()) {
    Napi::TypeError::New(info.Env(), "path must be a string")
        .ThrowAsJavaScriptException();
    return {};
  }
  if (broker() == nullptr) return Number(info.Env(), UV_EINVAL);
  const std::string path = info[0].As<Napi::String>();
  return Number(info.Env(), hc_broker_listen_unix(broker(), path.c_str()));
}

Napi::Value BrokerWrap::Port(const Napi::CallbackInfo& info) {
  return Number(info.Env(), broker() != nullptr ? hc_broker_port(broker()) : 0);
}

void BrokerWrap::Close(const Napi::CallbackInfo& info) {
  if (!info[0].IsFunction()) {
    Napi::TypeError::New(info.Env(), "callback must be a function")
        .ThrowAsJavaScriptException();
    return;
  }
  if (broker() == nullptr) return;
  on_closed_ = Napi::Persistent(info[0].As<Napi::Function>());
  hc_broker_close(broker());
}

Napi::Value BrokerWrap::Stats(const Napi::CallbackInfo& info) {
  hc_broker_stats_t stats = {};
  if (broker() != nullptr) hc_broker_stats(broker(), &stats);
  Napi::Object object = Napi::Object::New(info.Env());
#define HICAST_BROKER_STAT(field, name)                                        \
  object.Set(name, Number(info.Env(), static_cast<double>(stats.field)));
  HC_BROKER_STATS_MAP(HICAST_BROKER_STAT)
#undef HICAST_BROKER_STAT
  return object;
}

Napi::Value BrokerWrap::Clients(const Napi::CallbackInfo& info) {
  Napi::Array list = Napi::Array::New(info.Env());
  const auto add = [](void* data, const hc_broker_client_t* client) {
    auto& array = *static_cast<Napi::Array*>(data);
    const Napi::Env env = array.Env();
    Napi::Object object = Napi::Object::New(env);
    const auto set_number = [&](const char* key, double number) {
      object.Set(key, Number(env, number));
    };
    const auto set_text = [&](const char* key, hc_str_t text) {
      object.Set(key, Napi::Value(env, MakeString(env, text.str, text.len)));
    };
    set_number("id", static_cast<double>(client->id));
    set_text("address", {client->address,
                         std::char_traits<char>::length(client->address)});
    set_text("name", client->name);
    set_text("libName", client->lib_name);
    set_text("libVersion", client->lib_version);
    set_number("protocol", client->protocol);
    set_number("channels", static_cast<double>(client->counts[HC_CHANNEL]));
    set_number("patterns", static_cast<double>(client->counts[HC_PATTERN]));
    set_number("shardChannels", static_cast<double>(client->counts[HC_SHARD]));
    set_number("age", static_cast<double>(client->age_ms));
    set_number("outputBytes", static_cast<double>(client->output_bytes));
    array.Set(array.Length(), object);
  };
  if (broker() != nullptr) hc_broker_each(broker(), add, &list);
  return list;
}

Napi::Value BrokerWrap::Kill(const Napi::CallbackInfo& info) {
  const bool is_killed =
      broker() != nullptr && hc_broker_kill(broker(), Whole(info[0])) != 0;
  return Napi::Boolean::New(info.Env(), is_killed);
}

Napi::Value BrokerWrap::Refuse(const Napi::CallbackInfo& info) {
  const bool is_refusing = info[0].ToBoolean();
  return Number(info.Env(), broker() != nullptr
                                ? hc_broker_refuse(broker(), is_refusing)
                                : 0);
}

void BrokerWrap::Freeze(const Napi::CallbackInfo& info) {
  if (broker() != nullptr) hc_broker_freeze(broker(), Whole(info[0]));
}

void BrokerWrap::Slow(const Napi::CallbackInfo& info) {
  if (broker() != nullptr) hc_broker_slow(broker(), Whole(info[0]));
}

template <void (*function)(hc_broker_t*)>
void BrokerWrap::PassOn(const Napi::CallbackInfo&) {
  if (broker() != nullptr) function(broker());
}

template <void (*function)(hc_broker_t*, double)>
void BrokerWrap::PassRate(const Napi::CallbackInfo& info) {
  if (broker() != nullptr) function(broker(), Natural(info[0]));
}

}  // namespace hicast
