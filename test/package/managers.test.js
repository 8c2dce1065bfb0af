'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { App, NODES, tool } = require('./sandbox')

const NEWEST = NODES.at(-1)
const BERRY = '@yarnpkg/cli-dist@4'

function npm (app, major) {
  app.run([tool(`npm@${major}`, 'bin/npm-cli.js'), 'install', '--ignore-scripts', '--no-audit', '--no-fund'])
}

/** Each package manager: how it installs, and which arguments Node needs then, for CommonJS and for ES modules. */
const MANAGERS = {
  'npm 11': (app) => npm(app, 11),
  'npm 12': (app) => npm(app, 12),
  // As it comes: a package with an install script makes it end with 1.
  'pnpm 12': (app) => {
    const file = tool('pnpm@12', '../@pnpm/exe.linux-x64/pnpm')
    app.run(['install', '--no-frozen-lockfile'], { file })
    app.run(['install', '--frozen-lockfile'], { file })
  },
  // With scripts on, as it comes: it would compile a package that has a binding.gyp.
  'yarn 1': (app) => {
    app.run([tool('yarn@1', 'bin/yarn.js'), 'install'])
  },
  'yarn 4, node_modules': (app) => {
    app.write('.yarnrc.yml', 'nodeLinker: node-modules\n')
    app.write('yarn.lock', '')
    app.run([tool(BERRY, 'bin/yarn.js'), 'install'])
  },
  'yarn 4, PnP': (app) => {
    app.write('.yarnrc.yml', 'nodeLinker: pnp\n')
    app.write('yarn.lock', '')
    app.run([tool(BERRY, 'bin/yarn.js'), 'install'])
    return [['-r', './.pnp.cjs'], ['-r', './.pnp.cjs', '--loader', './.pnp.loader.mjs']]
  }
}

/** How each package manager calls the command that compiles. */
const BUILDS = {
  'npm 11': { says: 'npx hicast build', run: (app, here) => app.run([tool('npm@11', 'bin/npx-cli.js'), 'hicast', 'build'], here) },
  'pnpm 12': {
    says: 'pnpm exec hicast build',
    run: (app, here) => app.run(['exec', 'hicast', 'build'], { ...here, file: tool('pnpm@12', '../@pnpm/exe.linux-x64/pnpm') })
  },
  'yarn 1': { says: 'yarn hicast build', run: (app, here) => app.run([tool('yarn@1', 'bin/yarn.js'), 'hicast', 'build'], here) },
  'yarn 4, node_modules': { says: 'yarn hicast build', run: (app, here) => app.run([tool(BERRY, 'bin/yarn.js'), 'hicast', 'build'], here) }
}

describe('the package, installed without a compiler', function () {
  this.timeout(900000)
  let app

  afterEach(() => app.remove())

  for (const name of Object.keys(MANAGERS)) {
    it(`by ${name}: CommonJS and ES modules`, () => {
      app = new App(24)
      const [forCjs, forEsm] = MANAGERS[name](app) ?? [[], []]
      assert.match(app.run([...forCjs, 'round_trip.cjs']), /^ok Node 24/)
      assert.match(app.run([...forEsm, 'round_trip.mjs']), /^ok Node 24/)
    })
  }

  for (const [name, by] of Object.entries(BUILDS)) {
    it(`compiles itself where no binary fits: ${by.says} (${name})`, () => {
      app = new App(24)
      MANAGERS[name](app)
      const folder = fs.realpathSync(path.join(app.folder, 'node_modules', 'hicast'))
      fs.rmSync(path.join(folder, 'prebuilds'), { recursive: true })
      // On the machine's own Node, which has its headers beside it, and with its compiler.
      const here = { file: process.execPath, env: { PATH: process.env.PATH } }
      assert.throws(() => app.run(['round_trip.cjs'], here), /hicast has no binary.*\n.*npx hicast build/)
      by.run(app, here)
      assert.ok(fs.existsSync(path.join(folder, 'build', 'Release', 'hicast.node')))
      assert.match(app.run(['round_trip.cjs'], here), /^ok Node/)
    })
  }

  for (const major of NODES) {
    it(`on Node ${major}: CommonJS, ES modules, a worker thread, --permission`, () => {
      app = new App(major)
      app.install()
      assert.match(app.run(['round_trip.cjs']), new RegExp(`^ok Node ${major}`))
      assert.match(app.run(['round_trip.mjs']), new RegExp(`^ok Node ${major}`))
      app.write('worker.cjs', `const { Worker } = require('worker_threads')
        new Worker('./round_trip.cjs').on('exit', (code) => { process.exitCode = code })`)
      assert.match(app.run(['worker.cjs']), /^ok Node/)
      const permission = major === 20 ? '--experimental-permission' : '--permission'
      const net = major === NEWEST ? ['--allow-net'] : []
      assert.match(app.run([permission, '--allow-addons', `--allow-fs-read=${app.folder}/*`, ...net, 'round_trip.cjs']), /^ok/)
    })
  }
})
