#include "convert.h"

#include <cinttypes>
#include <cstdio>
#include <cstring>

namespace hicast {

namespace {

// Elements handed over in one call: bounds what is on the stack.
constexpr size_t kChunk = 1024;

// Strings up to this length get room for their longest encoding, which saves
// measuring them; longer ones are measured.
constexpr size_t kUnmeasured = 16384;

// Room for a string that is not measured at all.
constexpr size_t kShortRoom = 4096;

// The length of the UTF-8 sequence at `p`, 0 when there is none.
size_t SequenceLength(const unsigned char* p, size_t left) {
  const auto is_tail = [&](size_t i) { return (p[i] & 0xC0) == 0x80; };
  if (p[0] < 0x80) return 1;
  if (p[0] >= 0xC2 && p[0] <= 0xDF) return left > 1 && is_tail(1) ? 2 : 0;
  if ((p[0] & 0xF0) == 0xE0) {
    if (left < 3 || !is_tail(1) || !is_tail(2)) return 0;
    const bool is_overlong = p[0] == 0xE0 && p[1] < 0xA0;
    const bool is_surrogate = p[0] == 0xED && p[1] > 0x9F;
    return is_overlong || is_surrogate ? 0 : 3;
  }
  if (p[0] < 0xF0 || p[0] > 0xF4) return 0;
  if (left < 4 || !is_tail(1) || !is_tail(2) || !is_tail(3)) return 0;
  const bool is_overlong = p[0] == 0xF0 && p[1] < 0x90;
  const bool is_too_high = p[0] == 0xF4 && p[1] > 0x8F;
  return is_overlong || is_too_high ? 0 : 4;
}

bool IsUtf8(const char* text, size_t len) {
  const auto* p = reinterpret_cast<const unsigned char*>(text);
  for (size_t at = 0; at < len;) {
    const size_t step = SequenceLength(p + at, len - at);
    if (step == 0) return false;
    at += step;
  }
  return true;
}

int WriteString(napi_env env, hc_engine_t* e, napi_value value, size_t units) {
  size_t guess = units;
  size_t max_len = units * 3;
  if (units > kUnmeasured) {
    if (napi_get_value_string_utf8(env, value, nullptr, 0, &guess) != napi_ok)
      return HC_EINVAL;
    max_len = guess;
  }
  const size_t cap = max_len + 1;  // N-API appends a NUL
  char* room = hc_engine_arg_room(e, cap, guess);
  if (room == nullptr) return HC_ENOMEM;
  size_t written = 0;
  if (napi_get_value_string_utf8(env, value, room, cap, &written) != napi_ok)
    return HC_EINVAL;
  hc_engine_arg_done(e, written);
  return HC_OK;
}

// A string that is probably about as long as `guess`, without measuring it
// before: false when it is none, or too long for that.
bool WriteUnmeasured(napi_env env, hc_engine_t* e, napi_value value,
                     size_t guess) {
  if (guess > kShortRoom / 4) return false;
  char* room = hc_engine_arg_room(e, kShortRoom, guess);
  size_t written = 0;
  if (room == nullptr || napi_get_value_string_utf8(
                             env, value, room, kShortRoom, &written) != napi_ok)
    return false;
  // What was cut ends within one character of the end.
  if (written > kShortRoom - 8) return false;
  hc_engine_arg_done(e, written);
  return true;
}

int WriteBytes(napi_env env, hc_engine_t* e, napi_value value) {
  napi_typedarray_type type;
  size_t len;
  void* bytes;
  if (napi_get_typedarray_info(env, value, &type, &len, &bytes, nullptr,
                               nullptr) != napi_ok ||
      type != napi_uint8_array)
    return HC_EINVAL;
  return hc_engine_arg(e, static_cast<const char*>(bytes), len);
}

}  // namespace

bool Succeeded(napi_env env, napi_status status) {
  if (status == napi_ok) return true;
  bool is_pending = false;
  napi_value ignored;
  if (napi_is_exception_pending(env, &is_pending) == napi_ok && is_pending)
    (void)napi_get_and_clear_last_exception(env, &ignored);
  return false;
}

napi_value Checked(napi_env env, napi_status status, const napi_value* value) {
  return Succeeded(env, status) ? *value : MakeUndefined(env);
}

napi_value MakeUndefined(napi_env env) {
  napi_value value = nullptr;
  (void)Succeeded(env, napi_get_undefined(env, &value));
  return value;
}

napi_value MakeInt(napi_env env, int32_t number) {
  napi_value value;
  return Checked(env, napi_create_int32(env, number, &value), &value);
}

napi_value MakeUtf8(napi_env env, const char* text, size_t len) {
  napi_value value;
  return napi_create_string_utf8(env, text, len, &value) == napi_ok
             ? value
             : MakeBuffer(env, text, len);
}

napi_value MakeBuffer(napi_env env, const char* bytes, size_t len) {
  napi_value value;
  return Checked(env, napi_create_buffer_copy(env, len, bytes, nullptr, &value),
                 &value);
}

napi_value MakeName(napi_env env, const char* name, size_t len) {
  return IsUtf8(name, len) ? MakeString(env, name, len)
                           : MakeBuffer(env, name, len);
}

int WriteArgument(napi_env env, hc_engine_t* e, napi_value value) {
  size_t units = 0;
  // Tells a string from the rest, and its length, at no cost.
  if (napi_get_value_string_utf16(env, value, nullptr, 0, &units) == napi_ok)
    return WriteString(env, e, value, units);
  napi_valuetype type;
  if (napi_typeof(env, value, &type) != napi_ok) return HC_EINVAL;
  if (type == napi_object) return WriteBytes(env, e, value);
  if (type != napi_number) return HC_EINVAL;
  napi_value text;
  if (!Succeeded(env, napi_coerce_to_string(env, value, &text)) ||
      napi_get_value_string_utf16(env, text, nullptr, 0, &units) != napi_ok)
    return HC_EINVAL;
  return WriteString(env, e, text, units);
}

int WriteAlike(napi_env env, hc_engine_t* e, napi_value value, size_t guess) {
  return WriteUnmeasured(env, e, value, guess) ? HC_OK
                                               : WriteArgument(env, e, value);
}

napi_value ReplyMaker::Value(const hc_value_t& value) {
  switch (value.type) {
    case HC_STRING:
    case HC_SIMPLE:
    case HC_VERBATIM:
      return Bytes(value);
    case HC_BIGNUM:
      return MakeString(env_, value.as.str, value.len);
    case HC_INTEGER:
      return Integer(value.as.integer);
    case HC_DOUBLE:
      return Double(value);
    case HC_BOOLEAN:
      return Boolean(value.as.integer != 0);
    case HC_ERROR:
      return NestedError(value);
    case HC_MAP:
      if (has_resp3_shapes) return Object(value.as.elements, value.len);
      return Array(value.as.elements, value.len);
    case HC_ARRAY:
    case HC_SET:
    case HC_PUSH:
      return Array(value.as.elements, value.len);
    case HC_NIL:
      break;
  }
  napi_value null;
  return Checked(env_, napi_get_null(env_, &null), &null);
}

napi_value ReplyMaker::Bytes(const hc_value_t& value) {
  return is_buffer_ ? MakeBuffer(env_, value.as.str, value.len)
                    : MakeString(env_, value.as.str, value.len);
}

napi_value ReplyMaker::Integer(int64_t number) {
  if (has_string_numbers) {
    char text[24];
    const int len = snprintf(text, sizeof(text), "%" PRId64, number);
    return MakeString(env_, text, static_cast<size_t>(len));
  }
  napi_value value;
  return Checked(env_, napi_create_int64(env_, number, &value), &value);
}

napi_value ReplyMaker::Double(const hc_value_t& value) {
  if (has_string_numbers) return MakeString(env_, value.as.str, value.len);
  if (!has_resp3_shapes) return Bytes(value);
  const char* text = value.as.str;
  size_t len = value.len;
  const bool has_sign = len > 0 && (*text == '-' || *text == '+');
  if (len == has_sign + size_t{3} && memcmp(text + has_sign, "inf", 3) == 0) {
    text = *text == '-' ? "-Infinity" : "Infinity";
    len = strlen(text);
  }
  napi_value number;
  return Checked(
      env_, napi_coerce_to_number(env_, MakeString(env_, text, len), &number),
      &number);
}

napi_value ReplyMaker::Boolean(bool is_true) {
  if (!has_resp3_shapes) return MakeInt(env_, is_true);
  napi_value value;
  return Checked(env_, napi_get_boolean(env_, is_true, &value), &value);
}

napi_value ReplyMaker::NestedError(const hc_value_t& value) {
  const napi_value text = MakeString(env_, value.as.str, value.len);
  return CallHelper(error_, 1, &text);
}

napi_value ReplyMaker::Array(const hc_value_t* elements, size_t len) {
  return len > kChunk ? LongArray(elements, len)
                      : Collect(MakeUndefined(env_), elements, len);
}

napi_value ReplyMaker::LongArray(const hc_value_t* elements, size_t len) {
  const napi_value target = Collect(MakeUndefined(env_), elements, kChunk);
  for (size_t at = kChunk; at < len; at += kChunk) {
    napi_handle_scope scope;
    if (napi_open_handle_scope(env_, &scope) != napi_ok) break;
    Collect(target, elements + at, len - at < kChunk ? len - at : kChunk);
    (void)Succeeded(env_, napi_close_handle_scope(env_, scope));
  }
  return target;
}

napi_value ReplyMaker::Collect(napi_value target, const hc_value_t* elements,
                               size_t len) {
  const size_t base = stack_.size();
  stack_.push_back(target);
  for (size_t i = 0; i < len; i++) {
    const napi_value element = Value(elements[i]);  // may move the stack
    stack_.push_back(element);
  }
  const napi_value array = CallHelper(collect_, len + 1, &stack_[base]);
  stack_.resize(base);
  return array;
}

napi_value ReplyMaker::Object(const hc_value_t* elements, size_t len) {
  const napi_value object = CallHelper(object_, 0, nullptr);
  for (size_t i = 0; i + 1 < len; i += 2)
    SetProperty(object, elements[i], Value(elements[i + 1]));
  return object;
}

void ReplyMaker::SetProperty(napi_value object, const hc_value_t& key,
                             napi_value value) {
  const bool is_text = key.type == HC_STRING || key.type == HC_SIMPLE;
  napi_value name =
      is_text ? MakeString(env_, key.as.str, key.len) : Value(key);
  napi_valuetype type;
  if (!Succeeded(env_, napi_typeof(env_, name, &type)) ||
      (type != napi_string &&
       !Succeeded(env_, napi_coerce_to_string(env_, name, &name))))
    return;
  // Defined, not assigned: whatever Object.prototype has of that name, and
  // whether it is frozen, is nothing to a reply.
  const napi_property_descriptor own = {
      nullptr, name, nullptr, nullptr, nullptr, value, napi_default_jsproperty,
      nullptr};
  (void)Succeeded(env_, napi_define_properties(env_, object, 1, &own));
}

napi_value ReplyMaker::CallHelper(napi_ref helper, size_t argc,
                                  const napi_value* argv) {
  napi_value function = nullptr;
  napi_value result;
  if (!Succeeded(env_, napi_get_reference_value(env_, helper, &function)) ||
      function == nullptr)
    return MakeUndefined(env_);
  const napi_status status = napi_call_function(env_, MakeUndefined(env_),
                                                function, argc, argv, &result);
  return Checked(env_, status, &result);
}

}  // namespace hicast
