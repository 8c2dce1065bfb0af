#!/usr/bin/env bash
# Makes and checks all that a release consists of, and publishes it:
#
#   scripts/release.sh --dry-run   all but publishing; says what would be published
#   scripts/release.sh             the same, and publishes, with provenance where CI can vouch for it
#
# On a clean checkout of a tag v<version>. Leaves the tarball and sbom.json in build-release/.
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
  '' | --dry-run) ;;
  *)
    echo "usage: scripts/release.sh [--dry-run]" >&2
    exit 2
    ;;
esac

version=$(node -p 'require("./package.json").version')
complain() {
  echo "release: $1" >&2
  [ "${mode:-}" = --dry-run ] || exit 1
}
mode=${1:-}
[ -z "$(git status --porcelain)" ] || complain 'there are changes that are not committed'
[ "$(git describe --exact-match --tags 2> /dev/null || true)" = "v$version" ] || complain "this is not the tag v$version"
grep -qF "## [$version]" CHANGELOG.md || complain "CHANGELOG.md has no section $version"
node -e 'process.exit(require("./package.json").repository ? 0 : 1)' ||
  complain 'package.json names no repository, and provenance is about one'

npm ci --ignore-scripts --no-fund
npm audit --omit=dev
node scripts/bundle.js
rm -rf prebuilds
npm run --silent binaries
npm run --silent binaries:check
npm run --silent binaries:run

rm -rf build-release
mkdir build-release
tarball=build-release/$(npm pack --silent --pack-destination build-release | tail -n 1)
bytes=$(wc -c < "$tarball")
[ "$bytes" -lt 4194304 ] || complain "$tarball has $bytes bytes, more than 4 MiB"
# As an app has it: in this folder npm leaves out what is a dependency of ioredis, too, which the tests install.
app=$(mktemp -d)
trap 'rm -rf "$app"' EXIT
echo '{ "name": "app", "version": "1.0.0", "private": true }' > "$app/package.json"
npm install --prefix "$app" --silent --ignore-scripts --no-audit --no-fund "./$tarball"
(cd "$app" && npm sbom --sbom-format cyclonedx) > build-release/sbom.json
grep -q '"hicast"' build-release/sbom.json || complain 'the list of components lacks hicast'
echo "release: $tarball, $bytes bytes, hicast $version"

if [ "$mode" = --dry-run ]; then
  npm publish --dry-run --ignore-scripts "$tarball"
else
  npm publish --provenance --access public --ignore-scripts "$tarball"
fi
