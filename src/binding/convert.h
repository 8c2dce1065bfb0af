// Values between C and JavaScript: text, replies, arguments of commands.
#ifndef HICAST_BINDING_CONVERT_H
#define HICAST_BINDING_CONVERT_H

#include <node_api.h>

#include <vector>

#include "engine/block.h"
#include "hicast.h"

namespace hicast {

// For N-API calls whose failure leaves no value: false, and no exception
// stays behind that would make the next call fail.
bool Succeeded(napi_env env, napi_status status);
// The value that a call left, or undefined.
napi_value Checked(napi_env env, napi_status status, const napi_value* value);

napi_value MakeUndefined(napi_env env);
napi_value MakeInt(napi_env env, int32_t number);

// MakeString() for what is not ASCII, or longer than V8's strings may be.
napi_value MakeUtf8(napi_env env, const char* text, size_t len);
// A string; a Buffer when it is longer than V8's strings may be. Bytes that
// are not UTF-8 become U+FFFD, as Buffer's toString() does it.
inline napi_value MakeString(napi_env env, const char* text, size_t len) {
  napi_value value;
  return hc__is_ascii(text, len) &&
                 napi_create_string_latin1(env, text, len, &value) == napi_ok
             ? value
             : MakeUtf8(env, text, len);
}
// The same of what is known to be ASCII, written to where it is to stay: one
// load less that waits for a store, which shows in a flood.
inline void PutAscii(napi_env env, const char* text, size_t len,
                     napi_value* value) {
  if (napi_create_string_latin1(env, text, len, value) != napi_ok)
    *value = MakeUtf8(env, text, len);
}
napi_value MakeBuffer(napi_env env, const char* bytes, size_t len);

// The name of a channel or pattern: a Buffer when it is not valid UTF-8.
napi_value MakeName(napi_env env, const char* name, size_t len);

// Writes a string, Uint8Array or number as the next argument of the command
// begun in `e`. HC_EINVAL: it is none of these.
int WriteArgument(napi_env env, hc_engine_t* e, napi_value value);
// The same, quicker for a string that is short and about as long as `guess`.
int WriteAlike(napi_env env, hc_engine_t* e, napi_value value, size_t guess);

// Makes JavaScript values of replies, in the shapes that ioredis gives them.
class ReplyMaker {
 public:
  // References are borrowed, to handlers of lib/support/native.js: arrays and
  // objects are made by JavaScript, in the realm that loaded the package. For
  // arrays that is several times as fast as setting elements one by one.
  void Init(napi_env env, napi_ref collect, napi_ref object, napi_ref error) {
    env_ = env;
    collect_ = collect;
    object_ = object;
    error_ = error;
  }

  napi_value Make(const hc_value_t& value, bool is_buffer) {
    is_buffer_ = is_buffer;
    return Value(value);
  }

  bool has_string_numbers = false;  // integers and doubles as text
  bool has_resp3_shapes = false;    // maps as objects, doubles as numbers

 private:
  napi_value Value(const hc_value_t& value);
  napi_value Bytes(const hc_value_t& value);
  napi_value Integer(int64_t number);
  napi_value Double(const hc_value_t& value);
  napi_value Boolean(bool is_true);
  napi_value NestedError(const hc_value_t& value);
  napi_value Array(const hc_value_t* elements, size_t len);
  napi_value LongArray(const hc_value_t* elements, size_t len);
  napi_value Collect(napi_value target, const hc_value_t* elements, size_t len);
  napi_value Object(const hc_value_t* elements, size_t len);
  void SetProperty(napi_value object, const hc_value_t& key, napi_value value);
  napi_value CallHelper(napi_ref helper, size_t argc, const napi_value* argv);

  napi_env env_ = nullptr;
  napi_ref collect_ = nullptr;
  napi_ref object_ = nullptr;
  napi_ref error_ = nullptr;
  bool is_buffer_ = false;
  std::vector<napi_value> stack_;  // arguments of the calls under way
};

}  // namespace hicast

#endif  // HICAST_BINDING_CONVERT_H
