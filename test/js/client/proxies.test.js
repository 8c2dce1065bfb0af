'use strict'

const assert = require('node:assert/strict')
const { Redis, isHicast, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

/** What apps put between themselves and a client. */
const WAYS = {
  'a Proxy': (client) => new Proxy(client, {}),
  'a Proxy that hands on the receiver': (client) => new Proxy(client, {
    get: (target, name, receiver) => Reflect.get(target, name, receiver)
  }),
  'a Proxy of a lazy singleton': (client) => new Proxy({}, {
    get: (target, name) => Reflect.get(client, name),
    set: (target, name, value) => Reflect.set(client, name, value)
  }),
  'a Proxy that binds methods': (client) => new Proxy(client, {
    get: (target, name) => typeof target[name] === 'function' ? target[name].bind(target) : target[name]
  }),
  'Object.create()': (client) => Object.create(client)
}

describe('a client behind', () => {
  const server = useRedis()
  const clients = useClients(server)

  for (const [way, wrap] of Object.entries(WAYS)) {
    describe(way, () => {
      const create = (options) => wrap(clients.create(options))

      it('runs commands, pipelines, transactions and scripts', async () => {
        const redis = create({ enableAutoPipelining: false })
        assert.equal(await redis.set('k', 1), 'OK')
        assert.equal(await redis.get('k'), '1')
        assert.deepEqual(await redis.getBuffer('k'), Buffer.from('1'))
        assert.equal(await redis.call('GET', 'k'), '1')
        assert.equal(await redis.sendCommand(new Redis.Command('get', ['k'], { replyEncoding: 'utf8' })), '1')
        assert.deepEqual(await redis.pipeline().get('k').incr('k').exec(), [[null, '1'], [null, 2]])
        assert.deepEqual(await redis.multi().get('k').incr('k').exec(), [[null, '2'], [null, 3]])
        assert.equal(await redis.multi({ pipeline: false }), 'OK')
        assert.equal(await redis.get('k'), 'QUEUED')
        assert.deepEqual(await redis.exec(), [[null, '3']])
        redis.defineCommand('plus', { numberOfKeys: 1, lua: 'return redis.call("incrby", KEYS[1], ARGV[1])' })
        assert.equal(await redis.plus('k', 2), 5)
        assert.equal(await redis.plus('k', 2), 7)
        const keys = []
        for await (const some of redis.scanStream({ match: 'k' })) keys.push(...some)
        assert.deepEqual(keys, ['k'])
      })

      it('subscribes and hears', async () => {
        const redis = create()
        const message = event(redis, 'message')
        assert.equal(await redis.subscribe('a'), 1)
        await server.call('publish', 'a', 'x')
        assert.deepEqual(await message, ['a', 'x'])
        const bytes = event(redis, 'messageBuffer')
        await server.call('publish', 'a', 'y')
        assert.deepEqual(await bytes, [Buffer.from('a'), Buffer.from('y')])
        redis.removeAllListeners('message')
        redis.on('message', () => {}).once('message', () => {}).off('message', () => {})
        assert.equal(await redis.unsubscribe(), 0)
      })

      it('tells of itself', async () => {
        const redis = create()
        await redis.ping()
        assert.equal(redis.status, 'ready')
        assert.equal(redis.mode, 'normal')
        assert.equal(redis.commandQueue.length + redis.offlineQueue.length, 0)
        assert.equal(redis.autoPipelineQueueSize, 0)
        assert.equal(redis.condition.select, 0)
        assert.equal(redis.condition.subscriber, false)
        assert.equal(redis.condition.handshake, false)
        assert.equal(redis.stream.writable, true)
        assert.equal(redis.listenerCount('nothing'), 0)
        assert.ok(redis.getBuiltinCommands().length > 100)
        await redis.select(1)
        assert.equal(redis.condition.select, 1)
        if (isHicast) {
          assert.equal(redis.hicast.pause().resume().unref().ref().health().status, 'ready')
          const messages = redis.hicast.messages('a')
          await redis.publish('a', 'x')
          assert.deepEqual(await messages.next(), { value: ['a', 'x'], done: false })
          await messages.return()
        }
      })

      it('lives and dies', async () => {
        const redis = create({ lazyConnect: true })
        assert.equal(redis.status, 'wait')
        await redis.connect()
        const again = event(redis, 'ready')
        redis.disconnect(true)
        await again
        const other = clients.add(redis.duplicate())
        assert.equal(await other.ping(), 'PONG')
        const end = event(redis, 'end')
        assert.equal(await redis.quit(), 'OK')
        await end
        await assert.rejects(redis.get('k'), { message: 'Connection is closed.' })
      })
    })
  }

  it('enableAutoPipelining', async () => {
    const redis = new Proxy(clients.create({ enableAutoPipelining: true }), {})
    assert.deepEqual(await Promise.all([redis.set('k', 1), redis.get('k')]), ['OK', '1'])
  })
})

describe('behind a Proxy', () => {
  const server = useRedis()
  const clients = useClients(server)

  it('the module makes clients', async () => {
    const Proxied = new Proxy(Redis, {})
    const redis = clients.add(new Proxied({ port: server.port }))
    assert.ok(redis instanceof Redis)
    assert.ok(redis instanceof Proxied)
    assert.equal(await redis.ping(), 'PONG')
    class Mine extends new Proxy(Redis, {}).Redis {}
    const mine = clients.add(new Mine(server.port))
    assert.equal(await mine.ping(), 'PONG')
    clients.add(Proxied.createClient(server.port))
  })

  it('a command can be looked at, sent and settled', async () => {
    const command = new Proxy(new Redis.Command('set', ['k', 'v'], { keyPrefix: 'p:', replyEncoding: 'utf8' }), {})
    assert.deepEqual(command.getKeys(), ['p:k'])
    assert.equal(typeof command.getSlot(), 'number')
    assert.match(command.toWritable(), /^\*3/)
    assert.equal(await clients.create().sendCommand(command), 'OK')
    const other = new Proxy(new Redis.Command('get', ['k']), {})
    other.setTimeout(10000)
    other.reject(new Error('no'))
    await assert.rejects(other.promise, { message: 'no' })
  })

  it('pipelines and transactions collect and are sent', async () => {
    const redis = clients.create()
    for (const batch of [redis.pipeline(), redis.multi()]) {
      const proxied = new Proxy(batch, {})
      proxied.set('k', 1)
      proxied.get('k')
      assert.deepEqual(await proxied.exec(), [[null, 'OK'], [null, '1']])
    }
  })

  it('streams, scan streams, connectors and scripts work', async () => {
    const redis = clients.create()
    await redis.ping()
    redis.defineCommand('one', { numberOfKeys: 0, lua: 'return 1' })
    redis.scriptsSet.one = new Proxy(redis.scriptsSet.one, {})
    assert.equal(await redis.pipeline().one().exec().then(([[, one]]) => one), 1)
    const scan = new Proxy(redis.scanStream(), {})
    scan.close()
    new Proxy(new Redis.AbstractConnector(10), {}).disconnect()
    const closed = event(redis, 'close')
    new Proxy(redis.stream, {}).destroy()
    await closed
  })

  if (isHicast) {
    it('iterators give messages', async () => {
      const redis = clients.create()
      const messages = new Proxy(redis.hicast.messages('a'), {})
      await redis.publish('a', 'x')
      assert.deepEqual(await messages.next(), { value: ['a', 'x'], done: false })
      assert.deepEqual(await messages.return(), { value: undefined, done: true })
    })

    it('a broker lives', async () => {
      const broker = await require('hicast/broker').createBroker()
      const proxied = new Proxy(broker, {})
      const client = clients.add(new Redis(proxied.url))
      assert.equal(await client.ping(), 'PONG')
      assert.equal(proxied.clients().length, 1)
      assert.equal(typeof proxied.stats(), 'object')
      proxied.ref().unref()
      proxied.heal()
      const end = event(client, 'end')
      client.disconnect()
      await end
      await Object.create(broker).close()
      await broker.close()
    })
  }
})
