'use strict'

const assert = require('node:assert/strict')
const { Redis, useClients, differs } = require('../../helpers/client')
const { useRedis, freePort } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
const { event, eventually } = require('../../helpers/wait')

const retryStrategy = () => 10

describe('offline queue', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  function create (options) {
    const client = clients.create({ retryStrategy, ...options })
    client.on('error', () => {})
    return client
  }

  async function crash (...all) {
    const closed = all.map((client) => event(client, 'close'))
    await server.kill()
    await Promise.all(closed)
  }

  it('keeps commands in order till the first connection is ready', async () => {
    const client = create()
    assert.equal(client.status, 'connecting')
    const replies = await Promise.all([
      client.set('k', 1), client.incr('k'), client.publish('a', 'x'), client.get('k')
    ])
    assert.deepEqual(replies, ['OK', 2, 0, '2'])
  })

  it('keeps commands over an outage', async () => {
    const client = create()
    await client.ping()
    await crash(client)
    const replies = Promise.all([client.set('k', 'v'), client.get('k'), client.subscribe('a')])
    await server.start()
    assert.deepEqual(await replies, ['OK', 'v', 1])
  })

  it('keeps publishes over an outage', async () => {
    const pub = create()
    const sub = create()
    await sub.subscribe('a')
    await pub.ping()
    await crash(pub, sub)
    const log = []
    sub.on('message', (channel, payload) => log.push(payload))
    const readyAgain = event(sub, 'ready')
    await server.start()
    await readyAgain
    await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
    assert.deepEqual(await Promise.all(['1', '2', '3'].map((x) => pub.publish('a', x))), [1, 1, 1])
    await sub.ping()
    assert.deepEqual(log, ['1', '2', '3'])
  })

  it('remembers the database that commands were meant for', async () => {
    const client = create()
    await client.ping()
    await crash(client)
    const replies = [
      client.select(3), client.set('k', 'three'),
      client.select(4), client.set('k', 'four')
    ]
    await server.start()
    await Promise.all(replies)
    await server.call('select', 3)
    assert.equal(await server.call('get', 'k'), 'three')
    await server.call('select', 4)
    assert.equal(await server.call('get', 'k'), 'four')
    await server.call('select', 0)
  })

  it('is emptied by disconnect, with an error for each', async () => {
    const client = create({ port: await freePort(), retryStrategy: () => 60000 })
    const waiting = [client.get('a'), client.publish('a', 'x'), client.subscribe('a')]
    const end = event(client, 'end')
    client.disconnect()
    const settled = await Promise.allSettled(waiting)
    await end
    for (const { reason } of settled) {
      assert.equal(reason.message, 'Connection is closed.')
    }
  })

  it('takes nothing after the end', async () => {
    const client = create()
    await client.ping()
    const end = event(client, 'end')
    client.disconnect()
    await end
    await assert.rejects(client.get('a'), { message: 'Connection is closed.' })
    await assert.rejects(client.publish('a', 'x'), { message: 'Connection is closed.' })
    await assert.rejects(client.subscribe('a'), { message: 'Connection is closed.' })
  })

  describe('enableOfflineQueue: false', () => {
    const message = 'Stream isn\'t writeable and enableOfflineQueue options is false'

    it('rejects what comes before the connection is ready', async () => {
      const client = create({ enableOfflineQueue: false })
      await assert.rejects(client.get('a'), { message })
      await assert.rejects(client.publish('a', 'x'), { message })
      await assert.rejects(client.subscribe('a'), { message })
    })

    it('rejects what comes in an outage, and works after it', async () => {
      const client = create({ enableOfflineQueue: false })
      await event(client, 'ready')
      assert.equal(await client.ping(), 'PONG')
      await crash(client)
      await assert.rejects(client.ping(), { message })
      const ready = event(client, 'ready')
      await server.start()
      await ready
      assert.equal(await client.ping(), 'PONG')
    })

    it('does not hinder the handshake and the resubscription', async () => {
      const client = create({ enableOfflineQueue: false, connectionName: 'me' })
      await event(client, 'ready')
      await client.subscribe('a')
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
      assert.equal((await server.clients())[0].name, 'me')
    })
  })

  describe('maxRetriesPerRequest', () => {
    for (const max of [0, 1, 3]) {
      it(`gives up after ${max} retries`, async () => {
        let retries = 0
        const client = create({
          port: await freePort(),
          maxRetriesPerRequest: max,
          retryStrategy: (times) => { retries = times; return 1 }
        })
        await assert.rejects(client.set('a', 'b'), (error) => {
          assert.equal(error.name, 'MaxRetriesPerRequestError')
          assert.equal(error.message, `Reached the max retries per request limit (which is ${max}).` +
            ' Refer to "maxRetriesPerRequest" option for details.')
          return true
        })
        assert.equal(retries, max + 1)
        client.disconnect()
      })
    }

    it('waits for ever with null', async () => {
      const port = await freePort()
      let retries = 0
      const client = create({
        port,
        maxRetriesPerRequest: null,
        retryStrategy: (times) => { retries = times; return 1 }
      })
      let isSettled = false
      const ping = client.ping().finally(() => { isSettled = true })
      await eventually(() => retries > 30, 'thirty retries')
      assert.equal(isSettled, false)
      client.disconnect()
      const last = await Promise.race([
        Promise.allSettled([ping]), event(client, 'end').catch(() => null),
        new Promise(setImmediate)
      ])
      assert.notEqual(last, null)
      ping.catch(() => {})
    })

    it('flushes commands on their way and those that wait alike', async () => {
      const fake = await startFake({ scripts: [[{ expect: ['get', 'a'] }, { close: 'rst' }]] })
      const client = create({ port: fake.port, maxRetriesPerRequest: 0 })
      const onTheWay = client.get('a')
      const settled = await Promise.allSettled([onTheWay])
      assert.equal(settled[0].reason.name, 'MaxRetriesPerRequestError')
    })
  })

  describe('autoResendUnfulfilledCommands', () => {
    const scripts = () => [
      [{ expect: ['get', 'a'] }, { close: 'rst' }],
      [{ expect: ['get', 'a'] }, { send: '$1\r\nx\r\n' },
        { expect: ['incr', 'b'] }, { send: ':7\r\n' }]
    ]

    it('sends again, in order, what had no reply', async () => {
      const fake = await startFake({ scripts: scripts() })
      const client = create({ port: fake.port })
      await event(client, 'ready')
      assert.deepEqual(await Promise.all([client.get('a'), client.incr('b')]), ['x', 7])
      assert.equal(fake.connections, 2)
    })

    it('sends again before what waited', async () => {
      const fake = await startFake({ scripts: scripts() })
      const client = create({ port: fake.port })
      await event(client, 'ready')
      const get = client.get('a')
      await event(client, 'close')
      const incr = client.incr('b')
      assert.deepEqual(await Promise.all([get, incr]), ['x', 7])
    })

    it('does not send again when it is false', async () => {
      const fake = await startFake({ scripts: scripts(), replies: { get: '$1\r\ny\r\n' } })
      const client = create({ port: fake.port, autoResendUnfulfilledCommands: false })
      await event(client, 'ready')
      client.get('a').catch(() => {})
      await event(client, 'close')
      await event(client, 'ready')
      await client.ping()
      const gets = fake.received[1].filter(([name]) => name === 'get')
      assert.deepEqual(gets, [])
    })

    differs('rejects what will not be sent again', async () => {
      const fake = await startFake({ scripts: scripts() })
      const client = create({ port: fake.port, autoResendUnfulfilledCommands: false })
      await event(client, 'ready')
      await assert.rejects(client.get('a'), { name: 'AbortError' })
      assert.equal(await client.ping(), 'PONG')
    })

    it('sends a blocking command again in its database', async () => {
      const client = create({ db: 3 })
      await event(client, 'ready')
      const popped = client.blpop('l', 0)
      await eventually(async () => (await server.clients())[0].cmd === 'blpop', 'BLPOP')
      const ready = event(client, 'ready')
      await server.call('client', 'kill', 'type', 'normal')
      await ready
      await eventually(async () => {
        const [info] = await server.clients()
        return info?.cmd === 'blpop' && info.db === '3'
      }, 'BLPOP again')
      const other = create({ db: 3 })
      await other.rpush('l', 'x')
      assert.deepEqual(await popped, ['l', 'x'])
    })
  })

  describe('commandTimeout', () => {
    it('rejects a command without a reply in time', async () => {
      const fake = await startFake({ scripts: [[{ expect: ['get', 'a'] }]] })
      const client = create({ port: fake.port, commandTimeout: 50 })
      await event(client, 'ready')
      const begin = Date.now()
      await assert.rejects(client.get('a'), { message: 'Command timed out' })
      assert.ok(Date.now() - begin >= 45)
    })

    it('rejects a command that waits for the connection', async () => {
      const client = create({ port: await freePort(), commandTimeout: 30, retryStrategy: () => 5 })
      await assert.rejects(client.get('a'), { message: 'Command timed out' })
    })

    it('gives a late reply to nobody, and the next one to its command', async () => {
      const fake = await startFake({
        scripts: [[{ expect: ['get', 'a'] }, { pause: 60 }, { send: '$4\r\nlate\r\n' },
          { expect: ['get', 'b'] }, { send: '$4\r\nnext\r\n' }]]
      })
      const client = create({ port: fake.port, commandTimeout: 30 })
      await event(client, 'ready')
      await assert.rejects(client.get('a'), { message: 'Command timed out' })
      client.options.commandTimeout = undefined
      assert.equal(await client.get('b'), 'next')
    })

    it('leaves commands alone that are in time', async () => {
      const client = create({ commandTimeout: 2000 })
      assert.equal(await client.set('k', 'v'), 'OK')
      assert.equal(await client.subscribe('a'), 1)
    })
  })

  it('is flushed for each client by itself', async () => {
    const one = create({ port: await freePort(), maxRetriesPerRequest: 0 })
    const two = new Redis({ port: server.port, host: server.host })
    clients.add(two)
    const [first, second] = await Promise.allSettled([one.ping(), two.ping()])
    assert.equal(first.status, 'rejected')
    assert.equal(second.value, 'PONG')
  })
})
