'use strict'

const assert = require('node:assert/strict')
const { useClients } = require('../../helpers/client')
const { useRedis, freePort } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
const { event, sleep } = require('../../helpers/wait')

describe('blockingTimeout', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  /** A server that answers to no command that blocks. */
  async function startSilent () {
    return startFake({
      scripts: [[{ expect: ['nothing'] }]],
      replies: { blpop: '', bzpopmin: '', xread: '', blmpop: '', brpoplpush: '' }
    })
  }

  /** How long a command takes, which must end with null. */
  async function timeOf (promise) {
    const begin = Date.now()
    assert.equal(await promise, null)
    return Date.now() - begin
  }

  it('ends commands that block for ever', async () => {
    const fake = await startSilent()
    const client = clients.create({ port: fake.port, blockingTimeout: 60 })
    await event(client, 'ready')
    const times = await Promise.all([
      timeOf(client.blpop('a', 0)), timeOf(client.bzpopmin('a', '0')),
      timeOf(client.xread('BLOCK', 0, 'STREAMS', 'a', '$')), timeOf(client.blmpop(0, 1, 'a', 'LEFT')),
      timeOf(client.xread('STREAMS', 'a', '$'))
    ])
    for (const ms of times) assert.ok(ms >= 55 && ms < 1000, `${ms} ms`)
  })

  it('gives those that say how long a little more than that', async () => {
    const fake = await startSilent()
    const client = clients.create({ port: fake.port, blockingTimeout: 5000, blockingTimeoutGrace: 20 })
    await event(client, 'ready')
    const times = await Promise.all([
      timeOf(client.blpop('a', 0.05)), timeOf(client.xread('block', '50', 'STREAMS', 'a', '$')),
      timeOf(client.blmpop(Buffer.from('0.05'), 1, 'a', 'LEFT')), timeOf(client.brpoplpush('a', 'b', 0.05))
    ])
    for (const ms of times) assert.ok(ms >= 65 && ms < 1000, `${ms} ms`)
  })

  it('ends commands that wait for the connection', async () => {
    const client = clients.create({ port: await freePort(), blockingTimeout: 40, retryStrategy: () => 5 })
    client.on('error', () => {})
    const ms = await timeOf(client.blpop('a', 0))
    assert.ok(ms >= 35, `${ms} ms`)
  })

  it('leaves commands alone that get their reply', async () => {
    const client = clients.create({ blockingTimeout: 2000 })
    await client.rpush('l', 'x')
    assert.deepEqual(await client.blpop('l', 1), ['l', 'x'])
    assert.equal(await client.blpop('l', 0.01), null)
    assert.equal(await client.get('l2'), null)
  })
})

describe('socketTimeout', () => {
  const server = useRedis()
  const clients = useClients(server)
  const startFake = useFakeServers()

  it('drops a connection that owes a reply and says nothing', async () => {
    const fake = await startFake({
      scripts: [[{ expect: ['get', 'a'] }], [{ expect: ['get', 'a'] }, { send: '$1\r\nx\r\n' }]]
    })
    const client = clients.create({ port: fake.port, socketTimeout: 60, retryStrategy: () => 5 })
    await event(client, 'ready')
    const error = event(client, 'error')
    const get = client.get('a')
    assert.equal((await error)[0].message,
      'Socket timeout. Expecting data, but didn\'t receive any in 60ms.')
    assert.equal(await get, 'x')
    assert.equal(fake.connections, 2)
  })

  it('does so as well when only some commands got their replies', async () => {
    const fake = await startFake({
      scripts: [[{ expect: ['get', 'a'] }, { send: '$1\r\nx\r\n' }, { expect: ['get', 'b'] }],
        [{ expect: ['get', 'b'] }, { send: '$1\r\ny\r\n' }]]
    })
    const client = clients.create({ port: fake.port, socketTimeout: 60, retryStrategy: () => 5 })
    await event(client, 'ready')
    const error = event(client, 'error')
    const replies = Promise.all([client.get('a'), client.get('b')])
    assert.match((await error)[0].message, /^Socket timeout/)
    assert.deepEqual(await replies, ['x', 'y'])
  })

  it('waits on while anything comes', async () => {
    const fake = await startFake({
      scripts: [[{ expect: ['get', 'a'] }, { pause: 400 }, { send: '$4\r\n' }, { pause: 400 },
        { send: 'slow' }, { pause: 400 }, { send: '\r\n' }]]
    })
    const client = clients.create({ port: fake.port, socketTimeout: 1000 })
    await event(client, 'ready')
    assert.equal(await client.get('a'), 'slow')
    assert.equal(fake.connections, 1)
  })

  it('leaves an idle connection alone', async () => {
    const client = clients.create({ socketTimeout: 400 })
    await client.subscribe('a')
    let closed = 0
    client.on('close', () => closed++)
    await sleep(1000)
    assert.equal(await client.ping(), 'PONG')
    assert.equal(closed, 0)
  })

  it('notices a frozen server', async () => {
    const client = clients.create({ socketTimeout: 80, retryStrategy: () => 10 })
    await event(client, 'ready')
    const error = event(client, 'error')
    client.on('error', () => {})
    server.freeze()
    try {
      const pong = client.ping()
      assert.match((await error)[0].message, /^Socket timeout/)
      server.thaw()
      assert.equal(await pong, 'PONG')
    } finally {
      server.thaw()
    }
  })
})
