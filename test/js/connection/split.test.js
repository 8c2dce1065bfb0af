'use strict'

const assert = require('node:assert/strict')
const fc = require('fast-check')
const { Redis, eachProtocol } = require('../../helpers/client')
const { FakeServer } = require('../../helpers/fake_server')
const { aggregate, bulk } = require('../../helpers/resp')
const { event, within } = require('../../helpers/wait')

/**
 * A stream of messages and replies stays the same whatever pieces the network
 * brings it in.
 */

const payload = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('', '\r\n', '$3\r\nabc\r\n', '*1\r\n', '>3\r\n', '\0', 'x'.repeat(300))
)

const item = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('message'), channel: fc.constantFrom('a', 'b'), payload }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pmessage'), channel: fc.constantFrom('p1', 'pé'), payload }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('smessage'), channel: fc.constant('s'), payload }) },
  // Not under RESP2, where a subscriber's replies are messages only.
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reply'), value: fc.array(payload, { maxLength: 4 }) }) }
)

/** Where to cut: shares of the whole, so that shrinking keeps them valid. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 })

/** The wire form of an item, and what a listener or promise must get of it. */
function encode (protocol, { kind, channel, payload, value }) {
  const type = protocol === 3 ? '>' : '*'
  switch (kind) {
    case 'reply': return aggregate('*', value.map(bulk))
    case 'pmessage': return aggregate(type, ['pmessage', 'p*', channel, payload].map(bulk))
    default: return aggregate(type, [kind, channel, payload].map(bulk))
  }
}

function expected ({ kind, channel, payload, value }) {
  const text = (string) => Buffer.from(string).toString()
  if (kind === 'reply') return ['reply', value.map(text)]
  return kind === 'pmessage'
    ? ['pmessage', 'p*', channel, text(payload)]
    : [kind, channel, text(payload)]
}

function cut (bytes, shares) {
  const points = shares.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b)
  const pieces = []
  let from = 0
  for (const to of [...points, bytes.length]) {
    if (to > from) pieces.push(bytes.subarray(from, to))
    from = to
  }
  return pieces
}

/** Sends the pieces to a subscriber and returns what it was given, in order. */
async function deliver (protocol, pieces, replies) {
  const type = protocol === 3 ? '>' : '*'
  const confirm = (kind, name, count) =>
    aggregate(type, [bulk(kind), bulk(name), `:${count}\r\n`])
  const fake = await FakeServer.start({
    scripts: [[
      { expect: ['subscribe'] },
      { send: Buffer.concat([confirm('subscribe', 'a', 1), confirm('subscribe', 'b', 2)]) },
      { expect: ['psubscribe'] }, { send: confirm('psubscribe', 'p*', 3) },
      { expect: ['ssubscribe'] }, { send: confirm('ssubscribe', 's', 1) },
      ...Array(replies).fill({ expect: ['lrange'] }),
      { expect: ['subscribe', 'go'] },
      { send: pieces },
      { send: confirm('subscribe', 'go', 4) }
    ]]
  })
  const client = new Redis({ port: fake.port, host: fake.host, protocol })
  const log = []
  for (const name of ['message', 'pmessage', 'smessage']) {
    client.on(name, (...args) => log.push([name, ...args]))
  }
  try {
    await client.subscribe('a', 'b')
    await client.psubscribe('p*')
    await client.ssubscribe('s')
    const waiting = []
    for (let i = 0; i < replies; i++) {
      waiting.push(client.lrange('l', 0, -1).then((reply) => { log.push(['reply', reply]) }))
    }
    await within(Promise.all([client.subscribe('go'), ...waiting]), 'the end of the stream')
  } finally {
    const end = event(client, 'end')
    client.disconnect()
    await end
    await fake.stop()
  }
  return log
}

describe('a stream in pieces', function () {
  this.timeout(30000)

  eachProtocol((protocol) => {
    const stream = fc.array(protocol === 3 ? item : item.filter(({ kind }) => kind !== 'reply'),
      { minLength: 1, maxLength: 8 })

    it('brings the same, however it is cut', () => fc.assert(
      fc.asyncProperty(stream, cuts, async (items, shares) => {
        const bytes = Buffer.concat(items.map((one) => encode(protocol, one)))
        const replies = items.filter(({ kind }) => kind === 'reply')
        const log = await deliver(protocol, cut(bytes, shares), replies.length)
        // A promise settles later than a listener is called: each kind by itself.
        const messages = items.filter(({ kind }) => kind !== 'reply')
        assert.deepEqual(log.filter(([kind]) => kind !== 'reply'), messages.map(expected))
        assert.deepEqual(log.filter(([kind]) => kind === 'reply'), replies.map(expected))
      }), { numRuns: 150 }))

    it('brings the same byte by byte', async () => {
      const items = [
        { kind: 'message', channel: 'a', payload: 'é\r\n' },
        { kind: 'pmessage', channel: 'p1', payload: '' },
        { kind: 'smessage', channel: 's', payload: 'x'.repeat(50) },
        { kind: 'message', channel: 'b', payload: '>3\r\n$7\r\nmessage\r\n' }
      ]
      if (protocol === 3) items.push({ kind: 'reply', value: ['message', 'a', 'x'] })
      const bytes = Buffer.concat(items.map((one) => encode(protocol, one)))
      const pieces = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1))
      const log = await deliver(protocol, pieces, protocol === 3 ? 1 : 0)
      assert.deepEqual(log, items.map(expected))
    })

    it('brings the same cut in two at each place', async () => {
      const items = [
        { kind: 'message', channel: 'a', payload: 'hello' },
        { kind: 'message', channel: 'b', payload: 'é' }
      ]
      const bytes = Buffer.concat(items.map((one) => encode(protocol, one)))
      for (let at = 1; at < bytes.length; at++) {
        const log = await deliver(protocol, [bytes.subarray(0, at), bytes.subarray(at)], 0)
        assert.deepEqual(log, items.map(expected), `cut at ${at}`)
      }
    })
  })
})
