'use strict'

/**
 * Makes dist/ws.js of the package ws, which `hicast demo` serves its page's
 * WebSockets with: in one file with its licence, so that no app that depends
 * on hicast gets a package for the sake of a demo. For development there is the
 * package itself.
 */

const fs = require('fs')
const path = require('path')

const OWN = /\brequire\('(\.{1,2}\/[\w/.-]+)'\)/g

/** @returns {string|null} the text of dist/ws.js; null: ws is not installed */
function bundleWs () {
  const folder = path.join(__dirname, '..', 'node_modules', 'ws')
  if (!fs.existsSync(folder)) return null
  const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8')
  const units = new Map()

  function add (name) {
    if (units.has(name)) return
    units.set(name, '')
    units.set(name, read(`${name}.js`).replace(OWN, (text, target) => {
      const other = path.posix.join(path.posix.dirname(name), target)
      add(other)
      return `load('${other}')`
    }))
  }

  add('index')
  const { version } = JSON.parse(read('package.json'))
  return `/*\nws ${version}, made into one file by scripts/bundle-ws.js.\n\n${read('LICENSE')}*/\n'use strict'

const files = Object.create(null)
const modules = Object.create(null)

function load (name) {
  if (modules[name] === undefined) {
    modules[name] = { exports: {} }
    files[name](modules[name], modules[name].exports)
  }
  return modules[name].exports
}
${[...units].map(([name, text]) => `\nfiles['${name}'] = function (module, exports) {\n${text}}\n`).join('')}
module.exports = load('index')
`
}

module.exports = { bundleWs }
