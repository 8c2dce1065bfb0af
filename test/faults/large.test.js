'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../helpers/client')
const { useRedis } = require('../helpers/redis_server')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { event } = require('../helpers/wait')

const MIB = 1024 * 1024

/** With HICAST_SOAK the largest string that a server takes by default. */
const SIZE = process.env.HICAST_SOAK ? 512 * MIB : 128 * MIB

if (isHicast) {
  describe(`a string of ${SIZE / MIB} MiB`, function () {
    this.timeout(120000)
    const server = useRedis()
    const clients = useClients(server)
    forbidUnhandledRejections()

    it('is stored, read and heard', async () => {
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 0 0 0')
      const [sub, pub] = [clients.create(), clients.create()]
      await sub.subscribe('a')
      const bytes = Buffer.alloc(SIZE, 'abcdefg')
      assert.equal(await pub.set('k', bytes), 'OK')
      assert.ok((await pub.getBuffer('k')).equals(bytes))
      await pub.del('k')
      const heard = event(sub, 'messageBuffer', 60000)
      assert.equal(await pub.publish('a', bytes), 1)
      assert.ok((await heard)[1].equals(bytes))
      assert.equal(sub.hicast.health().reconnects + pub.hicast.health().reconnects, 0)
    })

    it('of one byte more than the server takes is rejected, and others are not', async () => {
      await server.call('config', 'set', 'proto-max-bulk-len', String(MIB))
      const client = clients.create({ retryStrategy: () => 1 })
      client.on('error', () => {})
      await client.ping()
      await assert.rejects(client.set('k', Buffer.alloc(MIB + 1)))
      assert.equal(await client.set('k', 'v'), 'OK')
      await server.call('config', 'set', 'proto-max-bulk-len', String(512 * MIB))
    })

    if (process.env.HICAST_SOAK) {
      it('is a Buffer where no string can be so long', async () => {
        const client = clients.create()
        await client.set('k', Buffer.alloc(SIZE))
        // V8's longest string is a little shorter.
        const value = await client.get('k')
        assert.ok(Buffer.isBuffer(value))
        assert.equal(value.length, SIZE)
        assert.equal(await client.ping(), 'PONG')
      })
    }
  })
}
