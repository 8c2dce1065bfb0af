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
  found=$(files "$@" | xargs -0 --no-run-if-empty grep -HInE -- "$regex" || true)
  if [ -n "$found" ]; then
    printf 'lint-repo: %s:\n%s\n' "$what" "$found" >&2
    status=1
  fi
}

forbid 'an absolute path of one machine' '(^|[^A-Za-z0-9_.~-])/(work|root|home)/' .
forbid 'the host of a package registry' \
  'registry[.](npmjs|yarnpkg)|npmmirror[.]|pypi[.]org|crates[.]io|(deb|security)[.]debian[.]org|archive[.]ubuntu|artifact[o]ry' .
forbid 'a lock file that says where a package came from' '"resolved"' 'package-lock.json' '*/package-lock.json'
forbid 'trailing white space' '[[:blank:]]+$' \
  '*.js' '*.mjs' '*.cjs' '*.ts' '*.c' '*.h' '*.cc' '*.sh' '*.gyp' '*.json' .ci

# Who may use whom in C: binding, then net and broker, then engine. A pathspec's * crosses folders.
hiredis='(^|[^A-Za-z0-9_])(redis[A-Z][A-Za-z]*|hiredis[./])'
forbid 'JavaScript in the core' 'napi_|node_api|#include [<"](node|v8)' 'src/core/*.c' 'src/core/*.h'
forbid 'I/O in the engine' '#include [<"](uv[./]|sys/socket|netdb|poll|net/|broker/|hicast[.]h)' 'src/core/engine/*'
forbid 'hiredis in the engine' "$hiredis" 'src/core/engine/*'
forbid 'the broker, or JavaScript, below the broker' '#include "(broker/|hicast_broker)' 'src/core/net/*' 'src/core/engine/*'
forbid 'hiredis, or the client'"'"'s sockets, in the broker' "$hiredis"'|#include "net/' 'src/core/broker/*'
forbid 'hiredis in the binding' "$hiredis" 'src/binding/*.cc' 'src/binding/*.h'
forbid 'a loop that the caller did not give' 'uv_default_loop' 'src/*.c' 'src/*.cc'

# Below the module nobody knows the command line.
forbid 'the command line below the module' "require\\('[./]*/(cli|demo|bin)(/|')" \
  'lib/*.js' ':!lib/cli/*' ':!lib/demo/*'

mapfile -d '' -t scripts < <(files '*.sh' .ci/run)
shellcheck "${scripts[@]}" || status=1

exit "$status"
