'use strict'

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { ROOT, blocksOf, codeOf, pages } = require('../../helpers/markdown')

const { scripts } = require('../../../package.json')
const HICAST = path.join(ROOT, 'bin', 'hicast.js')
const exists = (name) => fs.existsSync(path.join(ROOT, name))

const helps = new Map()
/** What `hicast COMMAND --help` prints. */
function help (command) {
  if (!helps.has(command)) helps.set(command, execFileSync(process.execPath, [HICAST, command, '--help'], { encoding: 'utf8' }))
  return helps.get(command)
}

/** Why `hicast WORDS` cannot be called so; null: it can. */
function wrongHicast ([command, ...words]) {
  if (['--help', '--version'].includes(command)) return null
  if (!exists(`lib/cli/${command}.js`)) return `no command ${command}`
  const unknown = words.filter((word) => /^--?[a-z]/.test(word)).find((word) => !help(command).includes(word.replace(/=.*/, '')))
  return unknown ? `${command} has no ${unknown}` : null
}

function wrongMake (words) {
  const folder = words[words.indexOf('-C') + 1]
  const makefile = fs.readFileSync(path.join(ROOT, folder, 'Makefile'), 'utf8')
  const targets = words.filter((word, i) => /^[a-z-]+$/.test(word) && words[i - 1] !== '-C')
  return targets.find((target) => !new RegExp(`^(\\.PHONY:.*\\b${target}\\b|${target}\\b.*:)`, 'm').test(makefile)) ?? null
}

const fileOr = (name) => exists(name) ? null : `no file ${name}`
const bin = ([name, ...words]) => name === 'hicast'
  ? wrongHicast(words)
  : exists(`node_modules/.bin/${name}`)
    ? words.filter((word) => /^test\/.*\.js$/.test(word)).map(fileOr).find(Boolean) ?? null
    : `no program ${name}`
const script = (name) => scripts[name] ? null : `no script ${name}`

/** By its first word: what is wrong with a command. */
const COMMANDS = {
  npx: bin,
  pnpm: (words) => words[0] === 'exec' ? bin(words.slice(1)) : words[0] === 'add' ? null : words.join(' '),
  yarn: (words) => words[0] === 'add' ? null : bin(words),
  npm: ([verb, name]) => ({ run: () => script(name), test: () => null, ci: () => null, install: () => null, sbom: () => null })[verb]?.() ??
    (['run', 'test', 'ci', 'install', 'sbom'].includes(verb) ? null : `npm ${verb}`),
  node: (words) => words.filter((word) => /\.[cm]?js$/.test(word) && word.includes('/')).map(fileOr).find(Boolean) ?? null,
  bash: ([file]) => fileOr(file),
  make: wrongMake,
  tail: () => null,
  jq: () => null,
  head: () => null
}

/** The commands of a line, as lists of words. */
function commandsOf (line) {
  return line.replace(/(^|\s)#.*/, '').replace(/'[^']*'/g, (text) => text.replace(/[|&;\s]/g, '_')).split(/\||&&|;/)
    .map((each) => each.trim().split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word)))
    .filter(([first]) => first)
}

function wrong ([first, ...words]) {
  if (first.includes('/')) return fileOr(first)
  return Object.hasOwn(COMMANDS, first) ? COMMANDS[first](words) : `unknown: ${first}`
}

describe('commands of the pages', function () {
  this.timeout(60000)

  const lines = pages().flatMap((page) => blocksOf(page).filter(({ language }) => language === 'sh')
    .flatMap(({ text, line }) => text.trim().split('\n').map((each, i) => ({ where: `${page}:${line + i}`, text: each }))))

  it('can be called so', () => {
    assert.ok(lines.length > 25, `${lines.length} lines`)
    const found = lines.flatMap(({ where, text }) => commandsOf(text).map(wrong).filter(Boolean).map((why) => `${where}: ${why}`))
    assert.deepEqual(found, [])
  })

  it('within the text as well: scripts of npm, and hicast itself', () => {
    const found = pages().flatMap((page) => codeOf(page)
      .filter((text) => /^(npm run|npx hicast|hicast) \S/.test(text) && !/[A-Z…]{2,}|\.\.\./.test(text.replace(/redis:\S*/, '')))
      .flatMap((text) => commandsOf(text.replace(/^hicast/, 'npx hicast')).map(wrong).filter(Boolean).map((why) => `${page}: ${text}: ${why}`)))
    assert.deepEqual(found, [])
  })

  it('are seen through when they are wrong', () => {
    for (const line of ['npm run nothing', 'npx hicast nothing', 'npx hicast sub a --nothing', 'node examples/nothing.mjs', './scripts/nothing.sh',
      'make -C test/core nothing', 'nothing', 'npx nothing', 'npm test && npm run nothing']) {
      assert.ok(commandsOf(line).map(wrong).some(Boolean), line)
    }
  })
})
