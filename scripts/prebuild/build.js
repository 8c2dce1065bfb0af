#!/usr/bin/env node
'use strict'

/**
 * Makes the binaries that the package carries, all of them on one Linux machine:
 *
 *   node scripts/prebuild/build.js [TARGET...]     into prebuilds/; targets.js names them
 *
 * The compiler is zig, which brings the headers and libraries of every libc. It comes as a package of Python's
 * registry, pinned in requirements.txt, into build-prebuild/; an environment variable ZIG names another one.
 * hiredis is linked in. What is Node's own, N-API and libuv, is looked up in the process that loads the addon.
 */

const { execFile, execFileSync } = require('child_process')
const fs = require('fs')
const os = require('os')
const path = require('path')
const { promisify } = require('util')
const { pick } = require('./targets')

const run = promisify(execFile)
const ROOT = path.join(__dirname, '..', '..')
const WORK = path.join(ROOT, 'build-prebuild')
const LIMIT = 32 * 1024 * 1024 // of what a compiler may say
const HIREDIS = ['alloc', 'async', 'hiredis', 'net', 'read', 'sds', 'sockcompat'].map((name) => `deps/hiredis/${name}.c`)

const COMMON = ['-O3', '-fPIC', '-fvisibility=hidden', '-UNDEBUG']
const CXX = [
  '-std=gnu++17', '-fno-exceptions', '-fno-rtti', '-fno-threadsafe-statics', '-DNAPI_VERSION=8',
  '-DNODE_ADDON_API_DISABLE_CPP_EXCEPTIONS', '-DNODE_ADDON_API_DISABLE_DEPRECATED',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS', '-DBUILDING_NODE_EXTENSION'
]

/** @returns {string} the compiler, fetched if it is not there */
function findZig () {
  if (process.env.ZIG) return process.env.ZIG
  const venv = path.join(WORK, 'zig')
  const python = path.join(venv, 'bin', 'python')
  if (!fs.existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' })
  execFileSync(python, ['-m', 'pip', '--quiet', '--disable-pip-version-check', 'install', '--require-hashes',
    '--requirement', path.join(__dirname, 'requirements.txt')], { stdio: 'inherit' })
  return execFileSync(python, ['-c', 'import os, ziglang; print(os.path.join(os.path.dirname(ziglang.__file__), "zig"))'],
    { encoding: 'utf8' }).trim()
}

/** @returns {string} the folder of node_api.h and uv.h: beside Node, or where npm's nodedir says, or node-gyp's own */
function findHeaders () {
  const folders = [
    path.join(path.dirname(fs.realpathSync(process.execPath)), '../include/node'),
    path.join(process.env.npm_config_nodedir ?? '', 'include/node'),
    path.join(os.homedir(), '.cache/node-gyp', process.versions.node, 'include/node')
  ]
  const found = folders.find((folder) => fs.existsSync(path.join(folder, 'node_api.h')))
  if (!found) throw new Error(`no headers of Node ${process.versions.node} in ${folders.join(', ')}: npx node-gyp install`)
  return found
}

function lines (script) {
  return execFileSync(process.execPath, [path.join(ROOT, script)], { encoding: 'utf8' }).trim().split('\n')
}

/** Does it for each, as many at a time as there are processors. */
async function each (list, work) {
  const rest = [...list]
  await Promise.all(Array.from({ length: os.availableParallelism() }, async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next)
  }))
}

async function build (target, { zig, includes, core }) {
  const folder = path.join(WORK, target.name)
  fs.mkdirSync(folder, { recursive: true })
  const call = (args) => run(zig, args, { cwd: ROOT, maxBuffer: LIMIT })
  const common = ['-target', target.zig, ...COMMON, ...includes]
  const sources = [...fs.readdirSync(path.join(ROOT, 'src/binding')).filter((name) => name.endsWith('.cc'))
    .map((name) => `src/binding/${name}`), 'scripts/prebuild/runtime.cc']
  const objects = sources.map((file) => path.join(folder, `${path.basename(file, '.cc')}.o`))
  await each([...sources.keys()], (i) => call(['c++', '-c', sources[i], '-o', objects[i], ...common, ...CXX]))

  const output = path.join(ROOT, 'prebuilds', target.file)
  fs.mkdirSync(path.dirname(output), { recursive: true })
  const link = target.zig.includes('macos') ? ['-Wl,-undefined,dynamic_lookup'] : ['-Wl,-z,relro,-z,now', '-Wl,--version-script=scripts/prebuild/exports.map']
  await call(['cc', '-shared', '-s', ...common, '-std=gnu11', '-w', '-Ideps/hiredis', ...HIREDIS, ...core, ...objects,
    ...link, '-o', output])
  console.log(`${target.name.padEnd(20)}${String(Math.round(fs.statSync(output).size / 1024)).padStart(6)} KiB`)
}

async function main () {
  const targets = pick(process.argv.slice(2))
  lines('scripts/hiredis.js')
  const setup = {
    zig: findZig(),
    core: lines('scripts/core-sources.js'),
    includes: [findHeaders(), 'src/core', 'deps', require('node-addon-api').include_dir].map((folder) => `-I${folder}`)
  }
  for (const target of targets) await build(target, setup)
}

main().catch((error) => {
  console.error(error.stderr || error.stack)
  process.exitCode = 1
})
