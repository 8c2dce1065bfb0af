#include "tls.h"

#ifndef _WIN32
#include <dlfcn.h>
#endif

#include <deque>
#include <string>
#include <vector>

#include "convert.h"
#include "environment.h"

namespace hicast {

namespace {

// Objects of the class are known by this, whatever prototype they have.
constexpr napi_type_tag kContextTag = {0x8d1c6f2a94b34e07, 0xb5f0a7723e9d1c48};

// The executable's own functions come first in what is searched.
void* FindSymbol(const char* name) {
#ifdef _WIN32
  return nullptr;
#else
  return dlsym(RTLD_DEFAULT, name);
#endif
}

EnvironmentData* DataOf(Napi::Env env) {
  auto* data = env.GetInstanceData<EnvironmentData>();
  if (data == nullptr) {
    data = new EnvironmentData();
    env.SetInstanceData(data);
  }
  return data;
}

hc_tls_lib_t* Library(Napi::Env env) {
  EnvironmentData* data = DataOf(env);
  if (data->tls == nullptr && data->tls_reason == nullptr)
    data->tls = hc_tls_lib_new(FindSymbol, &data->tls_reason);
  return data->tls;
}

// Keeps the bytes of a configuration where they are until it was used.
class ConfigReader {
 public:
  explicit ConfigReader(const Napi::Object& object) : object_(object) {}

  // A Buffer, or what is not there.
  hc_str_t Bytes(const Napi::Value& value) {
    if (!value.IsBuffer()) return {nullptr, 0};
    const auto buffer = value.As<Napi::Buffer<char>>();
    texts_.emplace_back(buffer.Data(), buffer.Length());
    return {texts_.back().data(), texts_.back().size()};
  }

  const char* Text(const char* key) {
    const Napi::Value value = object_.Get(key);
    if (!value.IsString()) return nullptr;
    texts_.push_back(value.As<Napi::String>().Utf8Value());
    return texts_.back().c_str();
  }

  double Number(const char* key) {
    const Napi::Value value = object_.Get(key);
    return value.IsNumber() ? value.As<Napi::Number>().DoubleValue() : 0;
  }

  std::vector<hc_str_t> List(const char* key) {
    std::vector<hc_str_t> list;
    Each(key, [&](const Napi::Value& value) { list.push_back(Bytes(value)); });
    return list;
  }

  std::vector<hc_tls_secret_t> Secrets(const char* key) {
    std::vector<hc_tls_secret_t> list;
    Each(key, [&](const Napi::Value& value) {
      if (!value.IsObject()) return;
      const auto secret = value.As<Napi::Object>();
      list.push_back(
          {Bytes(secret.Get("text")), Bytes(secret.Get("passphrase"))});
    });
    return list;
  }

 private:
  template <typename Function>
  void Each(const char* key, Function function) {
    const Napi::Value value = object_.Get(key);
    if (!value.IsArray()) return;
    const auto array = value.As<Napi::Array>();
    for (uint32_t i = 0; i < array.Length(); i++) function(array.Get(i));
  }

  Napi::Object object_;
  std::deque<std::string> texts_;
};

hc_tls_context_t* MakeContext(hc_tls_lib_t* lib, const Napi::Object& object,
                              std::string* error) {
  ConfigReader reader(object);
  const auto ca = reader.List("ca");
  const auto certs = reader.List("certs");
  const auto keys = reader.Secrets("keys");
  const auto pfxs = reader.Secrets("pfxs");
  const auto crls = reader.List("crls");
  hc_tls_config_t config = {};
  config.ca = ca.data();
  config.ca_count = ca.size();
  config.has_openssl_ca = reader.Number("opensslCa") != 0;
  config.certs = certs.data();
  config.cert_count = certs.size();
  config.keys = keys.data();
  config.key_count = keys.size();
  config.pfxs = pfxs.data();
  config.pfx_count = pfxs.size();
  config.crls = crls.data();
  config.crl_count = crls.size();
  config.ciphers = reader.Text("ciphers");
  config.suites = reader.Text("suites");
  config.groups = reader.Text("groups");
  config.sigalgs = reader.Text("sigalgs");
  config.min_version = static_cast<int>(reader.Number("minVersion"));
  config.max_version = static_cast<int>(reader.Number("maxVersion"));
  config.options = static_cast<uint64_t>(reader.Number("options"));
  char text[512];
  hc_tls_context_t* context =
      hc_tls_context_new(lib, &config, text, sizeof(text));
  if (context == nullptr) *error = text[0] != '\0' ? text : "out of memory";
  return context;
}

Napi::Value Text(Napi::Env env, const char* text) {
  if (text == nullptr) return env.Null();
  return {env, MakeString(env, text, std::char_traits<char>::length(text))};
}

}  // namespace

Napi::Function TlsContextWrap::Define(Napi::Env env) {
  return DefineClass(env, "TlsContext", {});
}

TlsContextWrap::TlsContextWrap(const Napi::CallbackInfo& info)
    : ObjectWrap(info) {
  const Napi::Env env = info.Env();
  std::string error;
  if (!info[0].IsObject()) {
    Napi::TypeError::New(env, "config must be an object")
        .ThrowAsJavaScriptException();
    return;
  }
  hc_tls_lib_t* lib = Library(env);
  if (lib == nullptr) {
    error = DataOf(env)->tls_reason;
  } else {
    context_ = MakeContext(lib, info[0].As<Napi::Object>(), &error);
  }
  if (context_ == nullptr) {
    Napi::Error::New(env, error).ThrowAsJavaScriptException();
    return;
  }
  (void)napi_type_tag_object(env, info.This(), &kContextTag);
}

TlsContextWrap::~TlsContextWrap() {
  hc_tls_context_unref(context_);
}

hc_tls_context_t* TlsContextWrap::Find(const Napi::Value& value) {
  bool is_ours = false;
  if (!value.IsObject() ||
      napi_check_object_type_tag(value.Env(), value, &kContextTag, &is_ours) !=
          napi_ok ||
      !is_ours)
    return nullptr;
  return Unwrap(value.As<Napi::Object>())->context_;
}

Napi::Value TlsLibrary(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  const hc_tls_lib_t* lib = Library(env);
  Napi::Object result = Napi::Object::New(env);
  result.Set("version",
             lib == nullptr ? env.Null() : Text(env, hc_tls_lib_version(lib)));
  result.Set("reason", Text(env, DataOf(env)->tls_reason));
  return result;
}

Napi::Value MakeTlsInfo(Napi::Env env, const hc_conn_t* conn) {
  hc_tls_info_t info;
  if (conn == nullptr || hc_conn_tls_info(conn, &info) != HC_OK)
    return env.Null();
  Napi::Object result = Napi::Object::New(env);
  result.Set("verifyError", static_cast<double>(info.verify_error));
  result.Set("verifyText", Text(env, info.verify_text));
  result.Set("protocol", Text(env, info.protocol));
  result.Set("cipher", Text(env, info.cipher));
  result.Set("cipherStandard", Text(env, info.cipher_standard));
  result.Set("cipherVersion", Text(env, info.cipher_version));
  result.Set("isResumed", info.is_resumed != 0);
  if (info.alpn.len > 0) {
    result.Set("alpn",
               Napi::Value(env, MakeString(env, info.alpn.str, info.alpn.len)));
  } else {
    result.Set("alpn", false);
  }
  return result;
}

Napi::Value MakeTlsCertificates(Napi::Env env, const hc_conn_t* conn) {
  std::vector<std::string> ders;
  const auto add = [](void* data, const char* der, size_t len) {
    static_cast<std::vector<std::string>*>(data)->emplace_back(der, len);
  };
  Napi::Array array = Napi::Array::New(env);
  if (conn == nullptr || hc_conn_tls_certificates(conn, add, &ders) != HC_OK)
    return array;
  uint32_t count = 0;
  for (const std::string& der : ders)
    array.Set(count++,
              Napi::Value(env, MakeBuffer(env, der.data(), der.size())));
  return array;
}

}  // namespace hicast
