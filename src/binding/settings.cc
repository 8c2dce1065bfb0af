#include "settings.h"

#include <cmath>
#include <cstdint>

#include "tls.h"

namespace hicast {

namespace {

void ThrowType(Napi::Env env, const char* key, const char* wanted) {
  if (env.IsExceptionPending()) return;
  const std::string text =
      std::string("settings.") + key + " must be " + wanted;
  Napi::TypeError::New(env, text).ThrowAsJavaScriptException();
}

bool IsAbsent(const Napi::Value& value) {
  return value.IsEmpty() || value.IsUndefined() || value.IsNull();
}

// 0 when absent; what lies outside of the bounds becomes the nearest of them.
int64_t ReadNumber(const Napi::Object& object, const char* key, int64_t min,
                   int64_t max) {
  const Napi::Value value = object.Get(key);
  if (IsAbsent(value)) return 0;
  const double number =
      value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : NAN;
  if (std::isnan(number)) {
    ThrowType(object.Env(), key, "a number");
    return 0;
  }
  if (number <= static_cast<double>(min)) return min;
  if (number >= static_cast<double>(max)) return max;
  return static_cast<int64_t>(number);
}

bool ReadBoolean(const Napi::Object& object, const char* key) {
  const Napi::Value value = object.Get(key);
  if (IsAbsent(value)) return false;
  if (value.IsBoolean()) return value.As<Napi::Boolean>().Value();
  ThrowType(object.Env(), key, "a boolean");
  return false;
}

// `*text` keeps what the result points to.
hc_str_t ReadText(const Napi::Object& object, const char* key,
                  std::string* text) {
  const Napi::Value value = object.Get(key);
  if (IsAbsent(value)) return {nullptr, 0};
  if (value.IsString()) {
    *text = value.As<Napi::String>().Utf8Value();
  } else if (value.IsBuffer()) {
    const auto buffer = value.As<Napi::Buffer<char>>();
    text->assign(buffer.Data(), buffer.Length());
  } else {
    ThrowType(object.Env(), key, "a string, a Buffer or null");
    return {nullptr, 0};
  }
  return {text->data(), text->size()};
}

}  // namespace

Settings::Settings(const Napi::Value& value) {
  if (!value.IsObject()) {
    Napi::TypeError::New(value.Env(), "settings must be an object")
        .ThrowAsJavaScriptException();
    return;
  }
  const auto object = value.As<Napi::Object>();
  ReadOptions(object);
  ReadHandshake(object);
  ReadTls(object);
  has_string_numbers = ReadBoolean(object, "stringNumbers");
  has_resp3_shapes = ReadBoolean(object, "resp3");
}

void Settings::ReadOptions(const Napi::Object& object) {
  options.connect_timeout_ms = static_cast<uint32_t>(
      ReadNumber(object, "connectTimeout", 0, UINT32_MAX));
  options.has_no_delay = ReadBoolean(object, "noDelay");
  options.keep_alive_ms = ReadNumber(object, "keepAlive", -1, INT32_MAX);
  options.heartbeat_interval_ms = static_cast<uint32_t>(
      ReadNumber(object, "heartbeatInterval", 0, UINT32_MAX));
  options.heartbeat_timeout_ms = static_cast<uint32_t>(
      ReadNumber(object, "heartbeatTimeout", 0, UINT32_MAX));
  options.has_heartbeat_always = ReadBoolean(object, "heartbeatAlways");
  options.family = static_cast<int>(ReadNumber(object, "family", 0, 6));
}

void Settings::ReadHandshake(const Napi::Object& object) {
  handshake.protocol = static_cast<int>(ReadNumber(object, "protocol", 2, 3));
  handshake.username = ReadText(object, "username", &username_);
  handshake.password = ReadText(object, "password", &password_);
  handshake.db = ReadNumber(object, "db", INT32_MIN, INT32_MAX);
  handshake.name = ReadText(object, "connectionName", &name_);
  handshake.lib_name = ReadText(object, "libName", &lib_name_);
  handshake.lib_version = ReadText(object, "libVersion", &lib_version_);
  handshake.is_read_only = ReadBoolean(object, "readOnly");
  handshake.has_ready_check = ReadBoolean(object, "readyCheck");
  handshake.max_loading_ms = static_cast<uint32_t>(
      ReadNumber(object, "maxLoadingRetryTime", 0, UINT32_MAX));
  handshake.has_resubscribe = ReadBoolean(object, "autoResubscribe");
}

void Settings::ReadTls(const Napi::Object& object) {
  const Napi::Value value = object.Get("tls");
  if (IsAbsent(value)) return;
  if (value.IsObject()) {
    const auto tls = value.As<Napi::Object>();
    tls_.context = TlsContextWrap::Find(tls.Get("context"));
    if (ReadText(tls, "servername", &servername_).str != nullptr)
      tls_.servername = servername_.c_str();
    tls_.alpn = ReadText(tls, "alpn", &alpn_);
    tls_.session = ReadText(tls, "session", &session_);
    (void)ReadText(tls, "peer", &peer_);
    tls_.peer = peer_.c_str();
  }
  if (tls_.context == nullptr) {
    ThrowType(object.Env(), "tls.context", "a TlsContext");
    return;
  }
  options.tls = &tls_;
}

}  // namespace hicast
