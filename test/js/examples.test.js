'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const path = require('node:path')
const { BUS_PROGRAMS, testBusExamples } = require('../helpers/bus_examples')
const { runWithDefaultPort } = require('../helpers/default_port')
const { useProcesses } = require('../helpers/processes')
const { useRedis } = require('../helpers/redis_server')
const { eventually } = require('../helpers/wait')

const ROOT = path.join(__dirname, '..', '..')
const EXAMPLES = path.join(ROOT, 'examples')
const SCENARIO = path.join(__dirname, '..', 'helpers', 'two_programs.js')

/** What each program that ends by itself prints. */
const PROGRAMS = {
  'logout.mjs': [
    'server A: ann logged out, 1 connection(s) dropped',
    'server B: ann logged out, 2 connection(s) dropped',
    'server C: ann logged out, 0 connection(s) dropped',
    'ann is connected: false',
    'bob is connected: true'
  ],
  'cache.mjs': [
    'server B: price is 10 (database)',
    'server B: price is 10 (memory)',
    'server A wrote price 12',
    'server B: price is 12 (database)',
    'server B: price is 12 (memory)'
  ],
  'websocket.mjs': [
    'ann got: welcome to tea',
    'bob got: welcome to tea',
    'cleo got: welcome to coffee',
    'ann got: ann: is anybody here?',
    'bob got: ann: is anybody here?',
    'ann got: bob: yes, at another server',
    'bob got: bob: yes, at another server'
  ],
  'hub-logout.mjs': [
    "ann's tab was closed: 4001 logged out",
    "ann's tab was closed: 4001 logged out",
    'servers that held ann: 2',
    'bob is connected: true'
  ],
  'hub-chat.mjs': [
    'bob hears ann in open tea: is anybody here?',
    'ann hears bob in open tea: yes, at another server',
    'in the room: ann, bob'
  ],
  'hub-cursor.mjs': [
    'the newest position came: true',
    'fewer than all were sent: true',
    'each was sent or dropped: true'
  ],
  'hub-ticker.mjs': ['data: {"price":2345.5}', 'data: {"price":2346}'],
  'workers.mjs': [1, 2, 3].map((id) => `worker ${id} shows: closed on Monday`)
}

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
    const programs = ['publisher.mjs', 'subscriber.mjs'].map((name) => read(EXAMPLES, name))
    for (const program of programs) assert.ok(readme.includes(program), program)
  })

  it('are run by a test, all of them', () => {
    const programs = fs.readdirSync(EXAMPLES).filter((name) => name !== 'README.md').sort()
    assert.deepEqual(programs, [...Object.keys(PROGRAMS), ...Object.keys(BUS_PROGRAMS),
      'bus-bullmq.mjs', 'bus-publisher.mjs', 'bus-subscriber.mjs', 'publisher.cjs', 'publisher.mjs', 'shutdown.mjs', 'subscriber.cjs', 'subscriber.mjs'].sort())
    const described = [...read(EXAMPLES, 'README.md').matchAll(/\]\(([\w-]+\.[cm]js)\)/g)].map(([, name]) => name)
    assert.deepEqual(described.sort(), programs)
  })
})

for (const server of ['embedded broker', 'redis-server']) {
  describe(`examples, by the ${server}`, () => {
    const start = useProcesses()
    const redis = server === 'redis-server' ? useRedis() : null

    function run (name) {
      const REDIS_URL = redis ? `redis://${redis.host}:${redis.port}` : ''
      return start(path.join(EXAMPLES, name), { env: { REDIS_URL } })
    }

    for (const [name, lines] of Object.entries(PROGRAMS)) {
      it(`${name} does what it says, and ends`, async function () {
        this.timeout(20000)
        const example = run(name)
        assert.deepEqual(await example.exit(15000), { code: 0, signal: null })
        assert.equal(example.stderr, '')
        // Independent servers hear in any order.
        assert.deepEqual(example.stdout.trim().split('\n').sort(), [...lines].sort())
        if (redis) assert.match(await redis.call('info', 'commandstats'), /cmdstat_publish:calls=[1-9]/)
      })
    }

    for (const signal of ['SIGTERM', 'SIGINT']) {
      it(`shutdown.mjs ends in order by ${signal}`, async function () {
        this.timeout(20000)
        const example = run('shutdown.mjs')
        await eventually(() => example.stdout.includes('done: job 3'), 'some jobs')
        process.kill(example.pid, signal)
        assert.deepEqual(await example.exit(), { code: 0, signal: null })
        assert.equal(example.stderr, '')
        const done = [...example.stdout.matchAll(/^done: job (\d+)$/gm)].map(([, number]) => Number(number))
        assert.deepEqual(done, Array.from(done, (_, i) => i + 1)) // each once, in order
        assert.match(example.stdout, new RegExp(`${signal}: ending\n(done: job \\d+\n)*ended in order, 0 jobs left behind\n$`))
      })
    }
  })
}

describe('examples of hicast/bus', () => {
  const start = useProcesses()

  describe('in one process', () => {
    testBusExamples({ start, url: () => 'mem:', isShared: false })
  })

  describe('on Redis', () => {
    const redis = useRedis()
    const url = () => `redis://${redis.host}:${redis.port}`
    testBusExamples({ start, url })

    it('bus-bullmq.mjs does what it says, and ends', async function () {
      this.timeout(60000)
      const example = start(path.join(EXAMPLES, 'bus-bullmq.mjs'), { env: { REDIS_URL: url() } })
      assert.deepEqual(await example.exit(50000), { code: 0, signal: null }, example.stderr)
      assert.deepEqual([example.stdout, example.stderr], ['done: user 42, logout, attempt 2\n', ''])
    })
  })
})
