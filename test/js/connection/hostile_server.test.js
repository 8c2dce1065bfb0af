'use strict'

const assert = require('node:assert/strict')
const { Redis, useClients, eachProtocol, differs, isHicast } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { aggregate, bulk } = require('../../helpers/resp')
const { event, eventually } = require('../../helpers/wait')

/** What no server should send; what a client does about it. */
describe('a server that breaks the protocol', () => {
  const clients = useClients()
  const startFake = useFakeServers()

  function create (fake, options) {
    return clients.add(new Redis({
      port: fake.port, host: fake.host, retryStrategy: () => 10, ...options
    }))
  }

  eachProtocol((protocol) => {
    it('is left for another try, with an error that says why', async () => {
      const fake = await startFake({
        scripts: [[{ expect: ['get', 'a'] }, { send: 'what is this\r\n' }], []]
      })
      const client = create(fake, { protocol })
      await event(client, 'ready')
      const [get, [error]] = await Promise.all([
        assert.rejects(client.get('a'), /Unknown RESP type/), event(client, 'error'), event(client, 'close')
      ])
      assert.equal(get, undefined)
      assert.match(error.message, /Unknown RESP type 119 "w"\. Please report this\.$/)
      await event(client, 'ready')
      assert.equal(await client.ping(), 'PONG')
      assert.equal(fake.connections, 2)
    })

    const garbage = {
      'a length below -1': '$-5\r\n',
      'a length that is no number': '$abc\r\n',
      'a length beyond all bounds': '$999999999999\r\n',
      'a count below -1': '*-2\r\n',
      'a count beyond all bounds': '*4294967296\r\n',
      'a map beyond all bounds': '%4611686018427387904\r\n',
      'a million levels of nesting': '*1\r\n'.repeat(1e6),
      'a string without its end': '$3\r\nabcdefgh\r\n',
      'an integer that is none': ':12x\r\n',
      'a message without its payload': '>2\r\n$7\r\nmessage\r\n$1\r\na\r\n',
      'a confirmation without a count': '>2\r\n$9\r\nsubscribe\r\n$1\r\na\r\n',
      'an empty push': '>0\r\n'
    }
    for (const [title, bytes] of Object.entries(garbage)) {
      differs(`may send ${title} and harm nobody`, async () => {
        const fake = await startFake({
          scripts: [[{ expect: ['get', 'a'] }, { send: bytes }, { send: '$1\r\nx\r\n' }, { close: 'fin' }],
            [{ expect: ['get', 'b'] }, { send: '$2\r\nok\r\n' }]]
        })
        const client = create(fake, { protocol, autoResendUnfulfilledCommands: false })
        client.on('error', (error) => { assert.ok(error.message) })
        await event(client, 'ready')
        const closed = event(client, 'close')
        // What the process has besides is of the tests before, and of the sanitizer's.
        const before = process.memoryUsage().rss
        client.get('a').catch(() => {})
        await closed
        assert.equal(await client.get('b'), 'ok')
        const grown = process.memoryUsage().rss - before
        assert.ok(grown < 5e8, `${grown} bytes more in use`)
      })
    }
  })

  if (isHicast) {
    it('is told by a code', async () => {
      const fake = await startFake({ scripts: [[{ expect: ['get', 'a'] }, { send: '@\r\n' }], []] })
      const client = create(fake)
      await event(client, 'ready')
      client.get('a').catch(() => {})
      const [error] = await event(client, 'error')
      assert.equal(error.code, 'HC_EPROTOCOL')
    })
  }

  it('is told of when it answers what nobody asked', async () => {
    const fake = await startFake({ scripts: [[{ expect: ['get', 'a'] }, { send: '$1\r\nx\r\n$1\r\ny\r\n' }]] })
    const client = create(fake)
    await event(client, 'ready')
    const error = event(client, 'error')
    assert.equal(await client.get('a'), 'x')
    assert.match((await error)[0].message, /^Command queue state error\..* Last reply: y$/)
    assert.equal(await client.ping(), 'PONG')
  })

  it('may send messages for channels that nobody asked for', async () => {
    const push = (...parts) => aggregate('>', parts.map(bulk))
    const fake = await startFake({
      scripts: [[
        { expect: ['subscribe', 'a'] },
        { send: aggregate('>', [bulk('subscribe'), bulk('a'), ':1\r\n']) },
        { send: push('message', 'b', 'for b') },
        { send: push('message', 'a', 'for a') }
      ]]
    })
    const client = create(fake)
    const log = []
    client.on('message', (...args) => log.push(args))
    await client.subscribe('a')
    await eventually(() => log.some(([channel]) => channel === 'a'), 'the message for a')
    assert.deepEqual(log.at(-1), ['a', 'for a'])
    assert.equal(await client.ping(), 'PONG')
  })

  it('may send pushes of kinds that nobody knows', async () => {
    const fake = await startFake({
      scripts: [[{ expect: ['get', 'a'] },
        { send: Buffer.concat([aggregate('>', [bulk('invalidate'), aggregate('*', [bulk('k')])]), bulk('x')]) }]]
    })
    const client = create(fake)
    await event(client, 'ready')
    assert.equal(await client.get('a'), 'x')
  })

  it('may undo a shard channel by itself', async () => {
    const fake = await startFake({
      scripts: [[
        { expect: ['ssubscribe', 's'] },
        { send: aggregate('>', [bulk('ssubscribe'), bulk('s'), ':1\r\n']) },
        { expect: ['get', 'a'] },
        { send: aggregate('>', [bulk('sunsubscribe'), bulk('s'), ':0\r\n']) },
        { send: bulk('x') }
      ]]
    })
    const client = create(fake)
    await client.ssubscribe('s')
    const moved = event(client, 'moved')
    assert.equal(await client.get('a'), 'x')
    await moved
  })
})
