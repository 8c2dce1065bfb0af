'use strict'

/**
 * Writes dist/index.js, which is what `require('hicast')` loads: the files
 * that lib/index.js needs, as they are, in one. To find and read fifty files
 * takes Node longer than to run them, and costs half of the memory that an
 * idle client takes. Rooms that an app may do without come when it first asks
 * for one of them: each has a file of its own.
 *
 *   node scripts/bundle.js
 *
 * Each file becomes a function like the one that Node makes of it, called when
 * it is first required, without its comments: V8 keeps the text of what it has
 * compiled, a third of it for nothing. The usual bundlers rename classes, and
 * users see that.
 */

const acorn = require('acorn')
const fs = require('fs')
const path = require('path')
const { bundleWs } = require('./bundle-ws')

const ROOT = path.join(__dirname, '..')
const LIB = path.join(ROOT, 'lib')
const DIST = path.join(ROOT, 'dist')
// What comes later, by the file it is in. HEAD has the same names.
const LATER = {
  cluster: /^cluster\//,
  sentinel: /^sentinel\//,
  tls: /^connection\/tls\/|^options\/tls_profiles$/,
  fieldsets: /^client\/fieldsets$/
}
const OWN = /\brequire\('(\.{1,2}\/[\w/.]+)'\)/g

const HEAD = `'use strict'

// Written by scripts/bundle.js, from lib/.

const files = Object.create(null)
const modules = Object.create(null)

// By name, so that tools which collect what a program needs find them.
function more (name) {
  if (name.startsWith('cluster/')) return require('./cluster')
  if (name.startsWith('sentinel/')) return require('./sentinel')
  if (name === 'client/fieldsets') return require('./fieldsets')
  return require('./tls')
}

function load (name) {
  if (modules[name] === undefined) {
    if (files[name] === undefined) more(name)(files, load)
    const unit = { exports: {} }
    modules[name] = unit
    files[name](unit, unit.exports)
  }
  return modules[name].exports
}
`

// yarn 1 compiles any package that has a binding.gyp, whatever else the package says. So the published one has it here,
// and "hicast build" (lib/cli/build.js) puts it in its place for as long as it compiles.
const GYP_HEAD = '# Written by scripts/bundle.js: binding.gyp of the repository.\n'

const HEAD_LATER = `'use strict'

// Written by scripts/bundle.js, from lib/.

module.exports = function (files, load) {
`

/**
 * The files that a file requires, directly and not, itself included.
 *
 * @param {string} name  of a file in lib/, without its ending
 * @param {Set<string>} [found]
 */
function reach (name, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  for (const [, target] of read(name).matchAll(OWN)) {
    const other = resolve(name, target)
    if (other !== null) reach(other, found)
  }
  return found
}

function read (name) {
  return fs.readFileSync(path.join(LIB, `${name}.js`), 'utf8')
}

/** @returns {string|null} what a file of lib/ requires; null: it is no code of lib/ */
function resolve (name, target) {
  const other = path.posix.join(path.posix.dirname(name), target)
  if (other.startsWith('..')) return null
  return fs.existsSync(path.join(LIB, `${other}.js`)) ? other : `${other}/index`
}

/**
 * Other packages stay as they are required, so that tools which collect what a
 * program needs find them. Node finds the names for `import { Redis } from
 * 'hicast'` by reading, too: those that lib/index.js sets one by one shall be
 * found, and no other file's.
 */
function adapt (name) {
  return read(name)
    .replace(OWN, (text, target) => {
      const other = resolve(name, target)
      if (other !== null) return `load('${other}')`
      const file = path.posix.join('lib', path.posix.dirname(name), target)
      return `require('../${file}')`
    })
    .replace(/\bmodule\.exports\b/g, 'unit.exports')
}

function unit (name) {
  return `\nfiles['${name}'] = function (unit, exports) {\n${withoutComments(adapt(name))}}\n`
}

/** A comment that has its lines for itself goes with them. */
function withoutComments (text) {
  const kept = []
  let at = 0
  const onComment = (isBlock, comment, start, end) => {
    const line = text.lastIndexOf('\n', start) + 1
    const isAlone = text.slice(line, start).trim() === '' && text[end] === '\n'
    kept.push(text.slice(at, isAlone ? line : start))
    at = isAlone ? end + 1 : end
  }
  acorn.parse(text, { ecmaVersion: 'latest', sourceType: 'commonjs', onComment })
  kept.push(text.slice(at))
  return kept.join('')
}

function bundle () {
  const names = [...reach('index')]
  const now = names.filter((name) => !Object.values(LATER).some((room) => room.test(name)))
  write('index.js', HEAD + now.map(unit).join('') + "\nmodule.exports = load('index')\n")
  write('binding.gyp', GYP_HEAD + fs.readFileSync(path.join(ROOT, 'binding.gyp'), 'utf8'))
  for (const [file, room] of Object.entries(LATER)) {
    write(`${file}.js`, HEAD_LATER + names.filter((name) => room.test(name)).map(unit).join('') + '}\n')
  }
  const ws = bundleWs()
  if (ws !== null) write('ws.js', ws)
}

// One character beyond ASCII has V8 keep two bytes for each of the file.
function check (file, text) {
  const found = /[^\0-\x7f]/.exec(text)
  if (found === null) return
  const line = text.slice(text.lastIndexOf('\n', found.index) + 1).split('\n', 1)[0]
  throw new Error(`dist/${file} has to be ASCII, for the memory that it takes; write an escape: ${line.trim()}`)
}

/** Others may be reading the file: it changes at once, or not at all. */
function write (file, text) {
  if (file.endsWith('.js')) check(file, text)
  const output = path.join(DIST, file)
  if (fs.existsSync(output) && fs.readFileSync(output, 'utf8') === text) return
  const made = `${output}.${process.pid}`
  fs.mkdirSync(DIST, { recursive: true })
  fs.writeFileSync(made, text)
  fs.renameSync(made, output)
}

if (require.main === module) bundle()

module.exports = { bundle }
