#include <cstdlib>
#include <string>

#include "deliver.h"

namespace hicast {

// What a Delivery takes from its environment, and gives back.

namespace {

constexpr const char* kHandlerNames[kHandlerCount] = {
    "deliver", "deliverRun", "connect", "ready",  "close",    "notice",
    "write",   "error",      "collect", "object", "mismatch", "secure"};

// What makes glibc keep twice as much free memory as this.
constexpr size_t kMappedBlock = size_t{2} << 20;

}  // namespace

bool Delivery::Init(napi_env env, napi_value self, napi_value handlers) {
  env_ = env;
  if (!TakeHandlers(self, handlers)) return false;
  replies_.Init(env, handlers_[kCollect], handlers_[kObject],
                handlers_[kError]);
  return napi_create_reference(env, self, 0, &self_) == napi_ok &&
         MakeWords(self, "records", kMaxWords, &words_) &&
         MakeWords(self, "state", kStateWords, &state_);
}

bool Delivery::OpenContext() {
  napi_value name;
  const napi_value self = Object();
  if (context_ != nullptr || self == nullptr) return context_ != nullptr;
  return Succeeded(env_, napi_create_string_latin1(env_, "hicast",
                                                   NAPI_AUTO_LENGTH, &name)) &&
         Succeeded(env_, napi_async_init(env_, self, name, &context_));
}

void Delivery::CloseContext() {
  if (context_ != nullptr)
    (void)Succeeded(env_, napi_async_destroy(env_, context_));
  context_ = nullptr;
}

// The references are weak, or an idle connection would never be collected;
// what keeps the functions is an array that the object owns.
bool Delivery::TakeHandlers(napi_value self, napi_value handlers) {
  napi_value kept;
  if (napi_create_array(env_, &kept) != napi_ok) return false;
  for (uint32_t i = 0; i < kHandlerCount; i++) {
    napi_value function;
    napi_valuetype type;
    if (napi_get_named_property(env_, handlers, kHandlerNames[i], &function) !=
            napi_ok ||
        napi_typeof(env_, function, &type) != napi_ok)
      return false;
    if (type != napi_function) {
      const std::string text =
          std::string("handlers.") + kHandlerNames[i] + " must be a function";
      (void)napi_throw_type_error(env_, nullptr, text.c_str());
      return false;
    }
    if (napi_set_element(env_, kept, i, function) != napi_ok ||
        napi_create_reference(env_, function, 0, &handlers_[i]) != napi_ok)
      return false;
  }
  const napi_property_descriptor own = {"handlers",   nullptr, nullptr,
                                        nullptr,      nullptr, kept,
                                        napi_default, nullptr};
  return napi_define_properties(env_, self, 1, &own) == napi_ok;
}

// An Int32Array that stays the object's own, so that `words` stays valid as
// long as the object does.
bool Delivery::MakeWords(napi_value self, const char* name, size_t count,
                         int32_t** words) {
  napi_value buffer, array;
  void* bytes;
  const size_t size = count * sizeof(int32_t);
  if (napi_create_arraybuffer(env_, size, &bytes, &buffer) != napi_ok ||
      napi_create_typedarray(env_, napi_int32_array, count, buffer, 0,
                             &array) != napi_ok)
    return false;
  const napi_property_descriptor own = {
      name,    nullptr, nullptr,         nullptr,
      nullptr, array,   napi_enumerable, nullptr};
  *words = static_cast<int32_t*>(bytes);
  return napi_define_properties(env_, self, 1, &own) == napi_ok;
}

void Delivery::Dispose() {
  CloseContext();
  if (self_ != nullptr)
    (void)Succeeded(env_, napi_delete_reference(env_, self_));
  self_ = nullptr;
  for (napi_ref& handler : handlers_) {
    if (handler != nullptr)
      (void)Succeeded(env_, napi_delete_reference(env_, handler));
    handler = nullptr;
  }
}

void Delivery::Hold() {
  (void)Succeeded(env_, napi_reference_ref(env_, self_, nullptr));
}

void Delivery::Release() {
  (void)Succeeded(env_, napi_reference_unref(env_, self_, nullptr));
}

napi_value Delivery::Object() const {
  napi_value object = nullptr;
  (void)Succeeded(env_, napi_get_reference_value(env_, self_, &object));
  return object;
}

// A garbage collection frees the Buffers of many batches, and glibc gives free
// memory at the end of its heap back to the kernel from 128 KiB on, so that all
// of them would lie in pages that are new again. It is less eager once it has
// seen a larger block that it mapped come and go, as in any process that has
// used a Buffer of that size; where somebody has set it otherwise, that stays.
void Delivery::KeepFreedMemory() {
#ifdef __GLIBC__
  static const bool is_done = [] {
    // Volatile: a compiler may leave out what is only allocated and freed.
    void* volatile block = std::malloc(kMappedBlock);
    std::free(block);
    return true;
  }();
  (void)is_done;
#endif
}

}  // namespace hicast
