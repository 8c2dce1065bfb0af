#!/usr/bin/env bash
# Checks what no other linter does: that the repository names no machine and no
# package registry, that the layers import one way only, and the shell scripts.
# Needs git, and shellcheck.
set -euo pipefail
cd "$(dirname "$0")/.."

status=0

# files PATHSPEC...: what is, or is about to be, part of the repository.
files() {
  git ls-files -z --cached --others --exclude-standard -- "$@" |
    while IFS= read -r -d '' file; do
      if [ -f "$file" ]; then printf '%s\0' "$file"; fi
    done
}

# forbid WHAT REGEX PATHSPEC...: no line of those files may match.
forbid() {
  local what=$1 regex=$2 found
  shift 2
  # grep -I: text only. Exit 1 (nothing found) is the good case.
  found=$(files "$@" | xargs -0 --no-run-if-empty grep -InE -- "$regex" || true)
  if [ -n "$found" ]; then
    printf 'lint-repo: %s:\n%s\n' "$what" "$found" >&2
    status=1
  fi
}

forbid 'an absolute path of one machine' '(^|[^A-Za-z0-9_.~-])/(work|root|home)/' .
forbid 'the host of a package registry' \
  'registry[.](npmjs|yarnpkg)|npmmirror[.]|pypi[.]org|crates[.]io|(deb|security)[.]debian[.]org|archive[.]ubuntu|artifact[o]ry' .
forbid 'a lock file that says where a package came from' '"resolved"' package-lock.json
forbid 'trailing white space' '[[:blank:]]+$' \
  '*.js' '*.mjs' '*.cjs' '*.ts' '*.c' '*.h' '*.cc' '*.sh' '*.gyp' '*.json' .ci

forbid 'JavaScript in the core' 'napi_|node_api|#include [<"](node|v8)' 'src/core/*.c' 'src/core/*.h'
forbid 'hiredis in the binding' '(^|[^A-Za-z0-9_])(redis[A-Z][A-Za-z]*|hiredis[./])' 'src/binding/*.cc' 'src/binding/*.h'
forbid 'a loop that the caller did not give' 'uv_default_loop' 'src/*.c' 'src/*.cc'

mapfile -d '' -t scripts < <(files '*.sh' .ci/run)
shellcheck "${scripts[@]}" || status=1

exit "$status"
