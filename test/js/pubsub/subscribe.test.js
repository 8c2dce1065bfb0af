'use strict'

const assert = require('node:assert/strict')
const { eachProtocol, useClients, differs } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { within } = require('../../helpers/wait')

/** The three kinds of subscriptions: a method, its undoing, and the probe. */
const kinds = [
  ['subscribe', 'unsubscribe'],
  ['psubscribe', 'punsubscribe'],
  ['ssubscribe', 'sunsubscribe']
]

describe('subscribe', () => {
  const server = useRedis()
  const clients = useClients(server)

  eachProtocol((protocol) => {
    for (const [subscribe, unsubscribe] of kinds) {
      describe(subscribe, () => {
        let sub
        beforeEach(() => { sub = clients.create({ protocol }) })

        it('is told of by `condition`, in the order of subscribing', async () => {
          const names = Array.from({ length: 100 }, (_, i) => `channel ${i * 19 % 100}`)
          await sub[subscribe](...names)
          assert.deepEqual(sub.condition.subscriber.channels(subscribe), names)
        })

        it('resolves with the number of subscriptions', async () => {
          assert.equal(await sub[subscribe]('a'), 1)
          assert.equal(await sub[subscribe]('b', 'c'), 3)
        })

        it('counts a name once', async () => {
          assert.equal(await sub[subscribe]('a', 'a'), 1)
          assert.equal(await sub[subscribe]('a'), 1)
        })

        it('takes an array', async () => {
          assert.equal(await sub[subscribe](['a', 'b']), 2)
          assert.equal(await sub[unsubscribe](['a', 'b']), 0)
        })

        it('takes Buffers and numbers', async () => {
          assert.equal(await sub[subscribe](Buffer.from('a'), 'a', 7), 2)
          assert.equal(await sub[unsubscribe]('7'), 1)
        })

        it('calls back with the count', async () => {
          const count = await new Promise((resolve, reject) => {
            sub[subscribe]('a', 'b', (error, count) => error ? reject(error) : resolve(count))
          })
          assert.equal(count, 2)
        })

        it('calls back after an array', async () => {
          const count = await new Promise((resolve, reject) => {
            sub[subscribe](['a', 'b'], (error, count) => error ? reject(error) : resolve(count))
          })
          assert.equal(count, 2)
        })

        it('settles in the order of the calls', async () => {
          const order = []
          await Promise.all([
            sub[subscribe]('a').then((count) => order.push(count)),
            sub[subscribe]('b', 'c').then((count) => order.push(count)),
            sub[unsubscribe]('a').then((count) => order.push(count)),
            sub[subscribe]('d').then((count) => order.push(count))
          ])
          assert.deepEqual(order, [1, 3, 2, 3])
        })

        it('is undone name by name', async () => {
          await sub[subscribe]('a', 'b', 'c')
          assert.equal(await sub[unsubscribe]('b'), 2)
          assert.equal(await sub[unsubscribe]('a', 'c'), 0)
        })

        it('is undone in full without names', async () => {
          await sub[subscribe]('a', 'b', 'c')
          assert.equal(await sub[unsubscribe](), 0)
        })

        it('is undone in full by a callback alone', async () => {
          await sub[subscribe]('a', 'b')
          const count = await new Promise((resolve, reject) => {
            sub[unsubscribe]((error, count) => error ? reject(error) : resolve(count))
          })
          assert.equal(count, 0)
        })

        it('may be undone for what was never subscribed', async () => {
          assert.equal(await sub[unsubscribe]('a'), 0)
          await sub[subscribe]('b')
          assert.equal(await sub[unsubscribe]('a'), 1)
        })

        it('may be undone when nothing is subscribed', async () => {
          assert.equal(await within(sub[unsubscribe](), unsubscribe), 0)
        })

        it('can be done again after it was undone', async () => {
          await sub[subscribe]('a')
          await sub[unsubscribe]()
          assert.equal(await sub[subscribe]('a'), 1)
          assert.equal(await sub[unsubscribe]('a'), 0)
          assert.equal(await sub.ping(), 'PONG')
        })

        it('rejects without names as the server does', async () => {
          await assert.rejects(sub[subscribe](), (error) => {
            assert.equal(error.name, 'ReplyError')
            assert.match(error.message, /wrong number of arguments/)
            assert.deepEqual(error.command, { name: subscribe, args: [] })
            return true
          })
          assert.equal(await sub.ping(), 'PONG')
        })

        it('takes many names at once', async () => {
          const names = Array.from({ length: 1000 }, (_, i) => `name ${i}`)
          assert.equal(await sub[subscribe](...names), 1000)
          assert.equal(await sub[unsubscribe](...names.slice(0, 999)), 1)
        })

        it('gives the count as a string under stringNumbers', async () => {
          const other = clients.create({ protocol, stringNumbers: true })
          assert.equal(await other[subscribe]('a', 'b'), '2')
          assert.equal(await other[unsubscribe]('a'), '1')
          assert.equal(await other[unsubscribe](), '0')
        })
      })
    }

    it('counts channels and patterns together, shard channels apart', async () => {
      const sub = clients.create({ protocol })
      assert.equal(await sub.subscribe('a', 'b'), 2)
      assert.equal(await sub.psubscribe('p*'), 3)
      assert.equal(await sub.ssubscribe('s'), 1)
      assert.equal(await sub.unsubscribe('a'), 2)
      assert.equal(await sub.sunsubscribe(), 0)
    })

    it('tells the server nothing more than what was asked', async () => {
      const sub = clients.create({ protocol })
      await sub.subscribe('a', 'b')
      await sub.psubscribe('p*')
      await sub.ssubscribe('s')
      assert.deepEqual(await server.subscribers('a', 'b', 'c'), [1, 1, 0])
      assert.deepEqual(await server.shardSubscribers('s', 'a'), [1, 0])
      assert.equal(await server.call('pubsub', 'numpat'), 1)
      await sub.unsubscribe('a')
      assert.deepEqual(await server.subscribers('a', 'b'), [0, 1])
    })

    differs('undoes all channels while patterns stay', async () => {
      const sub = clients.create({ protocol })
      await sub.subscribe('a', 'b')
      await sub.psubscribe('p*')
      assert.equal(await within(sub.unsubscribe(), 'unsubscribe'), 1)
      assert.equal(await within(sub.punsubscribe(), 'punsubscribe'), 0)
    })

    differs('undoes all patterns when there are none, while channels stay', async () => {
      const sub = clients.create({ protocol })
      await sub.subscribe('a')
      assert.equal(await within(sub.punsubscribe(), 'punsubscribe'), 1)
      assert.equal(await sub.unsubscribe(), 0)
    })
  })
})
