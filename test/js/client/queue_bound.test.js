'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../../helpers/client')
const { useRedis, freePort } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
const { event, eventually } = require('../../helpers/wait')

/** How many of the promises were rejected with a code. */
async function countCodes (promises, code) {
  const settled = await Promise.allSettled(promises)
  return settled.filter(({ reason }) => reason?.code === code).length
}

if (isHicast) {
  describe('maxQueueBytes', () => {
    const server = useRedis()
    const clients = useClients(server)

    it('bounds what waits for a connection', async () => {
      const client = clients.create({ port: await freePort(), maxQueueBytes: 100000, retryStrategy: () => 50 })
      client.on('error', () => {})
      const payload = 'x'.repeat(1000)
      const waiting = Array.from({ length: 200 }, () => client.publish('a', payload))
      const all = Promise.allSettled(waiting)
      const { queued, queuedBytes } = client.hicast.health()
      assert.ok(queued > 50 && queued < 100, `${queued} wait`)
      assert.ok(queuedBytes >= 100000 && queuedBytes < 102000, `${queuedBytes} bytes`)
      client.disconnect()
      const errors = (await all).map(({ reason }) => reason)
      const refused = errors.filter(({ code }) => code === 'HC_EQUEUE')
      assert.equal(refused.length, 200 - queued)
      assert.match(refused[0].message, /Too much waits to be sent: \d+ bytes.*"maxQueueBytes" is 100000/)
      assert.ok(errors.slice(0, queued).every(({ message }) => message === 'Connection is closed.'))
    })

    it('has room again once what waited was sent', async () => {
      const client = clients.create({ maxQueueBytes: 5000 })
      const before = Array.from({ length: 20 }, (_, i) => client.rpush('l', `${i}`.padEnd(600)))
      const refused = await countCodes(before, 'HC_EQUEUE')
      assert.ok(refused > 0 && refused < 20, `${refused} refused`)
      assert.equal(client.hicast.health().queuedBytes, 0)
      assert.equal(await client.llen('l'), 20 - refused)
      // Order has no gap: what was refused is the end.
      assert.deepEqual((await client.lrange('l', 0, -1)).map(Number), [...Array(20 - refused).keys()])
    })

    it('lets one command pass, however large', async () => {
      const client = clients.create({ maxQueueBytes: 10 })
      assert.equal(await client.set('k', 'x'.repeat(1000)), 'OK')
    })

    it('bounds what the socket does not take', async () => {
      const client = clients.create({ maxQueueBytes: 2e6 })
      await event(client, 'ready')
      server.freeze()
      const payload = 'x'.repeat(100000)
      const sent = []
      try {
        for (let i = 0; i < 300; i++) {
          sent.push(client.publish('a', payload))
          sent.at(-1).catch(() => {})
          if (i % 10 === 0) await new Promise(setImmediate)
        }
        const { outputBuffer } = client.hicast.health()
        assert.ok(outputBuffer >= 2e6 && outputBuffer < 5e6, `${outputBuffer} bytes`)
      } finally {
        server.thaw()
      }
      const refused = await countCodes(sent, 'HC_EQUEUE')
      assert.ok(refused > 100 && refused < 290, `${refused} refused`)
      assert.equal(await client.publish('a', 'x'), 0)
    })

    it('bounds what a single tick writes', async () => {
      const client = clients.create({ maxQueueBytes: 2e6 })
      await event(client, 'ready')
      server.freeze()
      let sent
      try {
        sent = Array.from({ length: 1000 }, () => client.publish('a', 'x'.repeat(100000)))
        for (const promise of sent) promise.catch(() => {})
        assert.ok(client.hicast.health().outputBuffer < 5e6, `${client.hicast.health().outputBuffer} bytes`)
      } finally {
        server.thaw()
      }
      assert.ok(await countCodes(sent, 'HC_EQUEUE') > 900)
    })

    it('refuses a transaction as a whole', async () => {
      const client = clients.create({ port: await freePort(), maxQueueBytes: 3000, retryStrategy: () => 20 })
      client.on('error', () => {})
      client.set('k', 'x'.repeat(4000)).catch(() => {})
      await assert.rejects(client.multi().set('a', '1').set('b', '2').exec(), { code: 'HC_EQUEUE' })
      const results = await client.pipeline().set('a', '1').set('b', '2').exec()
      assert.deepEqual(results.map(([error]) => error.code), ['HC_EQUEUE', 'HC_EQUEUE'])
      assert.equal(client.hicast.health().queued, 1)
    })

    it('keeps no client from quitting', async () => {
      const client = clients.create({ maxQueueBytes: 10 })
      client.set('k', 'x'.repeat(1000)).catch(() => {})
      assert.equal(await client.quit(), 'OK')
    })

    it('must be a number of bytes', () => {
      for (const maxQueueBytes of [0, -1, '5', NaN, null]) {
        assert.throws(() => clients.create({ lazyConnect: true, maxQueueBytes }),
          { name: 'RangeError', message: /"maxQueueBytes"/ })
      }
      clients.create({ lazyConnect: true, maxQueueBytes: Infinity })
    })
  })

  describe('commands in flight when a connection is lost', () => {
    const server = useRedis()
    const clients = useClients(server)
    const startFake = useFakeServers()

    /** Gets publishes, answers none, and is gone. */
    const cut = [{ expect: ['publish', 'a'] }, { close: 'rst' }]

    it('are published again by default', async () => {
      const fake = await startFake({ scripts: [cut, []], replies: { publish: ':1\r\n', get: '$1\r\nx\r\n' } })
      const client = clients.create({ port: fake.port, retryStrategy: () => 5 })
      client.on('error', () => {})
      await event(client, 'ready')
      assert.equal(await client.publish('a', 'x'), 1)
      assert.equal(fake.received.flat().filter(([name]) => name === 'publish').length, 2)
    })

    it('are not published again with resendPublish: false', async () => {
      const fake = await startFake({ scripts: [cut, []], replies: { publish: ':1\r\n', get: '$1\r\nx\r\n' } })
      const client = clients.create({ port: fake.port, retryStrategy: () => 5, resendPublish: false })
      client.on('error', () => {})
      await event(client, 'ready')
      const [publish, get, pipeline] = [
        client.publish('a', 'x'), client.get('b'), client.pipeline().publish('c', 'x').get('d').exec()
      ]
      await assert.rejects(publish, { name: 'AbortError', message: /aborted due to connection close/ })
      assert.equal(await get, 'x')
      assert.deepEqual((await pipeline).map(([error]) => error?.name), ['AbortError', 'AbortError'])
      assert.deepEqual(fake.received[1].filter(([name]) => name === 'publish'), [])
      assert.equal(await client.publish('a', 'y'), 1)
    })

    it('are all settled when nothing is sent again', async () => {
      const fake = await startFake({ scripts: [[{ expect: ['get', 'b'] }, { close: 'rst' }], []] })
      const client = clients.create({
        port: fake.port, retryStrategy: () => 5, autoResendUnfulfilledCommands: false
      })
      client.on('error', () => {})
      await event(client, 'ready')
      const settled = await Promise.allSettled([client.get('b'), client.publish('a', 'x'), client.subscribe('s')])
      assert.deepEqual(settled.map(({ reason }) => reason?.name), ['AbortError', 'AbortError', 'AbortError'])
    })

    it('are given up when they are too large for the server', async () => {
      // A limit of 1 MB, and a server that says nothing when it closes.
      const fake = await startFake({ scripts: [[{ expect: ['set', 'k'] }, { close: 'rst' }]], replies: { get: '$-1\r\n' } })
      const client = clients.create({ port: fake.port, retryStrategy: () => 5 })
      client.on('error', () => {})
      await event(client, 'ready')
      await assert.rejects(client.set('k', 'x'.repeat(2e6)), { name: 'AbortError', code: 'HC_ETOOLARGE', message: /2000\d+ bytes/ })
      await eventually(() => client.status === 'ready', 'ready')
      assert.equal(await client.get('k'), null)
      assert.equal(fake.connections, 3)
    })

    it('are rejected with what a real server says of their size', async () => {
      await server.call('config', 'set', 'proto-max-bulk-len', '1mb')
      const client = clients.create({ retryStrategy: () => 5 })
      client.on('error', () => {})
      await event(client, 'ready')
      let connections = 0
      client.on('connecting', () => connections++)
      await assert.rejects(client.set('k', 'x'.repeat(3e6)), (error) => {
        assert.match(error.message, /Protocol error: invalid bulk length|too large|sent twice/)
        return true
      })
      await server.call('config', 'set', 'proto-max-bulk-len', '512mb')
      assert.equal(await client.get('k'), null)
      assert.ok(connections <= 3, `${connections} connections`)
    })

    it('are rejected by the end of a client that was about to reconnect', async () => {
      const fake = await startFake({ scripts: [[{ expect: ['get', 'b'] }, { close: 'rst' }]] })
      const client = clients.create({ port: fake.port, retryStrategy: () => 60000 })
      client.on('error', () => {})
      await event(client, 'ready')
      const get = client.get('b')
      await event(client, 'reconnecting')
      const queued = client.set('a', 'b')
      const end = event(client, 'end')
      client.disconnect()
      const settled = await Promise.allSettled([get, queued])
      await end
      assert.deepEqual(settled.map(({ reason }) => reason?.message),
        ['Connection is closed.', 'Connection is closed.'])
    })
  })

  describe('a server without room for more clients', () => {
    const server = useRedis({ args: ['--maxclients', '2'] })
    const clients = useClients(server)

    it('is told as an error', async () => {
      await server.call('ping')
      const first = clients.create()
      await first.ping()
      const second = clients.create({ retryStrategy: () => 30 })
      const [error] = await event(second, 'error')
      assert.match(error.message, /max number of clients reached/)
      second.on('error', () => {})
      first.disconnect()
      await event(second, 'ready')
    })
  })
}
