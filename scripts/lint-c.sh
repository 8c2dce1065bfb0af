#!/usr/bin/env bash
# Checks the C and C++ of the repository: format, clang-tidy, cppcheck.
# Needs clang-format, clang-tidy, cppcheck and the headers of libuv.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t all < <(git ls-files --cached --others --exclude-standard -- '*.c' '*.h' '*.cc')
if [ "${#all[@]}" -eq 0 ]; then
  echo "lint-c: no C or C++ source found" >&2
  exit 1
fi
mapfile -t c < <(printf '%s\n' "${all[@]}" | grep '\.c$' || true)
# scripts/prebuild/runtime.cc is for the headers of another C++ library.
mapfile -t cc < <(printf '%s\n' "${all[@]}" | grep '\.cc$' | grep -v '^scripts/' || true)

node scripts/hiredis.js > /dev/null

# The headers of the Node that is running: beside it, where npm's nodedir says,
# or where node-gyp puts them.
node_headers() {
  local version candidate
  version=$(node -p process.versions.node)
  for candidate in \
    "$(node -p 'require("path").resolve(process.execPath, "../../include/node")')" \
    "$(npm config get nodedir)/include/node" \
    "${XDG_CACHE_HOME:-$HOME/.cache}/node-gyp/$version/include/node"; do
    if [ -f "$candidate/node_api.h" ]; then
      echo "$candidate"
      return
    fi
  done
  echo "lint-c: no headers of Node $version found; npx node-gyp install" >&2
  return 1
}

read -ra uv <<< "$(pkg-config --cflags libuv)"
headers=$(node_headers)
includes=(-Isrc/core -Itest/core -isystem deps -isystem deps/hiredis -isystem "$headers" "${uv[@]}")
status=0

echo "lint-c: clang-format, ${#all[@]} files"
clang-format --dry-run -Werror "${all[@]}" || status=1

jobs=$(nproc 2> /dev/null || echo 2)
if [ "${#c[@]}" -gt 0 ]; then
  echo "lint-c: clang-tidy, ${#c[@]} C files"
  printf '%s\0' "${c[@]}" | xargs -0 -P "$jobs" -I{} \
    clang-tidy --quiet {} -- -std=c11 -D_GNU_SOURCE "${includes[@]}" || status=1
fi
if [ "${#cc[@]}" -gt 0 ]; then
  napi=$(node -p 'require("node-addon-api").include_dir')
  echo "lint-c: clang-tidy, ${#cc[@]} C++ files"
  printf '%s\0' "${cc[@]}" | xargs -0 -P "$jobs" -I{} \
    clang-tidy --quiet {} -- -std=c++17 -DNAPI_VERSION=8 "${includes[@]}" \
    -isystem "$napi" || status=1
fi

# It does not know __has_include.
echo "lint-c: cppcheck"
cppcheck --quiet --error-exitcode=1 --inline-suppr --std=c11 --std=c++17 \
  --enable=warning,performance,portability -j "$jobs" \
  --suppress=missingInclude --suppress=missingIncludeSystem \
  --suppress=preprocessorErrorDirective:src/core/net/tls.h \
  -Isrc/core "${c[@]}" "${cc[@]}" || status=1

exit "$status"
