'use strict'

const assert = require('node:assert/strict')
const { differs, eachProtocol, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

const COUNT = 3000

// Written at once by the server: reads bring hundreds of messages each.
const SCRIPT = `
for i = 1, tonumber(ARGV[1]) do
  local channel = ARGV[1 + (i - 1) % (#ARGV - 1) + 1]
  redis.call('publish', channel, i)
end`

/** Many messages at once, of one channel or several, and listeners that change. */
describe('a burst of messages', () => {
  const server = useRedis()
  const clients = useClients(server)

  eachProtocol((protocol) => {
    let sub, seen
    beforeEach(async () => {
      sub = clients.create({ protocol })
      seen = []
      await sub.subscribe('a', 'b', 'é')
    })

    /** Published in the order of `channels`, over and over. */
    async function burst (...channels) {
      await server.call('eval', SCRIPT, 0, COUNT, ...channels)
    }

    function numbers (from = 1, to = COUNT, step = 1) {
      return Array.from({ length: Math.ceil((to - from + 1) / step) }, (_, i) => from + i * step)
    }

    const all = () => eventually(() => seen.length >= COUNT, 'all messages')

    for (const channels of [['a'], ['a', 'a', 'b'], ['a', 'a', 'a', 'a', 'a', 'é', 'é', 'b'], ['a', 'b']]) {
      it(`is in order, with its channels: ${channels}`, async () => {
        sub.on('message', (channel, text) => seen.push(`${channel} ${text}`))
        await burst(...channels)
        await all()
        assert.deepEqual(seen, numbers().map((i) => `${channels[(i - 1) % channels.length]} ${i}`))
      })
    }

    // Several numbers, so that a listener comes also just where a batch ends.
    for (const every of [2, 3, 5, 7]) {
      it(`comes as Buffers only while someone listens to them: to one message of ${every}`, async () => {
        const buffers = []
        const onBuffer = (channel, bytes) => buffers.push(Number(bytes))
        sub.on('message', (channel, text) => {
          const i = Number(text)
          seen.push(i)
          if (i % every === 0) sub.on('messageBuffer', onBuffer)
          else sub.off('messageBuffer', onBuffer)
        })
        await burst('a')
        await all()
        assert.deepEqual(seen, numbers())
        assert.deepEqual(buffers, numbers(every, COUNT, every))
      })
    }

    for (const channels of [['a'], ['a', 'b']]) {
      it(`may lose its listener at any message: ${channels}`, async () => {
        for (let last = 440; last <= 520; last++) {
          seen = []
          sub.on('message', (channel, text) => {
            seen.push(Number(text))
            if (seen.length === last) sub.removeAllListeners('message')
          })
          await burst(...channels)
          await sub.subscribe('a')
          assert.deepEqual(seen, numbers(1, last))
        }
      })
    }

    it('comes as strings only while someone listens to them', async () => {
      const texts = []
      const onText = (channel, text) => texts.push(Number(text))
      sub.on('messageBuffer', (channel, bytes) => {
        const i = Number(bytes)
        seen.push(i)
        if (i % 2 === 0) sub.on('message', onText)
        else sub.off('message', onText)
      })
      await burst('a')
      await all()
      assert.deepEqual(seen, numbers())
      // Those of the message at hand come before its Buffer.
      assert.deepEqual(texts, numbers(3, COUNT, 2))
    })

    it('is heard by a second listener from when it comes till it goes', async () => {
      const second = []
      const onSecond = (channel, text) => second.push(Number(text))
      sub.on('message', (channel, text) => {
        const i = Number(text)
        seen.push(i)
        if (i % 100 === 0) sub.on('message', onSecond)
        if (i % 100 === 10) sub.removeListener('message', onSecond)
      })
      await burst('a')
      await all()
      assert.deepEqual(seen, numbers())
      const expected = numbers().filter((i) => i > 100 && i % 100 > 0 && i % 100 <= 10)
      assert.deepEqual(second, expected)
    })

    it('is passed on from one listener to the next, each by once()', async () => {
      const listen = () => sub.once('message', (channel, text) => {
        seen.push(Number(text))
        listen()
      })
      listen()
      await burst('a')
      await all()
      assert.deepEqual(seen, numbers())
    })

    it('is heard with the client as `this`', async () => {
      sub.on('message', function () { seen.push(this) })
      await burst('a')
      await all()
      assert.ok(seen.every((self) => self === sub))
    })

    it('goes through an emit() that the app put in the place of ours', async () => {
      sub.on('message', () => {})
      const { emit } = sub
      sub.emit = function (event, ...args) {
        if (event === 'message') seen.push(Number(args[1]))
        return emit.call(this, event, ...args)
      }
      await burst('a')
      await all()
      assert.deepEqual(seen, numbers())
    })

    it('has its channel, when messages of it came before anybody listened', async () => {
      await burst('a')
      await sub.subscribe('a')
      sub.on('message', (channel, text) => seen.push(`${channel} ${text}`))
      await burst('a')
      await all()
      assert.deepEqual(seen, numbers().map((i) => `a ${i}`))
    })

    differs('comes by the batch to who wants it so', async () => {
      const batches = []
      sub.on('messages', (batch) => {
        batches.push(batch)
        seen.push(...batch.map(([channel, text]) => `${channel} ${text}`))
      })
      await burst('a')
      await all()
      assert.deepEqual(seen, numbers().map((i) => `a ${i}`))
      assert.ok(batches.length < COUNT / 10, `${batches.length} batches`)
    })

    for (const channels of [['a'], ['a', 'a', 'a', 'a', 'b']]) {
      differs(`is not lost by listeners that throw: ${channels}`, () => throwing(channels))
    }

    async function throwing (channels) {
      const thrown = []
      const listeners = process.listeners('uncaughtException')
      process.removeAllListeners('uncaughtException')
      process.on('uncaughtException', (error) => thrown.push(Number(error.message)))
      try {
        sub.on('message', (channel, text) => {
          seen.push(Number(text))
          if (text % 7 === 0) throw new Error(text)
        })
        await burst(...channels)
        await all()
        await eventually(() => thrown.length >= Math.floor(COUNT / 7), 'all exceptions')
      } finally {
        process.removeAllListeners('uncaughtException')
        for (const listener of listeners) process.on('uncaughtException', listener)
      }
      assert.deepEqual(seen, numbers())
      assert.deepEqual(thrown, numbers(7, COUNT, 7))
    }
  })
})
