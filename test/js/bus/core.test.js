'use strict'

const assert = require('node:assert/strict')
const { connect, Bus } = require('hicast/bus')
const { Redis } = require('hicast')
const { MessageQueue, names, envelope } = {
  MessageQueue: require('../../../lib/bus/queue'),
  names: require('../../../lib/bus/names'),
  envelope: require('../../../lib/bus/drivers/redis/envelope')
}
const { Message } = require('../../../lib/bus/message')
const { freePort, useRedis } = require('../../helpers/redis_server')

describe('bus', () => {
  describe('connect', () => {
    const server = useRedis({ password: 'secret' })

    it('names the schemes when a URL has none of them, and no password', async () => {
      for (const url of ['', 'h:1', 'http://user:secret@h', 'redisx://h']) {
        await assert.rejects(connect(url), (error) => {
          assert.equal(error.code, 'ERR_HICAST_URL')
          assert.match(error.message, /mem: redis:/)
          assert.doesNotMatch(error.message, /secret/)
          return true
        })
      }
    })

    it('rejects when nobody is there, and leaves nothing behind', async () => {
      const port = await freePort()
      await assert.rejects(connect(`redis://:secret@127.0.0.1:${port}`), (error) => {
        assert.equal(error.code, 'ECONNREFUSED')
        assert.match(error.message, /cannot connect to .*127\.0\.0\.1/)
        assert.doesNotMatch(error.message, /secret/)
        return true
      })
    })

    it('rejects with what the server says', async () => {
      await assert.rejects(connect(`redis://:wrong@127.0.0.1:${server.port}`), /WRONGPASS/)
    })

    it('gives the client, of the class that the app has', async () => {
      const bus = await connect(`redis://:secret@127.0.0.1:${server.port}?prefix=app.`, { name: 'server A' })
      assert.ok(bus instanceof Bus)
      assert.ok(bus.native instanceof Redis)
      assert.equal(bus.broker, 'redis')
      assert.match(bus.caps.serverVersion, /^\d+\.\d+/)
      assert.deepEqual((await server.clients()).map(({ name }) => name), ['server_A'])
      const [heard] = await Promise.all([
        new Promise((resolve) => bus.subscribe('room', resolve).then(() => server.call('publish', 'app.room', 'x')))
      ])
      assert.deepEqual([heard.channel, heard.data], ['room', 'x'])
      await bus.close()
    })

    it('refuses options of the wrong kind', async () => {
      await assert.rejects(connect('mem:', null), { code: 'ERR_HICAST_OPTION' })
      await assert.rejects(connect('mem:', { durable: 'orders' }), { code: 'ERR_HICAST_OPTION' })
      await assert.rejects(connect('mem:', { driver: 'redis' }), { code: 'ERR_HICAST_OPTION' })
    })
  })

  describe('on the wire of Redis', () => {
    const server = useRedis()

    it('a payload is itself, where it says all', async () => {
      const bus = await connect(`redis://127.0.0.1:${server.port}`)
      const other = new Redis(server.port)
      const seen = []
      other.on('message', (channel, text) => seen.push(text))
      await other.subscribe('c')
      await bus.publish('c', 'text')
      await bus.publish('c', { a: 1 })
      await bus.publish('c', '{"a":1}', { contentType: 'application/json' })
      await bus.publish('c', '{"a":1}')
      await bus.publish('c', 'x', { headers: { h: '1' }, key: 'k', id: 'i' })
      await bus.close()
      await other.quit()
      assert.deepEqual(seen, [
        'text', '{"a":1}', '{"a":1}', '\0{"content-type":"text/plain"}\n{"a":1}',
        '\0{"h":"1","hicast-key":"k","hicast-id":"i"}\nx'
      ])
    })

    it('what others publish is taken for what it looks like', () => {
      const read = (text) => envelope.unwrap(Message, 'c', Buffer.from(text))
      assert.deepEqual(read('{"a":1}').data, { a: 1 })
      assert.equal(read('{"a":').data, '{"a":')
      assert.equal(read('7').data, '7')
      for (const odd of ['\0', '\0no head', '\0{"broken\nx', '\x007-1\nx', '\0\n']) assert.equal(read(odd).data, odd)
    })
  })

  it('names: what stands for what', () => {
    const cases = [
      ['a', 'a', true], ['a', 'ab', false], ['*', 'a', true], ['*', 'a.b', false], ['>', 'a', true], ['>', 'a.b.c', true],
      ['a.*.c', 'a.b.c', true], ['a.*.c', 'a.b.x.c', false], ['a.>', 'a', false], ['a.>', 'a.b.c', true],
      ['a.b*', 'a.b*', true], ['a.b*', 'a.bc', false], ['x.(y)', 'x.(y)', true], ['x.[y].*', 'x.[y].z\n', true]
    ]
    for (const [pattern, name, expected] of cases) assert.equal(names.matcher(pattern)(name), expected, `${pattern} ${name}`)
  })

  it('names: encoded ones are plain, and come back', () => {
    for (const name of ['a.b', 'ü.日本', 'a b', '100%', '%41', 'x*y.#', '$SYS.a/b']) {
      const encoded = names.encodeName(name)
      assert.match(encoded, /^[A-Za-z0-9_.%-]+$/)
      assert.equal(names.decodeName(encoded), name)
    }
  })

  it('a queue keeps count of its bytes through every policy', () => {
    for (const overflow of ['drop-oldest', 'drop-newest', 'latest', 'close', 'wait']) {
      const queue = new MessageQueue({ maxMessages: 5, maxBytes: 40, overflow })
      let seed = 7
      let pushed = 0
      let taken = 0
      for (let i = 0; i < 3000; i++) {
        seed = (seed * 1103515245 + 12345) % 2147483648
        if (seed % 3 > 0) {
          const message = new Message('c', 'x'.repeat(seed % 13))
          message.key = `k${seed % 7}`
          if (queue.push(message)) pushed++
        } else if (queue.length > 0) {
          queue.shift()
          taken++
        }
        if (overflow !== 'wait') assert.ok(queue.length <= 5 && queue.bytes <= 40)
        assert.equal(pushed, taken + queue.length + queue.dropped)
      }
      while (queue.length > 0) queue.shift()
      assert.equal(queue.bytes, 0, overflow)
    }
  })
})
