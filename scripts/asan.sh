#!/bin/sh
# Runs JavaScript with an addon under AddressSanitizer and UBSan.
#
#   scripts/asan.sh build             builds it, in build-asan/; the normal
#                                     build is left as it is
#   scripts/asan.sh [mocha args]      builds it and runs mocha with it
#   scripts/asan.sh node script ...   builds it and runs a script with it
#
# An error ends the process that it happens in. Leaks are looked for too:
# Node frees little when it is told to exit, so that only leaks of what the
# addon itself allocated count. Reports go to build-asan/reports/.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
work=$root/build-asan
reports=$work/reports
cxx=${CXX:-g++}

# A copy of the sources, so that the build has a folder of its own. Files that
# have not changed keep their time, and are not compiled again.
build() {
  mkdir -p "$work"
  node "$root/scripts/hiredis.js" >/dev/null
  for name in binding.gyp package.json deps scripts src; do
    rm -rf "${work:?}/$name"
    cp -Rp "$root/$name" "$work/$name"
  done
  ln -sfn "$root/node_modules" "$work/node_modules"
  log=$work/build.log
  # Through npm, which hands node-gyp its configuration (nodedir, proxies).
  if ! (
    cd "$work" &&
      npm exec --no -- node-gyp configure -- \
        -Dhicast_sanitize=address,undefined &&
      npm exec --no -- node-gyp build
  ) >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
  fi
}

# Prints the leaks of what the addon allocated.
own_leaks() {
  cat "$reports"/* 2>/dev/null |
    awk 'BEGIN { RS = ""; ORS = "\n\n" } /leak of/ && /#1 [^\n]*hicast\.node/'
}

run() {
  rm -rf "$reports"
  mkdir -p "$reports"
  # The module of each frame is printed: own_leaks() looks for it.
  asan="detect_leaks=1:detect_stack_use_after_return=1"
  asan="$asan:malloc_context_size=12"
  asan="$asan:stack_trace_format='    #%n %p %F %S %M'"
  LD_PRELOAD=$("$cxx" -print-file-name=libasan.so) \
    HICAST_PREBUILD=$work \
    ASAN_OPTIONS="$asan:log_path=$reports/asan:${ASAN_OPTIONS:-}" \
    LSAN_OPTIONS="exitcode=0" \
    UBSAN_OPTIONS="print_stacktrace=1:log_path=$reports/ubsan:${UBSAN_OPTIONS:-}" \
    "$@"
}

build
case ${1:-} in
  build) exit 0 ;;
  node) ;;
  *) set -- node "$root/node_modules/mocha/bin/mocha.js" --timeout 120000 "$@" ;;
esac

status=0
run "$@" || status=$?
leaks=$(own_leaks)
if [ -n "$leaks" ]; then
  printf '%s\n' "$leaks" >&2
  echo "leaks of the addon, see $reports" >&2
  [ "$status" -ne 0 ] || status=1
fi
if grep -l 'ERROR: AddressSanitizer\|runtime error' "$reports"/* 2>/dev/null; then
  grep -h -A25 'ERROR: AddressSanitizer\|runtime error' "$reports"/* >&2
  [ "$status" -ne 0 ] || status=1
fi
exit "$status"
