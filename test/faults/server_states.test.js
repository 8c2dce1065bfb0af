'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients, Redis } = require('../helpers/client')
const { useRedis, freePort, RedisServer } = require('../helpers/redis_server')
const { useFakeServers } = require('../helpers/fake_server')
const { bulk } = require('../helpers/resp')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { event, eventually, sleep } = require('../helpers/wait')

if (isHicast) {
  describe('a server that is', () => {
    const server = useRedis()
    const clients = useClients(server)
    const startFake = useFakeServers()
    forbidUnhandledRejections()

    /** A client, with the errors that it told. */
    function create (options) {
      const client = clients.create({ retryStrategy: () => 10, ...options })
      const errors = []
      client.on('error', (error) => errors.push(error))
      return { client, errors }
    }

    it('full tells so, and has its subscribers back when it has room', async () => {
      const small = await RedisServer.start()
      try {
        const { client, errors } = create({ port: small.port })
        await client.subscribe('a')
        // One place for the test's own connection.
        await small.call('config', 'set', 'maxclients', '1')
        const back = event(client, 'resubscribed')
        await small.call('client', 'kill', 'type', 'pubsub')
        await eventually(() => errors.length > 2, 'errors')
        for (const { message } of errors) assert.match(message, /max number of clients reached/)
        await assert.rejects(client.publish('b', 'x'), /max number of clients reached/)
        await small.call('config', 'set', 'maxclients', '100')
        await back
        const message = event(client, 'message')
        await small.call('publish', 'a', 'x')
        assert.deepEqual(await message, ['a', 'x'])
        client.disconnect()
      } finally {
        await small.stop()
      }
    })

    it('a replica without its master says MASTERDOWN and READONLY, and carries messages', async () => {
      const replica = await RedisServer.start()
      try {
        await replica.call('config', 'set', 'replica-serve-stale-data', 'no')
        await replica.call('replicaof', '127.0.0.1', String(await freePort()))
        const { client, errors } = create({ port: replica.port })
        await assert.rejects(client.get('k'), /^ReplyError: MASTERDOWN /)
        await assert.rejects(client.exists('k'), /^ReplyError: MASTERDOWN /)
        await replica.call('config', 'set', 'replica-serve-stale-data', 'yes')
        await assert.rejects(client.set('k', 'v'), /^ReplyError: READONLY /)
        assert.equal(await client.get('k'), null)
        assert.equal(client.status, 'ready')
        await client.subscribe('a')
        const message = event(client, 'message')
        await client.publish('a', 'x')
        assert.deepEqual(await message, ['a', 'x'])
        assert.deepEqual(errors, [])
        client.disconnect()
      } finally {
        await replica.stop()
      }
    })

    it('loading is waited for', async () => {
      const loading = bulk('# Persistence\r\nloading:1\r\nloading_eta_seconds:0\r\n')
      const loaded = bulk('# Persistence\r\nloading:0\r\n')
      const fake = await startFake({ replies: { info: [loading, loading, loaded], get: bulk('v') } })
      const { client } = create({ port: fake.port })
      assert.equal(await client.get('k'), 'v')
    })

    it('loading for commands tells each of them', async () => {
      const refusal = '-LOADING Redis is loading the dataset in memory\r\n'
      const fake = await startFake({ replies: { publish: [refusal, ':1\r\n'] } })
      const { client } = create({ port: fake.port })
      await assert.rejects(client.publish('a', 'x'), /^ReplyError: LOADING /)
      assert.equal(await client.publish('a', 'x'), 1)
    })

    it('down for a second and a half is asked again with patience', async () => {
      const port = await freePort()
      const { client, errors } = create({ port, retryStrategy: (times) => Math.min(times * 20, 200) })
      const subscribed = client.subscribe('a')
      await sleep(1500)
      assert.ok(errors.length > 5 && errors.length < 40, `${errors.length} attempts`)
      for (const { code } of errors) assert.equal(code, 'ECONNREFUSED')
      const late = await RedisServer.start({ port })
      try {
        assert.equal(await subscribed, 1)
        client.disconnect()
      } finally {
        await late.stop()
      }
    })

    it('killed and started again 20 times has its subscribers back each time', async () => {
      const { client } = create()
      await client.subscribe('a')
      for (let round = 0; round < 20; round++) {
        const back = event(client, 'resubscribed')
        await server.kill()
        await server.start()
        await back
        const message = event(client, 'message')
        await server.call('publish', 'a', String(round))
        assert.deepEqual(await message, ['a', String(round)])
      }
    })

    it('frozen is left for one that lives', async () => {
      const other = await RedisServer.start()
      try {
        let port = server.port
        class Moving extends Redis {}
        const client = clients.add(new Moving({
          port, host: '127.0.0.1', heartbeat: { interval: 100, timeout: 400 }, retryStrategy: () => 10
        }))
        const errors = []
        client.on('error', ({ code }) => errors.push(code))
        client.on('reconnecting', () => { client.options.port = port })
        await client.subscribe('a')
        port = other.port
        const back = event(client, 'resubscribed')
        server.freeze()
        await back
        assert.deepEqual(errors, ['HC_EHEARTBEAT'])
        assert.deepEqual(await other.subscribers('a'), [1])
        client.disconnect()
      } finally {
        server.thaw()
        await other.stop()
      }
    })

    it('nowhere tells so, until the app gives up', async () => {
      const { client, errors } = create({ host: 'no-such-host.invalid', retryStrategy: (times) => times < 4 ? 5 : null })
      const waiting = Promise.allSettled([client.subscribe('a'), client.publish('a', 'x')])
      await event(client, 'end', 9000)
      assert.equal(errors.length, 4)
      for (const { code } of errors) assert.match(code, /^(ENOTFOUND|EAI_AGAIN)$/)
      for (const { reason } of await waiting) assert.equal(reason.message, 'Connection is closed.')
    })
  })
}
