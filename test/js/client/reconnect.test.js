'use strict'

const assert = require('node:assert/strict')
const { useClients, differs } = require('../../helpers/client')
const { useRedis, freePort, RedisServer } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
const { useProcesses } = require('../../helpers/processes')
const { event, events, eventually, sleep } = require('../../helpers/wait')

describe('reconnection', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()
  const startProcess = useProcesses()

  function create (options) {
    const client = clients.create({ retryStrategy: () => 10, ...options })
    client.on('error', () => {})
    return client
  }

  describe('retryStrategy', () => {
    it('is asked with 1, 2, 3 ... and its answer is kept to', async () => {
      const asked = []
      const client = create({
        port: await freePort(),
        retryStrategy: (times) => { asked.push([times, Date.now()]); return 20 * times }
      })
      await events(client, 'reconnecting', 4)
      client.disconnect()
      assert.deepEqual(asked.map(([times]) => times), [1, 2, 3, 4])
      for (let i = 1; i < 4; i++) {
        const waited = asked[i][1] - asked[i - 1][1]
        assert.ok(waited >= 20 * i - 2, `${waited} ms instead of ${20 * i}`)
      }
    })

    it('is named in the event', async () => {
      const client = create({ port: await freePort(), retryStrategy: () => 7 })
      assert.deepEqual(await event(client, 'reconnecting'), [7])
    })

    it('begins at 1 again after a connection was ready', async () => {
      const asked = []
      const client = create({ retryStrategy: (times) => { asked.push(times); return 5 } })
      for (let i = 0; i < 3; i++) {
        await event(client, 'ready')
        const closed = event(client, 'close')
        await server.call('client', 'kill', 'type', 'normal')
        await closed
      }
      assert.deepEqual(asked, [1, 1, 1])
    })

    for (const answer of [null, undefined, 'soon', false]) {
      it(`ends the client with ${answer}`, async () => {
        const client = create({ port: await freePort(), retryStrategy: () => answer })
        await event(client, 'end')
        assert.equal(client.status, 'end')
        await assert.rejects(client.get('a'), { message: 'Connection is closed.' })
      })
    }

    it('is not asked after disconnect and quit', async () => {
      let asked = 0
      const options = { retryStrategy: () => { asked++; return 1 } }
      const one = create(options)
      const two = create(options)
      await Promise.all([event(one, 'ready'), event(two, 'ready')])
      const ends = [event(one, 'end'), event(two, 'end')]
      one.disconnect()
      two.quit()
      await Promise.all(ends)
      assert.equal(asked, 0)
    })

    it('stops when the app disconnects while it waits', async () => {
      const fake = await startFake()
      const { port } = fake
      const client = create({ port, retryStrategy: () => 30 })
      await event(client, 'ready')
      const reconnecting = event(client, 'reconnecting')
      client.disconnect(true)
      await reconnecting
      client.disconnect()
      await sleep(60)
      assert.equal(fake.connections, 1)
    })

    differs('leads to the end when the app disconnects while it waits', async () => {
      const client = create({ port: await freePort(), retryStrategy: () => 60000 })
      const waiting = [client.get('a'), client.publish('a', 'x')]
      await event(client, 'reconnecting')
      const end = event(client, 'end')
      client.disconnect()
      await end
      for (const { reason } of await Promise.allSettled(waiting)) {
        assert.equal(reason.message, 'Connection is closed.')
      }
      assert.equal(client.status, 'end')
    })

    differs('counts as ended when it throws, and the app is told', async () => {
      const thrown = uncaught()
      const client = create({
        port: await freePort(), retryStrategy: () => { throw new Error('no strategy') }
      })
      await event(client, 'end')
      assert.equal((await thrown).message, 'no strategy')
    })
  })

  it('comes when a server appears after some seconds of refusal', async () => {
    const port = await freePort()
    const client = create({ port })
    await events(client, 'reconnecting', 5)
    const pong = client.ping()
    const late = await RedisServer.start({ port })
    try {
      assert.equal(await pong, 'PONG')
      assert.equal(client.status, 'ready')
      client.disconnect()
    } finally {
      await late.stop()
    }
  })

  describe('brings back', () => {
    it('the database of the options', async () => {
      const client = create({ db: 5 })
      await client.set('k', 'v')
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      assert.equal(await client.get('k'), 'v')
      assert.equal((await server.clients())[0].db, '5')
    })

    it('the database that was selected last', async () => {
      const client = create()
      await client.select(6)
      await client.set('k', 'six')
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      assert.equal(await client.get('k'), 'six')
    })

    it('the database of a subscriber', async () => {
      const client = create()
      await client.select(6)
      await client.set('k', 'six')
      await client.subscribe('a')
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
      assert.equal(await client.get('k'), 'six')
    })

    it('the name of the connection', async () => {
      const client = create({ connectionName: 'the name' })
      client.disconnect()
      const other = create({ connectionName: 'name-of-mine' })
      await event(other, 'ready')
      const ready = event(other, 'ready')
      other.disconnect(true)
      await ready
      assert.equal(await other.client('GETNAME'), 'name-of-mine')
    })
  })

  describe('reconnectOnError', () => {
    const readOnly = '-READONLY You can\'t write against a read only replica.\r\n'
    const scripts = () => [
      [{ expect: ['set', 'k'] }, { send: readOnly }],
      [{ expect: ['set', 'k'] }, { send: '+OK\r\n' }]
    ]

    for (const answer of [true, 1]) {
      it(`reconnects and rejects with ${answer}`, async () => {
        const fake = await startFake({ scripts: scripts() })
        const seen = []
        const client = create({
          port: fake.port,
          reconnectOnError: (error) => { seen.push(error.message); return answer }
        })
        await event(client, 'ready')
        const ready = event(client, 'ready')
        await assert.rejects(client.set('k', 'v'), /READONLY/)
        await ready
        assert.equal(await client.set('k', 'v'), 'OK')
        assert.equal(seen.length, 1)
        assert.match(seen[0], /^READONLY /)
      })
    }

    it('reconnects and sends again with 2', async () => {
      const fake = await startFake({ scripts: scripts() })
      const client = create({ port: fake.port, reconnectOnError: () => 2 })
      await event(client, 'ready')
      assert.equal(await client.set('k', 'v'), 'OK')
      assert.equal(fake.connections, 2)
    })

    for (const answer of [false, 0, undefined]) {
      it(`only rejects with ${answer}`, async () => {
        const client = create({ reconnectOnError: () => answer })
        await assert.rejects(client.call('nosuchcommand'), /unknown command/)
        assert.equal(client.status, 'ready')
        assert.equal(await client.ping(), 'PONG')
      })
    }

    it('brings subscriptions back, too', async () => {
      const client = create({ reconnectOnError: () => true })
      await client.subscribe('a')
      const ready = event(client, 'ready')
      await assert.rejects(client.call('nosuchcommand'))
      await ready
      await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
    })
  })

  describe('connectTimeout', () => {
    it('ends an attempt that gets no answer', async () => {
      // A full backlog drops SYNs, so that connecting hangs.
      const full = startProcess(require.resolve('../fixtures/full_backlog'))
      const { port } = await full.message((message) => message.port, 'its port')
      const client = create({ port, connectTimeout: 60, retryStrategy: null })
      const [error] = await event(client, 'error')
      assert.equal(error.message, 'connect ETIMEDOUT')
      assert.equal(error.code, 'ETIMEDOUT')
      assert.equal(error.syscall, 'connect')
      await eventually(() => client.status === 'end', 'the end')
    })

    differs('covers a handshake without an answer', async () => {
      const fake = await startFake({ replies: { hello: '', client: '', info: '' } })
      const client = create({ port: fake.port, connectTimeout: 60, retryStrategy: null })
      const get = assert.rejects(client.get('a'), { message: 'Connection is closed.' })
      const [error] = await event(client, 'error')
      assert.equal(error.code, 'ETIMEDOUT')
      await get
      assert.equal(client.status, 'end')
    })

    differs('counts from the attempt on, after a tick that was longer than it', async () => {
      const fake = await startFake({ replies: { hello: '', client: '', info: '' } })
      const client = create({ port: fake.port, connectTimeout: 500, retryStrategy: null })
      // Meanwhile the loop's own time stands still.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600)
      const begun = performance.now()
      await event(client, 'error')
      assert.ok(performance.now() - begun > 450)
    })

    it('does not end a connection that was made in time', async () => {
      const client = create({ connectTimeout: 500, retryStrategy: null })
      await event(client, 'ready')
      await sleep(550)
      assert.equal(client.status, 'ready')
    })
  })

  differs('tells when the server has enough clients', async () => {
    const fake = await startFake({
      scripts: [[{ send: '-ERR max number of clients reached\r\n' }, { close: 'fin' }], []]
    })
    const client = create({ port: fake.port })
    const [[error]] = await Promise.all([event(client, 'error'), event(client, 'ready')])
    assert.match(error.message, /max number of clients reached/)
  })

  it('lets go of the old connection', async () => {
    const client = create()
    await event(client, 'ready')
    for (let i = 0; i < 5; i++) {
      const ready = event(client, 'ready')
      client.disconnect(true)
      await ready
    }
    await eventually(async () => (await server.clients()).length === 1, 'one client left')
  })

  it('comes after stream.destroy() and stream.end()', async () => {
    const client = create()
    await event(client, 'ready')
    for (const how of ['destroy', 'end']) {
      const ready = event(client, 'ready')
      client.stream[how]()
      await ready
      assert.equal(await client.ping(), 'PONG')
    }
  })
})

/** The next exception that nobody catches; mocha is not told of it. */
function uncaught () {
  const listeners = process.listeners('uncaughtException')
  process.removeAllListeners('uncaughtException')
  return new Promise((resolve) => {
    process.once('uncaughtException', (error) => {
      for (const listener of listeners) process.on('uncaughtException', listener)
      resolve(error)
    })
  })
}
