'use strict'

/** Reads scripts/types-commands.txt, whose head explains its language. */

const fs = require('fs')
const path = require('path')

const TABLE = path.join(__dirname, 'types-commands.txt')

/** Types of arguments by their names. */
const argumentTypes = new Map()

/**
 * @returns {{ part: string, method: string, text: string, reply: string, doc: string, code: string | null }[]}
 *   `part`: the heading that a row stands under
 */
function readTable () {
  const macros = new Map()
  const rows = []
  let part = ''
  for (const line of fs.readFileSync(TABLE, 'utf8').split('\n')) {
    const [, name, value] = /^([@:]\w+) = (.*)$/.exec(line) || []
    if (name) {
      macros.set(name, value)
      if (name[0] === ':') value.split(' ').forEach((word) => argumentTypes.set(word, name.slice(1)))
    } else if (line.startsWith('#')) {
      part = line.slice(2)
    } else if (line) {
      rows.push({ part, ...readRow(line, macros) })
    }
  }
  return rows
}

function readRow (row, macros) {
  const [definition, doc] = expand(row, macros).split(' // ')
  if (definition.startsWith('| ')) {
    const code = definition.slice(2)
    return { method: /^\w+/.exec(code)[0], text: '', reply: code, doc: doc || '', code }
  }
  const [call, reply] = definition.split(' -> ')
  if (!reply) throw new Error(`No reply in: ${row}`)
  const [method, ...rest] = call.split(' ')
  return { method, text: rest.join(' '), reply, doc: doc || rest.join(' '), code: null }
}

function expand (text, macros) {
  const expanded = text.replace(/@\w+/g, (name) => {
    if (!macros.has(name)) throw new Error(`Unknown ${name} in: ${text}`)
    return macros.get(name)
  })
  return expanded === text ? text : expand(expanded, macros)
}

module.exports = { argumentTypes, readTable }
