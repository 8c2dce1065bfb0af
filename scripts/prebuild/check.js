#!/usr/bin/env node
'use strict'

/**
 * Checks what the binaries of prebuilds/ ask of the system that loads them, by their symbols:
 *
 *   node scripts/prebuild/check.js [TARGET...]
 *
 * No version of glibc above the one promised, no C++ library, and nothing left open but N-API and libuv, which Node
 * has. Takes readelf, of binutils. The last line is "prebuilds: N passed, N failed".
 */

const { execFileSync } = require('child_process')
const fs = require('fs')
const path = require('path')
const { DYNAMIC_LOOKUP, readMachO } = require('./macho')
const { pick } = require('./targets')

const PREBUILDS = path.join(__dirname, '..', '..', 'prebuilds')
const NODE = /^(napi_|node_api_|uv_)/
const MOST = 512 * 1024 // bytes of one binary
const MACOS = 11

function readelf (file, option) {
  return execFileSync('readelf', ['--wide', option, file], { encoding: 'utf8' }).split('\n')
}

/** @returns {string[]} what is wrong */
function checkElf (file, { glibc }) {
  const wrong = []
  const libraries = readelf(file, '--dynamic').map((line) => /\(NEEDED\).*\[(.*)\]/.exec(line)?.[1]).filter(Boolean)
  // libdl is a part of glibc: dlsym() looks for Node's OpenSSL.
  const allowed = glibc ? ['libc.so.6', 'libm.so.6', 'libdl.so.2'] : ['libc.so']
  for (const name of libraries) if (!allowed.includes(name)) wrong.push(`needs ${name}`)
  for (const line of readelf(file, '--dyn-syms')) {
    const [, index, symbol, version] = /\s(UND|\d+) (\w+)(?:@+(\S+))?/.exec(line) ?? []
    if (index !== 'UND') continue
    const [, need] = /^GLIBC_([\d.]+)$/.exec(version ?? '') ?? []
    if (version && !need) wrong.push(`${symbol} needs ${version}`)
    if (need && Number(need.split('.')[1]) > Number(glibc.split('.')[1])) wrong.push(`${symbol} needs glibc ${need}`)
    if (glibc && !version && !NODE.test(symbol)) wrong.push(`nobody has ${symbol}`)
  }
  return wrong
}

/** @returns {string[]} what is wrong */
function checkMachO (file, { name }) {
  const { libraries, bindings, macos, isSigned } = readMachO(fs.readFileSync(file))
  const wrong = libraries.filter((library) => library !== '/usr/lib/libSystem.B.dylib').map((library) => `needs ${library}`)
  for (const [symbol, library] of bindings) {
    const isOfNode = NODE.test(symbol.slice(1))
    if (isOfNode !== (library === DYNAMIC_LOOKUP)) wrong.push(`${symbol} is looked for in the wrong place (${library})`)
  }
  if (![...bindings.keys()].some((symbol) => symbol.startsWith('_napi_'))) wrong.push('asks for nothing of Node')
  if (macos > MACOS) wrong.push(`needs macOS ${macos}`)
  if (name === 'darwin-arm64' && !isSigned) wrong.push('is not signed, and Apple silicon runs only what is')
  return wrong
}

function check (target) {
  const file = path.join(PREBUILDS, target.file)
  if (!fs.existsSync(file)) return ['is not there: node scripts/prebuild/build.js']
  const wrong = target.name.startsWith('darwin') ? checkMachO(file, target) : checkElf(file, target)
  const { size } = fs.statSync(file)
  if (size > MOST) wrong.push(`has ${size} bytes, more than ${MOST}`)
  return wrong
}

let failed = 0
const targets = pick(process.argv.slice(2))
for (const target of targets) {
  const wrong = check(target)
  if (wrong.length > 0) failed++
  console.log(`${target.name.padEnd(20)}${wrong.length > 0 ? wrong.join('; ') : 'ok'}`)
}
console.log(`prebuilds: ${targets.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
