'use strict'

const assert = require('node:assert/strict')
const { Redis, isHicast, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event, eventually, sleep } = require('../../helpers/wait')

/** What an app may do in a listener, each of them several times. */
const ACTS = {
  pause: (client) => client.hicast.pause(),
  'pause and resume': (client) => client.hicast.pause().resume(),
  'pause, later resume': (client) => setImmediate(() => client.hicast.resume(client.hicast.pause())),
  ref: (client) => client.hicast.unref().ref(),
  health: (client) => client.hicast.health(),
  iterate: (client) => client.hicast.messages('a', 'other').return(),
  'iterate on': (client) => client.hicast.messages('a', { highWaterMark: 1 }).next().catch(() => {}),
  subscribe: (client) => client.subscribe('b').then(() => client.unsubscribe('b')).catch(() => {}),
  publish: (client) => client.publish('other', 'x').catch(() => {}),
  quit: (client) => client.quit().catch(() => {}),
  disconnect: (client) => client.disconnect(),
  reconnect: (client, count) => count < 3 && client.disconnect(true),
  'drop the stream': (client, count) => count < 3 && client.stream?.destroy(),
  connect: (client) => client.connect().catch(() => {}),
  dispose: (client) => client[Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')](),
  'listen otherwise': (client) => client.removeAllListeners('message').on('messageBuffer', () => {}),
  'make another': (client) => new Redis(client.options).quit()
}

const EVENTS = ['connecting', 'connect', 'ready', 'message', 'messages', 'close', 'reconnecting', 'resubscribed', 'end']

if (isHicast) {
  describe('any method in any listener', () => {
    const server = useRedis()
    const clients = useClients(server)

    for (const [title, act] of Object.entries(ACTS)) {
      it(title, async () => {
        const settled = []
        for (const name of EVENTS) {
          const client = clients.create({ retryStrategy: (times) => times > 5 ? null : 1 })
          client.on('error', () => {})
          client.on('message', () => {})
          let count = 0
          client.on(name, () => {
            if (count++ < 5) act(client, count)
          })
          settled.push(live(client, name, () => count))
        }
        await Promise.all(settled)
      })
    }

    /** A life with every event in it, as far as the act lets it. */
    async function live (client, name, count) {
      const commands = [client.subscribe('a'), client.publish('a', '1'), client.publish('a', '2')]
      const settled = Promise.allSettled(commands)
      // A client that is paused gets no replies.
      await Promise.race([settled, sleep(100)])
      await server.call('publish', 'a', '3')
      await sleep(20)
      client.hicast.resume()
      client.disconnect(true)
      await sleep(30)
      const end = client.status === 'end' ? null : event(client, 'end')
      client.disconnect()
      await end
      await settled
      await sleep(10)
      // An act on `close` or `end` may have begun anew.
      const { status } = client
      if (status !== 'end') {
        assert.match(name, /^(close|end)$/, `${status} after ${name}`)
        client.removeAllListeners(name)
        client.disconnect()
        await eventually(() => client.status === 'end', 'the end')
      }
      const { pending, queued } = client.hicast.health()
      assert.deepEqual({ pending, queued }, { pending: 0, queued: 0 }, `${name}, ${count()} times`)
    }
  })
}
