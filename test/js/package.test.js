'use strict'

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const { createRequire, isBuiltin } = require('node:module')
const os = require('node:os')
const path = require('node:path')
const { runWithDefaultPort } = require('../helpers/default_port')
const { plainEnvironment } = require('../helpers/redis_server')

const ROOT = path.join(__dirname, '..', '..')
/** What is used if it is there: of ws, and of the bench, which measures ioredis beside. */
const OPTIONAL = ['bufferutil', 'utf-8-validate', 'ioredis']
/** What only `hicast build` needs. */
const HEADERS = ['node-addon-api']
const SCENARIO = path.join(__dirname, '..', 'helpers', 'two_programs.js')

/** npm without anything of the npm that runs the tests. */
function npm (cwd, ...args) {
  const env = Object.fromEntries(Object.entries(plainEnvironment())
    .filter(([name]) => !/^(npm_(package|lifecycle|command)|HICAST_|INIT_CWD)/.test(name)))
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

describe('package', () => {
  let folder, files

  // Packs it, and installs it in an empty folder as a user does.
  before(async function () {
    this.timeout(180000)
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-package-'))
    const [packed] = JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', folder))
    files = packed.files.map((file) => file.path)
    fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }')
    npm(folder, 'install', '--no-audit', '--no-fund', '--prefer-offline',
      path.join(folder, packed.filename))
    // A clone has no binaries of its own to pack: the addon goes where "hicast build" would put it.
    const build = path.join(folder, 'node_modules', 'hicast', 'build', 'Release')
    fs.mkdirSync(build, { recursive: true })
    fs.copyFileSync(path.join(ROOT, 'build', 'Release', 'hicast.node'), path.join(build, 'hicast.node'))
  })
  after(() => fs.rmSync(folder, { recursive: true, force: true }))

  it('holds what it is built from, and no tests', () => {
    for (const name of ['dist/index.js', 'lib/broker/index.js', 'types/index.d.ts', 'dist/binding.gyp', 'LICENSE', 'README.md',
      'src/core/hicast.h', 'deps/hiredis/hiredis.c', 'deps/hiredis/COPYING']) {
      assert.ok(files.includes(name), name)
    }
    // Each of these would make a package manager compile it.
    assert.ok(!files.includes('binding.gyp'))
    const { scripts, gypfile } = require('../../package.json')
    // npm asks about "prepare" as well, where a package does not come from a registry.
    assert.deepEqual(['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => scripts[name]), [])
    assert.equal(gypfile, false)
    assert.deepEqual(files.filter((name) => /^(test|bench|\.ci|build|node_modules)/.test(name)), [])
  })

  it('has the client once, and all that its files require', () => {
    assert.ok(!files.includes('lib/client/redis.js'), 'it is in dist/')
    const { exports: entries } = require('../../package.json')
    const targets = JSON.stringify(entries).match(/\.\/(lib|dist|types|built)\/[\w./-]+\.\w+/g).map((name) => name.slice(2))
    const lost = targets.filter((name) => name !== 'lib/index.js' && !files.includes(name)) // that one is for node --conditions=hicast-source
    for (const file of files.filter((name) => /^(bin|built|lib)\/.*\.js$/.test(name) && !name.includes('/page/'))) {
      const text = fs.readFileSync(path.join(ROOT, file), 'utf8')
      for (const [, target] of text.matchAll(/\brequire\('(\.{1,2}\/[\w/.]+)'\)/g)) {
        const wanted = path.posix.join(path.posix.dirname(file), target)
        if (![wanted, `${wanted}.js`, `${wanted}/index.js`].some((name) => files.includes(name))) lost.push(`${file}: ${target}`)
      }
    }
    assert.deepEqual(lost, [])
  })

  it('installs all that its files require, and nothing else', () => {
    const { dependencies, peerDependencies } = require('../../package.json')
    const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies)]
    const found = new Set()
    for (const file of files.filter((name) => /^(bin|built|lib|dist)\/.*\.m?js$/.test(name) && !name.includes('/page/'))) {
      const text = fs.readFileSync(path.join(ROOT, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '')
      for (const [, , name] of text.matchAll(/(\brequire\(|\bfrom |\bimport\()'((?:@[\w-]+\/)?\w[\w.-]*)(?:\/[\w./-]+)?'/g)) found.add(name)
    }
    const needed = [...found].filter((name) => name !== 'hicast' && !isBuiltin(name) && !OPTIONAL.includes(name))
    assert.deepEqual(needed.filter((name) => !known.includes(name)), [])
    assert.deepEqual(Object.keys(dependencies).filter((name) => !needed.includes(name)), HEADERS)
  })

  it('is what a program in that folder loads', () => {
    const here = createRequire(path.join(folder, 'index.js'))
    const file = fs.realpathSync(here.resolve('hicast'))
    assert.ok(file.startsWith(fs.realpathSync(folder)), file)
    assert.ok(fs.existsSync(path.join(folder, 'node_modules/ioredis')) === false)
  })

  for (const kind of ['mjs', 'cjs']) {
    it(`runs publisher.${kind} and subscriber.${kind}`, async function () {
      this.timeout(30000)
      const programs = ['subscriber', 'publisher'].map((name) => {
        const file = path.join(folder, `${name}.${kind}`)
        fs.copyFileSync(path.join(ROOT, 'examples', `${name}.${kind}`), file)
        return file
      })
      const { code, stdout, stderr } = await runWithDefaultPort(SCENARIO, programs)
      assert.equal(stdout + stderr, '')
      assert.equal(code, 0)
    })
  }
})
