// A core connection and its life in one JavaScript environment.
#ifndef HICAST_BINDING_CONNECTION_H
#define HICAST_BINDING_CONNECTION_H

#include <node_api.h>

#include <memory>
#include <string>

#include "deliver.h"
#include "hicast.h"

namespace hicast {

// It outlives the JavaScript object, or is outlived by it: the core's part
// goes in on_destroyed, which Destroy() asks for. That happens when JavaScript
// says so, when the object is collected, and when the environment ends.
class Connection {
 public:
  // Empty: an exception is pending.
  static std::shared_ptr<Connection> New(napi_env env, napi_ref collect,
                                         napi_value self, napi_value handlers);

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
  bool Init(napi_env env, napi_ref collect, napi_value self,
            napi_value handlers);
  void Closed();

  void Destroyed();
  void TellNotice(hc_notice notice, const hc_notice_info_t& info);
  void TellClose(const hc_close_info_t& info);
  void TellWrite(const char* bytes, size_t len);

  static const hc_conn_callbacks_t kCallbacks;

  hc_conn_t* conn_ = nullptr;
  Delivery delivery_;
  napi_async_cleanup_hook_handle hook_ = nullptr;
  bool is_held_ = false;
  bool is_feeding_ = false;
  std::string waiting_;                // bytes fed while feeding
  std::shared_ptr<Connection> alive_;  // itself, until on_destroyed
};

}  // namespace hicast

#endif  // HICAST_BINDING_CONNECTION_H
