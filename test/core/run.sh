#!/usr/bin/env bash
# Runs test programs one after the other: run.sh PROGRAM...
# A program has passed when it exits with 0 in time. What it printed is shown
# when it has not. WRAPPER is put before each program, TIMEOUT is in seconds.
set -uo pipefail

read -ra wrapper <<< "${WRAPPER:-}"
timeout=${TIMEOUT:-120}
output=$(mktemp)
trap 'rm -f "$output"' EXIT

# Leaks count, and a sanitizer's report has its symbols.
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}

passed=0
failed=0
for program in "$@"; do
  name=$(basename "$program")
  timeout --kill-after=5 "$timeout" ${wrapper[@]+"${wrapper[@]}"} "$program" > "$output" 2>&1 < /dev/null
  rc=$?
  if [ "$rc" -eq 0 ]; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name (exit status $rc$([ "$rc" -eq 124 ] && echo ", timed out"))"
    sed 's/^/        /' "$output"
  fi
done

if [ $((passed + failed)) -eq 0 ]; then
  echo "no test programs" >&2
  failed=1
fi
echo "core: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
