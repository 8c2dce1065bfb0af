'use strict'

const assert = require('assert/strict')
const { channelName, range, recorder, sleep, until } = require('./tools')

/** consume(): one of a group. */
module.exports = function group ({ buses, runner: { describe, it } }) {
  describe('group', () => {
    async function groups () {
      const bus = await buses.make()
      const name = channelName()
      if (bus.caps.group) return { bus, name }
      await assert.rejects(bus.consume(name, () => {}, { group: 'g' }), { code: 'ERR_HICAST_UNSUPPORTED', broker: bus.broker })
      return null
    }

    // Keys, for brokers that share by key.
    function publishAll (bus, name, count) {
      return Promise.all(range(count).map((i) => bus.publish(name, i, { durable: bus.caps.durable, key: `k${i}` })))
    }

    const sorted = (...lists) => lists.flat().sort((a, b) => a - b)

    it('shares messages out: each to one member of each group', async () => {
      const made = await groups()
      if (made === null) return
      const { bus, name } = made
      const other = await buses.make()
      const [a, b, c] = [recorder(() => sleep(1)), recorder(() => sleep(1)), recorder()]
      await bus.consume(name, a, { group: 'one', maxInFlight: 4 })
      await other.consume(name, b, { group: 'one', maxInFlight: 4 })
      await other.consume(name, c, { group: 'two' })
      await publishAll(bus, name, 200)
      await until(() => a.messages.length + b.messages.length >= 200, () => `200; ${a.messages.length} + ${b.messages.length}`)
      await c.count(200)
      await sleep(50)
      assert.deepEqual(sorted(a.data, b.data), range(200))
      assert.deepEqual(sorted(c.data), range(200))
      assert.ok(a.messages.length > 0 && b.messages.length > 0, `${a.messages.length} and ${b.messages.length}`)
    })

    it('delivers again what the handler threw at, and counts', async () => {
      const made = await groups()
      if (made === null) return
      const { bus, name } = made
      const handler = recorder(({ data, deliveries }) => {
        if (data === 1 && deliveries < 3) throw new Error('not yet')
      })
      const nacks = []
      const consumer = await bus.consume(name, handler, { group: 'g' })
      consumer.on('nack', ({ data }, error) => nacks.push([data, error.message]))
      for (const i of range(3)) await bus.publish(name, i, { durable: bus.caps.durable })
      await handler.count(5)
      await sleep(50)
      const ones = handler.messages.filter(({ data }) => data === 1)
      assert.deepEqual(ones.map(({ deliveries }) => deliveries), [1, 2, 3])
      assert.deepEqual(nacks, [[1, 'not yet'], [1, 'not yet']])
      assert.equal(handler.messages.length, 5)
    })

    it('buries after maxDeliver what is never done, with why', async () => {
      const made = await groups()
      if (made === null) return
      const { bus, name } = made
      const dead = recorder()
      await bus.consume(`${name}.dead`, dead, { group: 'undertaker' })
      const handler = recorder(async ({ data }) => {
        if (data.poison) throw new Error('cannot\ndo this')
      })
      const told = []
      const consumer = await bus.consume(name, handler, { group: 'g', maxDeliver: 3, deadLetter: `${name}.dead` })
      consumer.on('dead', (message, error) => told.push([message.data, error.message]))
      await bus.publish(name, { poison: true }, { durable: bus.caps.durable, headers: { mine: 'kept' } })
      await bus.publish(name, { poison: false }, { durable: bus.caps.durable })
      await dead.count(1)
      await handler.count(4)
      const [letter] = dead.messages
      assert.deepEqual(letter.data, { poison: true })
      assert.deepEqual({ ...letter.headers }, {
        mine: 'kept', 'dead-channel': name, 'dead-group': 'g', 'dead-deliveries': '3', 'dead-reason': 'cannot do this'
      })
      await until(() => told.length === 1, 'the event "dead"')
      assert.deepEqual(told, [[{ poison: true }, 'cannot\ndo this']])
      await sleep(50)
      assert.equal(handler.messages.length, 4)
      assert.equal(dead.messages.length, 1)
    })

    it('hands what a closed member had not done to another', async () => {
      const made = await groups()
      if (made === null) return
      const { bus, name } = made
      const other = await buses.make()
      const stuck = recorder(() => new Promise(() => {}))
      const first = await other.consume(name, stuck, { group: 'g', maxInFlight: 5 })
      for (const i of range(5)) await bus.publish(name, i, { durable: bus.caps.durable })
      await stuck.count(1)
      await first.close()
      await other.close()
      const handler = recorder()
      await bus.consume(name, handler, { group: 'g' })
      await until(() => new Set(handler.data).size === 5, () => `five; got ${handler.data}`)
      assert.deepEqual([...new Set(sorted(handler.data))], range(5))
    })

    it('keeps for a group what came while it had no member', async () => {
      const made = await groups()
      if (made === null || !made.bus.caps.durable) return
      const { bus, name } = made
      const first = await bus.consume(name, () => {}, { group: 'g' })
      await first.close()
      for (const i of range(20)) await bus.publish(name, i, { durable: true })
      const handler = recorder()
      await bus.consume(name, handler, { group: 'g' })
      await handler.count(20)
      await sleep(20)
      assert.deepEqual(sorted(handler.data), range(20))
    })

    it('has no more than maxInFlight in hand', async () => {
      const made = await groups()
      if (made === null) return
      const { bus, name } = made
      let running = 0
      let most = 0
      const handler = recorder(async () => {
        most = Math.max(most, ++running)
        await sleep(2)
        running--
      })
      await bus.consume(name, handler, { group: 'g', maxInFlight: 3 })
      await publishAll(bus, name, 30)
      await handler.count(30)
      assert.ok(most >= 1 && most <= 3, String(most))
    })

    it('gives messages to a loop; each is done when the next is asked for', async () => {
      const made = await groups()
      if (made === null) return
      const { bus, name } = made
      const consumer = await bus.consume(name, { group: 'g' })
      await publishAll(bus, name, 10)
      const seen = []
      for await (const message of consumer) {
        seen.push(message.data)
        if (seen.length < 10) continue
        await message.ack()
        break
      }
      assert.deepEqual(sorted(seen), range(10))
    })
  })
}
