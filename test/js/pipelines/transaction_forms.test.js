'use strict'

const assert = require('node:assert/strict')
const { Redis, isHicast, eachProtocol, peers, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')

// Replies inside EXEC come in one form, and must be given in that of their
// command, whichever is asked for beside it.
describe('forms of replies in a transaction', () => {
  const server = useRedis()
  const clients = useClients(server)

  eachProtocol((protocol) => {
    for (const isMixed of [false, true]) {
      it(isMixed ? 'with Buffers among them' : 'with strings alone', async () => {
        const { client, ioredis } = peers()
        const results = []
        for (const Client of [ioredis, client]) {
          const redis = clients.add(new Client({ port: server.port, host: server.host, protocol }))
          await redis.flushall()
          const multi = redis.multi()
          if (isMixed) multi.getBuffer('none').setBuffer('bytes', Buffer.from([0xff, 0x00])).getBuffer('bytes')
          multi.set('text', 'é€').get('text').incr('number').get('none')
            .hset('hash', { a: '1', b: '2' }).hgetall('hash')
            .zadd('zset', 1.5, 'one').zrange('zset', 0, -1, 'WITHSCORES').zscore('zset', 'one')
            .rpush('list', 'a', 'b').lrange('list', 0, -1).lpush('text', 'wrong')
            .set('bad', Buffer.from([0xc3, 0x28])).get('bad')
          results.push(await multi.exec())
        }
        const [theirs, ours] = results.map((list) => list.map(([error, value]) => error ? [error.message] : [null, value]))
        assert.deepEqual(ours, theirs)
        assert.equal(ours.length, isMixed ? 17 : 14)
      })
    }
  })

  if (isHicast) {
    it('asks for bytes only if a command wants them', async () => {
      const redis = clients.create()
      const forms = []
      const { sendCommand } = redis
      redis.sendCommand = function (command, ...rest) {
        if (command.name === 'exec') forms.push(command.replyEncoding)
        return sendCommand.call(this, command, ...rest)
      }
      await redis.multi().set('a', 'b').get('a').exec()
      await redis.multi().set('a', 'b').getBuffer('a').exec()
      await redis.pipeline().getBuffer('a').multi().get('a').exec().exec()
      assert.deepEqual(forms, ['utf8', null, 'utf8'])
      redis.disconnect()
    })

    it('sends arguments in any number as they are', async () => {
      const redis = new Redis({ port: server.port, host: server.host })
      for (const count of [3, 4, 16, 17, 31, 32, 33, 40, 1000]) {
        const items = Array.from({ length: count }, (_, i) => i % 3 === 0 ? Buffer.from([i & 255]) : String(i))
        await redis.del('list')
        assert.equal(await redis.rpush('list', ...items), count)
        assert.deepEqual(await redis.lrangeBuffer('list', 0, -1), items.map((item) => Buffer.from(item)))
      }
      redis.disconnect()
    })
  }
})
