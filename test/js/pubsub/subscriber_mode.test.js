'use strict'

const assert = require('node:assert/strict')
const { useClients } = require('../../helpers/client')
const { needsKeys, useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

const methods = ['subscribe', 'psubscribe', 'ssubscribe']

describe('subscriber mode', () => {
  const server = useRedis()
  const clients = useClients(server)

  describe('under RESP2', () => {
    for (const subscribe of methods) {
      needsKeys(`begins with ${subscribe} and ends with its undoing`, async () => {
        const sub = clients.create({ protocol: 2 })
        assert.equal(sub.mode, 'normal')
        await sub[subscribe]('a')
        assert.equal(sub.mode, 'subscriber')
        await sub[subscribe.replace('sub', 'unsub')]('a')
        assert.equal(sub.mode, 'normal')
        assert.equal(await sub.set('k', 'v'), 'OK')
      })
    }

    it('refuses other commands without asking the server', async () => {
      const sub = clients.create({ protocol: 2 })
      await sub.subscribe('a')
      for (const call of [() => sub.get('k'), () => sub.publish('a', 'x'), () => sub.info()]) {
        await assert.rejects(call(), (error) => {
          assert.equal(error.constructor, Error)
          assert.equal(error.message,
            'Connection in subscriber mode, only subscriber commands may be used')
          return true
        })
      }
      const [client] = await server.clients()
      assert.equal(client.cmd, 'subscribe')
    })

    it('tells a callback so, too', async () => {
      const sub = clients.create({ protocol: 2 })
      await sub.subscribe('a')
      const error = await new Promise((resolve) => sub.set('k', 'v', resolve))
      assert.match(error.message, /subscriber mode/)
    })

    it('lets PING, more subscriptions and QUIT through', async () => {
      const sub = clients.create({ protocol: 2 })
      await sub.subscribe('a')
      assert.deepEqual(await sub.ping(), ['pong', ''])
      assert.deepEqual(await sub.ping('hello'), ['pong', 'hello'])
      assert.equal(await sub.psubscribe('b*'), 2)
      const end = event(sub, 'end')
      assert.equal(await sub.quit(), 'OK')
      await end
    })

    it('ends when the last subscription of any kind is gone', async () => {
      const sub = clients.create({ protocol: 2 })
      await sub.subscribe('a')
      await sub.psubscribe('b*')
      await sub.unsubscribe('a')
      assert.equal(sub.mode, 'subscriber')
      await sub.punsubscribe('b*')
      assert.equal(sub.mode, 'normal')
    })

    it('holds again after a reconnect', async () => {
      const sub = clients.create({ protocol: 2, retryStrategy: () => 10 })
      await sub.subscribe('a')
      const ready = event(sub, 'ready')
      sub.disconnect(true)
      await ready
      assert.deepEqual(await sub.ping('x'), ['pong', 'x'])
      assert.equal(sub.mode, 'subscriber')
      await assert.rejects(sub.get('k'), /subscriber mode/)
    })
  })

  describe('under RESP3', () => {
    for (const subscribe of methods) {
      needsKeys(`does not exist: commands work after ${subscribe}`, async () => {
        const sub = clients.create()
        await sub[subscribe]('a')
        assert.equal(sub.mode, 'normal')
        assert.equal(await sub.set('k', 'v'), 'OK')
        assert.equal(await sub.get('k'), 'v')
        assert.equal(await sub.ping(), 'PONG')
        assert.equal(await sub.ping('x'), 'x')
      })
    }

    needsKeys('keeps replies that look like messages for their commands', async () => {
      const sub = clients.create()
      await sub.subscribe('a')
      let count = 0
      for (const name of ['message', 'pmessage', 'smessage']) sub.on(name, () => count++)
      for (const list of [['message', 'a', 'x'], ['pmessage', 'a*', 'a', 'x'],
        ['subscribe', 'a', '1'], ['unsubscribe', 'a', '0'], ['smessage', 'a', 'x']]) {
        await sub.del('list')
        await sub.rpush('list', ...list)
        assert.deepEqual(await sub.lrange('list', 0, -1), list)
      }
      assert.equal(count, 0)
      assert.equal(await sub.subscribe('b'), 2)
    })

    it('delivers messages between replies, each in its place', async () => {
      const client = clients.create()
      await client.subscribe('a')
      const log = []
      client.on('message', (channel, payload) => log.push(payload))
      const replies = []
      for (let i = 0; i < 100; i++) {
        client.publish('a', `m${i}`)
        replies.push(client.echo(`r${i}`))
      }
      assert.deepEqual(await Promise.all(replies), replies.map((_, i) => `r${i}`))
      assert.deepEqual(log, replies.map((_, i) => `m${i}`))
    })

    needsKeys('lets a transaction subscribe nobody by mistake', async () => {
      const client = clients.create()
      await client.subscribe('a')
      const replies = await client.multi().set('k', 'v').get('k').exec()
      assert.deepEqual(replies, [[null, 'OK'], [null, 'v']])
    })
  })
})
