#!/usr/bin/env bash
# Runs test programs one after the other: run.sh PROGRAM...
# A program prints "ok" or "not ok" for each of its cases (TAP), and has passed
# when it exits with 0 in time. What it printed is shown when it has not.
# WRAPPER is put before each program, TIMEOUT is in seconds.
set -uo pipefail

read -ra wrapper <<< "${WRAPPER:-}"
timeout=${TIMEOUT:-120}
output=$(mktemp)
trap 'rm -f "$output"' EXIT

# Leaks count, and a sanitizer's report has its symbols.
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

# cases REGEX: how many lines of the output begin like that.
cases() {
  grep -cE "^$1( |\$)" "$output"
}

passed=0
failed=0
for program in "$@"; do
  name=$(basename "$program")
  timeout --kill-after=5 "$timeout" ${wrapper[@]+"${wrapper[@]}"} "$program" > "$output" 2>&1 < /dev/null
  rc=$?
  good=$(cases 'ok')
  bad=$(cases 'not ok')
  if [ "$rc" -eq 0 ] && [ "$bad" -eq 0 ]; then
    printf 'ok      %-24s %4d cases\n' "$name" "$good"
    # A program that counts nothing is one case.
    [ "$good" -gt 0 ] || good=1
  else
    [ "$bad" -gt 0 ] || bad=1
    echo "FAILED  $name (exit status $rc$([ "$rc" -eq 124 ] && echo ", timed out"))"
    sed 's/^/        /' "$output"
  fi
  passed=$((passed + good))
  failed=$((failed + bad))
done

if [ $((passed + failed)) -eq 0 ]; then
  echo "no test programs" >&2
  failed=1
fi
echo "core: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
