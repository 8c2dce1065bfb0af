'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const { Redis, isHicast, useClients } = require('../../helpers/client')
const { flood } = require('../../helpers/flood')
const { useRedis } = require('../../helpers/redis_server')
const { event, eventually, sleep } = require('../../helpers/wait')

if (isHicast) {
  describe('pause', () => {
    const server = useRedis()
    const clients = useClients(server)

    it('keeps messages from coming until resume', async () => {
      const sub = clients.create()
      await sub.subscribe('a')
      const seen = []
      sub.on('message', (channel, text) => seen.push(text))
      assert.equal(sub.hicast.pause(), sub.hicast)
      assert.equal(sub.hicast.health().paused, true)
      await flood(clients, 50)
      await sleep(50)
      assert.deepEqual(seen, [])
      sub.hicast.resume()
      await eventually(() => seen.length === 50, 'all messages')
      assert.equal(sub.hicast.health().paused, false)
    })

    it('leaves it to the server to keep what is not read', async () => {
      const sub = clients.create()
      await sub.subscribe('a')
      sub.hicast.pause()
      const pub = clients.create()
      const payload = 'x'.repeat(15000) // larger ones are shared by clients in Valkey, and not counted
      await Promise.all(Array.from({ length: 700 }, () => pub.publish('a', payload)))
      const [{ omem }] = (await server.clients()).filter(({ sub: count }) => count === '1')
      assert.ok(Number(omem) > 1e6, `${omem} bytes wait in the server`)
      assert.ok(sub.hicast.health().bytesIn < 1e6)
      let count = 0
      sub.on('message', () => count++)
      sub.hicast.resume()
      await eventually(() => count === 700, 'all messages')
    })

    it('holds over a reconnect', async () => {
      const sub = clients.create({ retryStrategy: () => 5 })
      await sub.subscribe('a')
      const seen = []
      sub.on('message', (channel, text) => seen.push(text))
      sub.hicast.pause()
      const ready = event(sub, 'ready')
      sub.disconnect(true)
      await ready
      await new Promise(setImmediate)
      await flood(clients, 3)
      await sleep(30)
      assert.deepEqual(seen, [])
      sub.hicast.resume()
      await eventually(() => seen.length === 3, 'all messages')
    })

    it('stops a stream of a Connector as well', async () => {
      class Connector extends Redis.AbstractConnector {
        async connect () {
          this.connecting = true
          this.stream = net.connect(server.port, server.host)
          return this.stream
        }
      }
      const sub = clients.create({ Connector })
      await sub.subscribe('a')
      const seen = []
      sub.on('message', (channel, text) => seen.push(text))
      sub.hicast.pause()
      await flood(clients, 20)
      await sleep(30)
      assert.deepEqual(seen, [])
      sub.hicast.resume()
      await eventually(() => seen.length === 20, 'all messages')
      sub.hicast.pause()
      assert.equal(await sub.quit(), 'OK')
    })

    it('does not keep a client from quitting', async () => {
      const sub = clients.create()
      await sub.subscribe('a')
      sub.hicast.pause()
      assert.equal(await sub.quit(), 'OK')
    })

    it('does not keep a client from disconnecting', async () => {
      const sub = clients.create()
      await sub.subscribe('a')
      sub.hicast.pause()
      const end = event(sub, 'end', 1000)
      sub.disconnect()
      await end
    })

    it('is harmless at any time', () => {
      const client = clients.create({ lazyConnect: true })
      client.hicast.resume()
      client.hicast.pause()
      client.hicast.pause()
      client.hicast.resume()
      client.hicast.resume()
      client.disconnect()
      client.hicast.pause()
    })
  })
}
