'use strict'

const assert = require('assert/strict')
const { channelName, range, recorder, sleep, until } = require('./tools')

/** The broker is killed, and comes back. */
module.exports = function reconnect ({ subject, buses, runner: { describe, it } }) {
  if (!subject.faults) return
  const { faults } = subject

  describe('when the broker dies and comes back', function () {
    this?.timeout?.(Math.max(400000, subject.timeout ?? 0))

    async function restart (bus) {
      const statuses = []
      bus.on('status', ({ status }) => statuses.push(status))
      await faults.kill()
      await until(() => statuses.includes('disconnected'), 'the bus to notice')
      await sleep(50)
      await faults.start()
      await until(() => bus.status === 'connected', 'the bus to be connected again', 180000)
      return statuses
    }

    it('live subscriptions go on, and tell the gap', async () => {
      const bus = await buses.make()
      const other = await buses.make()
      const name = channelName()
      const handler = recorder()
      const subscription = await bus.subscribe(name, handler)
      const gaps = []
      subscription.on('gap', (gap) => gaps.push(gap))
      await other.publish(name, 'before')
      await handler.count(1)
      const statuses = await restart(bus)
      assert.deepEqual(statuses.filter((status, i) => status !== statuses[i - 1]).slice(0, 2), ['disconnected', 'connected'])
      if (bus.caps.liveGap !== false) {
        await until(() => gaps.length > 0, 'the gap', 60000)
        assert.equal(gaps[0].reason, 'reconnect')
        assert.ok(gaps[0].deafMs >= 30, String(gaps[0].deafMs))
      }
      await publishUntilDone(other, name, 'after')
      await until(() => handler.data.includes('after'), 'a message after the gap', 60000)
    })

    it('a log is read on where it was left, and publishing goes on', async () => {
      const bus = await buses.make()
      if (!bus.caps.durable || bus.caps.persistent === false) return
      const other = await buses.make()
      const name = channelName()
      const handler = recorder()
      const gaps = []
      bus.on('gap', ({ reason, from, to }) => gaps.push({ reason, from, to }))
      await bus.subscribe(name, handler, { durable: true })
      for (const i of range(20)) await other.publish(name, i, { durable: true })
      await handler.count(20)
      const published = []
      const restarting = restart(bus)
      await sleep(20)
      for (const i of range(20, 20)) published.push(publishUntilDone(other, name, i))
      await restarting
      await Promise.all(published)
      await publishUntilDone(other, name, 'end')
      await until(() => handler.data.includes('end'), () => `the end; ${handler.data}; ${JSON.stringify(gaps)}`, 60000)
      const data = bus.caps.dedup ? handler.data : [...new Set(handler.data)]
      assert.deepEqual([...data].filter((value) => value !== 'end').sort((a, b) => a - b), range(40))
      assert.deepEqual(gaps, [])
    })

    it('a group goes on', async () => {
      const bus = await buses.make()
      if (!bus.caps.group || bus.caps.persistent === false) return
      const name = channelName()
      const handler = recorder()
      await bus.consume(name, handler, { group: 'g' })
      await bus.publish(name, 'before', { durable: bus.caps.durable })
      await handler.count(1)
      await restart(bus)
      await publishUntilDone(bus, name, 'after')
      await until(() => handler.data.includes('after'), 'a message afterwards', 60000)
    })
  })
}

/** A publish that fails says so: then it is tried again, with the same id. */
async function publishUntilDone (bus, name, data) {
  const end = Date.now() + 240000
  for (;;) {
    try {
      return await bus.publish(name, data, { durable: bus.caps.durable, id: `${name}-${data}` })
    } catch (error) {
      if (Date.now() > end) throw error
      await sleep(100)
    }
  }
}
