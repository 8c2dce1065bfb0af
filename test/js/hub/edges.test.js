'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const http = require('node:http')
const { Redis } = require('hicast')
const { cloudEvents, connect } = require('hicast/bus')
const { createHub } = require('hicast/hub')
const { WebSocket } = require('ws')
const { useHubs } = require('../../helpers/hubs')
const { RedisServer, freePort, needsKeys, useRedis } = require('../../helpers/redis_server')
const { forbidUnhandledRejections } = require('../../helpers/rejections')
const { event, eventually, sleep } = require('../../helpers/wait')
const { DEAD_AFTER, Members } = require('../../../lib/hub/members')

describe('hub: at its edges', () => {
  const redis = useRedis()
  const servers = useHubs(redis)
  forbidUnhandledRejections()

  it('lets a socket leave and join again, with no listener more', async () => {
    const heard = []
    const a = await servers.start({}, { onMessage: (data) => heard.push(data.toString()) })
    const ws = await servers.browser(a, 'user=u')
    const { socket } = a.seats[0]
    const listeners = () => ['message', 'close'].map((name) => socket.listenerCount(name))
    const before = listeners()
    for (let i = 0; i < 20; i++) {
      a.hub.leave(socket)
      const seat = await a.hub.join(socket, { user: 'u', onMessage: (data) => heard.push(data.toString()) })
      assert.deepEqual(listeners(), before)
      if (i % 2 === 0) seat.leave()
    }
    ws.send('once')
    ws.send('end')
    await eventually(() => heard.includes('end'), 'what the browser has sent')
    assert.deepEqual(heard, ['once', 'end'])
  })

  it('lets a socket join again after it was refused', async () => {
    const a = await servers.start()
    const ws = await servers.browser(a)
    const { socket } = a.seats[0]
    a.hub.leave(socket)
    const before = socket.listenerCount('message')
    const { subscribe } = a.hub._source
    a.hub._source.subscribe = async () => { throw new Error('refused') }
    for (let i = 0; i < 3; i++) await assert.rejects(a.hub.join(socket, { user: 'x', rooms: ['y'], onMessage () {} }), /refused/)
    a.hub._source.subscribe = subscribe
    assert.equal(socket.listenerCount('message'), before)
    await a.hub.join(socket, { user: 'x' })
    await a.hub.toUser('x').send('hello')
    await eventually(() => ws.messages.length === 1, 'the message')
  })

  it('gives who joins a topic what comes there when its end was not heard of', async () => {
    const a = await servers.start({ linger: 0 })
    const ws = await servers.browser(a, 'user=u')
    await a.hub.toUser('u').send('first')
    await eventually(() => ws.messages.length === 1, 'the first message')
    let isAsked = false
    a.hub._source._sub.unsubscribe = async () => {
      isAsked = true
      throw new Error('the connection was lost')
    }
    const { socket } = a.seats[0]
    a.hub.leave(socket)
    await eventually(() => isAsked, 'the topic to end')
    await a.hub.join(socket, { user: 'u' })
    await a.hub.toUser('u').send('second')
    await eventually(() => ws.messages.length === 2, 'the second message')
  })

  it('refuses nobody who joins a topic while its end fails', async () => {
    const a = await servers.start({ linger: 0 })
    const ws = await servers.browser(a, 'user=u')
    const ends = []
    a.hub._source.unsubscribe = () => new Promise((resolve, reject) => { ends.push(reject) })
    const { socket } = a.seats[0]
    a.hub.leave(socket)
    await eventually(() => ends.length === 2, 'the topics to end')
    const joining = a.hub.join(socket, { user: 'u' })
    for (const fail of ends) fail(new Error('the connection was lost'))
    await joining
    await a.hub.toUser('u').send('x')
    await eventually(() => ws.messages.length === 1, 'the message')
  })

  it('keeps nothing of a socket that was closed before it joined', async () => {
    const a = await servers.start()
    const ws = await servers.browser(a)
    const { socket } = a.seats[0]
    ws.terminate()
    await event(socket, 'close')
    const seat = await a.hub.join(socket, { user: 'u', rooms: ['r'] })
    assert.equal(seat.isClosed, true)
    assert.equal(a.hub.stats().sockets, 0)
    assert.deepEqual(await a.hub.toUser('u').send('x'), { servers: 0 })
    await assert.rejects(seat.join('r2'), /has left the hub/)
  })

  it('keeps nothing of an event stream whose browser has gone before it joined', async () => {
    const a = await servers.start()
    let joined
    const app = http.createServer((request, response) => {
      joined = once(response, 'close').then(() => a.hub.joinEventStream(response, { user: 'u' }))
    }).listen(0, '127.0.0.1')
    await once(app, 'listening')
    const request = http.get({ port: app.address().port, host: '127.0.0.1' }).on('error', () => {})
    await eventually(() => joined !== undefined, 'the request')
    request.destroy()
    assert.equal((await joined).isClosed, true)
    assert.equal(a.hub.stats().sockets, 0)
    app.close()
  })

  it('sends while it sends its sockets away, and what they say comes to the app', async function () {
    this.timeout(60000)
    const heard = []
    const a = await servers.start({}, { onMessage: (data) => heard.push(data.toString()) })
    const b = await servers.start()
    const [one, two] = [await servers.browser(a), await servers.browser(a)]
    const other = await servers.browser(b, 'rooms=r')
    const closing = a.hub.close({ drain: 10000 })
    await eventually(() => one.closed !== null, 'the first is sent away')
    await a.hub.toRoom('r').send('meanwhile')
    assert.equal((await a.hub.presence('r')).members.length, 1)
    two.send('still here')
    await assert.rejects(a.hub.join(a.seats[0].socket), /hub is closed/)
    await eventually(() => other.messages.length === 1 && heard.length === 1, 'both')
    await closing
    assert.deepEqual([other.messages, heard], [['meanwhile'], ['still here']])
    await assert.rejects(a.hub.toRoom('r').send('x'), /hub is closed/)
  })

  it('refuses names that have no form as bytes, and rooms that are no array', async () => {
    const a = await servers.start()
    const ws = await servers.browser(a, 'user=%F0%9F%98%80')
    const { socket } = a.seats[0]
    assert.throws(() => a.hub.toUser('a\ud800'), /must be Unicode/)
    a.hub.leave(socket)
    await assert.rejects(a.hub.join(socket, { user: '\udc00' }), /must be Unicode/)
    await assert.rejects(a.hub.join(socket, { rooms: 'r1' }), /must be an array of names, got string/)
    await a.hub.join(socket, { user: '😀', rooms: ['*', 'a b\r\n\0', '"'] })
    await a.hub.toUser('😀').send('1')
    for (const room of ['*', 'a b\r\n\0', '"']) await a.hub.toRoom(room).send(room)
    await eventually(() => ws.messages.length === 4, 'all four')
    assert.deepEqual(ws.messages, ['1', '*', 'a b\r\n\0', '"'])
  })

  it('begins when the broker does', async () => {
    const port = await freePort()
    const client = new Redis({ port })
    client.on('error', () => {})
    const hub = createHub(client)
    const failed = new Promise((resolve) => { hub.once('error', resolve) })
    hub.on('error', () => {})
    const ws = { readyState: 1, sent: [], send (data) { this.sent.push(data) }, close () {} }
    const joining = hub.join(ws, { user: 'u' })
    await failed
    const server = await RedisServer.start({ port })
    try {
      await joining
      await hub.toUser('u').send('hello')
      await eventually(() => ws.sent.length === 1, 'the message')
    } finally {
      await hub.close()
      client.disconnect()
      await server.stop()
    }
  })

  it('closes though the broker has never been there', async () => {
    const client = new Redis({ port: await freePort() })
    client.on('error', () => {})
    const hub = createHub(client)
    hub.on('error', () => {})
    const joining = assert.rejects(hub.join({ send () {}, close () {} }, { user: 'u', rooms: ['r'] }), /has ended/)
    await hub.close()
    await joining
    client.disconnect()
  })

  describe('where a user of Redis may not subscribe', () => {
    const guarded = useRedis({ users: ['hub on >secret ~* resetchannels &ws:s* +@all'] })
    const guardedServers = useHubs(guarded, { username: 'hub', password: 'secret' })

    needsKeys('rejects the join, and nothing more', async () => {
      const a = await guardedServers.start()
      const ws = new WebSocket(`ws://127.0.0.1:${a.port}/?user=u&rooms=r1,r2`)
      const [code, reason] = await once(ws, 'close')
      assert.equal(code, 4400)
      assert.match(reason.toString(), /NOPERM/)
      await eventually(() => a.hub.stats().sockets === 0 && a.hub.stats().topics === 0, 'nothing is kept')
    })
  })

  it('takes no bus with a codec', async () => {
    const bus = await connect('mem:', { codec: cloudEvents({ source: '/here' }) })
    try {
      assert.throws(() => createHub(bus), /createHub\(\) takes a bus without a codec/)
    } finally {
      await bus.close()
    }
  })

  it('takes no server for gone while its own loop was blocked', async function () {
    this.timeout(60000)
    const gone = []
    const members = new Members({ id: 'here', tell: async () => {}, onGone: (id) => gone.push(id) })
    await members.start()
    try {
      members.hear({ beat: 'other' })
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, DEAD_AFTER + 500)
      await sleep(50)
      assert.deepEqual([members.ids(), gone], [['here', 'other'], []])
      await eventually(() => gone.length === 1, 'one that says nothing to be missed')
      assert.deepEqual([members.ids(), gone], [['here'], ['other']])
    } finally {
      await members.stop()
    }
  })
})
