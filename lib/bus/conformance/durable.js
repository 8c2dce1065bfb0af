'use strict'

const assert = require('assert/strict')
const { assertInOrder, channelName, range, recorder, sleep, until } = require('./tools')

/** subscribe() to a log. */
module.exports = function durable ({ buses, runner: { describe, it } }) {
  describe('durable', () => {
    /** A bus with a log of ten messages; null where there are no logs, which is tested. */
    async function log (count = 10) {
      const bus = await buses.make()
      const name = channelName()
      if (!bus.caps.durable) {
        await assert.rejects(bus.subscribe(name, () => {}, { durable: true }), { code: 'ERR_HICAST_UNSUPPORTED', broker: bus.broker })
        return null
      }
      const receipts = []
      for (const i of range(count)) receipts.push(await bus.publish(name, i, { durable: true }))
      return { bus, name, receipts }
    }

    /** What a reader from somewhere gets, once it has caught up with a message more. */
    async function replay ({ bus, name }, from) {
      const handler = recorder()
      const subscription = await bus.subscribe(name, handler, { durable: true, from })
      await bus.publish(name, 'end', { durable: true })
      await until(() => handler.data.includes('end'), () => `the end; got ${handler.data}`)
      await subscription.close()
      return { data: handler.data.slice(0, handler.data.indexOf('end')), messages: handler.messages, subscription }
    }

    it('from new: what comes from now on', async () => {
      const it = await log()
      if (it === null) return
      assert.deepEqual((await replay(it, 'new')).data, [])
    })

    it('a reader of what is new tells after which message it begins, where receipts tell their places', async () => {
      const made = await log(3)
      if (made === null) return
      const { bus, name, receipts } = made
      const handler = recorder()
      const subscription = await bus.subscribe(name, handler, { durable: true, from: 'new' })
      if (!bus.caps.receipt.includes('seq')) {
        assert.equal(subscription.startsAfter, undefined)
        return
      }
      const { seq } = subscription.startsAfter
      assert.ok(seq >= receipts.at(-1).seq, `${seq} after ${receipts.at(-1).seq}`)
      const { seq: next } = await bus.publish(name, 'next', { durable: true })
      assert.ok(seq < next, `${seq} before ${next}`)
      await handler.count(1)
      await subscription.close()
    })

    it('from first: all there is, in order', async () => {
      const it = await log()
      if (it === null) return
      const { data, messages, subscription } = await replay(it, 'first')
      assert.deepEqual(data, range(10))
      const places = messages.map(({ seq }) => seq)
      assert.ok(places.every((seq, i) => i === 0 || seq > places[i - 1]), String(places))
      assert.equal(subscription.position, places.at(-1))
      if (!it.bus.caps.receipt.includes('seq')) return
      assert.deepEqual(places.slice(0, 10), it.receipts.map(({ seq }) => seq))
    })

    for (const kind of ['last', 'seq', 'time', 'resume']) {
      it(`from ${kind}, or a refusal`, async () => {
        const made = await log()
        if (made === null) return
        const { bus, name } = made
        if (!bus.caps.replay.includes(kind)) {
          const from = { last: 'last', seq: { seq: 1 }, time: { time: 1 }, resume: { resume: 'a' } }[kind]
          await assert.rejects(bus.subscribe(name, () => {}, { durable: true, from }), { code: 'ERR_HICAST_UNSUPPORTED' })
          return
        }
        await { last: fromLast, seq: fromSeq, time: fromTime, resume: fromResume }[kind](made)
      })
    }

    async function fromLast (made) {
      assert.deepEqual((await replay(made, 'last')).data, [9])
    }

    async function fromSeq (made) {
      const { messages } = await replay(made, 'first')
      const { data } = await replay(made, { seq: messages[4].seq })
      assert.deepEqual(data, range(6, 4))
    }

    async function fromTime (made) {
      const { messages } = await replay(made, 'first')
      const before = messages.at(-1)
      await sleep(60)
      await made.bus.publish(made.name, 'late', { durable: true })
      // The broker's clock, where it tells.
      const time = (before.time ?? Date.now() - 60) + 30
      assert.deepEqual((await replay(made, { time })).data, ['late'])
      assert.equal((await replay(made, { time: 1 })).data[0], 0)
    }

    async function fromResume ({ bus, name }) {
      const handler = recorder()
      const first = await bus.subscribe(name, handler, { durable: true, from: { resume: 'reader-1' } })
      await bus.publish(name, 'heard', { durable: true })
      await handler.count(1)
      await first.close()
      assert.deepEqual(handler.data, ['heard'])
      await bus.publish(name, 'missed', { durable: true })
      await bus.publish(name, 'missed, too', { durable: true })
      const other = await buses.make()
      const again = recorder()
      await other.subscribe(name, again, { durable: true, from: { resume: 'reader-1' } })
      await again.count(2)
      await bus.publish(name, 'live', { durable: true })
      await again.count(3)
      assert.deepEqual(again.data, ['missed', 'missed, too', 'live'])
      const unknown = await replay({ bus, name }, { resume: 'reader-2' })
      assert.deepEqual(unknown.data, [])
    }

    it('reaches every reader, and live subscribers as well', async () => {
      const made = await log(0)
      if (made === null) return
      const { bus, name } = made
      const other = await buses.make()
      // On a cluster what is published goes from node to node: what was before has come when it was heard there.
      const witness = recorder()
      await other.subscribe(name, witness)
      for (const i of range(3)) await bus.publish(name, `before ${i}`, { durable: true })
      await witness.count(3)
      const handlers = [recorder(), recorder(), recorder()]
      await bus.subscribe(name, handlers[0], { durable: true })
      await other.subscribe(name, handlers[1], { durable: true })
      await other.subscribe(name, handlers[2])
      await Promise.all(range(200).map((i) => bus.publish(name, i, { durable: true })))
      for (const handler of handlers) {
        await handler.count(200)
        assertInOrder(handler.data, 200)
      }
    })

    it('goes from the past into the present without a hole or a double', async () => {
      const made = await log(100)
      if (made === null) return
      const { bus, name } = made
      const handler = recorder()
      const publishing = Promise.all(range(400, 100).map((i) => bus.publish(name, i, { durable: true })))
      await bus.subscribe(name, handler, { durable: true, from: 'first' })
      await publishing
      await handler.count(500)
      assertInOrder(handler.data, 500)
    })

    it('waits for a slow handler, and loses nothing', async () => {
      const made = await log(0)
      if (made === null) return
      const { bus, name } = made
      let most = 0
      const handler = recorder(async () => {
        most = Math.max(most, subscription.pending)
        if (handler.messages.length % 50 === 0) await sleep(5)
      })
      const subscription = await bus.subscribe(name, handler, { durable: true, maxMessages: 20 })
      await Promise.all(range(1000).map((i) => bus.publish(name, i, { durable: true })))
      await handler.count(1000)
      assertInOrder(handler.data, 1000)
      assert.ok(most <= 20, `${most} waited`)
      assert.equal(subscription.dropped, 0)
    })

    it('gives messages to a loop', async () => {
      const made = await log(5)
      if (made === null) return
      const seen = []
      for await (const { data } of await made.bus.subscribe(made.name, { durable: true, from: 'first' })) {
        seen.push(data)
        if (data === 4) break
      }
      assert.deepEqual(seen, range(5))
    })

    it('takes a second publish with the same id for the first', async () => {
      const made = await log(0)
      if (made === null || !made.bus.caps.dedup) return
      const { bus, name } = made
      const id = `${name}-id`
      const first = await bus.publish(name, 1, { durable: true, id })
      const second = await bus.publish(name, 1, { durable: true, id })
      assert.notEqual(first.duplicate, true)
      if (bus.caps.dedup === true) {
        assert.equal(second.duplicate, true)
        assert.equal(second.seq, first.seq)
      }
      await bus.publish(`${name}.other`, 1, { durable: true, id })
      assert.deepEqual((await replay(made, 'first')).data, [1])
    })

    it('tells of a history that was trimmed', async () => {
      const bus = await buses.make({ history: { messages: 100 } })
      if (!bus.caps.trims) return
      const name = channelName()
      const first = await bus.publish(name, 0, { durable: true })
      await Promise.all(range(999, 1).map((i) => bus.publish(name, i, { durable: true })))
      const handler = recorder()
      const gaps = []
      bus.on('gap', (gap) => gaps.push(gap))
      await bus.subscribe(name, handler, { durable: true, from: { seq: first.seq } })
      await until(() => handler.data.at(-1) === 999, 'the last')
      assert.equal(gaps.length, 1)
      const [{ reason, from, to, channel }] = gaps
      assert.deepEqual([reason, from, channel], ['trimmed', first.seq, name])
      assert.equal(to, handler.messages[0].seq - 1)
      assert.ok(handler.messages.length >= 100 && handler.messages.length < 1000, String(handler.messages.length))
    })
  })
}
