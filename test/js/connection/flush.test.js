'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { aggregate, bulk } = require('../../helpers/resp')
const { useRedis } = require('../../helpers/redis_server')
const { event, eventually } = require('../../helpers/wait')

const PUBLISH = aggregate('*', [bulk('publish'), bulk('b'), bulk('x')])
const CONFIRMATION = aggregate('>', [bulk('subscribe'), bulk('a'), ':1\r\n'])
const MESSAGE = aggregate('>', [bulk('message'), bulk('a'), bulk('x')])

/** After the ticks of now, before the loop goes on. */
function endOfTick () {
  return new Promise((resolve) => process.nextTick(() => process.nextTick(resolve)))
}

if (isHicast) {
  describe('what is written in a tick', () => {
    const server = useRedis()
    const clients = useClients(server)
    const startFake = useFakeServers()

    /**
     * Publishes so many times in one tick, and gives how many of these the
     * socket had got after each, and after the tick.
     */
    async function publishes (client, count) {
      await new Promise(setImmediate)
      const { bytesOut } = client.hicast.health()
      const replies = []
      const sent = []
      for (let i = 0; i < count; i++) {
        replies.push(client.publish('b', 'x'))
        sent.push(client.hicast.health().bytesOut - bytesOut)
      }
      await endOfTick()
      sent.push(client.hicast.health().bytesOut - bytesOut)
      await Promise.all(replies)
      return sent.map((bytes) => bytes / PUBLISH.length)
    }

    it('is sent at its end', async () => {
      const client = clients.create()
      await event(client, 'ready')
      assert.deepEqual(await publishes(client, 2), [0, 0, 2])
      assert.deepEqual(await publishes(client, 3), [0, 0, 0, 3])
    })

    it('is sent at once where one command follows another, each alone', async () => {
      const client = clients.create()
      await event(client, 'ready')
      assert.deepEqual(await publishes(client, 1), [0, 1])
      assert.deepEqual(await publishes(client, 1), [1, 1])
      assert.deepEqual(await publishes(client, 1), [1, 1])
      assert.deepEqual(await publishes(client, 3), [1, 1, 1, 3])
      assert.deepEqual(await publishes(client, 1), [0, 1])
      assert.deepEqual(await publishes(client, 1), [1, 1])
    })

    it('is sent at its end while an answer is due', async () => {
      const client = clients.create()
      await publishes(client, 1)
      const blocked = client.blpop('none', 0.2)
      assert.deepEqual(await publishes(client, 1), [0, 1])
      await blocked
    })

    it('is sent at its end after a listener has published', async () => {
      const client = clients.create()
      await client.subscribe('a')
      let heard = 0
      client.on('message', () => {
        heard += 1
        client.publish('b', 'sync')
        Promise.resolve().then(() => client.publish('b', 'micro'))
        process.nextTick(() => client.publish('b', 'tick'))
      })
      for (let i = 1; i < 4; i++) {
        await Promise.all([client.publish('a', 'x'), client.ping()])
        await eventually(() => heard === i, 'the message')
        assert.deepEqual(await publishes(client, 2), [0, 0, 2])
      }
    })

    it('goes to the server in its order, from within a listener and after', async () => {
      const client = clients.create()
      const seen = []
      await client.subscribe('a', 'b')
      client.on('message', (channel, text) => {
        if (channel === 'b') {
          seen.push(text)
        } else {
          client.publish('b', `${text} sync`)
          Promise.resolve().then(() => client.publish('b', `${text} micro`))
          setImmediate(() => client.publish('b', `${text} later`))
        }
      })
      for (let i = 0; i < 20; i++) client.publish('a', String(i))
      await eventually(() => seen.length === 60, '60 messages')
      for (let i = 0; i < 20; i++) {
        const own = seen.filter((text) => text.split(' ')[0] === String(i)).map((text) => text.split(' ')[1])
        assert.deepEqual(own, ['sync', 'micro', 'later'])
      }
    })

    it('is sent in part before its end, when it is more than a little', async () => {
      const client = clients.create()
      await event(client, 'ready')
      await new Promise(setImmediate)
      const before = client.hicast.health().bytesOut
      const replies = Array.from({ length: 200 }, () => client.publish('b', 'x'.repeat(100)))
      const { bytesOut, outputBuffer } = client.hicast.health()
      assert.ok(bytesOut > before, 'the first of it')
      assert.ok(outputBuffer > 100 * 100, 'the rest of it')
      await endOfTick()
      assert.equal(client.hicast.health().outputBuffer, 0)
      assert.deepEqual(await Promise.all(replies), new Array(200).fill(0))
    })

    it('is bounded where a listener writes it to a server that does not read', async () => {
      const fake = await startFake({
        scripts: [[{ expect: ['subscribe', 'a'] }, { send: CONFIRMATION }, { isDeaf: true },
          { send: new Array(300).fill(MESSAGE) }]]
      })
      const client = clients.create({ port: fake.port, host: fake.host, maxQueueBytes: 1e6 })
      const payload = 'x'.repeat(4000)
      let heard = 0
      let refused = 0
      client.on('message', () => {
        heard += 1
        for (let i = 0; i < 25; i++) {
          client.publish('b', payload).catch(({ code }) => { if (code === 'HC_EQUEUE') refused += 1 })
        }
      })
      await client.subscribe('a')
      await eventually(() => heard === 300, 'all messages')
      assert.ok(refused > 3000, `${refused} refused`)
      const { outputBuffer } = client.hicast.health()
      assert.ok(outputBuffer >= 1e6 && outputBuffer < 3e6, `${outputBuffer} bytes`)
      client.disconnect()
    })
  })
}
