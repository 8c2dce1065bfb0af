'use strict'

const assert = require('node:assert/strict')
const { useClients, isHicast, peers } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

/** CLIENT TRACKING with REDIRECT: what changed comes as a message whose payload is a list. */
describe('keys that another client reads', () => {
  const server = useRedis()
  const clients = useClients(server)

  async function invalidated (Redis, eventName, change) {
    const sub = clients.add(new Redis({ port: server.port, protocol: 2 }))
    const id = await sub.client('id')
    await sub.subscribe('__redis__:invalidate')
    const client = clients.add(new Redis({ port: server.port, protocol: 2 }))
    await client.client('tracking', 'on', 'redirect', id, ...change.options ?? [])
    await client.mget('k', 'é', 'x')
    const told = event(sub, eventName)
    await server.call(...change.command)
    return await told
  }

  for (const [title, change] of Object.entries({
    'one key': { command: ['set', 'k', '1'] },
    'one key, not ASCII': { command: ['set', 'é', '1'] },
    'several at once': { options: ['bcast'], command: ['eval', 'for _, k in ipairs({"k", "x"}) do redis.call("set", k, 1) end', 0] },
    'all of them': { command: ['flushall'] }
  })) {
    it(`are named when they change: ${title}`, async () => {
      const { client, ioredis } = peers()
      const sorted = ([channel, keys]) => [channel, keys.split(',').sort()]
      const ours = sorted(await invalidated(client.Redis, 'message', change))
      assert.deepEqual(ours, sorted(await invalidated(ioredis.Redis, 'message', change)))
      assert.equal(ours[0], '__redis__:invalidate')
    })
  }

  if (isHicast) {
    it('come as bytes, too', async () => {
      const { client } = peers()
      assert.deepEqual(await invalidated(client.Redis, 'messageBuffer', { command: ['set', 'k', '1'] }),
        [Buffer.from('__redis__:invalidate'), Buffer.from('k')])
    })
  }
})
