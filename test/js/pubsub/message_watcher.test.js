'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../../helpers/client')
const { flood } = require('../../helpers/flood')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

if (isHicast) {
  describe('messages by the batch', () => {
    const server = useRedis()
    const clients = useClients(server)

    it('come in order, beside single ones', async () => {
      const sub = clients.create()
      await sub.subscribe('a', 'b')
      const batches = []
      const single = []
      sub.on('messages', (batch) => batches.push(batch))
      await flood(clients, 500)
      await eventually(() => batches.flat().length === 500, 'all messages')
      assert.deepEqual(batches.flat(), Array.from({ length: 500 }, (_, i) => ['a', String(i)]))
      assert.ok(batches.length < 500, `${batches.length} batches`)
      sub.on('message', (...args) => single.push(args))
      await server.call('publish', 'b', 'both')
      await eventually(() => single.length === 1, 'the single one')
      assert.deepEqual(single, [['b', 'both']])
      assert.deepEqual(batches.at(-1), [['b', 'both']])
      sub.removeAllListeners('messages')
      await server.call('publish', 'b', 'one')
      await eventually(() => single.length === 2, 'the single one')
      sub.removeAllListeners()
      assert.equal(sub._delivery.bits, 0)
    })

    it('are not lost by listeners that throw', async () => {
      const sub = clients.create()
      await sub.subscribe('a')
      const thrown = []
      const listeners = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      process.on('uncaughtException', (error) => thrown.push(error.message))
      const seen = []
      sub.on('messages', (batch) => { throw new Error(`${batch.length} in a batch`) })
      sub.on('message', (channel, text) => seen.push(text))
      sub.on('message', () => { throw new Error('single') })
      await server.call('publish', 'a', '1')
      await eventually(() => thrown.length === 2, 'two exceptions')
      await server.call('publish', 'a', '2')
      await eventually(() => thrown.length === 4, 'four exceptions')
      process.removeAllListeners('uncaughtException')
      for (const listener of listeners) process.on('uncaughtException', listener)
      assert.deepEqual(seen, ['1', '2'])
      assert.equal(thrown.filter((text) => text === '1 in a batch').length, 2)
    })
  })
}
