'use strict'

/* global describe, it, before, afterEach */

const assert = require('node:assert/strict')
const { connect: connectBus } = require('hicast/bus')
const { WebSocket } = require('ws')
const { HubServers } = require('./hubs')
const { useBroker } = require('./message_brokers')
const { eventually } = require('./wait')

const PATIENCE = 60000
let names = 0

/**
 * The tests of a hub on a broker whose channels are dear: all topics share one.
 *
 * @param {'rabbitmq'|'kafka'} name  of the broker
 */
function testDearHub (name) {
  describe(`hub on ${name}`, function () {
    this.timeout(180000)
    const broker = useBroker(name)
    const clients = []
    let servers
    let connect

    before(async () => { ({ connect } = await import('hicast/hub/client')) })
    afterEach(async () => {
      for (const client of clients.splice(0)) client.close()
      await servers.close()
    })

    async function start (count, options) {
      names += 1
      servers = new HubServers(() => connectBus(broker.url, { prefix: `t${process.pid}-${names}.` }))
      const all = []
      for (let i = 0; i < count; i++) all.push(await servers.start(options))
      return all
    }

    const has = (ws, count, what) => eventually(() => ws.messages.length >= count, what, { timeout: PATIENCE })

    it('brings to users, rooms and all, wherever they are, by one channel for all of them', async () => {
      const [a, b] = await start(2, { durable: false })
      const subscribed = a.hub._source._inner._subscriptions.size
      const [ann, bob, anns] = [await servers.browser(a, 'user=ann&rooms=r'), await servers.browser(b, 'user=bob&rooms=r'), await servers.browser(b, 'user=ann')]
      for (let i = 0; i < 20; i++) await servers.browser(a, `user=u${i}&rooms=room${i}`)
      assert.equal(a.hub._source._inner._subscriptions.size, subscribed)
      assert.deepEqual(await b.hub.toUser('ann').send('to ann'), { servers: null })
      await b.hub.toRoom('r').except(b.hub._seats.keys().next().value).send({ room: 1 })
      await a.hub.toUser('nobody').send('x')
      await a.hub.toAll().send('all')
      await has(ann, 3, 'three at ann')
      await has(anns, 2, 'two at her other socket')
      await has(bob, 1, 'one at bob')
      assert.deepEqual(ann.messages.sort(), ['all', 'to ann', '{"room":1}'])
      assert.deepEqual(anns.messages.sort(), ['all', 'to ann'])
      assert.deepEqual(bob.messages, ['all'])
      await b.hub.disconnectUser('ann', 4001, 'logged out')
      await eventually(() => ann.closed && anns.closed, 'both to be closed', { timeout: PATIENCE })
      assert.deepEqual(ann.closed, [4001, 'logged out'])
      assert.equal(bob.closed, null)
      const { members, missing } = await a.hub.presence('r', { timeout: PATIENCE })
      assert.deepEqual([members.map(({ user }) => user), missing], [['bob'], []])
    })

    it('gives a browser that comes back what it has missed, in order and once', async () => {
      const [a, b] = await start(2)
      const ports = [a.port, b.port]
      let turn = 0
      class Socket extends WebSocket {
        constructor (address) {
          super(address.replace(/:PORT/, `:${ports[turn++ % 2]}`))
        }
      }
      const client = connect('ws://127.0.0.1:PORT/?user=ann&rooms=r', { WebSocket: Socket, base: 20 })
      clients.push(client)
      const heard = []
      const told = []
      const gaps = []
      client.on('message', (data, { user }) => (user ? told : heard).push(data))
      client.on('gap', (gap) => gaps.push(gap))
      await eventually(() => client.state === 'open', 'the client to be open', { timeout: PATIENCE })
      let next = 0
      const send = async (count) => {
        for (let i = 0; i < count; i++) {
          await b.hub.toRoom('r').send(next++)
          await b.hub.toRoom('other').send('not for it')
        }
      }
      await send(3)
      await eventually(() => heard.length === 3, 'the first three', { timeout: PATIENCE })
      for (let round = 0; round < 2; round++) {
        const gone = new Promise((resolve) => { const stop = client.on('close', () => resolve(stop())) })
        for (const { seats } of [a, b]) for (const seat of seats.splice(0)) seat.socket.terminate()
        await gone
        // The first time where nothing has come before.
        await b.hub.toUser('ann').send(round)
        await send(5)
        await eventually(() => client.state === 'open', 'the client to be back', { timeout: PATIENCE })
        await send(5)
        await eventually(() => heard.length >= next && told.length > round, `round ${round}: all to have come`, { timeout: PATIENCE })
      }
      assert.deepEqual(heard, Array.from({ length: next }, (_, i) => i))
      assert.deepEqual(told, [0, 1])
      // What servers tell each other is not what browsers miss.
      for (const { hub } of [a, b]) hub._source._inner._subscriptions.get('s').emit('gap', { reason: 'reconnect', deafMs: 1 })
      await send(1)
      await eventually(() => heard.length === next, 'one more', { timeout: PATIENCE })
      assert.deepEqual(gaps, [])
    })
  })
}

module.exports = { testDearHub }
