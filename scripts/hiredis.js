#!/usr/bin/env node
'use strict'

/**
 * Makes the hiredis that the addon is compiled with available, and prints
 * where it is: "bundled" or "system". With --include-folder it prints the
 * folder of headers instead. binding.gyp reads both.
 *
 * bundled  deps/hiredis, taken from a package of the npm registry that carries
 *          an unmodified hiredis 1.2.0. Version and sha512 are pinned below.
 * system   HICAST_HIREDIS=system: what pkg-config knows as hiredis.
 */

const { execFileSync } = require('child_process')
const { createHash } = require('crypto')
const fs = require('fs')
const os = require('os')
const path = require('path')
const zlib = require('zlib')

const PACKAGE = 'redis-fast-driver@2.2.6'
const INTEGRITY =
  'sha512-ZBN8PQ2I028sYP4pc+l2UZWXimdgfC6Rq44ytBme8pVj78MNosatDtdMJoNTNRK+dbgCnQ49xS1CX4JvFsap2g=='
const PREFIX = 'package/deps/hiredis/'
const SYSTEM_VERSION = '1.1'

/** What the library needs to compile, and its licence. */
const FILES = [
  'COPYING',
  'adapters/libuv.h',
  'alloc.c',
  'alloc.h',
  'async.c',
  'async.h',
  'async_private.h',
  'dict.c',
  'dict.h',
  'fmacros.h',
  'hiredis.c',
  'hiredis.h',
  'net.c',
  'net.h',
  'read.c',
  'read.h',
  'sds.c',
  'sds.h',
  'sdsalloc.h',
  'sockcompat.c',
  'sockcompat.h',
  'win32.h'
]

const ROOT = path.join(__dirname, '..')
const TARGET = path.join(ROOT, 'deps', 'hiredis')
/** Written last, so that its presence and content mean "complete". */
const STAMP = 'SOURCE'
const STAMP_TEXT = `${PACKAGE} ${INTEGRITY}\n`

/** An error whose message is all that the user needs to see. */
class SetupError extends Error {}

/** Whether deps/hiredis holds just what this script would put there. */
function isComplete () {
  try {
    return fs.readFileSync(path.join(TARGET, STAMP), 'utf8') === STAMP_TEXT
  } catch {
    return false
  }
}

/**
 * Fetches the package through npm, which knows registry, proxy and cache.
 *
 * @param {string} folder  where the tarball goes
 * @returns {Buffer} the tarball
 */
function fetchTarball (folder) {
  const args = ['pack', PACKAGE, '--ignore-scripts', '--dry-run=false', '--pack-destination', folder]
  const cli = process.env.npm_execpath
  const [command, ...first] = cli && /npm-cli\.c?js$/.test(cli)
    ? [process.execPath, cli]
    : ['npm']
  try {
    execFileSync(command, [...first, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: command === 'npm' && process.platform === 'win32'
    })
  } catch (err) {
    const reason = err.stderr && err.stderr.length > 0 ? `\n${err.stderr}` : ` (${err.message})`
    throw new SetupError(`npm could not fetch ${PACKAGE}:${reason}`)
  }
  const name = fs.readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (!name) throw new SetupError(`npm pack ${PACKAGE} left no tarball`)
  return fs.readFileSync(path.join(folder, name))
}

/** @param {Buffer} tarball */
function verify (tarball) {
  const found = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
  if (found === INTEGRITY) return
  throw new SetupError(
    `${PACKAGE} is not the package that was pinned:\n  wanted ${INTEGRITY}\n  found  ${found}`
  )
}

/**
 * Reads the wanted files out of a tar archive.
 *
 * @param {Buffer} tar
 * @returns {Map<string, Buffer>} content by name below PREFIX
 */
function unpack (tar) {
  const text = (start, length) => tar.toString('latin1', start, start + length).replace(/\0.*$/s, '')
  const found = new Map()
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8) || 0
    const name = text(at, 100)
    const local = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : ''
    if (FILES.includes(local)) found.set(local, tar.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  const missing = FILES.filter((file) => !found.has(file))
  if (missing.length > 0) throw new SetupError(`${PACKAGE} lacks ${missing.join(', ')}`)
  return found
}

/**
 * Writes the files beside the target and renames: an interrupted run leaves
 * nothing that looks complete, and two runs at once do no harm.
 *
 * @param {Map<string, Buffer>} files
 */
function install (files) {
  const folder = `${TARGET}.${process.pid}`
  for (const [name, content] of files) {
    const file = path.join(folder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, content)
  }
  fs.writeFileSync(path.join(folder, STAMP), STAMP_TEXT)
  try {
    fs.rmSync(TARGET, { recursive: true, force: true })
    fs.renameSync(folder, TARGET)
  } catch (err) {
    fs.rmSync(folder, { recursive: true, force: true })
    if (!isComplete()) throw err
  }
}

function provideBundled () {
  if (isComplete()) return
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-hiredis-'))
  try {
    const tarball = fetchTarball(folder)
    verify(tarball)
    install(unpack(zlib.gunzipSync(tarball)))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} option  of pkg-config */
function askSystem (option) {
  return execFileSync('pkg-config', [option, 'hiredis'], { stdio: 'pipe' }).toString().trim()
}

function checkSystem () {
  let version
  try {
    version = askSystem('--modversion')
  } catch (err) {
    throw new SetupError(err.code === 'ENOENT'
      ? 'HICAST_HIREDIS=system needs pkg-config, which is not installed'
      : 'HICAST_HIREDIS=system: pkg-config knows no hiredis (package libhiredis-dev or hiredis-devel)')
  }
  try {
    askSystem(`--atleast-version=${SYSTEM_VERSION}`)
  } catch {
    throw new SetupError(
      `HICAST_HIREDIS=system needs hiredis ${SYSTEM_VERSION} or later, the system has ${version}`
    )
  }
}

/** Where `#include "hiredis/async.h"` is found; pkg-config may say /hiredis itself. */
function includeFolder (wanted) {
  if (wanted === 'bundled') return 'deps'
  const folders = askSystem('--cflags-only-I').split(/\s+/).map((flag) => flag.slice(2))
  const own = folders.find((folder) => path.basename(folder) === 'hiredis')
  return own ? path.dirname(own) : folders[0] || '/usr/include'
}

function main () {
  const wanted = process.env.HICAST_HIREDIS || 'bundled'
  if (wanted === 'system') checkSystem()
  else if (wanted === 'bundled') provideBundled()
  else throw new SetupError(`HICAST_HIREDIS is "bundled" or "system", not "${wanted}"`)
  console.log(process.argv.includes('--include-folder') ? includeFolder(wanted) : wanted)
}

try {
  main()
} catch (err) {
  console.error(`hicast: ${err instanceof SetupError ? err.message : err.stack}`)
  process.exitCode = 1
}
