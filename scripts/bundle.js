'use strict'

/**
 * Writes dist/index.js, which is what `require('hicast')` loads: the files
 * that lib/index.js needs, as they are, in one. To find and read fifty files
 * takes Node longer than to run them, and costs half of the memory that an
 * idle client takes.
 *
 *   node scripts/bundle.js
 *
 * Each file becomes a function like the one that Node makes of it, called when
 * it is first required. The usual bundlers rename classes, and users see that.
 */

const fs = require('fs')
const path = require('path')

const ROOT = path.join(__dirname, '..')
const LIB = path.join(ROOT, 'lib')
const OUTPUT = path.join(ROOT, 'dist', 'index.js')
const OWN = /\brequire\('(\.\/\w+)'\)/g

const HEAD = `'use strict'

// Written by scripts/bundle.js, from lib/.

const files = Object.create(null)
const modules = Object.create(null)

function load (name) {
  if (modules[name] === undefined) {
    const unit = { exports: {} }
    modules[name] = unit
    files[name](unit, unit.exports)
  }
  return modules[name].exports
}
`

/** The files that a file requires, directly and not, itself included. */
function reach (name, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  for (const [, other] of read(name).matchAll(OWN)) reach(other, found)
  return found
}

function read (name) {
  return fs.readFileSync(path.join(LIB, `${name}.js`), 'utf8')
}

/**
 * Other packages stay as they are required, so that tools which collect what a
 * program needs find them. Node finds the names for `import { Redis } from
 * 'hicast'` by reading, too: those that lib/index.js sets one by one shall be
 * found, and no other file's.
 */
function adapt (source) {
  return source.replace(OWN, "load('$1')").replace(/\bmodule\.exports\b/g, 'unit.exports')
}

function bundle () {
  const files = [...reach('./index')].map((name) =>
    `\nfiles['${name}'] = function (unit, exports) {\n${adapt(read(name))}}\n`)
  write(HEAD + files.join('') + "\nmodule.exports = load('./index')\n")
}

/** Others may be reading the file: it changes at once, or not at all. */
function write (text) {
  if (fs.existsSync(OUTPUT) && fs.readFileSync(OUTPUT, 'utf8') === text) return
  const made = `${OUTPUT}.${process.pid}`
  fs.mkdirSync(path.dirname(OUTPUT), { recursive: true })
  fs.writeFileSync(made, text)
  fs.renameSync(made, OUTPUT)
}

if (require.main === module) bundle()

module.exports = { bundle }
