'use strict'

const assert = require('assert/strict')
const { assertInOrder, channelName, range, recorder, sleep, until } = require('./tools')

const ODD_NAMES = ['with space', 'ü.日本', 'x*y', 'a/b:c', '%41', '[x]', 'a>b', '#', 'UPPER.lower', "quote's\"", '{tag}', '\\', '$SYS']

/** subscribe() without a past. */
module.exports = function live ({ buses, runner: { describe, it } }) {
  describe('live', () => {
    it('reaches every subscription of every bus, in order', async () => {
      const name = channelName()
      const [a, b, c] = await Promise.all([buses.make(), buses.make(), buses.make()])
      const handlers = [a, a, b, b, c].map(() => recorder())
      const owners = [a, a, b, b, c]
      await Promise.all(handlers.map((handler, i) => owners[i].subscribe(name, handler)))
      await Promise.all(range(300).map((i) => a.publish(name, i)))
      for (const handler of handlers) {
        await handler.count(300)
        assertInOrder(handler.data, 300)
      }
    })

    it('has been confirmed when subscribe() resolves', async () => {
      const name = channelName()
      const [a, b] = await Promise.all([buses.make(), buses.make()])
      for (const i of range(5)) {
        const handler = recorder()
        await b.subscribe(`${name}.${i}`, handler)
        await a.publish(`${name}.${i}`, 'at once')
        await handler.count(1)
      }
    })

    it('gets nothing of other channels', async () => {
      const name = channelName()
      const bus = await buses.make()
      const [one, other] = [recorder(), recorder()]
      await bus.subscribe(name, one)
      await bus.subscribe(`${name}.more`, other)
      await bus.publish(`${name}.more`, 'other')
      await bus.publish(`${name}more`, 'none')
      await bus.publish(name, 'one')
      await one.count(1)
      await other.count(1)
      assert.deepEqual([one.data, other.data], [['one'], ['other']])
      assert.equal(one.messages[0].channel, name)
    })

    it('ends with close(), for this subscription alone', async () => {
      const name = channelName()
      const [a, b] = await Promise.all([buses.make(), buses.make()])
      const [first, second] = [recorder(), recorder()]
      const subscription = await b.subscribe(name, first)
      await b.subscribe(name, second)
      await a.publish(name, 1)
      await first.count(1)
      await second.count(1)
      await subscription.close()
      assert.equal(subscription.isClosed, true)
      await a.publish(name, 2)
      await second.count(2)
      assert.deepEqual(first.data, [1])
      const third = recorder()
      await b.subscribe(name, third)
      await a.publish(name, 3)
      await third.count(1)
      assert.deepEqual([first.data, second.data, third.data], [[1], [1, 2, 3], [3]])
    })

    it('can come and go, again and again', async () => {
      const name = channelName()
      const bus = await buses.make()
      const closing = []
      for (let i = 0; i < 10; i++) {
        const subscription = await bus.subscribe(name, () => {})
        closing.push(subscription.close())
      }
      const last = recorder()
      await bus.subscribe(name, last)
      await Promise.all(closing)
      await bus.publish(name, 'heard')
      await last.count(1)
    })

    it('takes patterns: * for one part, > for the rest', async function () {
      const name = channelName()
      const bus = await buses.make()
      if (!bus.caps.wildcard) {
        await assert.rejects(bus.subscribe(`${name}.*`, () => {}), { code: 'ERR_HICAST_UNSUPPORTED' })
        return
      }
      const [star, rest, middle, all] = [recorder(), recorder(), recorder(), recorder()]
      await bus.subscribe(`${name}.*`, star)
      await bus.subscribe(`${name}.>`, rest)
      await bus.subscribe(`${name}.*.deep`, middle)
      await bus.subscribe(`${name}.x`, all)
      for (const channel of [`${name}.x`, `${name}.x.deep`, `${name}.y.deep.er`, name, `${name}.y`]) {
        await bus.publish(channel, channel)
      }
      await star.count(2)
      await rest.count(4)
      await middle.count(1)
      await all.count(1)
      await sleep(20)
      // These are of different channels, and so of different keys.
      const inOrder = (list) => ['key', 'channel'].includes(bus.caps.order) ? [...list].sort() : list
      assert.deepEqual(inOrder(star.data), [`${name}.x`, `${name}.y`])
      assert.deepEqual(inOrder(rest.data), inOrder([`${name}.x`, `${name}.x.deep`, `${name}.y.deep.er`, `${name}.y`]))
      assert.deepEqual(rest.messages.map(({ channel }) => channel), rest.data)
      assert.deepEqual(middle.data, [`${name}.x.deep`])
      assert.deepEqual(all.data, [`${name}.x`])
    })

    it('takes names with odd characters', async () => {
      const base = channelName()
      const bus = await buses.make()
      const handlers = new Map()
      for (const odd of ODD_NAMES) {
        const handler = recorder()
        handlers.set(odd, handler)
        await bus.subscribe(`${base}.${odd}`, handler)
        if (!bus.caps.wildcard) continue
        handler.byPattern = recorder()
        await bus.subscribe(`${base}.${odd}.*`, handler.byPattern)
      }
      for (const odd of ODD_NAMES) {
        await bus.publish(`${base}.${odd}`, odd)
        if (bus.caps.wildcard) await bus.publish(`${base}.${odd}.below`, odd)
      }
      for (const [odd, handler] of handlers) {
        await handler.count(1)
        assert.deepEqual(handler.messages.map(({ channel, data }) => [channel, data]), [[`${base}.${odd}`, odd]])
        if (!handler.byPattern) continue
        await handler.byPattern.count(1)
        assert.deepEqual(handler.byPattern.messages.map(({ channel }) => channel), [`${base}.${odd}.below`])
      }
    })

    it('refuses what is no name', async () => {
      const bus = await buses.make()
      for (const bad of ['', '.', 'a..b', '.a', 'a.', 'x'.repeat(300), 7, null, undefined, {}, '\ud800']) {
        await assert.rejects(bus.publish(bad, 1), { code: 'ERR_HICAST_NAME' }, String(bad))
        await assert.rejects(bus.subscribe(bad, () => {}), { code: 'ERR_HICAST_NAME' }, String(bad))
      }
      for (const pattern of ['a.*', '>', '*']) {
        await assert.rejects(bus.publish(pattern, 1), { code: 'ERR_HICAST_NAME' }, pattern)
      }
      await assert.rejects(bus.subscribe('>.a', () => {}), { code: 'ERR_HICAST_NAME' })
    })

    it('tells of a publish what the broker knows, and no more', async () => {
      const name = channelName()
      const bus = await buses.make()
      const before = await bus.publish(name, 'nobody')
      await bus.subscribe(name, () => {})
      const after = await bus.publish(name, 'somebody')
      if (bus.caps.receipt.includes('receivers')) assert.deepEqual([before.receivers, after.receivers], [0, 1])
      else assert.equal('receivers' in after, false)
      if (bus.caps.receipt.includes('routed')) assert.deepEqual([before.routed, after.routed], [false, true])
      else assert.equal('routed' in after, false)
    })

    it('a handler that throws loses no other message', async () => {
      const name = channelName()
      const bus = await buses.make()
      const handler = recorder(({ data }) => {
        if (data === 1) throw new Error('sync')
        if (data === 2) return Promise.reject(new Error('async'))
      })
      const errors = []
      const subscription = await bus.subscribe(name, handler)
      subscription.on('error', (error) => errors.push(error.message))
      await Promise.all(range(4).map((i) => bus.publish(name, i)))
      await handler.count(4)
      await until(() => errors.length === 2, 'two errors')
      assert.deepEqual(handler.data, range(4))
      assert.deepEqual(errors, ['sync', 'async'])
    })

    it('a handler may publish, subscribe and close', async () => {
      const name = channelName()
      const bus = await buses.make()
      const echo = recorder()
      await bus.subscribe(`${name}.echo`, echo)
      const subscription = await bus.subscribe(name, async ({ data }) => {
        await bus.publish(`${name}.echo`, data)
        const inner = recorder()
        await bus.subscribe(`${name}.inner`, inner)
        await bus.publish(`${name}.inner`, data)
        await inner.count(1)
        subscription.close().catch(() => {})
        await bus.publish(`${name}.echo`, 'closed')
      })
      await bus.publish(name, 'x')
      await echo.count(2)
      assert.deepEqual(echo.data, ['x', 'closed'])
    })

    it('ends by a signal', async () => {
      const name = channelName()
      const bus = await buses.make()
      const controller = new AbortController()
      const subscription = await bus.subscribe(name, () => {}, { signal: controller.signal })
      controller.abort()
      await until(() => subscription.isClosed, 'the subscription to close')
      await assert.rejects(bus.subscribe(name, () => {}, { signal: controller.signal }), { name: 'AbortError' })
    })

    it('a closed bus refuses, and says so', async () => {
      const bus = await buses.make()
      const statuses = []
      bus.on('status', ({ status }) => statuses.push(status))
      const subscription = await bus.subscribe(channelName(), () => {})
      await bus.close()
      await bus.close()
      assert.equal(subscription.isClosed, true)
      assert.equal(bus.status, 'closed')
      assert.equal(statuses.at(-1), 'closed')
      await assert.rejects(bus.publish('a', 1), { code: 'ERR_HICAST_CLOSED' })
      await assert.rejects(bus.subscribe('a', () => {}), { code: 'ERR_HICAST_CLOSED' })
      await assert.rejects(bus.consume('a', () => {}, { group: 'g' }), { code: 'ERR_HICAST_CLOSED' })
    })

    it('refuses options that it does not know', async () => {
      const bus = await buses.make()
      await assert.rejects(bus.subscribe('a', () => {}, { from: 'first' }), { code: 'ERR_HICAST_OPTION' })
      await assert.rejects(bus.subscribe('a', () => {}, { durabel: true }), { code: 'ERR_HICAST_OPTION' })
      await assert.rejects(bus.subscribe('a', 'no function'), { code: 'ERR_HICAST_OPTION' })
      await assert.rejects(bus.publish('a', 1, { headers: { Upper: 'x' } }), { code: 'ERR_HICAST_OPTION' })
      await assert.rejects(bus.publish('a', 1, { headers: { number: 1 } }), { code: 'ERR_HICAST_OPTION' })
      await assert.rejects(bus.consume('a', () => {}), { code: 'ERR_HICAST_OPTION' })
    })
  })
}
