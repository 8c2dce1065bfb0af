'use strict'

const assert = require('node:assert/strict')
const { isHicast, eachProtocol, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

// ioredis' next connection carries the transaction out, whatever has become of
// the key.
if (isHicast) {
  describe('a WATCH whose connection is lost', () => {
    const server = useRedis()
    const clients = useClients(server)

    let client
    beforeEach(() => server.call('flushall'))

    async function connect (options) {
      client = clients.create({ retryStrategy: () => 5, ...options })
      await event(client, 'ready')
    }

    const cut = () => client.stream.destroy()

    async function lose () {
      const ready = event(client, 'ready')
      cut()
      await ready
    }

    const exec = () => client.multi().set('k', 'mine').exec()

    eachProtocol((protocol) => {
      it('makes the next EXEC give null, and no other', async () => {
        await connect({ protocol })
        await client.watch('k')
        await lose()
        await server.call('set', 'k', 'theirs')
        assert.equal(await exec(), null)
        assert.equal(await client.get('k'), 'theirs')
        assert.deepEqual(await exec(), [[null, 'OK']])
      })
    })

    it('does so for what waited for the connection', async () => {
      await connect()
      await client.call('WATCH', 'k')
      const closed = event(client, 'close')
      cut()
      await closed
      assert.equal(await exec(), null)
      assert.equal(await client.exists('k'), 0)
    })

    it('does so for a transaction of single commands, and with callbacks', async () => {
      await connect()
      await client.watch('k')
      await lose()
      await client.multi({ pipeline: false })
      assert.equal(await client.set('k', 'mine'), 'QUEUED')
      assert.equal(await new Promise((resolve, reject) => client.exec((error, reply) => error ? reject(error) : resolve(reply))), null)
      assert.equal(await client.exists('k'), 0)
      await client.watch('k')
      assert.deepEqual(await exec(), [[null, 'OK']])
    })

    it('does so after a second loss, and a new WATCH', async () => {
      await connect()
      await client.watch('a')
      await lose()
      await lose()
      await client.watch('b')
      assert.equal(await exec(), null)
    })

    it('rejects a transaction that was in flight: it may have been carried out, and must not be again', async () => {
      await connect()
      await client.watch('k')
      const promise = exec()
      cut()
      await assert.rejects(promise, { name: 'AbortError' })
      assert.equal(await client.exists('k'), 0)
      assert.deepEqual(await exec(), [[null, 'OK']])
    })

    it('is nothing when UNWATCH or EXEC had ended it, or UNWATCH does', async () => {
      await connect()
      await client.watch('k')
      await client.unwatch()
      await lose()
      assert.deepEqual(await exec(), [[null, 'OK']])
      await client.watch('k')
      assert.deepEqual(await exec(), [[null, 'OK']])
      await lose()
      assert.deepEqual(await exec(), [[null, 'OK']])
      await client.watch('k')
      await lose()
      await client.unwatch()
      assert.deepEqual(await exec(), [[null, 'OK']])
    })

    it('is nothing when it was not answered, and is sent again', async () => {
      await connect()
      const promises = [client.watch('k'), client.get('k'), exec()]
      cut()
      assert.deepEqual(await Promise.all(promises), ['OK', null, [[null, 'OK']]])
    })

    it('is not told twice: a transaction that was open then is rejected, and the next one is carried out', async () => {
      await connect()
      await client.watch('k')
      await client.multi({ pipeline: false })
      await lose()
      await assert.rejects(client.exec(), { name: 'AbortError' })
      assert.deepEqual(await exec(), [[null, 'OK']])
    })

    it('is not told twice: an EXEC in flight is rejected, and the next one is carried out', async () => {
      await connect()
      await client.watch('k')
      await client.multi({ pipeline: false })
      const promise = client.exec()
      cut()
      await assert.rejects(promise, { name: 'AbortError' })
      assert.deepEqual(await exec(), [[null, 'OK']])
    })
  })
}
