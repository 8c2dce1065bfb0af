'use strict'

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const { useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')

/** What an idle connection is given, another one can rely on. */
describe('on an idle connection', () => {
  const server = useRedis()
  const clients = useClients(server)

  /** Asks the server while this process does nothing else. */
  const ask = (...args) => execFileSync('redis-cli', ['-p', server.port, ...args], { encoding: 'utf8' }).trim()

  for (const [name, ask1] of Object.entries({
    psubscribe: ['pubsub', 'numpat'],
    subscribe: ['pubsub', 'channels'],
    ssubscribe: ['pubsub', 'shardchannels']
  })) {
    it(`${name} goes out with the call`, async () => {
      const client = clients.create()
      await client.ping()
      const subscribed = client[name]('a')
      assert.equal(ask(...ask1), name === 'psubscribe' ? '1' : 'a')
      await subscribed
    })
  }

  it('a command goes out before the caller\'s microtasks go on', async () => {
    const client = clients.create()
    await client.mget('a', 'b')
    await Promise.all([client.get('a'), client.get('b')])
    const commands = [client.set('k', 1), client.incr('k')]
    await null
    assert.equal(ask('get', 'k'), '2')
    assert.deepEqual(await Promise.all(commands), ['OK', 2])
  })

  it('and the same in the callback of a timer', async () => {
    const client = clients.create()
    await Promise.all([client.get('a'), client.get('b')])
    await new Promise((resolve) => setTimeout(resolve, 5))
    const commands = [client.set('k', 1), client.incr('k')]
    await null
    assert.equal(ask('get', 'k'), '2')
    await Promise.all(commands)
  })
})
