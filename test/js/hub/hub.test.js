'use strict'

const assert = require('node:assert/strict')
const { createHub } = require('hicast/hub')
const { useHubs } = require('../../helpers/hubs')
const { useRedis } = require('../../helpers/redis_server')
const { event, eventually, sleep } = require('../../helpers/wait')

describe('hub', () => {
  const redis = useRedis()
  const servers = useHubs(redis)

  it('sends to a user on each server that holds it, and says how many', async () => {
    const [a, b, c] = [await servers.start(), await servers.start(), await servers.start()]
    const [atB, atC, other] = [await servers.browser(b, 'user=42'), await servers.browser(c, 'user=42'), await servers.browser(c, 'user=7')]
    assert.deepEqual(await a.hub.toUser('42').send({ hi: 1 }), { servers: 2 })
    assert.deepEqual(await a.hub.toUser('nobody').send({ hi: 1 }), { servers: 0 })
    await eventually(() => atB.messages.length === 1 && atC.messages.length === 1, 'both get it')
    assert.deepEqual([atB.messages, atC.messages, other.messages], [['{"hi":1}'], ['{"hi":1}'], []])
  })

  it('sends to rooms and to all, except one, in the order of sending', async () => {
    const [a, b] = [await servers.start(), await servers.start()]
    const [one, two, none] = [await servers.browser(a, 'rooms=r1'), await servers.browser(b, 'rooms=r1,r2'), await servers.browser(b)]
    for (let i = 0; i < 50; i++) {
      await a.hub.toRoom('r1').send(`${i}`)
      if (i === 25) await a.hub.toRoom('r1').except(a.seats[0].socket).send('not for one')
    }
    await a.hub.toAll().send('end')
    await eventually(() => [one, two, none].every(({ messages }) => messages.at(-1) === 'end'), 'all have heard the end')
    const numbers = Array.from({ length: 50 }, (_, i) => `${i}`)
    assert.deepEqual(one.messages, [...numbers, 'end'])
    assert.deepEqual(two.messages, [...numbers.slice(0, 26), 'not for one', ...numbers.slice(26), 'end'])
    assert.deepEqual(none.messages, ['end'])
  })

  it('sends a message that comes alone to all, except one', async () => {
    const a = await servers.start()
    const [one, two] = [await servers.browser(a), await servers.browser(a)]
    await a.hub.toAll().except(a.seats[0].socket).send('not for one')
    await eventually(() => two.messages.length === 1, 'the other to have it')
    await a.hub.toAll().send('end')
    await eventually(() => one.messages.at(-1) === 'end' && two.messages.at(-1) === 'end', 'both to have the end')
    assert.deepEqual([one.messages, two.messages], [['end'], ['not for one', 'end']])
  })

  it('keeps payloads as they were sent: text, bytes, JSON, of every length of a frame', async () => {
    const a = await servers.start()
    const ws = await servers.browser(a, 'user=u')
    const payloads = ['', 'ä€😀', Buffer.from([0, 255, 128]), 'x'.repeat(125), 'x'.repeat(126), 'x'.repeat(65535), 'x'.repeat(65536), { a: [1, null] }, 7, null]
    for (const payload of payloads) await a.hub.toUser('u').send(payload)
    await eventually(() => ws.messages.length === payloads.length, 'all of them')
    const expected = payloads.map((payload) => typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload))
    assert.deepEqual(ws.messages, expected)
  })

  it('disconnects a user everywhere, with the code and reason given', async () => {
    const [a, b, c] = [await servers.start(), await servers.start(), await servers.start()]
    const [atB, atC, other] = [await servers.browser(b, 'user=42'), await servers.browser(c, 'user=42'), await servers.browser(c, 'user=7')]
    await a.hub.toUser('42').send('last words')
    assert.deepEqual(await a.hub.disconnectUser('42', 4001, 'logged out'), { servers: 2 })
    await eventually(() => atB.closed && atC.closed, 'both are closed')
    assert.deepEqual([atB.closed, atC.closed, other.closed], [[4001, 'logged out'], [4001, 'logged out'], null])
    assert.deepEqual([atB.messages, atC.messages], [['last words'], ['last words']])
    await eventually(async () => (await a.hub.toUser('42').send('x')).servers === 0, 'nobody holds the user any more')
  })

  it('subscribes while a socket needs a topic, and some time longer', async () => {
    const a = await servers.start({ linger: 200 })
    const ws = await servers.browser(a, 'user=u&rooms=r')
    assert.deepEqual(await redis.subscribers('ws:u:u'), [1])
    const [seat] = a.seats
    seat.leave('r')
    await seat.join('r')
    assert.deepEqual(await redis.subscribers('ws:r:r'), [1])
    ws.close()
    await event(ws, 'close')
    await eventually(async () => String(await redis.subscribers('ws:u:u', 'ws:r:r')) === '0,0', 'both are given back')
    await eventually(() => a.hub.stats().topics === 0, 'nothing is kept')
  })

  it('misses nothing that is sent after a join in the middle of an unsubscription', async () => {
    const [a, b] = [await servers.start({ linger: 0 }), await servers.start()]
    const ws = await servers.browser(a)
    const [seat] = a.seats
    for (let i = 0; i < 200; i++) {
      await seat.join('r')
      assert.equal((await b.hub.toRoom('r').send(i)).servers, 1, `round ${i}`)
      seat.leave('r')
      if (i % 3 === 0) await sleep(0)
    }
    await eventually(() => ws.messages.length > 0, 'the first')
    await seat.join('r')
    await b.hub.toRoom('r').send('end')
    await eventually(() => ws.messages.at(-1) === 'end', 'the last')
    assert.deepEqual(a.errors, [])
  })

  it('takes 1,000 joins and leaves', async () => {
    const a = await servers.start({ linger: 0, maxRooms: 1000 })
    const ws = await servers.browser(a)
    const [seat] = a.seats
    await Promise.all(Array.from({ length: 1000 }, (_, i) => seat.join(`room ${i}`)))
    assert.equal(a.hub.stats().topics, 1001)
    assert.deepEqual(await a.hub.toRoom('room 999').send('x'), { servers: 1 })
    await eventually(() => ws.messages.length === 1, 'the message')
    for (let i = 0; i < 1000; i++) seat.leave(`room ${i}`)
    await eventually(() => a.hub.stats().topics === 1, 'all are given back')
  })

  describe('a slow socket', () => {
    // Nothing reads it: what the system's buffers do not take stays in the server.
    async function flood (policy) {
      const a = await servers.start({ onSlow: policy, maxBuffered: 100000 })
      const slow = await servers.browser(a, 'rooms=r')
      const quick = await servers.browser(a, 'rooms=r')
      slow._socket.pause()
      const payload = 'x'.repeat(50000)
      for (let i = 0; i < 400; i++) await a.hub.toRoom('r').send(`${i} ${payload}`)
      await eventually(() => quick.messages.length === 400, 'the quick one gets all', { timeout: 20000 })
      return { a, slow }
    }
    const numberOf = (message) => Number(message.split(' ')[0])

    it('is closed', async () => {
      const { a, slow } = await flood('close')
      slow._socket.resume()
      await eventually(() => slow.closed !== null, 'it is closed', { timeout: 20000 })
      assert.equal(slow.closed[0], 1013)
      assert.ok(a.hub.stats().dropped > 0)
    })

    it('or loses messages, and no order', async () => {
      const { a, slow } = await flood('drop')
      slow._socket.resume()
      await eventually(() => slow.messages.length + a.seats[0].dropped === 400, 'each was given or dropped', { timeout: 20000 })
      const numbers = slow.messages.map(numberOf)
      assert.deepEqual(numbers, [...numbers].sort((x, y) => x - y))
      assert.ok(a.seats[0].dropped > 0)
    })

    it('or gets the newest once it reads again', async () => {
      const { a, slow } = await flood('latest')
      slow._socket.resume()
      await eventually(() => slow.messages.length > 0 && numberOf(slow.messages.at(-1)) === 399, 'the newest', { timeout: 20000 })
      assert.ok(a.seats[0].dropped > 0)
      assert.equal(slow.messages.length + a.seats[0].dropped, 400)
    })
  })

  describe('bounds', () => {
    it('the names', async () => {
      const { hub } = await servers.start()
      assert.throws(() => hub.toUser(''), /name of a user must be a string/)
      assert.throws(() => hub.toRoom(undefined), /name of a room must be a string/)
      assert.throws(() => hub.toRoom('x'.repeat(257)), /has 257 bytes, and may have 256/)
    })

    it('the payload, and what it can be', async () => {
      const { hub } = await servers.start({ maxPayload: 10 })
      await assert.rejects(hub.toAll().send('12345678901'), /has 11 bytes, and may have 10/)
      await assert.rejects(hub.toAll().send(undefined), /JSON has no form for undefined/)
    })

    it('the rooms of a socket', async () => {
      const a = await servers.start({ maxRooms: 2 })
      await servers.browser(a, 'rooms=a,b')
      await assert.rejects(a.seats[0].join('c'), /may be in 2 rooms: see the option "maxRooms"/)
      await a.seats[0].join('b')
    })

    it('the codes of a close', async () => {
      const { hub } = await servers.start()
      await assert.rejects(hub.disconnectUser('u', 1006), /must be 1000, or from 3000 to 4999/)
      await assert.rejects(hub.disconnectUser('u', 4000, 'x'.repeat(124)), /may have 123 bytes/)
    })

    it('the options', () => {
      assert.throws(() => createHub(undefined, { onSlow: 'wait' }), /"onSlow" must be close, drop, latest/)
      assert.throws(() => createHub(undefined, { linger: -1 }), /"linger" must be a number that is not negative/)
      assert.throws(() => createHub(undefined, { maxBufferd: 1 }), /no option "maxBufferd"/)
      assert.throws(() => createHub({}), /takes a hicast\/bus, a Redis or Cluster client, or nothing/)
    })
  })

  it('refuses what is no socket, and a socket twice', async () => {
    const a = await servers.start()
    await servers.browser(a)
    await assert.rejects(a.hub.join({}), /takes a socket of ws/)
    await assert.rejects(a.hub.join(a.seats[0].socket), /has joined already/)
  })

  it('ignores what no hub has sent', async () => {
    const a = await servers.start()
    const ws = await servers.browser(a, 'user=u')
    for (const text of ['', 'x', 'j', 'c\0not json', 'j\xff']) await redis.call('PUBLISH', 'ws:u:u', text)
    await redis.call('PUBLISH', 'ws:u:u', 't\0hello')
    await eventually(() => ws.messages.length > 0, 'the one that is right')
    assert.deepEqual(ws.messages, ['hello'])
    assert.ok(a.hub.stats().refused >= 3)
  })

  it('goes on after the broker was away, and tells of the gap', async () => {
    const a = await servers.start()
    const ws = await servers.browser(a, 'user=u')
    const gap = event(a.hub, 'gap')
    await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
    const [{ reason, topics }] = await gap
    assert.match(reason, /connection to Redis was lost/)
    assert.deepEqual(topics.sort(), ['a', 'u:u'])
    await eventually(async () => (await a.hub.toUser('u').send('again')).servers === 1, 'it is subscribed again')
    await eventually(() => ws.messages.includes('again'), 'the message')
  })

  it('closes: sockets are told to come back, and no handle is left', async () => {
    const a = await servers.start()
    const all = await Promise.all([1, 2, 3, 4].map((i) => servers.browser(a, `user=${i}`)))
    const start = Date.now()
    await a.hub.close({ drain: 300 })
    assert.ok(Date.now() - start >= 200, 'they are sent away one after the other')
    await eventually(() => all.every(({ closed }) => closed !== null), 'all are closed')
    assert.deepEqual(all.map(({ closed }) => closed[0]), [1012, 1012, 1012, 1012])
    await assert.rejects(a.hub.toAll().send('x'), /hub is closed/)
    await assert.rejects(a.hub.join({}), /hub is closed/)
  })

  it('closes while the broker is away', async function () {
    this.timeout(60000)
    const a = await servers.start()
    const ws = await servers.browser(a, 'user=1')
    await redis.kill()
    await a.hub.close()
    await eventually(() => ws.closed !== null, 'it is closed')
    assert.equal(ws.closed[0], 1012)
  })

  it('runs without a server of Redis, for one process', async () => {
    const hub = createHub()
    try {
      await hub.ready()
      const sent = []
      const socket = { readyState: 1, send: (data) => sent.push(data), close () {} }
      await hub.join(socket, { user: 'u' })
      assert.deepEqual(await hub.toUser('u').send({ a: 1 }), { servers: 1 })
      await eventually(() => sent.length === 1, 'the message')
      assert.deepEqual(sent, ['{"a":1}'])
    } finally {
      await hub.close()
    }
  })
})
