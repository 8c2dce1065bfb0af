'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const { Redis } = require('hicast')
const { createHub } = require('hicast/hub')
const { WebSocket } = require('ws')
const { useHubs } = require('../../helpers/hubs')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

const SIMULATED = 10000
const REAL = 400
const PATIENCE = { timeout: 120000, interval: 20 }

describe('hub: all sockets come back at once', function () {
  this.timeout(240000)
  const redis = useRedis()
  const servers = useHubs(redis)
  const sockets = []

  afterEach(() => { for (const ws of sockets.splice(0)) ws.terminate() })

  /** How many SUBSCRIBE commands the server has had. */
  async function subscribes () {
    return Number(/cmdstat_subscribe:calls=(\d+)/.exec(await redis.call('info', 'commandstats'))?.[1] ?? 0)
  }

  it(`none of ${SIMULATED} waits for all others, and those that are there are served meanwhile`, async () => {
    const client = new Redis({ port: redis.port, host: redis.host })
    const hub = createHub(client)
    try {
      const heard = []
      const seated = { send: (data) => heard.push(data), close () {} }
      await hub.join(seated, { user: 'seated', rooms: ['r'] })
      const before = await subscribes()
      const order = []
      const came = (what) => () => order.push(what)
      const joins = Array.from({ length: SIMULATED }, (_, i) =>
        hub.join({ send () {}, close () {} }, { user: `u${i}`, rooms: ['r', `r${i % 100}`] }).then(came(i)))
      // Behind all of them: one that needs what is subscribed already, and a message.
      const latecomer = hub.join({ send () {}, close () {} }, { user: 'seated', rooms: ['r'] }).then(came('latecomer'))
      const message = hub.toUser('seated').send('meanwhile').then(came('message'))
      await Promise.all([...joins, latecomer, message])
      await eventually(() => heard.length === 1, 'the message', PATIENCE)
      const commands = await subscribes() - before
      assert.equal(order.length, SIMULATED + 2)
      // Whoever needs nothing of the broker waits for nobody.
      assert.ok(order.indexOf('latecomer') < 1000, `the latecomer was number ${order.indexOf('latecomer')}`)
      // Each waits for one answer of the broker, and for no others after it: 500 names are asked for at once.
      assert.ok(commands < 100, `${commands} commands`)
      assert.equal((await hub.toUser(`u${SIMULATED - 1}`).send('x')).servers, 1)
      assert.equal(hub.stats().sockets, SIMULATED + 2)
      assert.equal((await redis.call('pubsub', 'numsub', `ws:u:u${SIMULATED >> 1}`))[1], 1)
    } finally {
      await hub.close()
      client.disconnect()
    }
  })

  it(`${REAL} real ones are all joined again, at the server that is left`, async () => {
    const [a, b] = [await servers.start(), await servers.start()]
    const open = async (server, i) => {
      const ws = new WebSocket(`ws://127.0.0.1:${server.port}/?user=u${i}&rooms=r`)
      sockets.push(ws)
      await once(ws, 'message') // "joined"
      return ws
    }
    const before = await Promise.all(Array.from({ length: REAL }, (_, i) => open(a, i)))
    const gone = before.map((ws) => once(ws, 'close'))
    for (const { socket } of a.seats.splice(0)) socket.terminate()
    await Promise.all(gone)
    const after = await Promise.all(Array.from({ length: REAL }, (_, i) => open(b, i)))
    let heard = 0
    for (const ws of after) ws.on('message', () => { heard++ })
    const { servers: count } = await a.hub.toRoom('r').send('all of you')
    assert.ok(count >= 1)
    await eventually(() => heard === REAL, 'each to have the message', PATIENCE)
    assert.equal(b.hub.stats().sockets, REAL)
  })
})
