'use strict'

const assert = require('node:assert/strict')
const { useClients, isHicast } = require('../helpers/client')
const { useRedis } = require('../helpers/redis_server')
const { useProxies } = require('../helpers/proxy')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { event, eventually, sleep, within } = require('../helpers/wait')

const CUTS = 200

if (isHicast) {
  describe('cuts in mid stream', function () {
    this.timeout(30000)
    const server = useRedis()
    const clients = useClients(server)
    const startProxy = useProxies()
    forbidUnhandledRejections()

    /** Commands with callbacks, which tell more than a promise can. */
    class Calls {
      counts = []
      constructor (client) {
        this.client = client
      }

      publish (channel, text) {
        const index = this.counts.push(0) - 1
        this.client.publish(channel, text, () => { this.counts[index]++ })
      }

      async settle () {
        await eventually(() => this.counts.every((count) => count > 0), 'every callback')
        await sleep(20)
        assert.equal(this.counts.filter((count) => count !== 1).length, 0, 'callbacks that were called twice')
      }
    }

    for (const resendPublish of [true, false]) {
      it(`settle each publish once over ${CUTS} kills of both ends, resendPublish: ${resendPublish}`, async () => {
        const options = { resendPublish, retryStrategy: () => 0 }
        const [sub, pub] = [clients.create(options), clients.create(options)]
        for (const client of [sub, pub]) {
          client.on('error', ({ code }) => assert.match(code, /^(ECONNRESET|EPIPE)$/))
        }
        const heard = []
        sub.on('message', (channel, text) => heard.push(Number(text)))
        await sub.subscribe('a')
        await pub.ping()
        const calls = new Calls(pub)
        for (let cut = 0; cut < CUTS; cut++) {
          for (let i = 0; i < 20; i++) calls.publish('a', String(calls.counts.length))
          for (let turns = Math.random() * 4; turns > 1; turns--) await new Promise(setImmediate)
          const ready = event(cut % 2 ? sub : pub, 'ready')
          await server.call('client', 'kill', 'type', cut % 2 ? 'pubsub' : 'normal', 'skipme', 'yes')
          await ready
        }
        assert.equal(sub.hicast.health().reconnects + pub.hicast.health().reconnects, CUTS)
        await calls.settle()
        if (!resendPublish) assert.equal(new Set(heard).size, heard.length, 'heard twice')
        await eventually(async () => (await server.subscribers('a'))[0] === 1, 'the subscription')
        const from = heard.length
        await Promise.all(Array.from({ length: 100 }, (_, i) => pub.publish('a', String(1e6 + i))))
        await eventually(() => heard.at(-1) === 1e6 + 99, 'the last message')
        assert.deepEqual(heard.slice(from), Array.from({ length: 100 }, (_, i) => 1e6 + i))
      })
    }

    it('leave no rejection behind when an outage outlasts maxRetriesPerRequest', async () => {
      const proxy = await startProxy(server)
      const sub = clients.create({ port: proxy.port, retryStrategy: () => 5, maxRetriesPerRequest: 1 })
      sub.on('error', () => {})
      await sub.subscribe('a', 'b')
      await sub.psubscribe('p*')
      for (let round = 0; round < 5; round++) {
        const reconnecting = event(sub, 'reconnecting')
        // The flap: the next connection is cut while it subscribes again.
        sub.once('connect', () => setTimeout(() => proxy.cut('rst'), round))
        proxy.cut(round % 2 ? 'fin' : 'rst')
        await reconnecting
        await server.kill()
        await sleep(80)
        await server.start()
        await eventually(async () => (await server.subscribers('a', 'b')).join() === '1,1', 'the subscriptions')
        await eventually(() => sub.status === 'ready', 'ready')
        const message = event(sub, 'message')
        await server.call('publish', 'a', String(round))
        assert.deepEqual(await message, ['a', String(round)])
      }
    })

    it('are survived in the middle of subscribing again, by an app that disconnects there', async () => {
      for (let turns = 0; turns < 12; turns++) {
        const sub = clients.create({ retryStrategy: () => 0 })
        sub.on('error', () => {})
        await sub.subscribe('a', 'b')
        const closed = event(sub, 'close')
        await server.call('client', 'kill', 'type', 'pubsub')
        await closed
        for (let i = 0; i < turns; i++) await new Promise(setImmediate)
        const late = Promise.allSettled([sub.subscribe('c'), sub.unsubscribe('a')])
        const end = event(sub, 'end')
        sub.disconnect()
        await within(Promise.all([end, late]), `the end after ${turns} turns`)
        assert.equal(sub.status, 'end')
      }
      await eventually(async () => (await server.clients()).length === 0, 'all connections to close')
    })

    it('are followed by the same subscriptions, whatever was asked meanwhile', async () => {
      const sub = clients.create({ retryStrategy: () => 0 })
      sub.on('error', () => {})
      await sub.subscribe('kept')
      const wanted = new Set(['kept'])
      for (let round = 0; round < 100; round++) {
        const name = `c${Math.floor(Math.random() * 8)}`
        const isWanted = Math.random() < 0.5
        const asked = isWanted ? sub.subscribe(name) : sub.unsubscribe(name)
        wanted[isWanted ? 'add' : 'delete'](name)
        if (round % 3 === 0) await server.call('client', 'kill', 'type', 'pubsub')
        await within(asked, `${name} in round ${round}`)
      }
      await eventually(async () => {
        const reply = await server.call('pubsub', 'channels')
        return String(reply.map(String).sort()) === String([...wanted].sort())
      }, `exactly ${[...wanted].sort()}`)
    })
  })
}
