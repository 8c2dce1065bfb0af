'use strict'

const assert = require('node:assert/strict')
const fc = require('fast-check')
const { isHicast, useClients, eachProtocol, Redis } = require('../helpers/client')
const { FakeServer } = require('../helpers/fake_server')
const { aggregate, bulk } = require('../helpers/resp')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { eventually, within } = require('../helpers/wait')

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '\r\n', '$3\r\nabc\r\n', '-ERR no\r\n', '>3\r\n', '\0', 'x'.repeat(70000)))
const line = fc.stringMatching(/^[a-z ]{0,20}$/)

/** A value as the wire has it, and as the client gives it. */
const scalars = [
  text.map((value) => [bulk(value), value]),
  line.map((value) => [`+${value}\r\n`, value]),
  fc.maxSafeInteger().map((value) => [`:${value}\r\n`, value])
]
const shapes = {
  2: [...scalars, fc.constantFrom(['$-1\r\n', null], ['*-1\r\n', null])],
  3: [...scalars, fc.constant(['_\r\n', null])]
}

function values (protocol) {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, ...shapes[protocol], tie('array')),
    array: fc.array(tie('tree'), { maxLength: 5 }).map((parts) =>
      [aggregate('*', parts.map(([wire]) => wire)), parts.map(([, value]) => value)])
  }))
  return tree
}

/** A reply, an error in the place of one, or a push between replies. */
function items (protocol) {
  const kinds = [
    { weight: 5, arbitrary: values(protocol).map(([wire, value]) => ({ wire, value })) },
    { weight: 1, arbitrary: line.map((words) => ({ wire: `-ERR ${words}\r\n`, error: `ERR ${words}` })) }
  ]
  if (protocol === 3) {
    kinds.push({
      weight: 3,
      arbitrary: text.map((payload) => ({ wire: aggregate('>', ['message', 'a', payload].map(bulk)), payload }))
    }, {
      weight: 1,
      arbitrary: fc.constant({ wire: aggregate('>', [bulk('invalidate'), '_\r\n']), ignored: true })
    })
  }
  return fc.array(fc.oneof(...kinds), { minLength: 1, maxLength: 12 })
}

function split (bytes, shares) {
  const points = shares.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b)
  return [...points, bytes.length].map((to, i) => bytes.subarray(i === 0 ? 0 : points[i - 1], to))
    .filter(({ length }) => length > 0)
}

if (isHicast) {
  describe('replies of any shape, with pushes between them', function () {
    this.timeout(60000)
    const clients = useClients()
    forbidUnhandledRejections()

    async function play (protocol, list, shares) {
      const replies = list.filter((item) => 'value' in item || 'error' in item)
      const payloads = list.filter((item) => 'payload' in item).map(({ payload }) => payload)
      const pieces = split(Buffer.concat(list.map(({ wire }) => Buffer.from(wire))), shares)
      const subscribed = aggregate('>', [bulk('subscribe'), bulk('a'), ':1\r\n'])
      const fake = await FakeServer.start({
        scripts: [[
          ...(protocol === 3 ? [{ expect: ['subscribe'] }, { send: subscribed }] : []),
          ...Array(replies.length).fill({ expect: ['any'] }),
          { expect: ['go'] }, { send: pieces }, { send: '+gone\r\n' }
        ]]
      })
      const client = clients.add(new Redis({ port: fake.port, host: fake.host, protocol }))
      const heard = []
      client.on('message', (channel, payload) => heard.push(payload))
      try {
        if (protocol === 3) await client.subscribe('a')
        const settled = Promise.allSettled(replies.map(() => client.call('any')))
        assert.equal(await within(client.call('go'), 'the end of the stream'), 'gone')
        assert.deepEqual((await settled).map(({ value, reason }) => reason ? { error: reason.message } : { value }),
          replies.map(({ value, error }) => error ? { error } : { value }))
        await eventually(() => heard.length === payloads.length, 'all messages')
        assert.deepEqual(heard, payloads)
      } finally {
        client.disconnect()
        await fake.stop()
      }
    }

    eachProtocol((protocol) => {
      it('are the same, however they are cut', () => fc.assert(fc.asyncProperty(
        items(protocol), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }),
        (list, shares) => play(protocol, list, shares)), { numRuns: 200 }))
    })
  })
}
