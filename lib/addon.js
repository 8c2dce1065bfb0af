'use strict'

/**
 * Loads the addon: the one that was compiled here, if there is one, else the
 * binary that the package carries for this platform. This file stands beside
 * index.js, in lib/ as in dist/, and names each file in full, by `__dirname`:
 * so tools that collect what a program needs find the binaries.
 */

const fs = require('fs')
const path = require('path')

const ROOT = path.join(__dirname, '..')
const PLATFORM = `${process.platform}-${process.arch}`
const MUSL_LOADERS = { x64: '/lib/ld-musl-x86_64.so.1', arm64: '/lib/ld-musl-aarch64.so.1' }

/** What Node was made for: where musl is beside glibc, or may not be looked for, only Node itself can tell. */
function libc () {
  if (process.platform !== 'linux') return ''
  const loader = MUSL_LOADERS[process.arch]
  if (!process.permission && loader && !fs.existsSync(loader)) return 'glibc'
  return process.report.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

/** @returns {string|undefined} the package's binary for this platform; there may be none */
function carried () {
  return {
    'darwin-arm64': path.join(__dirname, '..', 'prebuilds', 'darwin-arm64', 'hicast.node'),
    'darwin-x64': path.join(__dirname, '..', 'prebuilds', 'darwin-x64', 'hicast.node'),
    'linux-arm64-glibc': path.join(__dirname, '..', 'prebuilds', 'linux-arm64', 'hicast.glibc.node'),
    'linux-arm64-musl': path.join(__dirname, '..', 'prebuilds', 'linux-arm64', 'hicast.musl.node'),
    'linux-x64-glibc': path.join(__dirname, '..', 'prebuilds', 'linux-x64', 'hicast.glibc.node'),
    'linux-x64-musl': path.join(__dirname, '..', 'prebuilds', 'linux-x64', 'hicast.musl.node')
  }[[PLATFORM, libc()].filter(Boolean).join('-')]
}

/** The files to try, the best one first. HICAST_PREBUILD names a folder with a build of its own, and then no other will do. */
function * candidates () {
  const elsewhere = process.env.HICAST_PREBUILD
  if (elsewhere) return yield path.join(elsewhere, 'build', 'Release', 'hicast.node')
  yield path.join(__dirname, '..', 'build', 'Release', 'hicast.node')
  yield path.join(__dirname, '..', 'build', 'Debug', 'hicast.node')
  yield carried()
}

function isThere (file) {
  try {
    return fs.existsSync(file)
  } catch {
    return false // it may not be looked for: --permission
  }
}

/** Their loops lack functions of libuv: the process would end at the first connection, and nothing could be caught. */
function refuseOtherRuntimes () {
  const name = process.versions.bun ? 'Bun' : process.versions.deno ? 'Deno' : null
  if (name === null) return
  throw Object.assign(new Error(`hicast is a native addon on Node's event loop, and does not run on ${name}: ` +
    'run this program with Node 20 or later, or use ioredis'), { code: 'HC_ERUNTIME' })
}

/** @param {string[]} failures  of the files that are there */
function noBinary (failures) {
  const target = [PLATFORM, libc(), `Node ${process.versions.node}`].filter(Boolean).join(', ')
  const isForbidden = failures.some((text) => text.includes('--allow-addons') || text.includes('loading addons is disabled'))
  const lines = isForbidden
    ? ['hicast is a native addon, and this Node was told to load none.', 'Run it with: node --allow-addons']
    : [
        `hicast has no binary that works here (${target}) in ${ROOT}`,
        'Compile it there, once, with Python 3, make and a C++ compiler: npx hicast build',
        'With pnpm: pnpm exec hicast build. With yarn: yarn hicast build.'
      ]
  return Object.assign(new Error([...lines, ...failures].join('\n')), { code: 'HC_ENOBINARY' })
}

/**
 * @returns {{ Connection: Function, Broker: Function }}
 * @throws {Error}  `HC_ERUNTIME` on Bun and Deno, `HC_ENOBINARY` where no binary fits; the message says what to do
 */
function loadAddon () {
  refuseOtherRuntimes()
  const failures = []
  for (const file of candidates()) {
    if (file === undefined || !isThere(file)) continue
    try {
      return require(file)
    } catch (error) {
      failures.push(`${file}: ${error.message}`)
    }
  }
  throw noBinary(failures)
}

module.exports = { loadAddon }
