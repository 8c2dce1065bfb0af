'use strict'

const assert = require('node:assert/strict')
const diagnostics = require('node:diagnostics_channel')
const { useClients, differs } = require('../helpers/client')
const { useRedis, freePort } = require('../helpers/redis_server')

describe('tracing channels', () => {
  const server = useRedis()
  const clients = useClients(server)
  const undo = []
  afterEach(() => {
    for (const action of undo.splice(0)) action()
  })

  /** Writes down the events of a tracing channel. */
  function record (name) {
    const log = []
    const handlers = {}
    for (const phase of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) {
      handlers[phase] = (context) => log.push([phase, { ...context }])
    }
    const channel = diagnostics.tracingChannel(name)
    channel.subscribe(handlers)
    undo.push(() => channel.unsubscribe(handlers))
    return log
  }

  it('tell of commands, without values', async () => {
    const client = clients.create({ db: 2 })
    await client.ping()
    const log = record('ioredis:command')
    await client.set('key', 'secret')
    assert.deepEqual(log.map(([phase]) => phase), ['start', 'end', 'asyncStart', 'asyncEnd'])
    const { command, args, database, serverAddress, serverPort } = log[0][1]
    assert.deepEqual({ command, args, database, serverAddress, serverPort }, {
      command: 'set', args: ['key', '?'], database: 2, serverAddress: '127.0.0.1', serverPort: server.port
    })
    assert.equal(log[2][1].result, 'OK')
  })

  it('tell of publishes', async () => {
    const client = clients.create()
    await client.ping()
    const log = record('ioredis:command')
    await client.publish('a', 'secret')
    assert.deepEqual(log[0][1].args, ['a', '?'])
  })

  it('tell of commands that fail', async () => {
    const client = clients.create()
    await client.set('k', 'v')
    const log = record('ioredis:command')
    await assert.rejects(client.incr('k'), /not an integer/)
    const [, context] = log.find(([phase]) => phase === 'error')
    assert.match(context.error.message, /not an integer/)
  })

  it('tell of connections', async () => {
    const log = record('ioredis:connect')
    const client = clients.create({ lazyConnect: true })
    await client.connect()
    assert.deepEqual(log.map(([phase]) => phase), ['start', 'end', 'asyncStart', 'asyncEnd'])
    const { serverAddress, serverPort, connectionEpoch } = log[0][1]
    assert.deepEqual([serverAddress, serverPort, connectionEpoch], ['127.0.0.1', server.port, 0])
  })

  it('tell of connections that fail, and reject nobody else', async () => {
    const log = record('ioredis:connect')
    const client = clients.create({ port: await freePort(), retryStrategy: null, lazyConnect: true })
    client.on('error', () => {})
    await assert.rejects(client.connect())
    assert.ok(log.some(([phase]) => phase === 'error'))
  })

  it('tell of transactions as a whole', async () => {
    const client = clients.create()
    await client.ping()
    const log = record('ioredis:batch')
    await client.multi().set('a', 1).set('b', 2).exec()
    const { batchMode, batchSize, serverPort } = log[0][1]
    assert.deepEqual({ batchMode, batchSize, serverPort },
      { batchMode: 'MULTI', batchSize: 2, serverPort: server.port })
  })

  differs('have names of hicast\'s own, too', async () => {
    const client = clients.create()
    await client.ping()
    const [ours, theirs] = [record('hicast:command'), record('ioredis:command')]
    await client.get('k')
    assert.equal(ours.length, 4)
    assert.deepEqual(ours.map(([phase, { command }]) => [phase, command]),
      theirs.map(([phase, { command }]) => [phase, command]))
  })
})
