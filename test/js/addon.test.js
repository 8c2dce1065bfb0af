'use strict'

const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

const ROOT = path.join(__dirname, '..', '..')
const ADDON = process.env.HICAST_PREBUILD
  ? path.join(process.env.HICAST_PREBUILD, 'build/Release/hicast.node')
  : path.join(ROOT, 'build/Release/hicast.node')

/** How the addon is found, in a copy of the package that has no binary but those that a test puts there. */
describe('loading the addon', () => {
  let folder

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-addon-'))
    for (const name of ['bin', 'dist', 'lib', 'package.json']) {
      fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true })
    }
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
  })
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

  function put (name, content) {
    const file = path.join(folder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    if (content === undefined) fs.copyFileSync(ADDON, file)
    else fs.writeFileSync(file, content)
  }

  function node (args, env = {}) {
    const clean = { ...process.env, ...env }
    if (!('HICAST_PREBUILD' in env)) delete clean.HICAST_PREBUILD
    delete clean.NODE_OPTIONS
    return spawnSync(process.execPath, args, { cwd: folder, env: clean, encoding: 'utf8' })
  }

  /** What `require('hicast')` comes to: 'loaded', or the error's code and message. */
  function load ({ env, flags = [], before = '' } = {}) {
    const program = `${before}
      try { require('hicast'); console.log('loaded') } catch (error) { console.log(error.code + ' ' + error.message) }`
    const { stdout, stderr, status } = node([...flags, '-e', program], env)
    assert.equal(status, 0, stderr)
    return stdout.trim()
  }

  const carried = `prebuilds/${process.platform}-${process.arch}/hicast${process.platform === 'linux' ? '.glibc' : ''}.node`

  it('takes the binary that the package carries', () => {
    put(carried)
    assert.equal(load(), 'loaded')
  })

  it('takes what was compiled here, and the carried one if that does not load', () => {
    put('build/Release/hicast.node')
    assert.equal(load(), 'loaded')
    put('build/Release/hicast.node', 'no binary')
    put(carried)
    assert.equal(load(), 'loaded')
  })

  it('takes nothing but the build that HICAST_PREBUILD names', () => {
    put(carried)
    assert.match(load({ env: { HICAST_PREBUILD: folder } }), /^HC_ENOBINARY /)
    put('build/Release/hicast.node')
    assert.equal(load({ env: { HICAST_PREBUILD: folder } }), 'loaded')
  })

  it('does not care for a variable named HICAST', () => {
    put(carried)
    assert.equal(load({ env: { HICAST: '1' } }), 'loaded')
  })

  it('says in three lines what is missing and the command for it', () => {
    const lines = load().split('\n')
    assert.equal(lines.length, 3)
    assert.match(lines[0], new RegExp(`^HC_ENOBINARY .*${process.platform}-${process.arch}.*${fs.realpathSync(folder)}`))
    assert.match(lines[1], /: npx hicast build$/)
    assert.match(lines[2], /pnpm exec hicast build.*yarn hicast build/)
  })

  it('says why a binary that is there does not load', () => {
    put(carried, 'no binary')
    const lines = load().split('\n')
    assert.equal(lines.length, 4)
    assert.ok(lines[3].includes(carried), lines[3])
  })

  for (const [key, name] of [['bun', 'Bun'], ['deno', 'Deno']]) {
    it(`refuses ${name} before anything native is loaded`, () => {
      put(carried, 'no binary')
      const before = `Object.defineProperty(process, 'versions', { value: { ...process.versions, ${key}: '1.0.0' } })`
      assert.match(load({ before }), new RegExp(`^HC_ERUNTIME .*does not run on ${name}: .*Node 20 or later`))
    })
  }

  const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission'

  it('loads under --permission, with addons allowed', () => {
    put(carried)
    const folders = [folder, ROOT].map((allowed) => `--allow-fs-read=${fs.realpathSync(allowed)}/*`)
    assert.equal(load({ flags: [permission, '--no-warnings', '--allow-addons', ...folders] }), 'loaded')
  })

  it('says which flag is missing where Node may load no addon', () => {
    put(carried)
    assert.match(load({ flags: [permission, '--no-warnings', '--allow-fs-read=*'] }), /^HC_ENOBINARY .*\n.*node --allow-addons/)
  })

  it('shows help, and what is missing, on the command line', () => {
    assert.equal(node(['bin/hicast.js', '--help']).status, 0)
    const { status, stderr } = node(['bin/hicast.js', 'pub', 'a', 'b'])
    assert.equal(status, 1)
    assert.match(stderr, /^hicast: hicast has no binary.*\n.*npx hicast build\n.*\n$/)
  })
})
