'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const ts = require('typescript')
const hicast = require('../..')

const DECLARATIONS = path.join(__dirname, '..', '..', 'types', 'index.d.ts')

/** Members that only some instances have. */
const UNSET_AT_FIRST = new Set(['ignore', 'isReadOnly', 'pipelineIndex'])

describe('types', () => {
  let checker
  let api

  before(function () {
    this.timeout(60000)
    const program = ts.createProgram([DECLARATIONS], { strict: true, types: ['node'] })
    checker = program.getTypeChecker()
    const module = checker.getSymbolAtLocation(program.getSourceFile(DECLARATIONS))
    api = checker.getAliasedSymbol(module.exports.get('export='))
  })

  /** Names of the values that the module is declared to have. */
  const declaredValues = () => [...checker.getExportsOfModule(api)]
    .filter((symbol) => (resolve(symbol).flags & ts.SymbolFlags.Value) !== 0)
    .map((symbol) => symbol.name)
    .filter((name) => name !== 'prototype')

  const resolve = (symbol) => (symbol.flags & ts.SymbolFlags.Alias) !== 0
    ? checker.getAliasedSymbol(symbol)
    : symbol

  /** Public members that instances of a class are declared to have. */
  const declaredMembers = (name) => {
    const symbol = resolve(checker.getExportsOfModule(api).find((each) => each.name === name))
    return checker.getDeclaredTypeOfSymbol(symbol).getProperties()
      .filter(({ declarations }) => (ts.getCombinedModifierFlags(declarations[0]) & ts.ModifierFlags.Protected) === 0)
      .map((member) => member.name)
      .filter((member) => !member.startsWith('_'))
  }

  const missing = (name, instance) => declaredMembers(name)
    .filter((member) => !(member in instance) && !UNSET_AT_FIRST.has(member))

  it('declare no value that the module lacks', () => {
    assert.ok(declaredValues().length > 10)
    assert.deepEqual(declaredValues().filter((name) => !(name in hicast)), [])
  })

  it('declare every value that the module has', () => {
    const undeclared = Object.keys(hicast).filter((name) => !declaredValues().includes(name))
    assert.deepEqual(undeclared, ['defaultOptions'])
  })

  it('declare no member that a client lacks', () => {
    const client = new hicast.Redis({ lazyConnect: true })
    assert.ok(declaredMembers('Redis').length > 400)
    assert.deepEqual(missing('Redis', client), [])
    client.disconnect()
  })

  it('declare no member that a pipeline, a command or a scan stream lacks', () => {
    const client = new hicast.Redis({ lazyConnect: true })
    assert.deepEqual(missing('Pipeline', client.pipeline()), [])
    assert.deepEqual(missing('Command', new hicast.Command('get', ['key'])), [])
    assert.deepEqual(missing('ScanStream', client.scanStream()), [])
    client.disconnect()
  })

  it('declare every command of a client, and its twin where that differs', () => {
    const declared = new Set(declaredMembers('Redis'))
    const client = new hicast.Redis({ lazyConnect: true })
    const undeclared = client.getBuiltinCommands().filter((name) => !declared.has(name))
    assert.deepEqual(undeclared, [])
    for (const name of ['get', 'hgetall', 'lrange', 'xread']) {
      assert.ok(declared.has(`${name}Buffer`), name)
    }
    client.disconnect()
  })
})
