'use strict'

const assert = require('assert/strict')
const { channelName, recorder } = require('./tools')

const VALUES = [
  'text', '', 'ünïcödé 🙂', '{"a":1}', '[not json', '\0zero', '\0{}\nx', '7', 'null', 'line\nbreak',
  7, 0, -1.5, true, false, null, { a: { b: [1, 'zwei'] } }, [], {}, [1, null, 'x'],
  Buffer.from(Array.from({ length: 256 }, (_, i) => i)), Buffer.alloc(0), Buffer.from('text'), Buffer.from('{"a":1}'),
  Buffer.from([0]), Buffer.from([0xff, 0xfe])
]

/** What is published is what arrives, of the same type. */
module.exports = function payloads ({ buses, runner: { describe, it } }) {
  describe('payloads', () => {
    for (const durable of [false, true]) {
      it(`arrive as they were given${durable ? ', by a log, too' : ''}`, async () => {
        const bus = await buses.make()
        if (durable && !bus.caps.durable) {
          await assert.rejects(bus.publish('a', 1, { durable }), { code: 'ERR_HICAST_UNSUPPORTED' })
          return
        }
        const name = channelName()
        const handler = recorder()
        await bus.subscribe(name, handler, durable ? { durable } : {})
        for (const value of VALUES) await bus.publish(name, value, { durable })
        await handler.count(VALUES.length)
        // Empty bytes and empty text are the same on the wire where nothing says which.
        handler.data.forEach((data, i) => assert.deepEqual(data, VALUES[i], `value ${i}`))
      })

      it(`bring headers, key and id along${durable ? ', by a log, too' : ''}`, async () => {
        const bus = await buses.make()
        if (durable && !bus.caps.durable) return
        const name = channelName()
        const handler = recorder()
        await bus.subscribe(name, handler, durable ? { durable } : {})
        const headers = { 'x-trace': 'a b', 'content-language': 'dé' }
        await bus.publish(name, 'plain', { durable })
        await bus.publish(name, { all: 1 }, { headers, key: 'user-7', id: `${name}-1`, durable })
        await bus.publish(name, '<p>', { contentType: 'text/html', durable })
        await bus.publish(name, Buffer.from('{"raw":true}'), { contentType: 'application/json', durable })
        await handler.count(4)
        const texts = ['plain', '{"all":1}', '<p>', '{"raw":true}']
        // Where order is by key, one with a key may come before or after the others.
        if (bus.caps.order !== 'key') assert.deepEqual(handler.messages.map(({ text }) => text), texts)
        const [plain, full, html, raw] = texts.map((text) => handler.messages.find((message) => message.text === text))
        assert.deepEqual({ ...plain.headers }, {})
        assert.deepEqual({ ...full.headers }, headers)
        assert.deepEqual([full.key, full.id], ['user-7', `${name}-1`])
        assert.deepEqual(full.data, { all: 1 })
        assert.deepEqual([html.contentType, html.data], ['text/html', '<p>'])
        assert.deepEqual(raw.data, { raw: true })
        assert.deepEqual(raw.bytes, Buffer.from('{"raw":true}'))
        assert.equal(raw.text, '{"raw":true}')
        assert.deepEqual(raw.json(), { raw: true })
      })
    }

    it('may be large', async () => {
      const bus = await buses.make()
      const name = channelName()
      const handler = recorder()
      await bus.subscribe(name, handler)
      const size = Math.min(900_000, bus.caps.maxPayload)
      const bytes = Buffer.alloc(size, 'x')
      bytes[0] = 0xff
      await bus.publish(name, bytes)
      await handler.count(1)
      assert.equal(handler.messages[0].bytes.equals(bytes), true)
    })

    it('must be something', async () => {
      const bus = await buses.make()
      const circle = {}
      circle.circle = circle
      for (const bad of [undefined, () => {}, Symbol('x'), circle, 1n]) {
        await assert.rejects(bus.publish('a', bad), { code: 'ERR_HICAST_PAYLOAD' })
      }
    })
  })
}
