#include "connection_wrap.h"

#include <uv.h>

#include <algorithm>
#include <string>
#include <vector>

#include "settings.h"
#include "tls.h"

namespace hicast {

namespace {

// Of send() and of sendMany(), beside the command's name: N-API writes so many
// values in each call, whether they are given or not.
constexpr size_t kMaxSendArgs = 16;
constexpr size_t kMaxSendManyArgs = 32;

Napi::Value Status(Napi::Env env, int status) {
  return Napi::Number::New(env, status);
}

// Of a command: undefined costs less than a number.
Napi::Value Written(Napi::Env env, int status) {
  return status == HC_OK ? Napi::Value() : Status(env, status);
}

void ThrowType(Napi::Env env, const std::string& text) {
  Napi::TypeError::New(env, text).ThrowAsJavaScriptException();
}

// A hc_sub_kind; -1, with an exception pending, when the value is none.
int32_t SubscriptionKind(const Napi::Value& value) {
  const int32_t kind =
      value.IsNumber() ? value.As<Napi::Number>().Int32Value() : -1;
  if (kind >= HC_CHANNEL && kind <= HC_SHARD) return kind;
  ThrowType(value.Env(), "kind must be 0, 1 or 2");
  return -1;
}

// The libuv error number of a name such as "ECONNRESET".
int SystemError(const std::string& code) {
  if (code.empty()) return 0;
#define HICAST_UV_ERROR(name, text)                                            \
  if (code == #name) return UV_##name;
  UV_ERRNO_MAP(HICAST_UV_ERROR)
#undef HICAST_UV_ERROR
  return UV_UNKNOWN;
}

// Writes a command; `*wrong` is the index of a value of a wrong type.
int WriteCommand(Napi::Env env, hc_engine_t* e, hc_command_kind kind,
                 uint32_t flags, const napi_value* values, size_t count,
                 size_t* wrong) {
  int status = hc_engine_begin(e, kind, flags, count);
  if (status != HC_OK) return status;
  for (size_t i = 0; i < count; i++) {
    status = WriteArgument(env, e, values[i]);
    if (status == HC_OK) continue;
    if (status == HC_EINVAL) *wrong = i;
    hc_engine_abort(e);
    return status;
  }
  return hc_engine_finish(e);
}

// The last command once more, with another last argument.
int WriteAgain(napi_env env, hc_engine_t* e, napi_value argument,
               bool* is_wrong) {
  int status = hc_engine_begin_again(e);
  if (status != HC_OK) return status;
  status = WriteAlike(env, e, argument, hc_engine_last_len(e));
  if (status == HC_OK) return hc_engine_finish(e);
  hc_engine_abort(e);
  *is_wrong = status == HC_EINVAL;
  return status;
}

}  // namespace

Napi::Function ConnectionWrap::Define(Napi::Env env) {
  using W = ConnectionWrap;
  return DefineClass(env, "Connection",
                     {InstanceMethod<&W::OpenTcp>("openTcp"),
                      InstanceMethod<&W::OpenUnix>("openUnix"),
                      InstanceMethod<&W::OpenStream>("openStream"),
                      InstanceMethod<&W::Feed>("feed"),
                      InstanceMethod<&W::StreamEnd>("streamEnd"),
                      InstanceMethod<&W::SendArray>("sendArray"),
                      InstanceMethod<&W::SetDelivery>("setDelivery"),
                      InstanceMethod<&W::Destroy>("destroy"),
                      InstanceMethod<&W::Subscriptions>("subscriptions"),
                      InstanceMethod<&W::IsSubscribed>("isSubscribed"),
                      InstanceMethod<&W::Counters>("counters"),
                      InstanceMethod<&W::OutputLength>("outputLength"),
                      InstanceMethod<&W::Flush>("flush"),
                      InstanceMethod<&W::TlsInfo>("tlsInfo"),
                      InstanceMethod<&W::TlsCertificates>("tlsCertificates"),
                      InstanceMethod<&W::PassOn<hc_conn_end>>("end"),
                      InstanceMethod<&W::PassOn<hc_conn_close>>("close"),
                      InstanceMethod<&W::PassOn<hc_conn_pause>>("pause"),
                      InstanceMethod<&W::PassOn<hc_conn_resume>>("resume"),
                      InstanceMethod<&W::PassOn<hc_conn_ref>>("ref"),
                      InstanceMethod<&W::PassOn<hc_conn_unref>>("unref")});
}

ConnectionWrap::ConnectionWrap(const Napi::CallbackInfo& info)
    : ObjectWrap(info) {
  if (!info[0].IsObject()) {
    ThrowType(info.Env(), "handlers must be an object");
    return;
  }
  connection_ = Connection::New(info.Env(), info.This(), info[0]);
  if (connection_ != nullptr)
    DefineSend(info.Env(), info.This().As<Napi::Object>());
}

ConnectionWrap::~ConnectionWrap() {
  if (connection_ != nullptr) connection_->Disown();
}

Napi::Value ConnectionWrap::OpenTcp(const Napi::CallbackInfo& info) {
  if (!info[0].IsString() || !info[1].IsNumber()) {
    ThrowType(info.Env(), "host must be a string, port a number");
    return {};
  }
  const Settings settings(info[2]);
  if (info.Env().IsExceptionPending()) return {};
  if (conn() == nullptr) return Status(info.Env(), HC_ENOTCONN);
  const std::string host = info[0].As<Napi::String>();
  const int port = info[1].As<Napi::Number>();
  return Opened(info.Env(), settings,
                hc_conn_open_tcp(conn(), host.c_str(), port, &settings.options,
                                 &settings.handshake));
}

Napi::Value ConnectionWrap::OpenUnix(const Napi::CallbackInfo& info) {
  if (!info[0].IsString()) {
    ThrowType(info.Env(), "path must be a string");
    return {};
  }
  const Settings settings(info[1]);
  if (info.Env().IsExceptionPending()) return {};
  if (conn() == nullptr) return Status(info.Env(), HC_ENOTCONN);
  const std::string path = info[0].As<Napi::String>();
  return Opened(info.Env(), settings,
                hc_conn_open_unix(conn(), path.c_str(), &settings.options,
                                  &settings.handshake));
}

Napi::Value ConnectionWrap::OpenStream(const Napi::CallbackInfo& info) {
  const Settings settings(info[0]);
  if (info.Env().IsExceptionPending()) return {};
  if (conn() == nullptr) return Status(info.Env(), HC_ENOTCONN);
  return Opened(
      info.Env(), settings,
      hc_conn_open_stream(conn(), &settings.options, &settings.handshake));
}

Napi::Value ConnectionWrap::Opened(Napi::Env env, const Settings& settings,
                                   int status) {
  if (status == HC_OK) {
    ReplyMaker& replies = connection_->delivery().replies();
    replies.has_string_numbers = settings.has_string_numbers;
    replies.has_resp3_shapes = settings.has_resp3_shapes;
    connection_->Opened();
  }
  return Status(env, status);
}

void ConnectionWrap::Feed(const Napi::CallbackInfo& info) {
  if (!info[0].IsBuffer()) {
    ThrowType(info.Env(), "bytes must be a Uint8Array");
    return;
  }
  const auto bytes = info[0].As<Napi::Buffer<char>>();
  if (conn() != nullptr) connection_->Feed(bytes.Data(), bytes.Length());
}

void ConnectionWrap::StreamEnd(const Napi::CallbackInfo& info) {
  if (!info[0].IsString() || !info[1].IsString()) {
    ThrowType(info.Env(), "code and syscall must be strings");
    return;
  }
  if (conn() == nullptr) return;
  const std::string code = info[0].As<Napi::String>();
  const std::string syscall = info[1].As<Napi::String>();
  hc_conn_stream_end(conn(), SystemError(code), syscall.c_str());
}

// send() is called most, and finding the C++ object of a JavaScript one is a
// fifth of what it costs. So each object has a send() of its own that knows;
// it keeps the object, in turn, for as long as somebody has the function.
void ConnectionWrap::DefineSend(Napi::Env env, Napi::Object self) {
  DefineFunction(env, self, "send", Send<kMaxSendArgs>);
  DefineFunction(env, self, "sendMany", Send<kMaxSendManyArgs>);
  DefineFunction(env, self, "sendAgain", SendAgain);
}

void ConnectionWrap::DefineFunction(Napi::Env env, Napi::Object self,
                                    const char* name, napi_callback callback) {
  napi_value function;
  if (napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, this,
                           &function) != napi_ok) {
    Napi::Error::New(env).ThrowAsJavaScriptException();
    return;
  }
  Napi::Object(env, function)
      .DefineProperty(Napi::PropertyDescriptor::Value("connection", self));
  self.DefineProperty(Napi::PropertyDescriptor::Value(
      name, Napi::Value(env, function), napi_enumerable));
}

template <size_t kMaxArgs>
napi_value ConnectionWrap::Send(napi_env env, napi_callback_info info) {
  constexpr size_t kMaxCount = 3 + kMaxArgs;  // kind, flags, name
  napi_value argv[kMaxCount];
  size_t argc = kMaxCount;
  void* self;
  if (napi_get_cb_info(env, info, &argc, argv, nullptr, &self) != napi_ok)
    return nullptr;
  if (argc > kMaxCount) {
    Napi::RangeError::New(
        env, "at most " + std::to_string(kMaxArgs) + " arguments are taken")
        .ThrowAsJavaScriptException();
    return nullptr;
  }
  const size_t count = argc > 2 ? argc - 2 : 0;
  return static_cast<ConnectionWrap*>(self)->SendValues(env, argv[0], argv[1],
                                                        argv + 2, count);
}

napi_value ConnectionWrap::SendAgain(napi_env env, napi_callback_info info) {
  napi_value argument;
  size_t argc = 1;
  void* self;
  if (napi_get_cb_info(env, info, &argc, &argument, nullptr, &self) != napi_ok)
    return nullptr;
  auto* wrap = static_cast<ConnectionWrap*>(self);
  if (wrap->conn() == nullptr) return Status(env, HC_ENOTCONN);
  bool is_wrong = false;
  const int status =
      WriteAgain(env, wrap->connection_->engine(), argument, &is_wrong);
  if (is_wrong) {
    ThrowType(env, "the argument must be a string, a Uint8Array or a number");
    return nullptr;
  }
  wrap->connection_->delivery().SyncPending();
  return Written(env, status);
}

Napi::Value ConnectionWrap::SendArray(const Napi::CallbackInfo& info) {
  if (!info[3].IsArray()) {
    ThrowType(info.Env(), "args must be an array");
    return {};
  }
  // All elements first: a getter among them may call us.
  const auto args = info[3].As<Napi::Array>();
  const uint32_t length = args.Length();
  std::vector<napi_value> values;
  values.reserve(1 + static_cast<size_t>(length));
  values.push_back(info[2]);
  for (uint32_t i = 0; i < length; i++) {
    values.push_back(args.Get(i));
    if (info.Env().IsExceptionPending()) return {};
  }
  return SendValues(info.Env(), info[0], info[1], values.data(), values.size());
}

Napi::Value ConnectionWrap::SendValues(Napi::Env env, napi_value kind,
                                       napi_value flags,
                                       const napi_value* values, size_t count) {
  uint32_t command = 0;
  uint32_t bits = 0;
  if (napi_get_value_uint32(env, kind, &command) != napi_ok ||
      command > HC_CMD_BLOCKING ||
      napi_get_value_uint32(env, flags, &bits) != napi_ok) {
    ThrowType(env, "kind must be a COMMAND, flags must be a number");
    return {};
  }
  if (conn() == nullptr) return Status(env, HC_ENOTCONN);
  size_t wrong = SIZE_MAX;
  const int status = WriteCommand(env, connection_->engine(),
                                  static_cast<hc_command_kind>(command), bits,
                                  values, count, &wrong);
  if (wrong != SIZE_MAX) {
    ThrowType(env, (wrong == 0 ? std::string("name")
                               : "args[" + std::to_string(wrong - 1) + "]") +
                       " must be a string, a Uint8Array or a number");
    return {};
  }
  connection_->delivery().SyncPending();
  return Written(env, status);
}

void ConnectionWrap::SetDelivery(const Napi::CallbackInfo& info) {
  if (!info[0].IsNumber()) {
    ThrowType(info.Env(), "bits must be a number");
    return;
  }
  if (conn() != nullptr)
    connection_->delivery().Want(info[0].As<Napi::Number>());
}

void ConnectionWrap::Destroy(const Napi::CallbackInfo&) {
  if (connection_ != nullptr) connection_->Destroy();
}

Napi::Value ConnectionWrap::IsSubscribed(const Napi::CallbackInfo& info) {
  const int32_t kind = SubscriptionKind(info[0]);
  if (kind < 0) return {};
  std::string name;
  if (info[1].IsBuffer()) {
    const auto bytes = info[1].As<Napi::Buffer<char>>();
    name.assign(bytes.Data(), bytes.Length());
  } else if (info[1].IsString()) {
    name = info[1].As<Napi::String>();
  } else {
    ThrowType(info.Env(), "name must be a string or a Uint8Array");
    return {};
  }
  const bool is_subscribed =
      conn() != nullptr &&
      hc_engine_is_subscribed(connection_->engine(),
                              static_cast<hc_sub_kind>(kind), name.data(),
                              name.size()) != 0;
  return Napi::Boolean::New(info.Env(), is_subscribed);
}

Napi::Value ConnectionWrap::Subscriptions(const Napi::CallbackInfo& info) {
  const Napi::Array names = Napi::Array::New(info.Env());
  const int32_t kind = SubscriptionKind(info[0]);
  if (kind < 0) return {};
  std::vector<const hc_sub_t*> subs;
  const auto add = [](void* data, const hc_sub_t* sub) {
    static_cast<std::vector<const hc_sub_t*>*>(data)->push_back(sub);
  };
  if (conn() != nullptr)
    hc_engine_sub_each(connection_->engine(), static_cast<hc_sub_kind>(kind),
                       add, &subs);
  // As they were subscribed, while none has been given up.
  std::sort(subs.begin(), subs.end(),
            [](const hc_sub_t* a, const hc_sub_t* b) { return a->id < b->id; });
  uint32_t count = 0;
  for (const hc_sub_t* sub : subs)
    (void)Succeeded(info.Env(), napi_set_element(info.Env(), names, count++,
                                                 MakeName(info.Env(), sub->name,
                                                          sub->name_len)));
  return names;
}

Napi::Value ConnectionWrap::Counters(const Napi::CallbackInfo& info) {
  hc_counters_t counters = {};
  if (conn() != nullptr) hc_engine_counters(connection_->engine(), &counters);
  Napi::Object object = Napi::Object::New(info.Env());
  const auto set = [&](const char* key, uint64_t number) {
    object.Set(key, static_cast<double>(number));
  };
  set("messages", counters.messages);
  set("replies", counters.replies);
  set("bytesIn", counters.bytes_in);
  set("bytesOut", counters.bytes_out);
  set("commands", counters.commands);
  hc_life_t life = {UINT64_MAX, UINT64_MAX, 0};
  if (conn() != nullptr) hc_conn_life(conn(), &life);
  const auto set_age = [&](const char* key, uint64_t age_ms) {
    if (age_ms == UINT64_MAX) {
      object.Set(key, info.Env().Null());
    } else {
      set(key, age_ms);
    }
  };
  set_age("lastReadAge", life.last_read_ms);
  set_age("lastHeartbeatAge", life.last_heartbeat_ms);
  set("heartbeats", life.heartbeats);
  return object;
}

Napi::Value ConnectionWrap::Flush(const Napi::CallbackInfo& info) {
  if (conn() == nullptr) return Status(info.Env(), 0);
  hc_conn_flush(conn());
  // What the flush called may have destroyed it.
  const int32_t unsent =
      conn() == nullptr ? 0 : connection_->delivery().SyncUnsent();
  return Status(info.Env(), unsent);
}

Napi::Value ConnectionWrap::OutputLength(const Napi::CallbackInfo& info) {
  size_t len = 0;
  if (conn() != nullptr) (void)hc_engine_output(connection_->engine(), &len);
  return Napi::Number::New(info.Env(), static_cast<double>(len));
}

Napi::Value ConnectionWrap::TlsInfo(const Napi::CallbackInfo& info) {
  return MakeTlsInfo(info.Env(), conn());
}

Napi::Value ConnectionWrap::TlsCertificates(const Napi::CallbackInfo& info) {
  return MakeTlsCertificates(info.Env(), conn());
}

template <void (*function)(hc_conn_t*)>
void ConnectionWrap::PassOn(const Napi::CallbackInfo&) {
  if (conn() != nullptr) function(conn());
}

}  // namespace hicast
