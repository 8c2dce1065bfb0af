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

const HEAD = `'use strict'

// Written by scripts/bundle.js, from lib/.

const files = Object.create(null)
const modules = Object.create(null)

function load (name) {
  if (files[name] === undefined) return require(name)
  if (modules[name] === undefined) {
    modules[name] = { exports: {} }
    run(name, modules[name])
  }
  return modules[name].exports
}

function run (name, unit) {
  let isDone = false
  try {
    files[name](unit, unit.exports, load)
    isDone = true
  } finally {
    if (!isDone) delete modules[name]
  }
}
`

/** The files that a file requires, directly and not, itself included. */
function reach (name, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  for (const [, other] of read(name).matchAll(/\brequire\('(\.\/\w+)'\)/g)) reach(other, found)
  return found
}

function read (name) {
  return fs.readFileSync(path.join(LIB, `${name}.js`), 'utf8')
}

/**
 * Node finds the names for `import { Redis } from 'hicast'` by reading: those
 * that lib/index.js sets one by one shall be found, and no other file's.
 */
function hideExports (source) {
  return source.replace(/\bmodule\.exports\b/g, 'unit.exports')
}

function bundle () {
  const files = [...reach('./index')].map((name) =>
    `\nfiles['${name}'] = function (unit, exports, require) {\n${hideExports(read(name))}}\n`)
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
