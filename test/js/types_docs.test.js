'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const ts = require('typescript')

const TYPES = path.join(__dirname, '..', '..', 'types')
/** Whose properties are the options of `new Redis()`; some of them are Node's types. */
const OPTIONS = ['CommonRedisOptions', 'SentinelConnectionOptions', 'StandaloneConnectionOptions', 'CommanderOptions']
const OF_NODE = ['port', 'host', 'family', 'path']
const NO_EFFECT = ['offlineQueue', 'commandQueue', 'monitor']
const FILES = fs.readdirSync(TYPES).map((name) => path.join(TYPES, name))

/** Whether editors show what it is: a default alone does not say. */
const isTold = (node) => (node.jsDoc ?? []).some(({ comment }) => comment !== undefined)

const isMember = (node) => ts.isPropertySignature(node) || ts.isMethodSignature(node) || ts.isMethodDeclaration(node) ||
  ts.isPropertyDeclaration(node) || ts.isGetAccessorDeclaration(node)
const isPublic = (node) => (ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Protected | ts.ModifierFlags.Private)) === 0

describe('what editors show of the types', () => {
  /** The members of a file that say nothing; overloads share what the first one says, but those of commands. */
  function silent (file) {
    const found = []
    const isEach = file.endsWith('commands.d.ts')
    function visit (node, owner) {
      const name = node.name?.getText()
      const isNamed = owner?.name !== undefined // else it is within a signature
      if (isMember(node) && isNamed && isPublic(node) && !name.startsWith('_')) {
        const isOverload = !isEach && owner?.members?.some((other) => other !== node && other.name?.getText() === name && isTold(other))
        if (!isOverload && !isTold(node)) found.push(`${path.basename(file)}: ${owner?.name?.getText() ?? ''}.${name}`)
      }
      const inner = ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node) || ts.isTypeLiteralNode(node) ? node : owner
      ts.forEachChild(node, (child) => visit(child, inner))
    }
    visit(ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
    return found
  }

  for (const file of FILES) {
    it(`${path.basename(file)}: each option, event, method and property says what it is`, () => {
      assert.deepEqual(silent(file), [])
    })
  }

  it('a command: what it does, how it is called, what it costs, and since when', () => {
    const text = fs.readFileSync(path.join(TYPES, 'commands.d.ts'), 'utf8')
    const [, comment] = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s+publish\(/.exec(text)
    for (const part of ['Post a message', '`PUBLISH channel message`', 'Complexity: O(N+M)', 'Since Redis 2.0.0']) {
      assert.ok(comment.includes(part), comment)
    }
  })

  it('an option: its default, and its unit where it is a time or a size', () => {
    const text = fs.readFileSync(path.join(TYPES, 'options.d.ts'), 'utf8')
    const wrong = Array.from(text.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s+(\w*(?:[tT]imeout|[iI]nterval|retryDelay\w*|Bytes|Grace|keepAlive|Time))\?:/g))
      .filter(([, comment]) => !/\b(ms|milliseconds|bytes|Bytes)\b/.test(comment))
      .map(([, , name]) => name)
    assert.deepEqual(wrong, [])
  })

  it('an option has its line in docs/options.md, and nothing else has', () => {
    const names = new Set()
    for (const name of ['options.d.ts', 'client.d.ts']) {
      const source = ts.createSourceFile(name, fs.readFileSync(path.join(TYPES, name), 'utf8'), ts.ScriptTarget.Latest, true)
      const visit = (node) => {
        if (ts.isPropertySignature(node)) names.add(node.name.text)
        else ts.forEachChild(node, visit)
      }
      source.statements.filter((statement) => OPTIONS.includes(statement.name?.text)).forEach(visit)
    }
    const wanted = [...names, ...OF_NODE].filter((name) => !NO_EFFECT.includes(name))
    const page = fs.readFileSync(path.join(__dirname, '..', '..', 'docs', 'options.md'), 'utf8')
    const told = Array.from(page.matchAll(/^\| (`.*?) \|/gm), ([, cell]) => cell.match(/\w+/g)).flat()
    assert.deepEqual([...new Set(told)].sort(), [...new Set(wanted)].sort())
  })
})
