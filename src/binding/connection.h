// A core connection and its life in one JavaScript environment.
#ifndef HICAST_BINDING_CONNECTION_H
#define HICAST_BINDING_CONNECTION_H

#include <node_api.h>

#include <string>

#include "deliver.h"
#include "hicast.h"

namespace hicast {

// The core's part goes in on_destroyed, which Destroy() asks for: when
// JavaScript says so, when its object is collected, when the environment ends.
// This object goes when both the core's part and the owner are gone.
class Connection {
 public:
  // The owner is the JavaScript object. NULL: an exception is pending.
  static Connection* New(napi_env env, napi_value self, napi_value handlers);
  // By the owner, at its end.
  void Disown();

  // NULL from Destroy() on.
  hc_conn_t* conn() const {
    return conn_;
  }
  hc_engine_t* engine() const {
    return hc_conn_engine(conn_);
  }
  Delivery& delivery() {
    return delivery_;
  }

  // After a successful open: the JavaScript object stays until on_close.
  void Opened();
  // Bytes that come while bytes are being taken in wait for their turn.
  void Feed(const char* bytes, size_t len);
  void Destroy();

 private:
  bool Init(napi_env env, napi_value self, napi_value handlers);
  void Closed();

  void Destroyed();
  void TellNotice(hc_notice notice, const hc_notice_info_t& info);
  int AskSecure();
  void TellClose(const hc_close_info_t& info);
  void TellWrite(const char* bytes, size_t len);

  static const hc_conn_callbacks_t kCallbacks;

  hc_conn_t* conn_ = nullptr;
  Delivery delivery_;
  napi_async_cleanup_hook_handle hook_ = nullptr;
  bool is_owned_ = true;
  bool is_gone_ = false;  // on_destroyed has come
  bool is_held_ = false;
  bool is_feeding_ = false;
  std::string waiting_;  // bytes fed while feeding
};

}  // namespace hicast

#endif  // HICAST_BINDING_CONNECTION_H
