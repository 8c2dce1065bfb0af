'use strict'

/**
 * Writes types/commands.d.ts, the methods for the server's commands, from the
 * table in types-commands.txt, whose head explains its language.
 *
 *   node scripts/types-commands.js           writes the file
 *   node scripts/types-commands.js --check   fails if the file is out of date
 *
 * The table must name every command and subcommand of @ioredis/commands, as
 * many arguments as each command asks for at least, and no command else but
 * SENTINEL, which is not in the list.
 */

const fs = require('fs')
const path = require('path')
const commands = require('@ioredis/commands')
const arities = require('@ioredis/commands/built/commands.json')
const { commentOf, commentOfTwin } = require('./types-commands-docs')
const { argumentTypes, readTable } = require('./types-commands-table')

const OUTPUT = path.join(__dirname, '..', 'types', 'commands.d.ts')

/** Methods that are written by hand, in types/index.d.ts. */
const BY_HAND = new Set(['monitor', 'multi'])

const HEAD = `// Written by scripts/types-commands.js. Change scripts/types-commands.txt instead.
// Summaries and complexities are those that Redis 7.0 and Valkey 9.1 give (COMMAND DOCS), both under the BSD 3-Clause
// License, Copyright (c) Redis Ltd., Salvatore Sanfilippo and contributors; (c) Valkey contributors.

import type {
  ArgrepReply,
  Callback,
  ClientContext,
  Dict,
  Done,
  Many,
  Num,
  RedisKey,
  RedisValue,
  Result,
  Shape,
  VsimReply
} from './client'

/** The commands of the server, for a client or (\`Context\`) for a pipeline. */
export interface RedisCommander<Context extends ClientContext = { type: 'default' }> {
  /** Sends any command, also one that this client does not know. */
  call(...args: [command: string, callback?: Callback<unknown>] | [command: string, ...args: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
  /** Sends any command, with Buffers in the reply. */
  callBuffer(...args: [command: string, callback?: Callback<unknown>] | [command: string, ...args: Many<RedisValue>, ...callback: Done<unknown>]): Result<unknown, Context>
`

/* ---- Reading arguments ----------------------------------------------------- */

/**
 * Parses arguments into sequences of nodes:
 * { kind: 'word' | 'token', text }, { kind: 'choice' | 'optional', options },
 * { kind: 'many', items }.
 */
function parse (text) {
  const symbols = text.match(/\.\.\.|[[\](){}|]|[^\s[\](){}|.]+/g) || []
  let at = 0

  function sequences (end) {
    const all = [[]]
    while (at < symbols.length && symbols[at] !== end) {
      if (symbols[at] === '|') {
        at++
        all.push([])
      } else {
        all[all.length - 1].push(node())
      }
    }
    if (symbols[at] !== end) throw new Error(`${end || 'The end'} expected in: ${text}`)
    at++
    return all
  }

  function node () {
    const symbol = symbols[at++]
    let found
    if (symbol === '[') found = { kind: 'optional', options: sequences(']') }
    else if (symbol === '(') found = { kind: 'choice', options: sequences(')') }
    else if (symbol === '{') found = { kind: 'group', items: sequences('}')[0] }
    else found = { kind: /[a-z]/.test(symbol) ? 'word' : 'token', text: symbol }
    if (symbols[at] !== '...') return found
    at++
    return { kind: 'many', items: found.kind === 'group' ? found.items : [found] }
  }

  return sequences(undefined)[0]
}

/** The least number of arguments that a sequence stands for. */
function least (sequence) {
  return sequence.reduce((sum, { kind, options }) => {
    if (kind === 'optional' || kind === 'many') return sum
    return sum + (kind === 'choice' ? Math.min(...options.map(least)) : 1)
  }, 0)
}

/* ---- Writing TypeScript -------------------------------------------------- */

const isLeaf = (node) => node.kind === 'word' || node.kind === 'token'

function leafType ({ kind, text }) {
  if (kind === 'token') return `'${text}'`
  const [name, type] = text.split(':')
  if (type) return type.replace(/,/g, ', ')
  return argumentTypes.get(name) || 'RedisValue'
}

function label (node) {
  if (node.kind === 'many') return label(node.items[0])
  if (!isLeaf(node)) return 'option'
  const words = node.text.split(':')[0].toLowerCase().match(/[a-z0-9]+/g) || ['symbol']
  const name = words.map((word, i) => i === 0 ? word : word[0].toUpperCase() + word.slice(1)).join('')
  return name === 'delete' ? 'deleteToken' : name // a label may not be a reserved word
}

const hasMany = (sequence) => sequence.some((node) =>
  node.kind === 'many' || (node.options || []).some(hasMany))

const unique = (list) => [...new Set(list)]

/** A tuple's elements, each with a label of its own. */
function elements (sequence) {
  const used = new Map()
  return sequence.map((node) => {
    const name = label(node)
    const times = (used.get(name) || 0) + 1
    used.set(name, times)
    return element(node, times > 1 ? name + times : name)
  })
}

function element (node, name) {
  if (isLeaf(node)) return `${name}: ${leafType(node)}`
  if (node.kind === 'many') {
    return `...${name}: Many<${unique(node.items.map(leafType)).join(' | ')}>`
  }
  const leaves = node.options.every((option) => option.length === 1 && isLeaf(option[0]))
  const type = unique(node.options.map((option) => leaves ? leafType(option[0]) : tuple(option)))
  if (node.kind === 'choice') return `${leaves ? '' : '...'}${name}: ${type.join(' | ')}`
  return `...${name}: [] | ${leaves ? `[${name}: ${type.join(' | ')}]` : type.join(' | ')}`
}

function tuple (sequence) {
  return `[${elements(sequence).join(', ')}]`
}

function replyType (reply) {
  const [legacy, resp3] = reply.split(' ~ ')
  return resp3 ? `Shape<${legacy}, ${resp3}, Context>` : legacy
}

function signature (method, sequence, reply) {
  const name = /^\w+$/.test(method) ? method : `'${method}'`
  const result = `Result<${reply}, Context>`
  if (sequence.every(isLeaf)) {
    return `${name}(${parameters(sequence, reply)}): ${result}`
  }
  const last = sequence[sequence.length - 1]
  const isOpen = last.kind === 'optional' && last.options[0][0].kind === 'many'
  const tuples = isOpen
    ? [sequence.slice(0, -1), [...sequence.slice(0, -1), last.options[0][0]]]
    : [sequence]
  const args = tuples.map((each) => `[${parameters(each, reply)}]`)
  return `${name}(...args: ${args.join(' | ')}): ${result}`
}

function parameters (sequence, reply) {
  // An optional element must not follow a rest element: hence Done.
  const callback = hasMany(sequence) ? `...callback: Done<${reply}>` : `callback?: Callback<${reply}>`
  return [...elements(sequence), callback].join(', ')
}

/** What the twin for Buffers gives where the method itself gives text. */
function bufferReply (reply) {
  return reply.replace(/\bstring\b/g, 'Buffer').replace(/'OK'|'PONG'/g, 'Buffer')
}

function declaration (row, isBuffer) {
  if (row.code) {
    return isBuffer
      ? row.code.replace(/^\w+/, '$&Buffer').replace(/\bstring\b/g, 'Buffer')
      : row.code
  }
  const reply = replyType(row.reply)
  return isBuffer
    ? signature(row.method + 'Buffer', parse(row.text), bufferReply(reply))
    : signature(row.method, parse(row.text), reply)
}

function methodDeclarations (method, rows) {
  const lines = []
  for (const row of rows) {
    lines.push(...commentOf(row).map((line) => `  ${line}`), `  ${declaration(row, false)}`)
  }
  if (method !== 'exec' && rows.some(({ reply }) => /\b(string|unknown)\b/.test(reply))) {
    for (const row of rows) lines.push(...commentOfTwin(row).map((line) => `  ${line}`), `  ${declaration(row, true)}`)
  }
  return lines
}

/* ---- The whole ----------------------------------------------------------- */

const hasWord = (text, word) => text.split(/[^A-Z-]+/).includes(word)

/** Checks the rows of a command, but for those that take a map in one argument. */
function wrongRows (name, rows) {
  const subcommands = Object.keys(arities[name].subcommands || {})
  if (subcommands.length > 0) {
    return subcommands
      .filter((subcommand) => !rows.some(({ text }) => hasWord(text, subcommand.toUpperCase())))
      .map((subcommand) => `${name} ${subcommand}: not in the table`)
  }
  const wanted = Math.abs(arities[name].arity)
  const plain = rows.filter((row) => !row.code && !row.text.includes(':'))
  if (plain.length === 0) return []
  const found = Math.min(...plain.map((row) => least(parse(row.text)) + 1))
  const isOpen = plain.some((row) => row.text.includes('...'))
  return found === wanted || (isOpen && found < wanted)
    ? []
    : [`${name}: ${found} words at least, but its arity is ${wanted}`]
}

/** @throws if the table and @ioredis/commands disagree */
function verify (methods) {
  const wrong = []
  for (const name of commands.list) {
    if (BY_HAND.has(name)) continue
    if (!methods.has(name)) {
      wrong.push(`${name}: not in the table`)
    } else {
      wrong.push(...wrongRows(name, methods.get(name)))
    }
  }
  for (const name of methods.keys()) {
    if (!commands.exists(name) && name !== 'sentinel') wrong.push(`${name}: no command`)
  }
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}

function generate () {
  const methods = new Map()
  for (const row of readTable()) {
    if (!methods.has(row.method)) methods.set(row.method, [])
    methods.get(row.method).push(row)
  }
  verify(methods)
  const names = [...methods.keys()].sort()
  const lines = names.flatMap((name) => ['', ...methodDeclarations(name, methods.get(name))])
  return `${HEAD}${lines.join('\n')}\n}\n`
}

function main () {
  const text = generate()
  if (!process.argv.includes('--check')) {
    fs.writeFileSync(OUTPUT, text)
  } else if (fs.readFileSync(OUTPUT, 'utf8') !== text) {
    throw new Error('types/commands.d.ts is out of date: run node scripts/types-commands.js')
  }
}

main()
