#include "connection.h"

#include <napi.h>
#include <uv.h>

#include <utility>

namespace hicast {

namespace {

Connection* Self(void* data) {
  return static_cast<Connection*>(data);
}

// What was collected goes first, so that order is kept; then a scope for the
// arguments of an event.
class EventScope {
 public:
  explicit EventScope(Delivery& delivery)
      : scope_((delivery.Flush(), delivery.env())) {}

 private:
  Napi::HandleScope scope_;
};

}  // namespace

const hc_conn_callbacks_t Connection::kCallbacks = {
    {OnMessage, OnReply, OnPush, OnMonitor, OnBatchEnd, OnReady, OnNotice,
     nullptr},
    OnConnect,
    OnClose,
    OnDestroyed,
    OnWrite};

std::shared_ptr<Connection> Connection::New(napi_env env, napi_ref collect,
                                            napi_value self,
                                            napi_value handlers) {
  auto connection = std::make_shared<Connection>();
  if (connection->Init(env, collect, self, handlers)) {
    connection->alive_ = connection;
    return connection;
  }
  connection->delivery_.Dispose();
  bool is_pending = false;
  if (napi_is_exception_pending(env, &is_pending) == napi_ok && !is_pending)
    (void)napi_throw_error(env, "HC_ENOMEM", "cannot make a connection");
  return nullptr;
}

bool Connection::Init(napi_env env, napi_ref collect, napi_value self,
                      napi_value handlers) {
  uv_loop_t* loop;
  if (napi_get_uv_event_loop(env, &loop) != napi_ok ||
      !delivery_.Init(env, collect, self, handlers) ||
      napi_add_async_cleanup_hook(env, OnEnvironmentEnd, this, &hook_) !=
          napi_ok)
    return false;
  if (hc_conn_new(loop, &kCallbacks, this, nullptr, &conn_) != HC_OK) {
    (void)napi_remove_async_cleanup_hook(hook_);
    return false;
  }
  delivery_.Attach(engine());
  return true;
}

void Connection::Opened() {
  delivery_.SyncState();
  if (!is_held_)
    delivery_.Hold();
  is_held_ = true;
}

void Connection::Closed() {
  if (is_held_)
    delivery_.Release();
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
  if (conn_ == nullptr)
    return;
  delivery_.Detach();
  hc_conn_destroy(std::exchange(conn_, nullptr));
}

void Connection::OnEnvironmentEnd(napi_async_cleanup_hook_handle, void* data) {
  Self(data)->Destroy();
}

void Connection::OnDestroyed(void* data) {
  Connection* self = Self(data);
  const std::shared_ptr<Connection> last = std::move(self->alive_);
  {
    const Napi::HandleScope scope(self->delivery_.env());
    self->Closed();
    self->delivery_.Dispose();
  }
  (void)napi_remove_async_cleanup_hook(self->hook_);
}

void Connection::OnMessage(void* data, const hc_message_t* message) {
  Self(data)->delivery_.Message(*message);
}

void Connection::OnReply(void* data, uint32_t flags, const hc_value_t* value) {
  Self(data)->delivery_.Reply(flags, *value);
}

void Connection::OnPush(void* data, const hc_value_t* value, int is_moved) {
  Self(data)->delivery_.Push(*value, is_moved != 0);
}

void Connection::OnMonitor(void* data, const char* line, size_t len) {
  Self(data)->delivery_.Monitor(line, len);
}

void Connection::OnBatchEnd(void* data) {
  Self(data)->delivery_.Flush();
}

void Connection::OnReady(void* data) {
  Delivery& delivery = Self(data)->delivery_;
  if (!delivery.is_attached())
    return;
  const EventScope scope(delivery);
  delivery.Call(kReady, 0, nullptr);
}

void Connection::OnConnect(void* data) {
  Delivery& delivery = Self(data)->delivery_;
  if (!delivery.is_attached())
    return;
  const EventScope scope(delivery);
  delivery.Call(kConnect, 0, nullptr);
}

void Connection::OnNotice(void* data, hc_notice notice,
                          const hc_notice_info_t* info) {
  Delivery& delivery = Self(data)->delivery_;
  if (!delivery.is_attached())
    return;
  const EventScope scope(delivery);
  const napi_env env = delivery.env();
  const Napi::Value null = Napi::Env(env).Null();
  const napi_value argv[] = {
      MakeInt(env, notice),
      MakeString(env, info->text.str, info->text.len),
      MakeInt(env, info->kind),
      info->name.str == nullptr ? null
                                : MakeName(env, info->name.str, info->name.len),
  };
  delivery.Call(kNotice, 4, argv);
}

void Connection::OnClose(void* data, const hc_close_info_t* info) {
  Connection* self = Self(data);
  Delivery& delivery = self->delivery_;
  if (!delivery.is_attached())
    return;
  const EventScope scope(delivery);
  const napi_env env = delivery.env();
  char code[32] = "";
  if (info->system_error != 0)
    uv_err_name_r(info->system_error, code, sizeof(code));
  const auto text = [env](const char* s) {
    return MakeString(env, s, std::char_traits<char>::length(s));
  };
  const napi_value argv[] = {
      MakeInt(env, info->status), text(code),
      text(info->syscall),        text(info->address),
      MakeInt(env, info->port),   text(info->text),
  };
  // The scope's handle keeps the object until the call is made.
  const napi_value object = delivery.Object();
  self->Closed();
  if (object != nullptr)
    delivery.Call(kClose, 6, argv);
}

void Connection::OnWrite(void* data, const char* bytes, size_t len) {
  Delivery& delivery = Self(data)->delivery_;
  if (!delivery.is_attached())
    return;
  const EventScope scope(delivery);
  const napi_value buffer = MakeBuffer(delivery.env(), bytes, len);
  delivery.Call(kWrite, 1, &buffer);
}

}  // namespace hicast
