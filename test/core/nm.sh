#!/usr/bin/env bash
# Fails when an object of the core defines writable data: nm.sh OBJECT...
# Two loops in two threads must not share anything. The objects are compiled
# without -fPIC, so that tables of constant pointers are not counted.
set -euo pipefail

if [ $# -eq 0 ]; then
  echo "nm: no objects" >&2
  exit 1
fi
symbols=$(nm --print-file-name --defined-only "$@")
writable=$(awk '$(NF - 1) ~ /^[DdBbCGgSs]$/' <<< "$symbols")
if [ -n "$writable" ]; then
  printf 'nm: writable data in the core:\n%s\n' "$writable" >&2
  exit 1
fi
echo "nm: no writable data in $# objects, $(wc -l <<< "$symbols") symbols"
