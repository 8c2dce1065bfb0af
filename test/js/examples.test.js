'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { runWithDefaultPort } = require('../helpers/default_port')
const { useProcesses } = require('../helpers/processes')
const { useRedis } = require('../helpers/redis_server')

const ROOT = path.join(__dirname, '..', '..')
const EXAMPLES = path.join(ROOT, 'examples')
const SCENARIO = path.join(__dirname, '..', 'helpers', 'two_programs.js')

const read = (...names) => fs.readFileSync(path.join(...names), 'utf8')

describe('examples', () => {
  for (const kind of ['mjs', 'cjs']) {
    it(`publisher.${kind} and subscriber.${kind} run as they stand`, async function () {
      this.timeout(20000)
      const { code, stdout, stderr } = await runWithDefaultPort(SCENARIO, [
        path.join(EXAMPLES, `subscriber.${kind}`),
        path.join(EXAMPLES, `publisher.${kind}`)
      ])
      assert.equal(stdout + stderr, '')
      assert.equal(code, 0)
    })
  }

  it('stand in the README word for word', () => {
    const readme = read(ROOT, 'README.md')
    const programs = [
      read(EXAMPLES, 'publisher.mjs'),
      read(EXAMPLES, 'subscriber.mjs').split('\n\n')[0]
    ]
    for (const program of programs) assert.ok(readme.includes(program), program)
  })

  it('are run by a test, all of them', () => {
    assert.deepEqual(fs.readdirSync(EXAMPLES).sort(), [
      'broadcast', 'publisher.cjs', 'publisher.mjs', 'subscriber.cjs', 'subscriber.mjs'
    ])
  })
})

describe('examples/broadcast', () => {
  const program = path.join(EXAMPLES, 'broadcast', 'index.mjs')
  const start = useProcesses()
  const server = useRedis()

  async function run (args, env = { REDIS_URL: '' }) {
    const demo = start(program, { args, env })
    const { code } = await demo.exit(20000)
    return { code, stdout: demo.stdout, stderr: demo.stderr }
  }

  it('reaches all servers, by the embedded broker', async function () {
    this.timeout(25000)
    const { code, stdout, stderr } = await run(['--rounds=6', '--pause=5'])
    assert.equal(stderr, '')
    assert.match(stdout, /^6 of 6 events reached all 3 servers/m)
    assert.equal(stdout.match(/LOGOUT/g).length, 6)
    assert.equal(code, 0)
  })

  it('uses the server that REDIS_URL names', async function () {
    this.timeout(25000)
    const url = `redis://${server.host}:${server.port}`
    const { code, stdout } = await run(['--rounds=2', '--pause=5'], { REDIS_URL: url })
    assert.match(stdout, new RegExp(`through ${server.host}:${server.port}$`, 'm'))
    const stats = await server.call('info', 'commandstats')
    assert.match(stats, /cmdstat_publish:calls=2,/)
    assert.equal(code, 0)
  })

  it('fails when the server is not there', async function () {
    this.timeout(25000)
    await server.kill()
    const url = `redis://${server.host}:${server.port}`
    const { code, stdout } = await run(['--rounds=1'], { REDIS_URL: url })
    assert.doesNotMatch(stdout, /events reached/)
    assert.notEqual(code, 0)
  })
})
