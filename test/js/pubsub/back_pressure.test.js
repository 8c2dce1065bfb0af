'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const { once } = require('node:events')
const net = require('node:net')
const { Redis, isHicast, eachProtocol, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { useRedis } = require('../../helpers/redis_server')
const { event, events, eventually, sleep, within } = require('../../helpers/wait')

if (isHicast) {
  describe('back-pressure', () => {
    const server = useRedis({ users: ['limited on nopass ~* &* +@all'] })
    const clients = useClients(server)

    async function flood (count, channel = 'a') {
      const pub = clients.create()
      const sent = []
      for (let i = 0; i < count; i++) sent.push(pub.publish(channel, String(i)))
      await Promise.all(sent)
    }

    describe('pause', () => {
      it('keeps messages from coming until resume', async () => {
        const sub = clients.create()
        await sub.subscribe('a')
        const seen = []
        sub.on('message', (channel, text) => seen.push(text))
        assert.equal(sub.pause(), sub)
        assert.equal(sub.health().paused, true)
        await flood(50)
        await sleep(50)
        assert.deepEqual(seen, [])
        sub.resume()
        await eventually(() => seen.length === 50, 'all messages')
        assert.equal(sub.health().paused, false)
      })

      it('leaves it to the server to keep what is not read', async () => {
        const sub = clients.create()
        await sub.subscribe('a')
        sub.pause()
        const pub = clients.create()
        const payload = 'x'.repeat(100000)
        for (let i = 0; i < 100; i++) await pub.publish('a', payload)
        const [{ omem }] = (await server.clients()).filter(({ sub: count }) => count === '1')
        assert.ok(Number(omem) > 1e6, `${omem} bytes wait in the server`)
        assert.ok(sub.health().bytesIn < 1e6)
        let count = 0
        sub.on('message', () => count++)
        sub.resume()
        await eventually(() => count === 100, 'all messages')
      })

      it('holds over a reconnect', async () => {
        const sub = clients.create({ retryStrategy: () => 5 })
        await sub.subscribe('a')
        const seen = []
        sub.on('message', (channel, text) => seen.push(text))
        sub.pause()
        const ready = event(sub, 'ready')
        sub.disconnect(true)
        await ready
        await new Promise(setImmediate)
        await flood(3)
        await sleep(30)
        assert.deepEqual(seen, [])
        sub.resume()
        await eventually(() => seen.length === 3, 'all messages')
      })

      it('stops a stream of a Connector as well', async () => {
        class Connector extends Redis.AbstractConnector {
          async connect () {
            this.connecting = true
            this.stream = net.connect(server.port, server.host)
            return this.stream
          }
        }
        const sub = clients.create({ Connector })
        await sub.subscribe('a')
        const seen = []
        sub.on('message', (channel, text) => seen.push(text))
        sub.pause()
        await flood(20)
        await sleep(30)
        assert.deepEqual(seen, [])
        sub.resume()
        await eventually(() => seen.length === 20, 'all messages')
        sub.pause()
        assert.equal(await sub.quit(), 'OK')
      })

      it('does not keep a client from quitting', async () => {
        const sub = clients.create()
        await sub.subscribe('a')
        sub.pause()
        assert.equal(await sub.quit(), 'OK')
      })

      it('does not keep a client from disconnecting', async () => {
        const sub = clients.create()
        await sub.subscribe('a')
        sub.pause()
        const end = event(sub, 'end', 1000)
        sub.disconnect()
        await end
      })

      it('is harmless at any time', () => {
        const client = clients.create({ lazyConnect: true })
        client.resume()
        client.pause()
        client.pause()
        client.resume()
        client.resume()
        client.disconnect()
        client.pause()
      })
    })

    eachProtocol((protocol) => {
      describe('messages()', () => {
        it('gives the messages of its channels, and unsubscribes on break', async () => {
          const sub = clients.create({ protocol })
          await sub.subscribe('other')
          const messages = sub.messages('a', 'b')
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
          const messages = sub.messages('a', { highWaterMark: 100 })
          await sub.subscribe('a')
          const count = 20000
          await flood(count)
          await eventually(() => sub.health().paused, 'a pause')
          // One read may bring more than is wanted, but not all of it.
          assert.ok(sub.health().messages < count / 2, `${sub.health().messages} were read`)
          let next = 0
          for await (const [, text] of messages) {
            assert.equal(text, String(next))
            if (++next === count) break
          }
          assert.equal(sub.health().paused, false)
        })
      })
    })

    describe('messages()', () => {
      it('reads on when half of what may wait is left', async () => {
        const sub = clients.create()
        const messages = sub.messages('a', { highWaterMark: 10 })
        await sub.subscribe('a')
        await flood(50)
        await eventually(() => sub.health().paused, 'a pause')
        const { messages: read } = sub.health()
        for (let left = read; left > 5; left--) {
          assert.equal(sub.health().paused, true, `with ${left} left`)
          await messages.next()
        }
        assert.equal(sub.health().paused, false)
        await messages.return()
      })

      it('takes patterns and gives Buffers', async () => {
        const sub = clients.create()
        const text = sub.messages('p*', { pattern: true })
        const bytes = sub.messages('p?', { pattern: true, buffer: true })
        const plain = sub.messages(Buffer.from([0xff]), 'p1', { buffer: true })
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
        const first = sub.messages('mine', 'shared')
        const second = sub.messages('shared')
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
        const messages = sub.messages('a', { signal: controller.signal })
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
        const messages = sub.messages('a', { signal: AbortSignal.abort() })
        await assert.rejects(messages.next(), { name: 'AbortError' })
        assert.equal((await messages.next()).done, true)
        await sub.ping()
        assert.deepEqual(await server.subscribers('a'), [0])
      })

      it('unsubscribes when the loop throws', async () => {
        const sub = clients.create()
        const messages = sub.messages('a')
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
        const messages = sub.messages('a')
        await sub.ping()
        const ready = event(sub, 'ready')
        await server.call('client', 'kill', 'type', 'pubsub')
        await ready
        await server.call('publish', 'a', 'again')
        assert.deepEqual((await messages.next()).value, ['a', 'again'])
      })

      it('ends with an error when the client ends, after what had come', async () => {
        const sub = clients.create()
        const messages = sub.messages('a')
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
        await assert.rejects(sub.messages('bad').next(), { name: 'ReplyError' })
        const [good, later] = [sub.messages('good'), sub.messages('later')]
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
        assert.throws(() => sub.messages(), { name: 'TypeError' })
        assert.throws(() => sub.messages({}), { name: 'TypeError' })
        assert.throws(() => sub.messages('a', 5), { name: 'TypeError' })
        assert.throws(() => sub.messages('a', { highWaterMark: 0 }), { name: 'RangeError', message: /highWaterMark.*0/ })
        assert.throws(() => sub.messages('a', { signal: {} }), { name: 'TypeError', message: /signal/ })
        assert.equal(sub.listenerCount('message'), 0)
      })
    })

    describe('messages by the batch', () => {
      it('come in order, beside single ones', async () => {
        const sub = clients.create()
        await sub.subscribe('a', 'b')
        const batches = []
        const single = []
        sub.on('messages', (batch) => batches.push(batch))
        await flood(500)
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
        assert.equal(sub.deliveryBits, 0)
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
  })
}

if (isHicast) {
  describe('a subscriber that the server cuts for its output buffer', () => {
    const startFake = useFakeServers()
    const server = useRedis()
    const clients = useClients(server)

    /** More than the server may keep. */
    async function overflow (channel) {
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 2mb 1mb 60')
      const pub = clients.create()
      const payload = 'x'.repeat(500000)
      const isCut = async () => (await pub.publish(channel, payload)) === 0
      await eventually(isCut, 'the cut', { interval: 0 })
    }

    it('is told that it was paused', async () => {
      const sub = clients.create({ retryStrategy: () => 20 })
      await sub.subscribe('a')
      let count = 0
      sub.on('message', () => count++)
      sub.pause()
      await overflow('a')
      await sleep(1100)
      const told = event(sub, 'error')
      sub.resume()
      const [error] = await told
      assert.equal(error.code, 'HC_EBEHIND')
      assert.match(error.message, /paused.*client-output-buffer-limit/)
      assert.ok(error.bytes >= 500000 && count > 0, `${error.bytes} bytes, ${count} messages`)
      await event(sub, 'resubscribed')
    })

    it('is told that the loop was blocked', async function () {
      const sub = clients.create({ retryStrategy: () => 20 })
      await sub.subscribe('b')
      sub.on('message', () => {})
      const told = event(sub, 'error')
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 2mb 1mb 60')
      const cli = spawn('redis-cli', ['-p', server.port, '-r', '300', 'publish', 'b', 'x'.repeat(100000)], { stdio: 'ignore' })
      const ended = once(cli, 'close')
      const until = Date.now() + 2500
      while (Date.now() < until);
      const [error] = await told
      assert.equal(error.code, 'HC_EBEHIND')
      assert.match(error.message, /event loop was blocked/)
      assert.ok(error.behindMs >= 1000, `${error.behindMs} ms`)
      await ended
    })

    it('is told once for how long, however many batches had waited', async () => {
      const message = '>3\r\n$7\r\nmessage\r\n$1\r\na\r\n$100\r\n' + 'x'.repeat(100) + '\r\n'
      const fake = await startFake({
        scripts: [[
          { expect: ['subscribe', 'a'] },
          { send: '>3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n' },
          { send: message.repeat(5000) }, // so that reads are large from then on
          { pause: 1200 },
          { send: message.repeat(20000) },
          { close: 'fin' }
        ], []]
      })
      const sub = clients.add(new Redis({ port: fake.port, host: fake.host, retryStrategy: null }))
      let count = 0
      sub.on('message', () => count++)
      const told = event(sub, 'error')
      await sub.subscribe('a')
      const [error] = await told
      assert.equal(error.code, 'HC_EBEHIND')
      assert.equal(count, 25000)
      assert.ok(error.behindMs >= 1000 && error.behindMs < 2000, `${error.behindMs} ms`)
    })

    it('is told nothing when it ends by itself after it was behind', async () => {
      await server.call('config', 'set', 'client-output-buffer-limit', 'pubsub 0 0 0')
      const sub = clients.create({ retryStrategy: () => 20 })
      const pub = clients.create()
      const errors = []
      sub.on('error', (error) => errors.push(error))
      await sub.subscribe('a')
      const last = events(sub, 'message', 4)
      sub.pause()
      for (let i = 0; i < 4; i++) assert.equal(await pub.publish('a', 'x'.repeat(500000)), 1)
      await sleep(1100)
      sub.resume()
      await last
      const end = event(sub, 'end')
      assert.equal(await sub.quit(), 'OK')
      await end
      assert.deepEqual(errors, [])
    })

    it('is told nothing when it was not behind', async () => {
      const sub = clients.create({ retryStrategy: () => 20 })
      await sub.subscribe('c')
      sub.on('message', () => {})
      await sleep(1100)
      for (let i = 0; i < 20; i++) await server.call('publish', 'c', 'x'.repeat(1000))
      const errors = []
      sub.on('error', (error) => errors.push(error))
      const back = event(sub, 'resubscribed')
      await server.call('client', 'kill', 'type', 'pubsub')
      await back
      assert.deepEqual(errors, [])
    })
  })
}
