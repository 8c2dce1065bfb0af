'use strict'

const assert = require('node:assert/strict')
const { setImmediate: turn } = require('node:timers/promises')
const { isHicast, eachProtocol, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

// ioredis sends the rest of such a transaction on the next connection, where
// each command is carried out by itself.
if (isHicast) {
  describe('a transaction of single commands whose connection is lost', () => {
    const server = useRedis()
    const clients = useClients(server)
    const aborted = { name: 'AbortError', message: 'Command aborted due to connection close' }

    let client
    beforeEach(() => server.call('flushall'))

    async function connect (options) {
      client = clients.create({ retryStrategy: () => 5, ...options })
      await event(client, 'ready')
    }

    const cut = () => client.stream.destroy()
    const keys = async () => (await server.call('keys', '*')).sort()

    /** Each of these is rejected, and none was carried out. */
    async function assertAborted (promises) {
      await Promise.all(promises.map((promise) => assert.rejects(promise, aborted)))
      assert.deepEqual(await keys(), [])
      assert.equal(await client.set('after', '1'), 'OK')
    }

    eachProtocol((protocol) => {
      it('with EXEC in flight is rejected whole', async () => {
        await connect({ protocol })
        await client.multi({ pipeline: false })
        assert.equal(await client.set('a', '1'), 'QUEUED')
        const promises = [client.set('b', '1'), client.exec()]
        cut()
        await assertAborted(promises)
      })

      it('is rejected with what the app sends of it later', async () => {
        await connect({ protocol })
        await client.multi({ pipeline: false })
        await client.set('a', '1')
        const ready = event(client, 'ready')
        cut()
        await ready
        await assertAborted([client.set('b', '1'), client.pipeline().set('c', '1').exec().then(([[error]]) => { throw error }), client.exec()])
      })

      it('is rejected with what waited for the next connection', async () => {
        await connect({ protocol })
        await client.multi({ pipeline: false })
        const closed = event(client, 'close')
        const inFlight = client.set('a', '1')
        inFlight.catch(() => {})
        cut()
        await closed
        await assertAborted([inFlight, client.set('b', '1'), client.discard()])
      })
    })

    it('is rejected when a second MULTI in it was refused, or was in flight', async () => {
      await connect()
      await client.multi({ pipeline: false })
      await assert.rejects(client.multi({ pipeline: false }), { message: 'ERR MULTI calls can not be nested' })
      const ready = event(client, 'ready')
      cut()
      await ready
      await assertAborted([client.set('a', '1'), client.exec()])
      await server.call('flushall')
      await client.multi({ pipeline: false })
      const promises = [client.multi({ pipeline: false }), client.set('a', '1'), client.exec()]
      cut()
      await assertAborted(promises)
    })

    it('is sent whole again when MULTI was not answered', async () => {
      await connect()
      const promises = [client.multi({ pipeline: false }), client.set('a', '1'), client.exec()]
      cut()
      assert.deepEqual(await Promise.all(promises), ['OK', 'QUEUED', [[null, 'OK']]])
      assert.deepEqual(await keys(), ['a'])
    })

    it('is over for an app that is told of the loss, and does not end it', async () => {
      await connect()
      await client.multi({ pipeline: false })
      const ready = event(client, 'ready')
      cut()
      await ready
      await assert.rejects(client.set('a', '1'), aborted)
      await turn()
      await turn()
      assert.equal(await client.set('b', '1'), 'OK')
      assert.deepEqual(await client.multi().set('c', '1').exec(), [[null, 'OK']])
    })

    it('leaves the next transaction alone', async () => {
      await connect()
      await client.multi({ pipeline: false })
      const ready = event(client, 'ready')
      cut()
      await ready
      assert.deepEqual(await client.multi().set('a', '1').exec(), [[null, 'OK']])
      assert.equal(await client.set('b', '1'), 'OK')
    })

    it('is not taken for one when MULTI was refused, or EXEC came alone', async () => {
      await connect()
      await assert.rejects(client.call('multi', 'too', 'many'), /wrong number/)
      await assert.rejects(client.exec(), /EXEC without MULTI/)
      const promises = [client.set('a', '1'), client.exec().catch(({ message }) => message), client.set('b', '1')]
      cut()
      assert.deepEqual(await Promise.all(promises), ['OK', 'ERR EXEC without MULTI', 'OK'])
    })

    it('is rejected whole when one of its commands is not to be sent again', async () => {
      await connect({ resendPublish: false })
      const single = [client.multi({ pipeline: false }), client.set('a', '1'), client.publish('c', 'x'), client.exec()]
      cut()
      await assertAborted(single)
      await connect({ autoResendUnfulfilledCommands: false })
      const begun = client.multi({ pipeline: false })
      begun.catch(() => {})
      const closed = event(client, 'close')
      cut()
      await closed
      await server.call('flushall')
      await assertAborted([begun, client.set('b', '1'), client.exec()])
    })
  })
}
