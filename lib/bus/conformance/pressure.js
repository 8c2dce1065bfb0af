'use strict'

const assert = require('assert/strict')
const { channelName, range, recorder, sleep, until } = require('./tools')

/** Handlers slower than what comes. */
module.exports = function pressure ({ buses, runner: { describe, it } }) {
  describe('back-pressure', () => {
    async function held (options, keyOf = () => undefined) {
      const bus = await buses.make()
      const name = channelName()
      const handler = recorder()
      const gaps = []
      const subscription = await bus.subscribe(name, handler, options)
      subscription.on('gap', (gap) => gaps.push(gap))
      subscription.on('error', (error) => gaps.push(error))
      const all = recorder()
      await bus.subscribe(name, all)
      subscription.pause()
      for (const i of range(10)) await bus.publish(name, i, { key: keyOf(i) })
      await all.count(10)
      return { subscription, handler, gaps, bus, name }
    }

    it('pause() holds messages back, resume() hands them on', async () => {
      const { subscription, handler } = await held({})
      await until(() => subscription.pending === 10, 'ten to wait')
      assert.deepEqual(handler.data, [])
      subscription.resume()
      await handler.count(10)
      assert.deepEqual(handler.data, range(10))
      assert.equal(subscription.dropped, 0)
    })

    it('drop-oldest keeps the last, counts the others, and says so before what follows', async () => {
      const { subscription, handler, gaps } = await held({ maxMessages: 3 })
      await until(() => subscription.dropped === 7, 'seven to be dropped')
      subscription.resume()
      await handler.count(3)
      assert.deepEqual(handler.data, [7, 8, 9])
      assert.deepEqual(gaps, [{ reason: 'overflow', dropped: 7 }])
    })

    it('drop-newest keeps the first', async () => {
      const { subscription, handler, gaps } = await held({ maxMessages: 3, overflow: 'drop-newest' })
      await until(() => subscription.dropped === 7, 'seven to be dropped')
      subscription.resume()
      await handler.count(3)
      assert.deepEqual(handler.data, [0, 1, 2])
      assert.deepEqual(gaps, [{ reason: 'overflow', dropped: 7 }])
    })

    it('latest keeps the last of each key', async () => {
      const { subscription, handler, bus } = await held({ overflow: 'latest' }, (i) => `k${i % 3}`)
      await until(() => subscription.dropped === 7, 'seven to be replaced')
      subscription.resume()
      await handler.count(3)
      // Of different keys, and so in any order where order is by key.
      assert.deepEqual(bus.caps.order === 'key' ? [...handler.data].sort() : handler.data, [7, 8, 9])
    })

    it('close ends the subscription with an error', async () => {
      const { subscription, handler, gaps } = await held({ maxMessages: 3, overflow: 'close' })
      await until(() => subscription.isClosed, 'it to close')
      assert.equal(gaps[0].code, 'ERR_HICAST_OVERFLOW')
      assert.deepEqual(handler.data, [])
    })

    it('bounds bytes as well', async () => {
      const bus = await buses.make()
      const name = channelName()
      const handler = recorder()
      const subscription = await bus.subscribe(name, handler, { maxBytes: 2500 })
      subscription.pause()
      for (const i of range(5)) await bus.publish(name, String(i).repeat(1000))
      await until(() => subscription.dropped === 3, 'three to be dropped')
      subscription.resume()
      await handler.count(2)
      assert.deepEqual(handler.data.map((text) => text[0]), ['3', '4'])
    })

    it('a slow handler gets one after the other, or maxInFlight at once', async () => {
      for (const maxInFlight of [1, 4]) {
        const bus = await buses.make()
        const name = channelName()
        let running = 0
        let most = 0
        const handler = recorder(async () => {
          most = Math.max(most, ++running)
          await sleep(3)
          running--
        })
        await bus.subscribe(name, handler, { maxInFlight })
        await Promise.all(range(20).map((i) => bus.publish(name, i)))
        await handler.count(20)
        assert.deepEqual(handler.data, range(20))
        assert.equal(most, maxInFlight)
      }
    })

    it('gives messages to a loop', async () => {
      const bus = await buses.make()
      const name = channelName()
      const subscription = await bus.subscribe(name)
      await Promise.all(range(20).map((i) => bus.publish(name, i)))
      const seen = []
      for await (const { data } of subscription) {
        seen.push(data)
        if (data === 10) await sleep(5)
        if (data === 19) break
      }
      assert.deepEqual(seen, range(20))
      assert.equal(subscription.isClosed, true)
    })

    it('close() ends a loop that waits', async () => {
      const bus = await buses.make()
      const subscription = await bus.subscribe(channelName())
      setTimeout(() => subscription.close(), 10)
      const messages = []
      for await (const message of subscription) messages.push(message)
      assert.deepEqual(messages, [])
    })
  })
}
