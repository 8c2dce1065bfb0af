'use strict'

const assert = require('node:assert/strict')
const { isHicast, eachProtocol, useClients } = require('../../helpers/client')
const { flood } = require('../../helpers/flood')
const { useRedis } = require('../../helpers/redis_server')
const { event, eventually, within } = require('../../helpers/wait')

if (isHicast) {
  describe('messages()', () => {
    const server = useRedis({ users: ['limited on nopass ~* &* +@all'] })
    const clients = useClients(server)

    eachProtocol((protocol) => {
      it('gives the messages of its channels, and unsubscribes on break', async () => {
        const sub = clients.create({ protocol })
        await sub.subscribe('other')
        const messages = sub.hicast.messages('a', 'b')
        await sub.subscribe('other')
        await server.call('publish', 'other', '0')
        await server.call('publish', 'a', '1')
        await server.call('publish', 'b', '2')
        const seen = []
        for await (const item of messages) {
          seen.push(item)
          if (seen.length === 2) break
        }
        assert.deepEqual(seen, [['a', '1'], ['b', '2']])
        await eventually(async () => String(await server.subscribers('a', 'b', 'other')) === '0,0,1', 'one left')
        assert.deepEqual(await messages.next(), { value: undefined, done: true })
        assert.equal(sub.listenerCount('message'), 0)
        assert.equal(sub.listenerCount('end'), 0)
      })

      it('reads no more than it may keep', async () => {
        const sub = clients.create({ protocol })
        const messages = sub.hicast.messages('a', { highWaterMark: 100 })
        await sub.subscribe('a')
        const count = 20000
        await flood(clients, count)
        await eventually(() => sub.hicast.health().paused, 'a pause')
        // One read may bring more than is wanted, but not all of it.
        assert.ok(sub.hicast.health().messages < count / 2, `${sub.hicast.health().messages} were read`)
        let next = 0
        for await (const [, text] of messages) {
          assert.equal(text, String(next))
          if (++next === count) break
        }
        assert.equal(sub.hicast.health().paused, false)
      })
    })

    it('reads on when half of what may wait is left', async () => {
      const sub = clients.create()
      const messages = sub.hicast.messages('a', { highWaterMark: 10 })
      await sub.subscribe('a')
      await flood(clients, 50)
      await eventually(() => sub.hicast.health().paused, 'a pause')
      const { messages: read } = sub.hicast.health()
      for (let left = read; left > 5; left--) {
        assert.equal(sub.hicast.health().paused, true, `with ${left} left`)
        await messages.next()
      }
      assert.equal(sub.hicast.health().paused, false)
      await messages.return()
    })

    it('takes patterns and gives Buffers', async () => {
      const sub = clients.create()
      const text = sub.hicast.messages('p*', { pattern: true })
      const bytes = sub.hicast.messages('p?', { pattern: true, buffer: true })
      const plain = sub.hicast.messages(Buffer.from([0xff]), 'p1', { buffer: true })
      await sub.psubscribe('p*')
      await server.call('publish', Buffer.from([0xff]), 'x')
      await server.call('publish', 'p1', 'y')
      assert.deepEqual((await text.next()).value, ['p1', 'y', 'p*'])
      assert.deepEqual((await bytes.next()).value, [Buffer.from('p1'), Buffer.from('y'), 'p?'])
      assert.deepEqual((await plain.next()).value, [Buffer.from([0xff]), Buffer.from('x')])
      assert.deepEqual((await plain.next()).value, [Buffer.from('p1'), Buffer.from('y')])
    })

    it('leaves a channel that others use', async () => {
      const sub = clients.create()
      await sub.subscribe('mine')
      const first = sub.hicast.messages('mine', 'shared')
      const second = sub.hicast.messages('shared')
      await sub.ping()
      await first.return()
      await sub.ping()
      assert.deepEqual(await server.subscribers('mine', 'shared'), [1, 1])
      await second.return()
      await sub.ping()
      assert.deepEqual(await server.subscribers('mine', 'shared'), [1, 0])
    })

    it('ends with the reason of its signal', async () => {
      const sub = clients.create()
      const controller = new AbortController()
      const messages = sub.hicast.messages('a', { signal: controller.signal })
      const next = messages.next()
      await sub.ping()
      controller.abort(new Error('enough'))
      await assert.rejects(next, { message: 'enough' })
      assert.equal((await messages.next()).done, true)
      await sub.ping()
      assert.deepEqual(await server.subscribers('a'), [0])
    })

    it('ends at once when the signal is aborted already', async () => {
      const sub = clients.create()
      const messages = sub.hicast.messages('a', { signal: AbortSignal.abort() })
      await assert.rejects(messages.next(), { name: 'AbortError' })
      assert.equal((await messages.next()).done, true)
      await sub.ping()
      assert.deepEqual(await server.subscribers('a'), [0])
    })

    it('unsubscribes when the loop throws', async () => {
      const sub = clients.create()
      const messages = sub.hicast.messages('a')
      await sub.ping()
      await server.call('publish', 'a', '1')
      await assert.rejects(async () => {
        // eslint-disable-next-line no-unreachable-loop
        for await (const [, text] of messages) throw new Error(text)
      }, { message: '1' })
      await sub.ping()
      assert.deepEqual(await server.subscribers('a'), [0])
    })

    it('goes on over a reconnect', async () => {
      const sub = clients.create({ retryStrategy: () => 5 })
      const messages = sub.hicast.messages('a')
      await sub.ping()
      const ready = event(sub, 'ready')
      await server.call('client', 'kill', 'type', 'pubsub')
      await ready
      await server.call('publish', 'a', 'again')
      assert.deepEqual((await messages.next()).value, ['a', 'again'])
    })

    it('ends with an error when the client ends, after what had come', async () => {
      const sub = clients.create()
      const messages = sub.hicast.messages('a')
      await sub.ping()
      await server.call('publish', 'a', '1')
      await sub.quit()
      await event(sub, 'end')
      assert.deepEqual((await messages.next()).value, ['a', '1'])
      await assert.rejects(messages.next(), { message: 'Connection is closed.' })
      assert.equal((await messages.next()).done, true)
    })

    it('ends with an error when the server refuses the channel', async () => {
      await server.call('acl', 'setuser', 'limited', 'resetchannels', '&good', '&later')
      const sub = clients.create({ username: 'limited', password: 'x', retryStrategy: () => 5 })
      await assert.rejects(sub.hicast.messages('bad').next(), { name: 'ReplyError' })
      const [good, later] = [sub.hicast.messages('good'), sub.hicast.messages('later')]
      await sub.ping()
      sub.on('error', () => {})
      const next = later.next()
      await server.call('acl', 'setuser', 'limited', 'resetchannels', '&good')
      await assert.rejects(within(next, 'the refusal'), { code: 'HC_ERESUBSCRIBE' })
      await server.call('publish', 'good', '1')
      assert.deepEqual((await good.next()).value, ['good', '1'])
    })

    it('refuses arguments that mean nothing', () => {
      const sub = clients.create({ lazyConnect: true })
      assert.throws(() => sub.hicast.messages(), { name: 'TypeError' })
      assert.throws(() => sub.hicast.messages({}), { name: 'TypeError' })
      assert.throws(() => sub.hicast.messages('a', 5), { name: 'TypeError' })
      assert.throws(() => sub.hicast.messages('a', { highWaterMark: 0 }), { name: 'RangeError', message: /highWaterMark.*0/ })
      assert.throws(() => sub.hicast.messages('a', { signal: {} }), { name: 'TypeError', message: /signal/ })
      assert.equal(sub.listenerCount('message'), 0)
    })
  })
}
