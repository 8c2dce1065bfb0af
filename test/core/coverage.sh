#!/usr/bin/env bash
# Line coverage of the core, from what an instrumented run left behind:
# coverage.sh MINIMUM OBJECT...
# Lists each file; exit status 1 when the whole is below MINIMUM per cent.
set -euo pipefail

minimum=$1
shift

for object in "$@"; do
  # Nothing of the file is compiled here: what stands in for OpenSSL where it has no headers.
  [ -n "$(nm --defined-only "$object")" ] || continue
  if [ ! -f "${object%.o}.gcda" ]; then
    # Never run: gcov needs a data file, and without one the lines do not count.
    echo "coverage: $object was not linked into any test" >&2
    exit 1
  fi
  gcov --no-output --object-file "$object" "$object"
done |
  awk -v minimum="$minimum" '
    /^File / { file = $0; gsub(/^File .|.$/, "", file) }
    /^Lines executed:/ && file ~ /src\/core\/.*\.c$/ {
      split($0, part, /:|% of /)
      sub(/^.*src\/core\//, "", file)
      printf "%6.2f %%  %5d lines  %s\n", part[2], part[3], file
      lines += part[3]
      run += part[2] * part[3] / 100
      file = ""
    }
    END {
      if (lines == 0) { print "coverage: no lines of the core were seen"; exit 1 }
      percent = 100 * run / lines
      printf "core: %.1f %% of %d lines covered, at least %s %% wanted\n", percent, lines, minimum
      if (percent < minimum) exit 1
    }'
