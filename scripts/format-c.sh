#!/usr/bin/env bash
# Formats the C and C++ of the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
git ls-files -z --cached --others --exclude-standard -- '*.c' '*.h' '*.cc' |
  xargs -0 --no-run-if-empty clang-format -i
