'use strict'

const assert = require('node:assert/strict')
const diagnostics = require('node:diagnostics_channel')
const { isHicast, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useProxies } = require('../../helpers/proxy')
const { event, eventually, sleep } = require('../../helpers/wait')

if (isHicast) {
  describe('health()', () => {
    const server = useRedis()
    const clients = useClients(server)

    it('knows a client that was never connected', () => {
      const client = clients.create({ lazyConnect: true })
      assert.deepEqual(client.hicast.health(), {
        status: 'wait',
        ready: false,
        paused: false,
        subscriptions: 0,
        lastByteAge: null,
        lastHeartbeatAge: null,
        heartbeats: 0,
        deafMs: 0,
        reconnects: 0,
        messages: 0,
        replies: 0,
        commands: 0,
        bytesIn: 0,
        bytesOut: 0,
        pending: 0,
        queued: 0,
        queuedBytes: 0,
        outputBuffer: 0,
        tls: null
      })
    })

    it('counts', async () => {
      const client = clients.create()
      const waiting = client.set('k', 'x'.repeat(1000))
      const before = client.hicast.health()
      assert.equal(before.status, 'connecting')
      assert.equal(before.queued, 1)
      assert.ok(before.queuedBytes > 1000 && before.queuedBytes < 2000)
      await waiting
      await client.subscribe('a', 'b')
      client.on('message', () => {})
      const get = client.get('k')
      assert.equal(client.hicast.health().pending, 1)
      assert.ok(client.hicast.health().outputBuffer > 0)
      await get
      await server.call('publish', 'a', 'x')
      await eventually(() => client.hicast.health().messages === 1, 'a message')
      const health = client.hicast.health()
      assert.deepEqual([health.status, health.ready, health.subscriptions, health.pending, health.queued,
        health.queuedBytes, health.outputBuffer, health.reconnects], ['ready', true, 2, 0, 0, 0, 0, 0])
      assert.ok(health.lastByteAge < 1000)
      assert.ok(health.bytesIn > 1000 && health.bytesOut > 1000)
      await sleep(30)
      assert.ok(client.hicast.health().lastByteAge >= 25)
    })

    it('tells when the server last answered a heartbeat', async () => {
      const client = clients.create({ heartbeat: { interval: 20, timeout: 1000, always: true } })
      await eventually(() => client.hicast.health().heartbeats > 1, 'heartbeats')
      assert.ok(client.hicast.health().lastHeartbeatAge < 1000)
      assert.equal(client.status, 'ready')
    })
  })

  describe('heartbeat', () => {
    const server = useRedis()
    const clients = useClients(server)
    const startProxy = useProxies()
    const heartbeat = { interval: 60, timeout: 60 }
    const patient = { interval: 150, timeout: 400 } // a busy machine's server answers in that time

    afterEach(() => server.thaw())

    it('notices a frozen server, and counts the time from its last word', async () => {
      const sub = clients.create({ heartbeat, retryStrategy: () => 20, connectTimeout: 100 })
      await sub.subscribe('a')
      const told = event(sub, 'error')
      const begin = Date.now()
      server.freeze()
      const [error] = await told
      const took = Date.now() - begin
      assert.equal(error.code, 'HC_EHEARTBEAT')
      assert.ok(took >= 50 && took < 1000, `noticed after ${took} ms`)
      await sleep(10)
      assert.ok(sub.hicast.health().deafMs >= took - 10, `deaf for ${sub.hicast.health().deafMs} of ${took} ms`)
      sub.on('error', () => {})
      const back = event(sub, 'resubscribed')
      server.thaw()
      assert.equal((await back)[0].channels, 1)
    })

    it('notices a link that swallows everything', async () => {
      const proxy = await startProxy(server)
      const sub = clients.create({ port: proxy.port, heartbeat, retryStrategy: () => 20, connectTimeout: 100 })
      await sub.subscribe('a')
      const told = event(sub, 'error')
      proxy.setLink({ blackHole: true })
      assert.equal((await told)[0].code, 'HC_EHEARTBEAT')
      sub.on('error', () => {})
      proxy.setLink({})
      await event(sub, 'resubscribed')
    })

    it('takes a loop that was blocked for no dead server', async () => {
      const sub = clients.create({ heartbeat: patient })
      await sub.subscribe('a')
      const seen = []
      sub.on('message', (channel, text) => seen.push(text))
      let closed = 0
      sub.on('close', () => closed++)
      for (let round = 0; round < 3; round++) {
        await server.call('publish', 'a', String(round))
        const until = Date.now() + 700
        while (Date.now() < until);
        await sleep(20)
      }
      assert.equal(closed, 0)
      assert.deepEqual(seen, ['0', '1', '2'])
    })

    it('looks for the answer once more when the loop was blocked since it asked', async () => {
      const sub = clients.create({ heartbeat: patient })
      await sub.subscribe('a')
      let closed = 0
      sub.on('close', () => closed++)
      // Blocked in each turn, after timers asked and before sockets are read.
      for (let turn = 0; turn < 8; turn++) {
        await new Promise(setImmediate)
        const until = Date.now() + 600
        while (Date.now() < until);
      }
      assert.equal(closed, 0)
      assert.ok(sub.hicast.health().heartbeats >= 2, `${sub.hicast.health().heartbeats} heartbeats`)
    })

    it('asks nothing of an idle client that is not subscribed, unless told to', async () => {
      const client = clients.create({ heartbeat })
      await client.ping()
      await sleep(200)
      assert.equal(client.hicast.health().heartbeats, 0)
    })

    it('lets no command that blocks, and no transaction, be cut', async () => {
      const client = clients.create({ heartbeat: { ...patient, always: true } })
      let closed = 0
      client.on('close', () => closed++)
      assert.equal(await client.blpop('none', 1), null)
      assert.equal(await client.multi({ pipeline: false }), 'OK')
      await sleep(1000)
      assert.equal(await client.set('a', 'b'), 'QUEUED')
      assert.deepEqual(await client.exec(), [[null, 'OK']])
      assert.equal(closed, 0)
    })

    it('can be switched off', async () => {
      const sub = clients.create({ heartbeat: false })
      await sub.subscribe('a')
      server.freeze()
      let closed = 0
      sub.on('close', () => closed++)
      await sleep(300)
      assert.equal(closed, 0)
    })

    it('must be times', () => {
      const make = (value) => () => clients.create({ lazyConnect: true, heartbeat: value })
      assert.throws(make(5), { name: 'TypeError', message: /"heartbeat".*5/ })
      assert.throws(make({ interval: 0 }), { name: 'RangeError', message: /"heartbeat.interval".*0/ })
      assert.throws(make({ timeout: '1' }), { name: 'RangeError', message: /"heartbeat.timeout".*1/ })
    })
  })

  describe('diagnostics channels', () => {
    const server = useRedis()
    const clients = useClients(server)

    /** What is published on a channel from now on. */
    function listen (name) {
      const seen = []
      const note = (context) => seen.push(context)
      diagnostics.subscribe(name, note)
      cleanUp.push(() => diagnostics.unsubscribe(name, note))
      return seen
    }

    let cleanUp = []
    afterEach(() => {
      for (const undo of cleanUp) undo()
      cleanUp = []
    })

    it('tell of publishes, of messages and of reconnects, but no contents', async () => {
      const publishes = listen('hicast:publish')
      const messages = listen('hicast:message')
      const reconnects = listen('hicast:reconnect')
      const sub = clients.create({ retryStrategy: () => 5 })
      await sub.subscribe('a')
      await sub.psubscribe('p*')
      const seen = []
      sub.on('message', (...args) => seen.push(args))
      sub.on('pmessageBuffer', (...args) => seen.push(args))
      const pub = clients.create()
      await pub.publish('a', 'secret')
      await pub.publish('p1', Buffer.from('bytes'))
      await eventually(() => seen.length === 2, 'both')
      assert.deepEqual(seen, [['a', 'secret'], ['p*', Buffer.from('p1'), Buffer.from('bytes')]])
      assert.deepEqual(publishes, [
        { command: 'publish', channel: 'a', length: 6 }, { command: 'publish', channel: 'p1', length: 5 }
      ])
      assert.deepEqual(messages, [
        { event: 'message', pattern: undefined, channel: 'a', length: 6 },
        { event: 'pmessageBuffer', pattern: 'p*', channel: Buffer.from('p1'), length: 5 }
      ])
      const ready = event(sub, 'ready')
      sub.disconnect(true)
      await ready
      assert.equal(reconnects.length, 1)
      const { attempt, delay, serverAddress, serverPort } = reconnects[0]
      assert.deepEqual([attempt, serverAddress, serverPort], [1, server.host, server.port])
      assert.ok(delay >= 0 && delay <= 5)
    })
  })
}
