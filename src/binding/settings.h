// The settings object of openTcp(), openUnix() and openStream().
#ifndef HICAST_BINDING_SETTINGS_H
#define HICAST_BINDING_SETTINGS_H

#include <napi.h>

#include <string>

#include "hicast.h"
#include "hicast_tls.h"

namespace hicast {

// Owns the strings that `handshake` and `options` point to: neither copied nor
// moved.
class Settings {
 public:
  // A value of a wrong type leaves a TypeError pending.
  explicit Settings(const Napi::Value& value);
  Settings(const Settings&) = delete;
  Settings& operator=(const Settings&) = delete;

  hc_conn_options_t options = {};
  hc_handshake_t handshake = {};
  bool has_string_numbers = false;
  bool has_resp3_shapes = false;

 private:
  void ReadOptions(const Napi::Object& object);
  void ReadHandshake(const Napi::Object& object);
  void ReadTls(const Napi::Object& object);

  std::string username_;
  std::string password_;
  std::string name_;
  std::string lib_name_;
  std::string lib_version_;
  hc_tls_options_t tls_ = {};
  std::string servername_;
  std::string alpn_;
  std::string session_;
  std::string peer_;
};

}  // namespace hicast

#endif  // HICAST_BINDING_SETTINGS_H
