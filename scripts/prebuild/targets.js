'use strict'

/**
 * What the package carries binaries for. `zig` is the target's name for the compiler, with the oldest system it
 * shall run on; Node 20 itself asks for more (glibc 2.28, macOS 11).
 */
const TARGETS = [
  { name: 'linux-x64-glibc', zig: 'x86_64-linux-gnu.2.17', file: 'linux-x64/hicast.glibc.node', glibc: '2.17' },
  { name: 'linux-x64-musl', zig: 'x86_64-linux-musl', file: 'linux-x64/hicast.musl.node' },
  { name: 'linux-arm64-glibc', zig: 'aarch64-linux-gnu.2.17', file: 'linux-arm64/hicast.glibc.node', glibc: '2.17' },
  { name: 'linux-arm64-musl', zig: 'aarch64-linux-musl', file: 'linux-arm64/hicast.musl.node' },
  { name: 'darwin-x64', zig: 'x86_64-macos.11.0', file: 'darwin-x64/hicast.node' },
  { name: 'darwin-arm64', zig: 'aarch64-macos.11.0', file: 'darwin-arm64/hicast.node' }
]

/**
 * @param {string[]} names  none: all
 * @throws {Error} for a name that is none
 */
function pick (names) {
  if (names.length === 0) return TARGETS
  return names.map((name) => {
    const target = TARGETS.find((each) => each.name === name)
    if (!target) throw new Error(`there is no target "${name}"; there are ${TARGETS.map((each) => each.name).join(', ')}`)
    return target
  })
}

module.exports = { TARGETS, pick }
