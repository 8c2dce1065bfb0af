'use strict'

const assert = require('node:assert/strict')
const fc = require('fast-check')
const { isHicast, useClients, eachProtocol, Redis } = require('../helpers/client')
const { FakeServer } = require('../helpers/fake_server')
const { aggregate, bulk } = require('../helpers/resp')
const { forbidUnhandledRejections } = require('../helpers/rejections')
const { event, eventually, within } = require('../helpers/wait')

const confirm = (type, kind, name, count) => aggregate(type, [bulk(kind), bulk(name), `:${count}\r\n`])

/** What a session of the next connection is: everything well. */
function goodScript (type) {
  return [{ expect: ['subscribe'] }, { send: confirm(type, 'subscribe', 'a', 1) },
    { send: aggregate(type, ['message', 'a', 'fine'].map(bulk)) }]
}

if (isHicast) {
  describe('a hostile server', function () {
    this.timeout(60000)
    const clients = useClients()
    forbidUnhandledRejections()

    /**
     * Sends the bytes to a subscriber with commands in flight, then leaves it
     * to a good connection. Every promise is settled, each error has a code or
     * is a reply, and the subscriber hears in the end.
     */
    async function attack (protocol, bytes) {
      const type = protocol === 3 ? '>' : '*'
      const fake = await FakeServer.start({
        scripts: [
          [{ expect: ['subscribe'] }, { send: confirm(type, 'subscribe', 'a', 1) },
            { expect: ['ping'] }, { send: bytes }, { close: 'fin' }],
          goodScript(type)
        ]
      })
      const client = clients.add(new Redis({ port: fake.port, host: fake.host, protocol, retryStrategy: () => 1 }))
      const errors = []
      client.on('error', (error) => errors.push(error))
      let isFine = false
      client.on('message', (channel, text) => { isFine ||= channel === 'a' && text === 'fine' })
      try {
        await client.subscribe('a')
        const commands = [client.ping(), client.subscribe('b'), client.ping('x')].map((promise) =>
          promise.catch((error) => { assert.ok(error instanceof Error && error.message) }))
        await eventually(() => isFine, 'the good connection')
        client.disconnect()
        await within(Promise.all(commands), 'all commands to be settled')
        for (const error of errors) assert.ok(error.code ?? error.name === 'ReplyError', error.stack)
      } finally {
        client.disconnect()
        await fake.stop()
      }
      return errors
    }

    eachProtocol((protocol) => {
      const type = protocol === 3 ? '>' : '*'
      const session = Buffer.concat([
        aggregate(type, ['message', 'a', 'hello'].map(bulk)), protocol === 3 ? '+PONG\r\n' : aggregate('*', ['pong', ''].map(bulk)),
        confirm(type, 'subscribe', 'b', 2), aggregate(type, ['pmessage', 'p*', 'p1', 'x'].map(bulk))
      ].map((part) => Buffer.from(part)))

      const streams = {
        'a huge string': ['$999999999999\r\n', 'HC_E(LIMIT|PROTOCOL)'],
        'a negative string': ['$-7\r\n', 'HC_EPROTOCOL'],
        'a huge array': ['*4294967295\r\n', null],
        'an array beyond 64 bits': ['*99999999999999999999\r\n', 'HC_EPROTOCOL'],
        'arrays in arrays, a million': ['*1\r\n'.repeat(1e6), 'HC_E(LIMIT|PROTOCOL)'],
        'maps in maps, a million': ['%1\r\n'.repeat(1e6), 'HC_E(LIMIT|PROTOCOL)'],
        'a line without an end': ['+' + 'x'.repeat(4e6), null],
        'an integer without an end': [':' + '1'.repeat(1e6), null],
        'an unknown type': ['@1\r\n', 'HC_EPROTOCOL'],
        'a streamed string': ['$?\r\n;3\r\nabc\r\n;0\r\n', 'HC_EPROTOCOL'],
        'a page of HTTP': ['HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n', 'HC_EPROTOCOL'],
        zeros: [Buffer.alloc(10000), 'HC_EPROTOCOL'],
        'a message without parts': [`${type}1\r\n$7\r\nmessage\r\n`, null],
        'a message whose channel is an array': [`${type}3\r\n$7\r\nmessage\r\n*1\r\n:1\r\n$1\r\nx\r\n`, null],
        'a confirmation for nobody': [confirm(type, 'subscribe', 'never', 7), null],
        'a confirmation of the end for nobody': [confirm(type, 'unsubscribe', 'never', 0), null],
        'a count that is a string': [`${type}3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n$1\r\nx\r\n`, null],
        'a count below zero': [confirm(type, 'subscribe', 'b', -5), null],
        'errors to everything': ['-ERR no\r\n'.repeat(3), null],
        'a hundred replies for nobody': ['+OK\r\n'.repeat(100), 'HC_EUNEXPECTED'],
        nulls: ['$-1\r\n*-1\r\n_\r\n', null],
        'an empty array': ['*0\r\n', null],
        attributes: ['|1\r\n+key\r\n+value\r\n', null],
        'names of a prototype': [aggregate(type, ['message', '__proto__', 'constructor'].map(bulk)), null],
        nothing: ['', null]
      }
      for (const [title, [bytes, code]] of Object.entries(streams)) {
        it(`may send ${title}`, async () => {
          const before = process.memoryUsage().rss
          const errors = await attack(protocol, Buffer.from(bytes))
          if (code) assert.match(String(errors[0]?.code), new RegExp(`^${code}$`))
          const grown = process.memoryUsage().rss - before
          assert.ok(grown < 200e6, `${grown} bytes more`)
        })
      }

      it('may end a session at every byte', async () => {
        for (let at = 0; at <= session.length; at++) await attack(protocol, session.subarray(0, at))
      })

      it('may change any byte of a session', () => fc.assert(fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(session.length - 1), fc.oneof(fc.nat(255),
          fc.constantFrom(...Array.from('$*>:+-_%~|=(,#\r\n0129', (c) => c.charCodeAt())))), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = Buffer.from(session)
          for (const [at, byte] of changes) bytes[at] = byte
          await attack(protocol, bytes)
        }), { numRuns: 300 }))

      it('may send any bytes', () => fc.assert(fc.asyncProperty(
        fc.array(fc.oneof(
          fc.constantFrom('*2\r\n', '*3\r\n', '>3\r\n', '$1\r\n', '%1\r\n', '~1\r\n', '|1\r\n', '_\r\n', '#t\r\n', ',1\r\n', ':1\r\n',
            '(1\r\n', '$7\r\nmessage\r\n', '$9\r\nsubscribe\r\n', '$11\r\nunsubscribe\r\n', '$1\r\na\r\n', '$-1\r\n', '*-1\r\n', '=7\r\ntxt:abc\r\n', '!3\r\nERR\r\n'),
          fc.string({ maxLength: 6 })), { maxLength: 20 }),
        async (parts) => { await attack(protocol, Buffer.from(parts.join(''))) }), { numRuns: 300 }))
    })

    it('may refuse to subscribe again, which is told, and the client works on', async () => {
      const refusal = '-NOPERM no\r\n'
      const fake = await FakeServer.start({
        scripts: [
          [{ expect: ['subscribe'] }, { send: confirm('>', 'subscribe', 'a', 1) }, { close: 'fin' }],
          []
        ],
        replies: { subscribe: refusal }
      })
      const client = clients.add(new Redis({ port: fake.port, host: fake.host, retryStrategy: () => 1 }))
      try {
        const told = event(client, 'error')
        await client.subscribe('a')
        const [error] = await told
        assert.equal(error.code, 'HC_ERESUBSCRIBE')
        assert.deepEqual(error.channels.map(String), ['a'])
        assert.equal(await client.ping(), 'PONG')
      } finally {
        client.disconnect()
        await fake.stop()
      }
    })
  })
}
