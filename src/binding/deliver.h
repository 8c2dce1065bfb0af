// What a connection tells JavaScript, and the one way in which it does.
#ifndef HICAST_BINDING_DELIVER_H
#define HICAST_BINDING_DELIVER_H

#include <node_api.h>

#include <string>
#include <vector>

#include "convert.h"
#include "hicast.h"

namespace hicast {

// The functions given to `new Connection(handlers)`, in the order of
// kHandlerNames.
enum Handler {
  kDeliver,
  kDeliverRun,
  kConnect,
  kReady,
  kClose,
  kNotice,
  kWrite,
  kError,
  kCollect,
  kObject,
  kMismatch,
  kSecure,
  kHandlerCount
};

// Collects what one read brings and hands it over in one call: words in the
// shared Int32Array `records`, values as the arguments of the call.
class Delivery {
 public:
  // Takes the handlers and makes `records` and `state` on the JavaScript
  // object `self`. False: an exception is pending.
  bool Init(napi_env env, napi_value self, napi_value handlers);

  // The connection that `state` tells of; borrowed until Detach().
  void Attach(hc_conn_t* conn) {
    conn_ = conn;
    engine_ = hc_conn_engine(conn);
  }
  // From now on nothing is called.
  void Detach() {
    engine_ = nullptr;
  }
  bool is_attached() const {
    return engine_ != nullptr;
  }
  // Gives back what was taken from the environment.
  void Dispose();

  // Keeps the JavaScript object, and so the handlers, alive; or lets it go.
  void Hold();
  void Release();
  // The async resource that tools see: as long as the connection is open.
  bool OpenContext();
  void CloseContext();
  // The JavaScript object, NULL when it is gone; a handle scope must be open.
  napi_value Object() const;

  // The forms in which messages are wanted: DELIVER in lib/support/native.js.
  void Want(uint32_t bits);
  ReplyMaker& replies() {
    return replies_;
  }
  void SyncState();
  // Bytes that wait for the socket, as far as the word reaches.
  int32_t SyncUnsent();
  void SyncPending() {
    state_[kPending] = static_cast<int32_t>(hc_engine_pending(engine_));
  }

  // What is collected, in order.
  void Message(const hc_message_t& message);
  void Messages(hc_sub_t* sub, const hc_str_t* payloads, size_t count,
                bool is_ascii);
  void Reply(uint32_t flags, const hc_value_t& value);
  void Push(const hc_value_t& value, bool is_moved);
  void Monitor(const char* line, size_t len);
  // A subscription goes, or (NULL) none is left.
  void Forget(const hc_sub_t* sub);

  // Hands over what was collected.
  void Flush();
  // The one function that calls JavaScript; a handle scope must be open. What
  // JavaScript returned goes to `result`, unless it threw.
  void Call(Handler handler, size_t argc, const napi_value* argv,
            napi_value* result = nullptr);

  napi_env env() const {
    return env_;
  }

 private:
  // A channel's name and five of the longest runs.
  static constexpr size_t kMaxValues = 1 + 5 * HC_RUN_MAX;
  static constexpr size_t kMaxWords = 4096;
  static constexpr size_t kRecordValues = 4;  // the most that one record has

  // STATE in lib/support/native.js.
  enum StateWord : size_t {
    kProtocol,
    kSubscriptions,
    kPending,
    kIsReady,
    kUnsent,
    kIsDelivering,
    kWritten,  // JavaScript's
    kSilence,
    kStateWords
  };

  bool TakeHandlers(napi_value self, napi_value handlers);
  bool MakeWords(napi_value self, const char* name, size_t count,
                 int32_t** words);
  static void KeepFreedMemory();
  bool Begin(size_t values = kRecordValues);
  // The forms in which a kind of messages is wanted.
  uint32_t Wanted(hc_sub_kind kind) const {
    return wanted_ >> (2 * kind) & 3;
  }
  size_t AddRecord(int32_t type, uint32_t id);
  void DropRecord(size_t record, size_t value_count);
  void AddValue(napi_value value) {
    argv_[1 + value_count_++] = value;
  }
  // False: the name is longer than a string can be.
  bool AddSubscription(size_t record, hc_sub_t* sub, const char* name,
                       size_t len);
  bool AddChannel(size_t record, const char* name, size_t len);
  void TellUnreadable();
  void AddBytes(const char* bytes, size_t len);
  void AddRun(hc_sub_t* sub, const hc_str_t* payloads, size_t count,
              bool is_ascii);
  void Integer(int32_t number);
  void Deliver(Handler handler, size_t argc);
  uint64_t CommandCount() const;

  napi_env env_ = nullptr;
  napi_ref self_ = nullptr;
  napi_ref handlers_[kHandlerCount] = {};
  napi_async_context context_ = nullptr;
  hc_conn_t* conn_ = nullptr;
  hc_engine_t* engine_ = nullptr;
  ReplyMaker replies_;
  uint32_t wanted_ = 0;

  int32_t* state_ = nullptr;
  int32_t* words_ = nullptr;
  size_t word_count_ = 0;
  size_t record_count_ = 0;
  size_t value_count_ = 0;
  size_t integers_ = 0;  // the open record of integers, plus 1; 0: none
  size_t run_ = 0;  // the word that counts the open run's messages; 0: none
  const hc_sub_t* run_sub_ = nullptr;  // only compared with
  napi_handle_scope scope_ = nullptr;
  bool has_slab_ = false;
  std::string slab_;  // short payloads that are wanted as Buffers
  napi_value argv_[1 + kMaxValues + 1];  // count, values, slab

  // Channels of pattern messages that JavaScript knows by their slot.
  std::vector<std::string> channels_;
};

}  // namespace hicast

#endif  // HICAST_BINDING_DELIVER_H
