'use strict'

const { spawnSync } = require('child_process')
const fs = require('fs')
const { createRequire } = require('module')
const path = require('path')
const { Failure } = require('./errors')

const ROOT = path.join(__dirname, '..', '..')
const NODE_GYP = 'node-gyp@12' // where there is none
const ADDON = path.join('build', 'Release', 'hicast.node')

/** Where a node-gyp may be: beside the app, or what npm or pnpm says it uses, or in the npm that came with Node. */
function findNodeGyp () {
  const bin = path.dirname(fs.realpathSync(process.execPath))
  const npms = [path.join(bin, '../lib/node_modules/npm'), path.join(bin, 'node_modules/npm'), '/usr/share/nodejs/npm']
  const folders = [process.cwd(), ROOT, ...npms]
  if (/npm-cli\.c?js$/.test(process.env.npm_execpath ?? '')) folders.push(path.dirname(process.env.npm_execpath))
  const named = process.env.npm_config_node_gyp
  if (named && fs.existsSync(named)) return named
  for (const folder of folders) {
    try {
      return createRequire(path.join(folder, 'index.js')).resolve('node-gyp/bin/node-gyp.js')
    } catch {
      // The next.
    }
  }
  return null
}

/** Node's headers, where they lie beside it, as in its own archives and images; else node-gyp fetches them. */
function headers () {
  const folder = path.join(path.dirname(fs.realpathSync(process.execPath)), '..')
  return fs.existsSync(path.join(folder, 'include', 'node', 'node_api.h')) ? [`--nodedir=${folder}`] : []
}

/** The published package has its binding.gyp elsewhere: one in its root makes yarn 1 compile it at each install. */
function withGyp (work) {
  const file = path.join(ROOT, 'binding.gyp')
  if (fs.existsSync(file)) return work()
  fs.copyFileSync(path.join(ROOT, 'dist', 'binding.gyp'), file)
  try {
    return work()
  } finally {
    fs.rmSync(file)
  }
}

function compile () {
  const file = findNodeGyp()
  const [command, ...first] = file
    ? [process.execPath, file]
    : ['npm', 'exec', '--yes', `--package=${NODE_GYP}`, '--', 'node-gyp']
  return spawnSync(command, [...first, 'rebuild', '--directory', ROOT, ...headers()], {
    stdio: 'inherit',
    shell: command === 'npm' && process.platform === 'win32'
  })
}

/** What is left besides the addon is 30 times its size. */
function tidy () {
  const file = path.join(ROOT, ADDON)
  const bytes = fs.readFileSync(file)
  fs.rmSync(path.join(ROOT, 'build'), { recursive: true, force: true })
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, bytes, { mode: 0o755 })
}

/** In a process of its own: this one must not have loaded an older one. */
function check () {
  const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(path.join(ROOT, ADDON))})`],
    { encoding: 'utf8' })
  if (status !== 0) throw new Failure(`what was compiled does not load:\n${stderr.trim()}`)
}

module.exports = {
  summary: 'compiles the addon, where the package has no binary that fits',
  usage: [''],
  options: {},
  details: `From the source that the package carries, hiredis included, in the package's own folder: node_modules/hicast,
or where your package manager keeps it. It takes Python 3, make and a C++ compiler (on Debian and Ubuntu: apt install
python3 make g++; on Alpine: apk add python3 make g++; on macOS: xcode-select --install), and the headers of Node: those
beside it, else node-gyp fetches them. node-gyp itself is the one beside the app, or that of npm, or is fetched. Do it
again after each install.`,

  async run ({ terminal }) {
    const { error, status } = withGyp(compile)
    if (error) throw new Failure(`cannot run node-gyp: ${error.message}`, 'npm install --save-dev node-gyp puts one beside the app')
    if (status !== 0) {
      throw new Failure('the addon was not compiled: see above',
        'Python 3, make and a C++ compiler are needed; "hicast build --help" tells how to get them')
    }
    tidy()
    check()
    terminal.out(`compiled ${path.join(ROOT, ADDON)}\n`)
  }
}
