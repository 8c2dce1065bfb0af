#include "connection.h"

#include <napi.h>
#include <uv.h>

#include <utility>

namespace hicast {

namespace {

// What was collected goes first, so that order is kept; then a scope for the
// arguments of an event.
class EventScope {
 public:
  explicit EventScope(Delivery& delivery)
      : scope_((delivery.Flush(), delivery.env())) {}

 private:
  Napi::HandleScope scope_;
};

void Tell(Delivery& delivery, Handler handler) {
  const EventScope scope(delivery);
  delivery.Call(handler, 0, nullptr);
}

}  // namespace

const hc_conn_callbacks_t Connection::kCallbacks = [] {
  using C = Connection;
  hc_conn_callbacks_t on = {};
  on.engine.on_message = [](void* c, const hc_message_t* message) {
    static_cast<C*>(c)->delivery_.Message(*message);
  };
  on.engine.on_messages = [](void* c, hc_sub_t* sub, const hc_str_t* payloads,
                             size_t count, int is_ascii) {
    static_cast<C*>(c)->delivery_.Messages(sub, payloads, count, is_ascii != 0);
  };
  on.engine.on_reply = [](void* c, uint32_t flags, const hc_value_t* value) {
    static_cast<C*>(c)->delivery_.Reply(flags, *value);
  };
  on.engine.on_push = [](void* c, const hc_value_t* value, int is_moved) {
    static_cast<C*>(c)->delivery_.Push(*value, is_moved != 0);
  };
  on.engine.on_forget = [](void* c, const hc_sub_t* sub) {
    static_cast<C*>(c)->delivery_.Forget(sub);
  };
  on.engine.on_monitor = [](void* c, const char* line, size_t len) {
    static_cast<C*>(c)->delivery_.Monitor(line, len);
  };
  on.engine.on_batch_end = [](void* c) {
    static_cast<C*>(c)->delivery_.Flush();
  };
  on.engine.on_ready = [](void* c) {
    Tell(static_cast<C*>(c)->delivery_, kReady);
  };
  on.engine.on_notice = [](void* c, hc_notice notice,
                           const hc_notice_info_t* info) {
    static_cast<C*>(c)->TellNotice(notice, *info);
  };
  on.on_connect = [](void* c) {
    Tell(static_cast<C*>(c)->delivery_, kConnect);
  };
  on.on_secure = [](void* c) { return static_cast<C*>(c)->AskSecure(); };
  on.on_close = [](void* c, const hc_close_info_t* info) {
    static_cast<C*>(c)->TellClose(*info);
  };
  on.on_write = [](void* c, const char* bytes, size_t len) {
    static_cast<C*>(c)->TellWrite(bytes, len);
  };
  on.on_destroyed = [](void* c) { static_cast<C*>(c)->Destroyed(); };
  return on;
}();

Connection* Connection::New(napi_env env, napi_value self,
                            napi_value handlers) {
  auto* connection = new Connection();
  if (connection->Init(env, self, handlers)) return connection;
  connection->delivery_.Dispose();
  delete connection;
  bool is_pending = false;
  if (napi_is_exception_pending(env, &is_pending) == napi_ok && !is_pending)
    (void)napi_throw_error(env, "HC_ENOMEM", "cannot make a connection");
  return nullptr;
}

void Connection::Disown() {
  is_owned_ = false;
  Destroy();
  if (is_gone_) delete this;
}

bool Connection::Init(napi_env env, napi_value self, napi_value handlers) {
  const auto on_end = [](napi_async_cleanup_hook_handle, void* connection) {
    static_cast<Connection*>(connection)->Destroy();
  };
  uv_loop_t* loop;
  if (napi_get_uv_event_loop(env, &loop) != napi_ok ||
      !delivery_.Init(env, self, handlers) ||
      napi_add_async_cleanup_hook(env, on_end, this, &hook_) != napi_ok)
    return false;
  if (hc_conn_new(loop, &kCallbacks, this, nullptr, &conn_) != HC_OK) {
    (void)napi_remove_async_cleanup_hook(hook_);
    return false;
  }
  delivery_.Attach(conn_);
  return true;
}

void Connection::Opened() {
  delivery_.SyncState();
  // Without one, what is called has the context of nothing.
  (void)delivery_.OpenContext();
  if (!is_held_) delivery_.Hold();
  is_held_ = true;
}

void Connection::Closed() {
  if (is_held_) delivery_.Release();
  is_held_ = false;
}

void Connection::Feed(const char* bytes, size_t len) {
  if (is_feeding_) {
    waiting_.append(bytes, len);
    return;
  }
  is_feeding_ = true;
  hc_conn_feed(conn_, bytes, len);
  while (conn_ != nullptr && !waiting_.empty()) {
    const std::string next = std::exchange(waiting_, std::string());
    hc_conn_feed(conn_, next.data(), next.size());
  }
  waiting_.clear();
  is_feeding_ = false;
}

void Connection::Destroy() {
  if (conn_ == nullptr) return;
  delivery_.Detach();
  hc_conn_destroy(std::exchange(conn_, nullptr));
}

void Connection::Destroyed() {
  {
    const Napi::HandleScope scope(delivery_.env());
    Closed();
    delivery_.Dispose();
  }
  (void)napi_remove_async_cleanup_hook(hook_);
  is_gone_ = true;
  if (!is_owned_) delete this;
}

void Connection::TellNotice(hc_notice notice, const hc_notice_info_t& info) {
  if (!delivery_.is_attached()) return;
  const EventScope scope(delivery_);
  const napi_env env = delivery_.env();
  napi_value name = Napi::Env(env).Null();
  if (notice == HC_NOTICE_RESUBSCRIBE)
    name = MakeName(env, info.name.str, info.name.len);
  const napi_value argv[] = {MakeInt(env, notice),
                             MakeString(env, info.text.str, info.text.len),
                             MakeInt(env, info.kind), name};
  delivery_.Call(kNotice, 4, argv);
}

// What throws has not said yes.
int Connection::AskSecure() {
  if (!delivery_.is_attached()) return HC_ECLOSED;
  const EventScope scope(delivery_);
  napi_value answer = nullptr;
  bool is_accepted = false;
  delivery_.Call(kSecure, 0, nullptr, &answer);
  if (answer == nullptr ||
      napi_get_value_bool(delivery_.env(), answer, &is_accepted) != napi_ok)
    return HC_ETLS;
  return is_accepted ? HC_OK : HC_ETLS;
}

void Connection::TellClose(const hc_close_info_t& info) {
  if (!delivery_.is_attached()) return;
  const EventScope scope(delivery_);
  const napi_env env = delivery_.env();
  char code[32] = "";
  if (info.system_error != 0)
    uv_err_name_r(info.system_error, code, sizeof(code));
  const auto text = [env](const char* s) {
    return MakeString(env, s, std::char_traits<char>::length(s));
  };
  const napi_value argv[] = {
      MakeInt(env, info.status), text(code),
      text(info.syscall),        text(info.address),
      MakeInt(env, info.port),   text(info.text),
      text(info.library),        text(info.reason),
  };
  // The scope's handle keeps the object until the call is made.
  const napi_value object = delivery_.Object();
  Closed();
  if (object != nullptr) delivery_.Call(kClose, 8, argv);
  if (!is_held_) delivery_.CloseContext();  // else opened again by the call
}

void Connection::TellWrite(const char* bytes, size_t len) {
  if (!delivery_.is_attached()) return;
  const EventScope scope(delivery_);
  const napi_value buffer = MakeBuffer(delivery_.env(), bytes, len);
  delivery_.Call(kWrite, 1, &buffer);
}

}  // namespace hicast
