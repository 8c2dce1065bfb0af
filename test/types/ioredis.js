'use strict'

/**
 * Checks the types by ioredis' own tests of its types, from a checkout of its
 * repository (nothing of it is kept here):
 *
 *   node test/types/ioredis.js ~/src/ioredis [module]
 *
 * Those tests are for `tsd`; this is as strict: a value's type must be the
 * very type that is expected. `module` is whose types they are, hicast's if
 * absent. Prints what does not hold, and counts.
 */

const fs = require('fs')
const os = require('os')
const path = require('path')
const ts = require('typescript')

const ROOT = path.join(__dirname, '..', '..')

const TSD = `
export declare function expectType<T>(value: T): void
export declare function expectAssignable<T>(value: T): void
export declare function expectError(value: unknown): void
`

/** Copies the tests to a folder in which they find what they import. */
function copyTests (checkout, folder, name) {
  const source = path.join(checkout, 'test', 'typing')
  fs.writeFileSync(path.join(folder, 'tsd.d.ts'), TSD)
  return fs.readdirSync(source).filter((file) => file.endsWith('.ts')).map((file) => {
    const text = fs.readFileSync(path.join(source, file), 'utf8')
      .replaceAll('"../../built"', JSON.stringify(name)).replaceAll('"tsd"', '"./tsd"')
    const copy = path.join(folder, file)
    fs.writeFileSync(copy, text)
    return copy
  })
}

function compile (files) {
  return ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    ignoreDeprecations: '5.0',
    lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    typeRoots: [path.join(ROOT, 'node_modules', '@types')],
    baseUrl: ROOT,
    paths: { hicast: ['types/index.d.ts'], '*': ['node_modules/*'] }
  })
}

/** @returns {string|null} why an assertion does not hold */
function judge (checker, call, kind, errors) {
  const isInside = ({ start }) => start >= call.getStart() && start < call.end
  const own = errors.filter(isInside)
  for (const error of own) error.isSeen = true
  if (kind === 'expectError') return own.length > 0 ? null : 'no error'
  if (own.length > 0) return ts.flattenDiagnosticMessageText(own[0].messageText, ' ')
  const expected = checker.getTypeFromTypeNode(call.typeArguments[0])
  const actual = checker.getTypeAtLocation(call.arguments[0])
  if (kind === 'expectAssignable' || isSame(checker, expected, actual)) return null
  return `${checker.typeToString(actual)} is not ${checker.typeToString(expected)}`
}

function isSame (checker, a, b) {
  if ((a.flags & ts.TypeFlags.Any) !== (b.flags & ts.TypeFlags.Any)) return false
  return checker.isTypeAssignableTo(a, b) && checker.isTypeAssignableTo(b, a)
}

function check (program, file) {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const errors = [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)]
  const result = { passed: 0, failures: [] }
  const report = (position, text) => {
    const { line } = source.getLineAndCharacterOfPosition(position)
    result.failures.push(`${path.basename(file)}:${line + 1}: ${text}`)
  }
  const visit = (node) => {
    // What is inside is judged first: it takes its errors along.
    ts.forEachChild(node, visit)
    const kind = ts.isCallExpression(node) && node.expression.getText()
    if (!/^expect(Type|Error|Assignable)$/.test(kind)) return
    const reason = judge(checker, node, kind, errors.filter(({ isSeen }) => !isSeen))
    if (reason === null) result.passed++
    else report(node.getStart(), reason)
  }
  visit(source)
  for (const error of errors.filter(({ isSeen }) => !isSeen)) {
    report(error.start, ts.flattenDiagnosticMessageText(error.messageText, ' '))
  }
  return result
}

function main ([checkout, name = 'hicast']) {
  if (!checkout) throw new Error('usage: node test/types/ioredis.js CHECKOUT-OF-IOREDIS [MODULE]')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-types-'))
  try {
    const files = copyTests(path.resolve(checkout), folder, name)
    const program = compile(files)
    const results = files.map((file) => check(program, file))
    const failures = results.flatMap((result) => result.failures)
    const passed = results.reduce((sum, result) => sum + result.passed, 0)
    for (const failure of failures) console.log(failure)
    console.log(`ioredis' own tests of types: ${passed} of ${passed + failures.length} hold`)
    if (failures.length > 0) process.exitCode = 1
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

main(process.argv.slice(2))
