'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const ts = require('typescript')
const hicast = require('hicast')

const TYPES = path.join(__dirname, '..', '..', 'types')
const DECLARATIONS = path.join(TYPES, 'index.d.ts')
const FOR_IMPORT = path.join(TYPES, 'index.d.mts')

/** Members that only some instances have. */
const UNSET_AT_FIRST = new Set(['ignore', 'isReadOnly', 'pipelineIndex'])

describe('types', () => {
  let checker
  let api
  let forImport

  before(function () {
    this.timeout(60000)
    const program = ts.createProgram([DECLARATIONS, FOR_IMPORT], {
      strict: true,
      types: ['node'],
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16
    })
    checker = program.getTypeChecker()
    const moduleOf = (file) => checker.getSymbolAtLocation(program.getSourceFile(file))
    api = checker.getAliasedSymbol(moduleOf(DECLARATIONS).exports.get('export='))
    forImport = moduleOf(FOR_IMPORT)
  })

  /** Names that a module is declared to export. */
  const declaredNames = (module) => checker.getExportsOfModule(module).map(({ name }) => name).sort()

  /** Names of the values among them. */
  const declaredValues = (module) => checker.getExportsOfModule(module)
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
    assert.ok(declaredValues(api).length > 10)
    assert.deepEqual(declaredValues(api).filter((name) => !(name in hicast)), [])
  })

  it('declare every value that the module has', () => {
    const undeclared = Object.keys(hicast).filter((name) => !declaredValues(api).includes(name))
    assert.deepEqual(undeclared, ['defaultOptions'])
  })

  it('declare the same names for import as for require', async () => {
    assert.deepEqual(declaredNames(forImport),
      declaredNames(api).filter((name) => name !== 'createClient' && name !== 'prototype'))
    const imported = await import('hicast')
    assert.deepEqual(declaredValues(forImport).filter((name) => !(name in imported)), [])
    assert.equal(imported.default, hicast)
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
