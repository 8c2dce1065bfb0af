'use strict'

const assert = require('node:assert/strict')
const { eachProtocol, useClients } = require('../../helpers/client')
const { needsKeys, useRedis } = require('../../helpers/redis_server')
const { event, events, eventually } = require('../../helpers/wait')

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, i) => i))

describe('message', () => {
  const server = useRedis()
  const clients = useClients(server)

  eachProtocol((protocol) => {
    let sub, pub
    beforeEach(() => {
      sub = clients.create({ protocol })
      pub = clients.create({ protocol })
    })

    it('has the channel and the payload as strings', async () => {
      await sub.subscribe('a')
      const message = event(sub, 'message')
      assert.equal(await pub.publish('a', 'hello'), 1)
      assert.deepEqual(await message, ['a', 'hello'])
    })

    it('is whole, however long it is beside the one before it', async () => {
      await sub.subscribe('a')
      const expected = []
      const seen = []
      sub.on('message', (channel, text) => seen.push(text))
      const sent = []
      const publish = (text) => {
        expected.push(text)
        sent.push(pub.publish('a', text))
      }
      for (const letter of ['x', 'é', '€', '👋', '\ud800']) {
        const bytes = Buffer.byteLength(letter)
        for (const about of [0, 1, 9, 10, 99, 100, 999, 1000, 1024, 1364, 1366, 4080, 4096, 9999, 20000]) {
          for (let more = -2; more <= 2; more++) {
            const count = Math.max(0, Math.ceil(about / bytes) + more)
            publish(letter.repeat(count))
            publish('short')
          }
        }
      }
      await Promise.all(sent)
      await eventually(() => seen.length === expected.length, 'all messages')
      assert.deepEqual(seen, expected.map((text) => Buffer.from(text).toString()))
    })

    it('comes as Buffers to messageBuffer', async () => {
      await sub.subscribe('a')
      const message = event(sub, 'messageBuffer')
      await pub.publish('a', 'hello')
      assert.deepEqual(await message, [Buffer.from('a'), Buffer.from('hello')])
    })

    for (const forms of [['messageBuffer'], ['messageBuffer', 'message'], ['pmessageBuffer'], ['pmessageBuffer', 'pmessage']]) {
      it(`keeps many Buffers apart that come at once: ${forms.join(' and ')}`, async () => {
        await (forms[0][0] === 'p' ? sub.psubscribe('?') : sub.subscribe('a'))
        const expected = Array.from({ length: 120 }, (_, i) => String.fromCharCode(97 + i % 26).repeat(i % 40))
        const seen = forms.map(() => [])
        forms.forEach((form, i) => sub.on(form, (...args) => seen[i].push(args.at(-1))))
        await Promise.all(expected.map((text) => pub.publish('a', text)))
        await eventually(() => seen.every((list) => list.length === expected.length), 'all messages')
        assert.deepEqual(seen.map((list) => list.map(String)), forms.map(() => expected))
        assert.ok(seen[0].every(Buffer.isBuffer))
      })
    }

    it('comes in both forms when both are listened to', async () => {
      await sub.subscribe('a')
      const both = Promise.all([event(sub, 'message'), event(sub, 'messageBuffer')])
      await pub.publish('a', 'é')
      assert.deepEqual(await both, [['a', 'é'], [Buffer.from('a'), Buffer.from('é')]])
    })

    it('comes first as a string, then as a Buffer', async () => {
      await sub.subscribe('a')
      const order = []
      sub.on('messageBuffer', () => order.push('Buffer'))
      sub.on('message', () => order.push('string'))
      const second = events(sub, 'messageBuffer', 2)
      await pub.publish('a', '1')
      await pub.publish('a', '2')
      await second
      assert.deepEqual(order, ['string', 'Buffer', 'string', 'Buffer'])
    })

    it('has the pattern first in pmessage', async () => {
      await sub.psubscribe('a*')
      const message = event(sub, 'pmessage')
      await pub.publish('abc', 'hello')
      assert.deepEqual(await message, ['a*', 'abc', 'hello'])
    })

    it('has the pattern as a string in pmessageBuffer', async () => {
      await sub.psubscribe('a*')
      const message = event(sub, 'pmessageBuffer')
      await pub.publish('abc', 'hello')
      assert.deepEqual(await message, ['a*', Buffer.from('abc'), Buffer.from('hello')])
    })

    it('comes to smessage and smessageBuffer from shard channels', async () => {
      await sub.ssubscribe('a')
      const both = Promise.all([event(sub, 'smessage'), event(sub, 'smessageBuffer')])
      assert.equal(await pub.spublish('a', 'hello'), 1)
      assert.deepEqual(await both, [['a', 'hello'], [Buffer.from('a'), Buffer.from('hello')]])
    })

    it('comes once for a channel and once for each pattern', async () => {
      await sub.subscribe('ab')
      await sub.psubscribe('a*', '*b')
      const log = []
      sub.on('message', (...args) => log.push(args))
      sub.on('pmessage', (...args) => log.push(args))
      const last = events(sub, 'pmessage', 2)
      assert.equal(await pub.publish('ab', 'x'), 3)
      await last
      assert.deepEqual(log.sort(), [['*b', 'ab', 'x'], ['a*', 'ab', 'x'], ['ab', 'x']])
    })

    it('reaches a listener that is added later, and not one that was removed', async () => {
      await sub.subscribe('a')
      const early = []
      const listener = (channel, payload) => early.push(payload)
      sub.on('message', listener)
      const one = event(sub, 'message')
      await pub.publish('a', '1')
      await one
      sub.off('message', listener)
      const two = event(sub, 'message')
      await pub.publish('a', '2')
      assert.deepEqual(await two, ['a', '2'])
      assert.deepEqual(early, ['1'])
    })

    it('reaches every listener of the event', async () => {
      await sub.subscribe('a')
      const both = Promise.all([event(sub, 'message'), event(sub, 'message')])
      await pub.publish('a', 'x')
      assert.deepEqual(await both, [['a', 'x'], ['a', 'x']])
    })

    it('keeps its order over channels, patterns and shard channels', async () => {
      await sub.subscribe('a', 'b')
      await sub.psubscribe('c*')
      await sub.ssubscribe('s')
      const log = []
      sub.on('message', (channel, payload) => log.push(`${channel} ${payload}`))
      sub.on('pmessage', (pattern, channel, payload) => log.push(`${channel} ${payload}`))
      sub.on('smessage', (channel, payload) => log.push(`${channel} ${payload}`))
      const expected = []
      const done = events(sub, 'smessage', 100)
      for (let i = 0; i < 100; i++) {
        for (const channel of ['a', 'c1', 'b', 'c2']) {
          pub.publish(channel, String(i))
          expected.push(`${channel} ${i}`)
        }
        pub.spublish('s', String(i))
        expected.push(`s ${i}`)
      }
      await done
      assert.deepEqual(log, expected)
    })

    it('stops after unsubscribe', async () => {
      await sub.subscribe('a', 'b')
      const log = []
      sub.on('message', (channel) => log.push(channel))
      await sub.unsubscribe('a')
      const message = event(sub, 'message')
      assert.equal(await pub.publish('a', 'x'), 0)
      await pub.publish('b', 'x')
      await message
      assert.deepEqual(log, ['b'])
    })

    describe('carries any payload:', () => {
      const payloads = {
        'nothing at all': '',
        'every byte': everyByte,
        'line ends': '\r\n$3\r\nabc\r\n',
        'UTF-8 of one to four bytes': 'aé€😀',
        'a NUL': 'a\0b',
        'bytes that are not UTF-8': Buffer.from([0xff, 0xfe, 0x80]),
        'a number': 42,
        'a float': 1.5,
        'a megabyte': 'x'.repeat(1024 * 1024),
        'a megabyte of UTF-8': 'é'.repeat(512 * 1024),
        'a megabyte of noise': Buffer.alloc(1024 * 1024, everyByte)
      }
      for (const [title, payload] of Object.entries(payloads)) {
        it(title, async () => {
          await sub.subscribe('a')
          const both = Promise.all([event(sub, 'message'), event(sub, 'messageBuffer')])
          await pub.publish('a', payload)
          const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(String(payload))
          const [[, string], [, buffer]] = await both
          assert.ok(buffer.equals(bytes))
          assert.equal(string, bytes.toString())
        })
      }
    })

    describe('is received on channels with any name:', () => {
      const names = {
        'the empty name': '',
        __proto__: '__proto__',
        constructor: 'constructor',
        'UTF-8': 'kanal é€😀',
        'line ends': 'a\r\nb',
        'a NUL': 'a\0b',
        'ten thousand bytes': 'n'.repeat(10000),
        'words of the protocol': 'message'
      }
      for (const [title, name] of Object.entries(names)) {
        it(title, async () => {
          assert.equal(await sub.subscribe(name), 1)
          const message = event(sub, 'message')
          assert.equal(await pub.publish(name, 'x'), 1)
          assert.deepEqual(await message, [name, 'x'])
          assert.equal(await sub.unsubscribe(name), 0)
        })
      }

      it('bytes that are not UTF-8', async () => {
        const name = Buffer.from([0xff, 0x00, 0x80])
        await sub.subscribe(name)
        const message = event(sub, 'messageBuffer')
        assert.equal(await pub.publish(name, 'x'), 1)
        assert.deepEqual(await message, [name, Buffer.from('x')])
        assert.equal(await sub.unsubscribe(name), 0)
      })

      it('two names that are the same text when read as UTF-8', async () => {
        const one = Buffer.from([0x61, 0xff])
        const two = Buffer.from([0x61, 0xfe])
        await sub.subscribe(one, two)
        const both = events(sub, 'messageBuffer', 2)
        await pub.publish(two, '2')
        await pub.publish(one, '1')
        assert.deepEqual(await both, [[two, Buffer.from('2')], [one, Buffer.from('1')]])
      })
    })

    it('gives each messageBuffer bytes of its own', async () => {
      await sub.subscribe('a')
      const all = events(sub, 'messageBuffer', 3)
      for (const payload of ['one', 'two', 'three']) await pub.publish('a', payload)
      const payloads = (await all).map(([, payload]) => payload)
      payloads[0].fill(0)
      assert.deepEqual(payloads.slice(1).map(String), ['two', 'three'])
    })

    it('comes ten thousand times, once each and in order', async () => {
      await sub.subscribe('a', 'b')
      const log = []
      sub.on('message', (channel, payload) => log.push(channel + payload))
      const done = events(sub, 'message', 10000)
      const expected = []
      for (let i = 0; i < 10000; i++) {
        const channel = i % 3 ? 'a' : 'b'
        pub.publish(channel, String(i))
        expected.push(channel + i)
      }
      await done
      await pub.ping()
      assert.deepEqual(log, expected)
    })
  })

  it('is received by the client that published it (RESP3)', async () => {
    const client = clients.create()
    await client.subscribe('a')
    const message = event(client, 'message')
    assert.equal(await client.publish('a', 'x'), 1)
    assert.deepEqual(await message, ['a', 'x'])
  })
})

describe('publish', () => {
  const server = useRedis()
  const clients = useClients(server)

  it('resolves with the number of receivers', async () => {
    const pub = clients.create()
    assert.equal(await pub.publish('a', 'x'), 0)
    const subs = [clients.create(), clients.create(), clients.create()]
    await Promise.all(subs.map((sub) => sub.subscribe('a')))
    assert.equal(await pub.publish('a', 'x'), 3)
    assert.equal(await pub.publish('b', 'x'), 0)
  })

  it('calls back', async () => {
    const pub = clients.create()
    const count = await new Promise((resolve, reject) => {
      pub.publish('a', 'x', (error, count) => error ? reject(error) : resolve(count))
    })
    assert.equal(count, 0)
  })

  it('returns a promise with a callback too', async () => {
    const pub = clients.create()
    let called
    const promise = pub.publish('a', 'x', (error, count) => { called = [error, count] })
    assert.equal(await promise, 0)
    assert.deepEqual(called, [null, 0])
  })

  it('gives the count as a string under stringNumbers', async () => {
    assert.equal(await clients.create({ stringNumbers: true }).publish('a', 'x'), '0')
  })

  it('settles thousands of promises with their own replies', async () => {
    const pub = clients.create()
    const sub = clients.create()
    await sub.subscribe('b')
    const counts = await Promise.all(Array.from({ length: 5000 },
      (_, i) => pub.publish(i % 7 ? 'a' : 'b', 'x')))
    assert.deepEqual(counts, counts.map((_, i) => i % 7 ? 0 : 1))
  })

  it('rejects as the server does, and goes on', async () => {
    const pub = clients.create()
    const replies = await Promise.allSettled([
      pub.publish('a', '1'), pub.publish('a'), pub.publish('a', '2')
    ])
    assert.deepEqual(replies.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled'])
    assert.equal(replies[1].reason.name, 'ReplyError')
    assert.deepEqual(replies[1].reason.command, { name: 'publish', args: ['a'] })
  })

  needsKeys('has its arguments in the order of the call, between other commands', async () => {
    const client = clients.create()
    const replies = await Promise.all([
      client.set('k', 1), client.publish('a', 'x'), client.incr('k'),
      client.publish('a', 'y'), client.get('k')
    ])
    assert.deepEqual(replies, ['OK', 0, 2, 0, '2'])
  })
})
