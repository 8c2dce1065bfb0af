'use strict'

const assert = require('node:assert/strict')
const { eachProtocol, useClients, differs } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useProxies } = require('../../helpers/proxy')
const { event, events, eventually } = require('../../helpers/wait')

/** Retries soon, so that the tests need not wait for the default's pauses. */
const retryStrategy = () => 20

const notUtf8 = Buffer.from([0xff, 0x00, 0x80])

describe('resubscription', () => {
  const server = useRedis()
  const clients = useClients(server)

  async function restartWhile (...subscribers) {
    const ready = subscribers.map((sub) => event(sub, 'ready'))
    const closed = subscribers.map((sub) => event(sub, 'close'))
    await server.kill()
    await Promise.all(closed)
    await server.start()
    await Promise.all(ready)
  }

  function createSub (options) {
    const sub = clients.create({ retryStrategy, ...options })
    sub.on('error', () => {}) // refused while the server is away
    return sub
  }

  eachProtocol((protocol) => {
    it('brings back channels, patterns and shard channels after a crash of the server', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a', 'b')
      await sub.psubscribe('p*', '[q]?')
      await sub.ssubscribe('s', 't')
      await restartWhile(sub)

      await eventually(() => server.subscribers('a', 'b').then((n) => n[1] === 1), 'channels')
      await eventually(() => server.shardSubscribers('s', 't')
        .then((n) => n[0] === 1 && n[1] === 1), 'shard channels')
      assert.deepEqual(await server.subscribers('a', 'b', 'c'), [1, 1, 0])
      assert.equal(await server.call('pubsub', 'numpat'), 2)

      const log = []
      sub.on('message', (...args) => log.push(args.join(' ')))
      sub.on('pmessage', (...args) => log.push(args.join(' ')))
      sub.on('smessage', (...args) => log.push(args.join(' ')))
      const last = events(sub, 'smessage', 2)
      await server.call('publish', 'a', '1')
      await server.call('publish', 'b', '2')
      await server.call('publish', 'p1', '3')
      await server.call('publish', 'q1', '4')
      await server.call('spublish', 's', '5')
      await server.call('spublish', 't', '6')
      await last
      assert.deepEqual(log, ['a 1', 'b 2', 'p* p1 3', '[q]? q1 4', 's 5', 't 6'])
    })

    it('does not bring back what was unsubscribed before', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a', 'b')
      await sub.unsubscribe('a')
      await restartWhile(sub)
      await eventually(async () => (await server.subscribers('b'))[0] === 1, 'b')
      assert.deepEqual(await server.subscribers('a', 'b'), [0, 1])
    })

    it('brings back nothing after everything was unsubscribed', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a')
      await sub.psubscribe('p*')
      await sub.unsubscribe('a')
      await sub.punsubscribe('p*')
      await restartWhile(sub)
      assert.equal(await sub.ping(), 'PONG')
      assert.deepEqual(await server.call('pubsub', 'channels'), [])
      assert.equal(await server.call('pubsub', 'numpat'), 0)
    })

    it('keeps the counts right afterwards', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a', 'b')
      await restartWhile(sub)
      assert.equal(await sub.subscribe('c'), 3)
      assert.equal(await sub.unsubscribe('a'), 2)
      assert.equal(await sub.unsubscribe('b', 'c'), 0)
    })

    it('happens again after each of several crashes', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a')
      for (let i = 0; i < 3; i++) {
        await restartWhile(sub)
        await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
        const message = event(sub, 'message')
        await server.call('publish', 'a', String(i))
        assert.deepEqual(await message, ['a', String(i)])
      }
    })

    it('happens with names of any text', async () => {
      const names = ['', 'constructor', 'kanal é€😀', 'a\r\nb', 'n'.repeat(100000)]
      const sub = createSub({ protocol })
      await sub.subscribe(...names)
      await restartWhile(sub)
      await eventually(async () => (await server.subscribers(...names))
        .every((count) => count === 1), 'all names')
      for (const name of names) {
        const message = event(sub, 'message')
        await server.call('publish', name, 'x')
        assert.deepEqual(await message, [name, 'x'])
      }
    })

    differs('happens with names that are not UTF-8, and with __proto__', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe(notUtf8, '__proto__')
      await sub.psubscribe(Buffer.from([0xfe, 0x2a]))
      await sub.ssubscribe(notUtf8, '__proto__')
      await restartWhile(sub)
      assert.deepEqual(await server.subscribers(notUtf8, '__proto__'), [1, 1])
      assert.deepEqual(await server.shardSubscribers(notUtf8, '__proto__'), [1, 1])
      const message = event(sub, 'messageBuffer')
      await server.call('publish', notUtf8, 'x')
      assert.deepEqual(await message, [notUtf8, Buffer.from('x')])
      const pmessage = event(sub, 'pmessageBuffer')
      await server.call('publish', Buffer.from([0xfe, 0x61]), 'y')
      assert.deepEqual((await pmessage).slice(1), [Buffer.from([0xfe, 0x61]), Buffer.from('y')])
    })

    differs('is over when the client is ready', async () => {
      const sub = createSub({ protocol })
      const names = Array.from({ length: 500 }, (_, i) => `name ${i}`)
      await sub.subscribe(...names)
      await sub.psubscribe('p*')
      await sub.ssubscribe('s', 't')
      await restartWhile(sub)
      const counts = await server.subscribers(...names)
      assert.equal(counts.filter((count) => count === 1).length, 500)
      assert.equal(await server.call('pubsub', 'numpat'), 1)
      assert.deepEqual(await server.shardSubscribers('s', 't'), [1, 1])
    })

    it('comes before commands that waited for the connection', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a')
      const closed = event(sub, 'close')
      await server.kill()
      await closed
      const unsubscribed = sub.unsubscribe('a')
      const subscribed = sub.subscribe('b', 'c')
      await server.start()
      assert.equal(await unsubscribed, 0)
      assert.equal(await subscribed, 2)
      assert.deepEqual(await server.subscribers('a', 'b', 'c'), [0, 1, 1])
    })

    it('does not happen with autoResubscribe: false', async () => {
      const sub = createSub({ protocol, autoResubscribe: false })
      await sub.subscribe('a')
      await sub.psubscribe('p*')
      await restartWhile(sub)
      assert.equal(await sub.ping(), 'PONG')
      assert.deepEqual(await server.subscribers('a'), [0])
      assert.equal(await server.call('pubsub', 'numpat'), 0)
      assert.equal(sub.mode, 'normal')
      assert.equal(await sub.subscribe('b'), 1)
    })

    it('happens after disconnect(true)', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a')
      const ready = event(sub, 'ready')
      sub.disconnect(true)
      await ready
      await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
      const message = event(sub, 'message')
      await server.call('publish', 'a', 'x')
      assert.deepEqual(await message, ['a', 'x'])
    })

    it('happens after CLIENT KILL', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a')
      const ready = event(sub, 'ready')
      await server.call('client', 'kill', 'type', 'pubsub')
      await ready
      await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
    })

    it('does not bring subscriptions to an app that disconnected and connects anew', async () => {
      const sub = createSub({ protocol })
      await sub.subscribe('a')
      const end = event(sub, 'end')
      sub.disconnect()
      await end
      await sub.connect()
      const message = event(sub, 'message')
      await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
      await server.call('publish', 'a', 'x')
      assert.deepEqual(await message, ['a', 'x'])
    })
  })

  it('keeps many subscribers going over one crash', async () => {
    const subs = Array.from({ length: 10 }, () => createSub())
    await Promise.all(subs.map((sub, i) => sub.subscribe('all', `own ${i}`)))
    await restartWhile(...subs)
    await eventually(async () => (await server.subscribers('all'))[0] === 10, 'all of them')
    const messages = subs.map((sub) => events(sub, 'message', 2))
    await server.call('publish', 'all', 'x')
    for (let i = 0; i < 10; i++) await server.call('publish', `own ${i}`, String(i))
    assert.deepEqual(await Promise.all(messages), subs.map((_, i) =>
      [['all', 'x'], [`own ${i}`, String(i)]]))
  })
})

describe('resubscription through a bad link', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startProxy = useProxies()

  for (const how of ['rst', 'fin']) {
    it(`happens after a cut by ${how.toUpperCase()}`, async () => {
      const proxy = await startProxy(server)
      const sub = clients.create({ port: proxy.port, retryStrategy })
      sub.on('error', () => {})
      await sub.subscribe('a')
      for (let i = 0; i < 3; i++) {
        const ready = event(sub, 'ready')
        proxy.cut(how)
        await ready
        await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
        const message = event(sub, 'message')
        await server.call('publish', 'a', String(i))
        assert.deepEqual(await message, ['a', String(i)])
      }
      assert.equal(proxy.connections, 4)
    })
  }

  const links = {
    'bytes one by one': { packet: 1 },
    'seven bytes at once': { packet: 7 },
    'chunks gathered for 20 ms': { coalesce: 20 },
    'a delay of 10 ms': { delay: 10 },
    '20 kB a second': { bytesPerSecond: 20000 }
  }
  for (const [title, link] of Object.entries(links)) {
    it(`works over a link with ${title}`, async () => {
      const proxy = await startProxy(server)
      proxy.setLink(link)
      const sub = clients.create({ port: proxy.port })
      assert.equal(await sub.subscribe('a', 'b'), 2)
      const all = events(sub, 'message', 20)
      const expected = []
      for (let i = 0; i < 20; i++) {
        await server.call('publish', i % 2 ? 'a' : 'b', `é${i}`)
        expected.push([i % 2 ? 'a' : 'b', `é${i}`])
      }
      assert.deepEqual(await all, expected)
      assert.equal(await sub.unsubscribe(), 0)
    })
  }
})
