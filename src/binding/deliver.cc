#include "deliver.h"

#include <algorithm>
#include <cstring>

namespace hicast {

namespace {

// RECORD in lib/support/native.js.
enum Record : int32_t {
  kMessage = 1,
  kShardMessage,
  kPatternMessage,
  kReply,
  kErrorReply,
  kIntegers,
  kMonitor,
  kPush,
  kMoved,
  kMessages,
  kForget
};
constexpr int32_t kHasName = 16;
constexpr int32_t kHasChannelName = 32;
constexpr uint32_t kIdShift = 8;
constexpr uint32_t kNoId = 0xffffff;  // a name that is not kept

constexpr uint32_t kIsBuffer = 1;  // REPLY.BUFFER

// Bits of DELIVER for one kind of subscription.
constexpr uint32_t kWantsString = 1;
constexpr uint32_t kWantsBuffer = 2;
constexpr uint32_t kWantsAnyBuffer = kWantsBuffer << 2 * HC_CHANNEL |
                                     kWantsBuffer << 2 * HC_PATTERN |
                                     kWantsBuffer << 2 * HC_SHARD;

constexpr int32_t kMessageRecord[] = {kMessage, kPatternMessage, kShardMessage};

// The cache of channel names: a power of two, and the longest name kept.
constexpr size_t kChannelSlots = 4096;
constexpr size_t kChannelMaxLen = 256;
// V8's longest strings have so many units at least.
constexpr size_t kNameMaxLen =
    sizeof(void*) == 8 ? (size_t{1} << 29) - 24 : (size_t{1} << 28) - 16;

// Payloads up to this length share a Buffer's memory.
constexpr size_t kSlabMaxLen = 4096;
// What is kept of that memory between batches.
constexpr size_t kSlabKeep = size_t{1} << 18;
// The most words that one record has.
constexpr size_t kRecordWords = 4;

uint32_t HashName(const char* name, size_t len) {
  uint64_t hash = len;
  for (; len >= 8; name += 8, len -= 8) {
    uint64_t word;
    memcpy(&word, name, 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15;
    hash ^= hash >> 32;
  }
  uint64_t rest = 0;
  memcpy(&rest, name, len);
  hash = (hash ^ rest) * 0x9E3779B97F4A7C15;
  return static_cast<uint32_t>(hash >> 32);
}

// As far as the word reaches.
int32_t Word(uint64_t number) {
  return number < INT32_MAX ? static_cast<int32_t>(number) : INT32_MAX;
}

// A pending exception becomes an uncaught one. There is none when the call
// failed because the environment is ending.
void ReportException(napi_env env) {
  bool is_pending = false;
  napi_value error;
  if (napi_is_exception_pending(env, &is_pending) != napi_ok || !is_pending)
    return;
  if (napi_get_and_clear_last_exception(env, &error) != napi_ok) return;
  (void)Succeeded(env, napi_fatal_exception(env, error));
}

}  // namespace

void Delivery::SyncState() {
  if (engine_ == nullptr) return;
  state_[kProtocol] = hc_engine_protocol(engine_);
  state_[kSubscriptions] = static_cast<int32_t>(hc_engine_sub_count(engine_));
  state_[kIsReady] = hc_engine_is_ready(engine_);
  SyncPending();
  (void)SyncUnsent();
  // The longest one counts until JavaScript is called: a read may bring no
  // more than a part of something.
  hc_life_t life;
  hc_conn_life(conn_, &life);
  state_[kSilence] = std::max(state_[kSilence], Word(life.last_read_ms));
}

int32_t Delivery::SyncUnsent() {
  size_t len;
  (void)hc_engine_output(engine_, &len);
  return state_[kUnsent] = Word(len);
}

// Makes sure that one more record has room and a handle scope to live in. What
// is wanted may change by it. False: there is nobody to tell any more.
bool Delivery::Begin(size_t values) {
  if (engine_ == nullptr) return false;
  if (value_count_ + values > kMaxValues ||
      word_count_ + kRecordWords > kMaxWords) {
    const uint32_t generation = hc_engine_generation(engine_);
    Flush();
    if (engine_ == nullptr || hc_engine_generation(engine_) != generation)
      return false;
  }
  if (scope_ != nullptr) return true;
  if (napi_open_handle_scope(env_, &scope_) != napi_ok) scope_ = nullptr;
  return scope_ != nullptr;
}

void Delivery::Want(uint32_t bits) {
  if ((bits & kWantsAnyBuffer) != 0) KeepFreedMemory();
  wanted_ = bits;
  if (engine_ != nullptr)
    hc_engine_tell_ascii(engine_, Wanted(HC_CHANNEL) == kWantsString);
}

size_t Delivery::AddRecord(int32_t type, uint32_t id) {
  integers_ = run_ = 0;
  record_count_++;
  words_[word_count_] =
      static_cast<int32_t>(static_cast<uint32_t>(type) | id << kIdShift);
  return word_count_++;
}

// Takes the newest record back, and what values came with it.
void Delivery::DropRecord(size_t record, size_t value_count) {
  word_count_ = record;
  record_count_--;
  value_count_ = value_count;
}

bool Delivery::AddSubscription(size_t record, hc_sub_t* sub, const char* name,
                               size_t len) {
  if (sub != nullptr && sub->data != 0) return true;
  if (len > kNameMaxLen) return false;
  if (sub != nullptr) sub->data = 1;
  words_[record] |= kHasName;
  AddValue(MakeName(env_, name, len));
  return true;
}

// Only names that are kept here are kept by JavaScript as well.
bool Delivery::AddChannel(size_t record, const char* name, size_t len) {
  const uint32_t slot = HashName(name, len) % kChannelSlots;
  if (channels_.empty()) channels_.resize(kChannelSlots);
  std::string& known = channels_[slot];
  // Empty names are sent each time: an empty slot stands for "unknown".
  if (len > 0 && known.size() == len && memcmp(known.data(), name, len) == 0) {
    words_[word_count_++] = static_cast<int32_t>(slot);
    return true;
  }
  if (len > kNameMaxLen) return false;
  const bool is_kept = len > 0 && len <= kChannelMaxLen;
  if (is_kept) known.assign(name, len);
  words_[word_count_++] = static_cast<int32_t>(is_kept ? slot : kNoId);
  words_[record] |= kHasChannelName;
  AddValue(MakeName(env_, name, len));
  return true;
}

// A message is left out: nothing in JavaScript can say what it was for.
void Delivery::TellUnreadable() {
  static constexpr char kText[] =
      "a message was left out, whose channel's name is too long for a string";
  Flush();
  napi_handle_scope scope;
  if (napi_open_handle_scope(env_, &scope) != napi_ok) return;
  napi_value null;
  const napi_value argv[] = {MakeInt(env_, HC_NOTICE_UNEXPECTED),
                             MakeString(env_, kText, sizeof(kText) - 1),
                             MakeInt(env_, 0),
                             Checked(env_, napi_get_null(env_, &null), &null)};
  Call(kNotice, 4, argv);
  (void)Succeeded(env_, napi_close_handle_scope(env_, scope));
}

// Making a Buffer costs more than all the rest. Those of one batch share the
// memory of one, as the Buffers do that Node reads into; long ones do not, so
// that keeping one does not keep much else.
void Delivery::AddBytes(const char* bytes, size_t len) {
  if (len > kSlabMaxLen) {
    words_[word_count_++] = -1;
    AddValue(MakeBuffer(env_, bytes, len));
    return;
  }
  words_[word_count_++] = static_cast<int32_t>(slab_.size());
  words_[word_count_++] = static_cast<int32_t>(len);
  slab_.append(bytes, len);
  has_slab_ = true;  // with nothing but empty payloads too
}

void Delivery::Message(const hc_message_t& message) {
  if (Wanted(message.kind) == 0 || !Begin()) return;
  const uint32_t wanted = Wanted(message.kind);
  if (wanted == 0) return;
  const uint32_t id = message.sub != nullptr ? message.sub->id : kNoId;
  const size_t value_count = value_count_;
  const size_t record = AddRecord(kMessageRecord[message.kind], id);
  const bool is_named =
      message.kind == HC_PATTERN
          ? AddSubscription(record, message.sub, message.pattern,
                            message.pattern_len) &&
                AddChannel(record, message.channel, message.channel_len)
          : AddSubscription(record, message.sub, message.channel,
                            message.channel_len);
  if (!is_named) {
    DropRecord(record, value_count);
    // With the record goes the name of its pattern.
    if (message.sub != nullptr) message.sub->data = 0;
    TellUnreadable();
    return;
  }
  if (wanted & kWantsString)
    AddValue(MakeString(env_, message.payload, message.payload_len));
  if (wanted & kWantsBuffer) AddBytes(message.payload, message.payload_len);
}

// Runs of one channel that follow each other share a record.
void Delivery::AddRun(hc_sub_t* sub, const hc_str_t* payloads, size_t count,
                      bool is_ascii) {
  if (!Begin(1 + count)) return;
  if (run_ == 0 || sub != run_sub_) {
    const size_t value_count = value_count_;
    const size_t record = AddRecord(kMessages, sub->id);
    if (!AddSubscription(record, sub, sub->name, sub->name_len)) {
      DropRecord(record, value_count);
      TellUnreadable();
      return;
    }
    run_sub_ = sub;
    run_ = word_count_++;
    words_[run_] = 0;
  }
  words_[run_] += static_cast<int32_t>(count);
  napi_value* values = argv_ + 1 + value_count_;
  value_count_ += count;
  if (is_ascii) {
    for (size_t i = 0; i < count; i++)
      PutAscii(env_, payloads[i].str, payloads[i].len, &values[i]);
  } else {
    for (size_t i = 0; i < count; i++)
      values[i] = MakeString(env_, payloads[i].str, payloads[i].len);
  }
}

void Delivery::Messages(hc_sub_t* sub, const hc_str_t* payloads, size_t count,
                        bool is_ascii) {
  if (engine_ == nullptr) return;
  // One message alone begins a run only where that may lead to a run alone.
  const bool is_run =
      count > 1 || record_count_ == 0 || (run_ != 0 && sub == run_sub_);
  if (is_run && sub->kind == HC_CHANNEL && Wanted(HC_CHANNEL) == kWantsString) {
    AddRun(sub, payloads, count, is_ascii);
    return;
  }
  const uint32_t generation = hc_engine_generation(engine_);
  for (size_t i = 0; i < count; i++) {
    hc_message_t message;
    hc_run_message(sub, &payloads[i], &message);
    Message(message);
    if (engine_ == nullptr || hc_engine_generation(engine_) != generation)
      return;
  }
}

void Delivery::Reply(uint32_t flags, const hc_value_t& value) {
  if (value.type == HC_INTEGER && !replies_.has_string_numbers &&
      value.as.integer == static_cast<int32_t>(value.as.integer)) {
    Integer(static_cast<int32_t>(value.as.integer));
    return;
  }
  if (!Begin()) return;
  if (value.type == HC_ERROR) {
    AddRecord(kErrorReply, 0);
    AddValue(MakeString(env_, value.as.str, value.len));
  } else {
    AddRecord(kReply, 0);
    AddValue(replies_.Make(value, (flags & kIsBuffer) != 0));
  }
}

// Integer replies in a row share a record, whose id is their number.
void Delivery::Integer(int32_t number) {
  if (integers_ == 0 || word_count_ == kMaxWords) {
    if (!Begin()) return;
    integers_ = AddRecord(kIntegers, 0) + 1;
  }
  words_[word_count_++] = number;
  words_[integers_ - 1] += 1 << kIdShift;
}

void Delivery::Push(const hc_value_t& value, bool is_moved) {
  if (!Begin()) return;
  if (!is_moved) {
    AddRecord(kPush, 0);
    AddValue(replies_.Make(value, false));
    return;
  }
  const bool is_list = value.type == HC_ARRAY || value.type == HC_PUSH;
  const hc_value_t& name =
      is_list && value.len > 1 ? value.as.elements[1] : value;
  AddRecord(kMoved, 0);
  AddValue(name.type == HC_STRING ? MakeName(env_, name.as.str, name.len)
                                  : replies_.Make(name, false));
}

void Delivery::Monitor(const char* line, size_t len) {
  if (!Begin()) return;
  AddRecord(kMonitor, 0);
  AddValue(MakeString(env_, line, len));
}

void Delivery::Forget(const hc_sub_t* sub) {
  if ((sub != nullptr && sub->data == 0) || !Begin()) return;
  AddRecord(kForget, sub != nullptr ? sub->id : kNoId);
}

void Delivery::Flush() {
  SyncState();
  if (scope_ == nullptr) return;
  // The batch is over before the call: the call may begin the next one.
  const napi_handle_scope scope = scope_;
  size_t argc = 1 + value_count_;
  const size_t count = record_count_;
  // A run alone needs no records: JavaScript gets what they would say.
  const bool is_run = count == 1 && run_ != 0 && (words_[0] & kHasName) == 0;
  const uint32_t id = static_cast<uint32_t>(words_[0]) >> kIdShift;
  scope_ = nullptr;
  word_count_ = record_count_ = value_count_ = integers_ = run_ = 0;
  if (has_slab_) {
    has_slab_ = false;
    argv_[argc++] = MakeBuffer(env_, slab_.data(), slab_.size());
    slab_.clear();
    if (slab_.capacity() > kSlabKeep) slab_.shrink_to_fit();
  }
  if (count > 0) {
    argv_[0] = MakeInt(env_, static_cast<int32_t>(is_run ? id : count));
    Deliver(is_run ? kDeliverRun : kDeliver, argc);
  }
  (void)Succeeded(env_, napi_close_handle_scope(env_, scope));
}

// What is written within the call, by its microtasks and by its ticks, goes out
// when the connection has taken in what it read: JavaScript is told that it
// need not see to that, which costs it a tick.
void Delivery::Deliver(Handler handler, size_t argc) {
  const uint64_t before =
      CommandCount() - static_cast<uint32_t>(state_[kWritten]);
  state_[kIsDelivering] = 1;
  Call(handler, argc, argv_);
  if (engine_ == nullptr) return;
  // A stack overflow may have ended JavaScript after a command was sent, and
  // before it was counted and queued.
  const bool is_match =
      CommandCount() - before == static_cast<uint32_t>(state_[kWritten]);
  state_[kIsDelivering] = 0;
  state_[kWritten] = 0;
  state_[kSilence] = 0;
  if (!is_match) Call(kMismatch, 0, nullptr);
}

uint64_t Delivery::CommandCount() const {
  hc_counters_t counters;
  hc_engine_counters(engine_, &counters);
  return counters.commands;
}

void Delivery::Call(Handler handler, size_t argc, const napi_value* argv,
                    napi_value* result) {
  napi_value function = nullptr;
  napi_value receiver;
  if (engine_ == nullptr) return;
  if (napi_get_reference_value(env_, handlers_[handler], &function) !=
          napi_ok ||
      function == nullptr || napi_get_global(env_, &receiver) != napi_ok)
    return;
  const napi_status status = napi_make_callback(env_, context_, receiver,
                                                function, argc, argv, result);
  if (status != napi_ok) ReportException(env_);
}

}  // namespace hicast
