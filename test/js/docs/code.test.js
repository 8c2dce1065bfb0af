'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const { builtinModules } = require('node:module')
const os = require('node:os')
const path = require('node:path')
const ts = require('typescript')
const { runWithDefaultPort } = require('../../helpers/default_port')
const { ROOT, blocksOf, pages } = require('../../helpers/markdown')

const SCENARIO = path.join(__dirname, '..', '..', 'helpers', 'page_programs.js')
const LANGUAGES = ['js', 'ts', 'sh', 'json', 'diff', 'html', 'text', '']
/** Packages that pages import, and that another test installs. */
const ELSEWHERE = { '@opentelemetry/instrumentation-ioredis': 'test/libraries/run.js' }
/** What a reader writes himself. */
const READERS = ['createMyDriver']
/** What a fragment may use of the program that it is part of. */
const AMBIENT = `
  import type * as hicast from 'hicast'
  import type * as hubs from 'hicast/hub'
  import type * as buses from 'hicast/bus'
  import type * as brokers from 'hicast/broker'
  declare global {
    const redis: hicast.Redis
    const Redis: typeof hicast.Redis
    const hub: hubs.Hub
    const bus: buses.Bus
    const broker: brokers.Broker
    const client: any
    const ws: any, wss: any, http: typeof import('http'), os: typeof import('os')
    const signal: AbortSignal, password: string, ca: Buffer
    function handle (...args: any[]): Promise<void>
    function handler (...args: any[]): Promise<void>
  }`

const blocks = pages().flatMap(blocksOf)
const code = blocks.filter(({ language }) => ['js', 'ts'].includes(language))
const nameOf = ({ page, line }) => `${page}:${line}`
const isProgram = ({ text }) => /^(import .* from|const .* = require\()/m.test(text)
/** It closes what it opened as the last thing, so that it ends. */
const isWhole = (block) => isProgram(block) && /\.(quit|disconnect|close)\(.*\)(?! *=>).*$/.test(block.text.trimEnd().split('\n').at(-1))

/** A folder in which the blocks are files, and hicast and the packages of this repository are installed. */
function install () {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-pages-'))
  fs.mkdirSync(path.join(folder, 'node_modules'))
  for (const name of fs.readdirSync(path.join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.')) fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name))
  }
  fs.symlinkSync(ROOT, path.join(folder, 'node_modules', 'hicast'))
  for (const block of code) {
    const ending = /\brequire\(/.test(block.text) ? 'cjs' : 'mjs'
    block.file = path.join(folder, `${nameOf(block).replace(/\W+/g, '-')}.${ending}`)
    // The addresses of examples are this machine's.
    fs.writeFileSync(block.file, block.text.replace(/\w+:\w+@10\.0\.0\.\d+/g, '127.0.0.1') + (isProgram(block) ? '' : '\nexport {}\n'))
  }
  fs.writeFileSync(path.join(folder, 'ambient.d.mts'), AMBIENT)
  return folder
}

const parsed = new Map() // the libraries' declarations: most of the work
function hostOf (options) {
  const host = ts.createCompilerHost(options)
  const getSourceFile = host.getSourceFile
  host.getSourceFile = (name, ...rest) => {
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest))
    return parsed.get(name)
  }
  return host
}

/** What the compiler says of files: names that do not exist, imports that lead nowhere, arguments of wrong types. */
function compile (files) {
  const options = {
    allowJs: true,
    checkJs: true,
    noEmit: true,
    strict: false,
    noImplicitAny: false,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'],
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ['node'],
    typeRoots: [path.join(ROOT, 'node_modules', '@types')]
  }
  const program = ts.createProgram(files, options, hostOf(options))
  return ts.getPreEmitDiagnostics(program)
    .filter(({ file }) => file && files.includes(file.fileName))
    .map(({ file, start, messageText }) => {
      const { line } = file.getLineAndCharacterOfPosition(start)
      return { name: path.basename(file.fileName), line: line + 1, text: ts.flattenDiagnosticMessageText(messageText, '\n') }
    })
    .filter(({ text }) => ![...Object.keys(ELSEWHERE), ...READERS].some((name) => text.includes(`'${name}'`)))
    .map(({ name, line, text }) => `${name}, line ${line}: ${text}`)
}

describe('code of the pages', () => {
  let folder

  before(() => { folder = install() })
  after(() => fs.rmSync(folder, { recursive: true, force: true }))

  it('is in languages that are known here', () => {
    assert.deepEqual(blocks.filter(({ language }) => !LANGUAGES.includes(language)).map(nameOf), [])
    assert.ok(code.length > 25, `${code.length} blocks`)
  })

  it('in lines that a page can show', () => {
    const wide = code.flatMap((block) => block.text.split('\n').filter((line) => line.length > 130).map(() => nameOf(block)))
    const readme = code.filter(({ page }) => page === 'README.md').flatMap((block) => block.text.split('\n').filter((line) => line.length > 110))
    assert.deepEqual([...wide, ...readme], [])
  })

  it('compiles: programs by themselves, fragments within theirs', function () {
    this.timeout(180000)
    const [programs, fragments] = [true, false].map((is) => code.filter((block) => isProgram(block) === is).map(({ file }) => file))
    assert.deepEqual(compile(programs), [])
    assert.deepEqual(compile([...fragments, path.join(folder, 'ambient.d.mts')]), [])
  })

  it('imports packages that a test has', () => {
    const names = code.flatMap(({ text }) => Array.from(text.matchAll(/(?:from |require\()['"]([^'"]+)['"]/g), ([, name]) => name))
    const unknown = [...new Set(names)].filter((name) => {
      const test = ELSEWHERE[name]
      if (test) return !fs.readFileSync(path.join(ROOT, test), 'utf8').includes(`'${name}'`)
      return !name.startsWith('hicast') && !builtinModules.includes(name.replace('node:', '')) &&
        !fs.existsSync(path.join(ROOT, 'node_modules', name))
    })
    assert.deepEqual(unknown, [])
  })

  it('runs to its end on a real server, where it is a whole program', async function () {
    this.timeout(180000)
    const whole = code.filter(isWhole)
    assert.ok(whole.length >= 6, whole.map(nameOf).join(' '))
    const { code: status, stdout, stderr } = await runWithDefaultPort(SCENARIO, whole.map(({ file }) => file))
    assert.equal(stderr, '')
    assert.deepEqual(stdout.trim().split('\n'), whole.map(({ file }) => `ended: ${path.basename(file)}`))
    assert.equal(status, 0)
  })

  it('and JSON can be read', () => {
    for (const { text, ...block } of blocks.filter(({ language }) => language === 'json')) {
      assert.doesNotThrow(() => JSON.parse(text), nameOf(block))
    }
  })
})
