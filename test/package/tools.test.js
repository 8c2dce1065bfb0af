'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { App } = require('./sandbox')

const TYPESCRIPTS = ['5.0', '5.9', 'latest'] // the first is the least one that compiles the types

/** The recipes of docs/bundlers.md, and other tools that load or read packages in ways of their own. */
describe('the package, with other tools', function () {
  this.timeout(900000)
  let app

  before(() => {
    app = new App(24)
    app.install()
    app.install('webpack@5', 'esbuild@0', 'rollup@4', 'jest@30', 'vitest@5')
    fs.mkdirSync(path.join(app.folder, 'src'))
    // The names of packages as they stand in an app: bundlers read them.
    const text = fs.readFileSync(path.join(__dirname, 'round_trip.cjs'), 'utf8')
    fs.writeFileSync(path.join(app.folder, 'src/main.cjs'), text
      .replace("require(folder ?? 'hicast')", "require('hicast')").replace(/require\(folder \?.*\)/, "require('hicast/broker')"))
    fs.copyFileSync(path.join(app.folder, 'round_trip.mjs'), path.join(app.folder, 'src/main.mjs'))
  })
  after(() => app.remove())

  const inApp = (...names) => path.join('node_modules', ...names)

  it('webpack', () => {
    app.write('webpack.cjs', `require('webpack')({
      mode: 'production', target: 'node', context: __dirname, entry: './src/main.cjs',
      output: { path: __dirname + '/out', filename: 'webpack.cjs' },
      externalsType: 'commonjs', externals: [/^hicast(\\/.*)?$/]
    }, (error, stats) => {
      if (error || stats.hasErrors()) { console.error(error ?? stats.toString()); process.exitCode = 1 }
    })`)
    app.run(['webpack.cjs'])
    assert.match(app.run(['out/webpack.cjs']), /^ok/)
  })

  for (const [format, ending] of [['cjs', 'cjs'], ['esm', 'mjs']]) {
    it(`esbuild, ${format}`, () => {
      app.run([`src/main.${ending}`, '--bundle', '--platform=node', `--format=${format}`, '--external:hicast*',
        `--outfile=out/esbuild.${ending}`], { file: path.join(app.folder, inApp('esbuild/bin/esbuild')) })
      assert.match(app.run([`out/esbuild.${ending}`]), /^ok/)
    })
  }

  it('rollup', () => {
    app.run([inApp('rollup/dist/bin/rollup'), 'src/main.mjs', '--external', 'hicast,hicast/broker', '--format', 'es',
      '--file', 'out/rollup.mjs'])
    assert.match(app.run(['out/rollup.mjs']), /^ok/)
  })

  it('@vercel/nft collects all that it loads', () => {
    app.install('@vercel/nft@1')
    app.write('trace.cjs', `
      const fs = require('fs')
      const path = require('path')
      require('@vercel/nft').nodeFileTrace([path.join(__dirname, 'src/main.cjs')], { base: __dirname }).then(({ fileList }) => {
        for (const name of fileList) {
          fs.mkdirSync(path.dirname(path.join('traced', name)), { recursive: true })
          fs.cpSync(name, path.join('traced', name))
        }
      })`)
    app.run(['trace.cjs'])
    assert.match(app.run(['traced/src/main.cjs']), /^ok/)
  })

  it('Next.js, standalone', () => {
    app.install('next@16', 'react@19', 'react-dom@19')
    app.write('next.config.mjs', "export default { output: 'standalone', serverExternalPackages: ['hicast'] }\n")
    fs.mkdirSync(path.join(app.folder, 'app/api'), { recursive: true })
    app.write('app/layout.js', 'export default ({ children }) => <html><body>{children}</body></html>\n')
    app.write('app/api/route.js', `
      import { Redis } from 'hicast'
      import { createBroker } from 'hicast/broker'
      export const dynamic = 'force-dynamic'
      export async function GET () {
        const broker = await createBroker()
        const redis = new Redis(broker.url)
        await redis.subscribe('a')
        const came = new Promise((resolve) => redis.on('message', (channel, message) => resolve(message)))
        await redis.publish('a', 'hello')
        const text = await came
        await redis.quit()
        await broker.close()
        return new Response('next: ' + text)
      }`)
    app.run([inApp('next/dist/bin/next'), 'build'], { env: { NEXT_TELEMETRY_DISABLED: '1' } })
    // The server is the traced files alone, moved away from the packages that it was built beside.
    fs.renameSync(path.join(app.folder, '.next/standalone'), path.join(app.folder, 'served'))
    app.write('ask.cjs', `
      const { spawn } = require('child_process')
      const net = require('net')
      async function ask (port) {
        for (;;) {
          try {
            return await (await fetch('http://127.0.0.1:' + port + '/api')).text()
          } catch {
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
        }
      }
      const probe = net.createServer().listen(0, '127.0.0.1', () => {
        const { port } = probe.address()
        probe.close(async () => {
          const server = spawn(process.execPath, [require('path').resolve('served/server.js')],
            { stdio: 'inherit', env: { ...process.env, PORT: String(port), HOSTNAME: '127.0.0.1' } })
          server.on('exit', () => process.exit(1))
          const text = await ask(port)
          server.removeAllListeners('exit')
          server.kill('SIGKILL')
          console.log(text)
          process.exit()
        })
      })`)
    assert.match(app.run(['ask.cjs']), /^next: hello$/m)
  })

  const program = `
    const { Redis } = require('hicast')
    const { createBroker } = require('hicast/broker')
    it('brings a message', async () => {
      const broker = await createBroker()
      const redis = new Redis(broker.url)
      await redis.subscribe('a')
      const came = new Promise((resolve) => redis.on('message', (channel, message) => resolve(message)))
      await redis.publish('a', 'hello')
      expect(await came).toBe('hello')
      await redis.quit()
      await broker.close()
    })`

  it('jest', () => {
    fs.mkdirSync(path.join(app.folder, 'tests'))
    for (const name of ['one', 'two']) app.write(`tests/${name}.test.cjs`, program)
    app.run([inApp('jest/bin/jest.js'), '--testMatch', '**/tests/*.test.cjs', '--watchman=false'])
  })

  it('vitest, in threads and in processes', () => {
    app.write('tests/vitest.test.mjs', program.replace(/require\((.*)\)/g, 'await import($1)')
      .replace(/^/, "import { expect, it } from 'vitest'\n"))
    for (const pool of ['threads', 'forks']) {
      app.run([inApp('vitest/vitest.mjs'), 'run', '--pool', pool, 'tests/vitest.test.mjs'])
    }
  })

  for (const version of TYPESCRIPTS) {
    it(`TypeScript ${version}, node16 and bundler`, () => {
      app.install(`typescript@${version}`, '@types/node@20')
      app.write('types.mts', `import Default, { Redis } from 'hicast'
        import { createBroker } from 'hicast/broker'
        const redis: Redis = new Default()
        redis.on('message', (channel: string, message: string) => console.log(channel, message))
        const count: Promise<number> = redis.publish('a', 'b')
        console.log(count, createBroker)\n`)
      for (const [module, resolution] of [['node16', 'node16'], ['esnext', 'bundler']]) {
        app.run([inApp('typescript/bin/tsc'), '--noEmit', '--strict', '--skipLibCheck', 'false', '--target', 'es2022',
          '--types', 'node', '--module', module, '--moduleResolution', resolution, 'types.mts'])
      }
    })
  }
})
