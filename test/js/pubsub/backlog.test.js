'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const { Redis, isHicast, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { useRedis } = require('../../helpers/redis_server')
const { event, events, eventually, sleep } = require('../../helpers/wait')

if (isHicast) {
  describe('a subscriber that the server cuts for its output buffer', () => {
    const startFake = useFakeServers()
    const server = useRedis()
    const clients = useClients(server)

    /** More than the server may keep. */
    async function overflow (channel) {
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 2mb 1mb 60')
      const pub = clients.create()
      const payload = 'x'.repeat(15000) // larger ones are shared by clients in Valkey, and not counted
      const isCut = async () => (await pub.publish(channel, payload)) === 0
      await eventually(isCut, 'the cut', { interval: 0 })
    }

    it('is told that it was paused', async () => {
      const sub = clients.create({ retryStrategy: () => 20 })
      await sub.subscribe('a')
      let count = 0
      sub.on('message', () => count++)
      sub.hicast.pause()
      await overflow('a')
      await sleep(1100)
      const told = event(sub, 'error')
      sub.hicast.resume()
      const [error] = await told
      assert.equal(error.code, 'HC_EBEHIND')
      assert.match(error.message, /paused.*client-output-buffer-limit/)
      assert.ok(error.bytes >= 500000 && count > 0, `${error.bytes} bytes, ${count} messages`)
      await event(sub, 'resubscribed')
    })

    it('is told that the loop was blocked', async function () {
      const sub = clients.create({ retryStrategy: () => 20 })
      await sub.subscribe('b')
      sub.on('message', () => {})
      const told = event(sub, 'error')
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 2mb 1mb 60')
      const cli = spawn('redis-cli', ['-p', server.port, '-r', '2000', 'publish', 'b', 'x'.repeat(15000)], { stdio: 'ignore' })
      const ended = once(cli, 'close')
      const until = Date.now() + 4000
      while (Date.now() < until);
      const [error] = await told
      assert.equal(error.code, 'HC_EBEHIND')
      assert.match(error.message, /event loop was blocked/)
      assert.ok(error.behindMs >= 1000, `${error.behindMs} ms`)
      await ended
    })

    it('is told once for how long, however many batches had waited', async () => {
      const message = '>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$100\r\n' + 'x'.repeat(100) + '\r\n'
      const fake = await startFake({
        scripts: [[
          { expect: ['subscribe', 'a'] },
          { send: '>3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n' },
          { send: message.repeat(5000) }, // so that reads are large from then on
          { pause: 1200 },
          { send: message.repeat(20000) },
          { close: 'fin' }
        ], []]
      })
      const sub = clients.add(new Redis({ port: fake.port, host: fake.host, retryStrategy: null }))
      let count = 0
      sub.on('message', () => count++)
      const told = event(sub, 'error')
      await sub.subscribe('a')
      const [error] = await told
      assert.equal(error.code, 'HC_EBEHIND')
      assert.equal(count, 25000)
      assert.ok(error.behindMs >= 1000 && error.behindMs < 2000, `${error.behindMs} ms`)
    })

    it('is told nothing when it ends by itself after it was behind', async () => {
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 0 0 0')
      const sub = clients.create({ retryStrategy: () => 20 })
      const pub = clients.create()
      const errors = []
      sub.on('error', (error) => errors.push(error))
      await sub.subscribe('a')
      const last = events(sub, 'message', 4)
      sub.hicast.pause()
      for (let i = 0; i < 4; i++) assert.equal(await pub.publish('a', 'x'.repeat(500000)), 1)
      await sleep(1100)
      sub.hicast.resume()
      await last
      const end = event(sub, 'end')
      assert.equal(await sub.quit(), 'OK')
      await end
      assert.deepEqual(errors, [])
    })

    it('is told nothing when it was not behind', async () => {
      const sub = clients.create({ retryStrategy: () => 20 })
      await sub.subscribe('c')
      sub.on('message', () => {})
      await sleep(1100)
      for (let i = 0; i < 20; i++) await server.call('publish', 'c', 'x'.repeat(1000))
      const errors = []
      sub.on('error', (error) => errors.push(error))
      const back = event(sub, 'resubscribed')
      await server.call('client', 'kill', 'type', 'pubsub')
      await back
      assert.deepEqual(errors, [])
    })
  })
}
