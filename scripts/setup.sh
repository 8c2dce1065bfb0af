#!/usr/bin/env bash
# Makes a fresh Debian or Ubuntu ready, and then does one thing:
#
#   scripts/setup.sh demo    runs the demo
#   scripts/setup.sh test    runs the tests
#   scripts/setup.sh         only builds
#
# Node (20 or later, with npm) and a C++ compiler are the machine's. What else is missing comes from
# apt, with sudo when it is not run by root. Running it again installs nothing twice.
set -euo pipefail
cd "$(dirname "$0")/.."

goal=${1:-build}
case $goal in
  build | demo | test) ;;
  *)
    echo "usage: scripts/setup.sh [demo | test]" >&2
    exit 2
    ;;
esac

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# need COMMAND PACKAGE: remembers the package when there is no such command.
missing=()
need() {
  command -v "$1" > /dev/null || missing+=("$2")
}

if ! command -v node > /dev/null || ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)'; then
  echo "setup: Node 20 or later is needed" >&2
  exit 1
fi
need npm npm
need c++ g++
need cc gcc
need make make
need python3 python3
if [ "$goal" = test ]; then
  need redis-server redis-server
  need pkg-config pkg-config
  command -v chromium-browser google-chrome > /dev/null || need chromium chromium
  pkg-config --exists libuv 2> /dev/null || missing+=(libuv1-dev)
  need openssl openssl
  pkg-config --exists openssl 2> /dev/null || missing+=(libssl-dev)
fi

if [ "${#missing[@]}" -gt 0 ]; then
  echo "setup: installing ${missing[*]}"
  as_root apt-get update -q
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
fi

# Debian starts a server of its own on port 6379 when the package comes in. The tests do not need it: they
# start theirs on free ports. One that ran before is not touched.
if [[ " ${missing[*]-} " == *' redis-server '* ]] && [ -f /run/redis/redis-server.pid ]; then
  as_root service redis-server stop || true
fi

# The compile is the build step below, not an install script: npm may be told to run none.
npm ci --ignore-scripts --include=dev --no-fund --no-audit
npm run build

case $goal in
  demo) node bin/hicast.js demo ;;
  test)
    npm test
    npm run test:core
    ;;
esac
