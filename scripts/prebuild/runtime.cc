// What the binding takes from the C++ run-time library, so that a carried
// binary needs none: it links with libc alone, and no version of libstdc++ or
// libc++ can be missing where it is loaded. Compiled by build.js of this
// folder, with the headers of libc++; the addon that node-gyp makes uses the
// system's library instead.
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>

// The headers say that these exist elsewhere.
template class std::basic_string<char>;

_LIBCPP_BEGIN_NAMESPACE_STD

string to_string(unsigned long value) {
  char text[24];
  int len = snprintf(text, sizeof(text), "%lu", value);
  return string(text, static_cast<size_t>(len));
}

[[noreturn]] void __libcpp_verbose_abort(const char*, ...) noexcept {
  abort();
}

_LIBCPP_END_NAMESPACE_STD

// Without exceptions there is but one way to say that memory is out, as in the
// addon that node-gyp makes.
static void* allocate(size_t size) {
  void* memory = malloc(size == 0 ? 1 : size);
  if (memory == nullptr) abort();
  return memory;
}

void* operator new(size_t size) {
  return allocate(size);
}
void* operator new[](size_t size) {
  return allocate(size);
}
void* operator new(size_t size, const std::nothrow_t&) noexcept {
  return malloc(size == 0 ? 1 : size);
}
void* operator new[](size_t size, const std::nothrow_t&) noexcept {
  return malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  free(memory);
}
void operator delete[](void* memory) noexcept {
  free(memory);
}
void operator delete(void* memory, size_t) noexcept {
  free(memory);
}
void operator delete[](void* memory, size_t) noexcept {
  free(memory);
}
