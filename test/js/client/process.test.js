'use strict'

const assert = require('node:assert/strict')
const { useRedis, freePort } = require('../../helpers/redis_server')
const { useProcesses } = require('../../helpers/processes')
const { eventually, sleep } = require('../../helpers/wait')

const LIFE = require.resolve('../fixtures/life')

describe('process', () => {
  const server = useRedis()
  const start = useProcesses()

  /** Lives a story to its end by itself. */
  async function live (story, port = server.port) {
    const life = start(LIFE, { args: [story, String(port)] })
    const { code, signal } = await life.exit()
    assert.equal(signal, null, life.stderr)
    return { code, told: life.messages.at(-1), stderr: life.stderr, stdout: life.stdout }
  }

  describe('ends by itself', () => {
    const stories = {
      quit: { reply: 'OK' },
      disconnect: { status: 'ready' },
      'disconnect at once': {},
      lazy: {}
    }
    for (const [story, told] of Object.entries(stories)) {
      it(`after ${story}`, async () => {
        const life = await live(story)
        assert.equal(life.stderr, '')
        assert.deepEqual(life.told, { ...told, rejections: [] })
        assert.equal(life.code, 0)
      })
    }

    for (const story of ['no more retries', 'disconnect while it waits to retry']) {
      it(`after ${story}`, async () => {
        const life = await live(story, await freePort())
        assert.equal(life.stderr, '')
        assert.deepEqual(life.told.rejections, [])
        assert.equal(life.code, 0)
      })
    }
  })

  it('lives on while a client is connected and idle', async () => {
    const life = start(LIFE, { args: ['idle', String(server.port)] })
    await life.message(({ idle }) => idle, 'the subscription')
    await sleep(200)
    process.kill(life.pid, 0) // throws when there is no such process
    assert.deepEqual(await server.subscribers('a'), [1])
    await life.kill()
    await eventually(async () => (await server.subscribers('a'))[0] === 0, 'its end')
  })

  it('may be ended by process.exit in the middle of traffic', async () => {
    for (let i = 0; i < 5; i++) {
      const { code, stderr } = await live('process.exit')
      assert.equal(stderr, '')
      assert.equal(code, 7)
    }
  })

  it('hears every message although listeners throw', async () => {
    const { told, stderr, code } = await live('listeners that throw')
    assert.equal(stderr, '')
    const all = Array.from({ length: 100 }, (_, i) => String(i))
    assert.deepEqual(told.heard, all)
    assert.deepEqual(told.thrown,
      all.filter((n) => n % 3).map((n) => n % 3 === 1 ? n : 'null'))
    assert.equal(told.patterns, 100)
    assert.equal(told.alive, 'alive')
    assert.equal(code, 0)
  })

  it('ends by an exception that nobody catches', async () => {
    const { code, stderr } = await live('a listener that throws, and nobody to catch')
    assert.equal(code, 1)
    assert.match(stderr, /Error: thrown by the app/)
    assert.match(stderr, /life\.js/)
  })

  it('goes on although other callbacks throw', async () => {
    const { told, code } = await live('other callbacks that throw')
    assert.deepEqual(told.thrown.sort(), ['callback', 'close', 'ready', 'subscribed'])
    assert.equal(told.alive, 'alive')
    assert.deepEqual(told.rejections, [])
    assert.equal(code, 0)
  })

  it('hears nothing after the end of a client', async () => {
    const { told, code } = await live('listeners that end the client')
    assert.deepEqual(told, { status: 'end', grew: 0, rejections: [] })
    assert.equal(code, 0)
  })

  it('may do everything in a listener', async () => {
    const { told, code, stderr } = await live('listeners that do everything')
    assert.equal(stderr, '')
    assert.deepEqual(told.heard, ['a1', 'bx', 'by'])
    assert.deepEqual(told.results, [2, 1, 1, 'OK'])
    assert.equal(code, 0)
  })

  it('is told of errors that nobody listens to, and lives on', async () => {
    const port = await freePort()
    const { told, stderr, code } = await live('errors without a listener', port)
    assert.deepEqual(told, { status: 'end', rejections: [] })
    const lines = stderr.split('\n').filter((line) => line.includes('Unhandled error event'))
    assert.equal(lines.length, 3)
    for (const line of lines) {
      assert.ok(line.endsWith(`Unhandled error event: Error: connect ECONNREFUSED 127.0.0.1:${port}`), line)
    }
    assert.equal(code, 0)
  })

  it('sees no rejection that is not its own', async () => {
    const { told, stderr, code } = await live('nothing is rejected unheard')
    assert.equal(stderr, '')
    assert.deepEqual(told.rejections, [])
    assert.equal(code, 0)
  })

  it('sees the rejection of a command that it does not wait for', async () => {
    const { code, stderr } = await live('rejection of an app')
    assert.equal(code, 1)
    assert.match(stderr, /ReplyError\]?: ERR unknown command/)
  })
})
