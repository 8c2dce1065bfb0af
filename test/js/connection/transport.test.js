'use strict'

const assert = require('node:assert/strict')
const os = require('node:os')
const path = require('node:path')
const { Redis, useClients } = require('../../helpers/client')
const { useRedis, freePort, RedisServer } = require('../../helpers/redis_server')
const { event, eventually } = require('../../helpers/wait')

const retryStrategy = () => 10

/** Subscribes, publishes, loses the connection, and does so again. */
async function broadcast (clients, create, server) {
  const sub = clients.add(create())
  const pub = clients.add(create())
  sub.on('error', () => {})
  await sub.subscribe('a')
  for (let round = 0; round < 2; round++) {
    const payload = `é${round}`.repeat(10000)
    const message = event(sub, 'message')
    assert.equal(await pub.publish('a', payload), 1)
    assert.deepEqual(await message, ['a', payload])
    const ready = event(sub, 'ready')
    sub.disconnect(true)
    await ready
    await eventually(async () => (await server.subscribers('a'))[0] === 1, 'a')
  }
}

describe('unix socket', () => {
  const server = useRedis({ unixSocket: true })
  const clients = useClients(server)

  it('is connected to by the option path', () => broadcast(clients,
    () => new Redis({ path: server.path, retryStrategy }), server))

  it('is connected to by a path alone', async () => {
    const client = clients.add(new Redis(server.path))
    assert.equal(await client.ping(), 'PONG')
    const [info] = await server.clients()
    assert.match(info.addr, new RegExp(`^\\[?${server.path}:0(\\]:0)?$`)) // in brackets: Valkey
  })

  it('is waited for', async () => {
    const file = path.join(os.tmpdir(), `hicast-late-${process.pid}.sock`)
    const client = clients.add(new Redis({ path: file, retryStrategy }))
    const [error] = await event(client, 'error')
    assert.equal(error.code, 'ENOENT')
    assert.equal(error.syscall, 'connect')
    client.on('error', () => {})
    const late = await RedisServer.start({ args: ['--unixsocket', file] })
    try {
      assert.equal(await client.ping(), 'PONG')
      client.disconnect()
    } finally {
      await late.stop()
    }
  })
})

describe('TCP', () => {
  const server = useRedis({ bind: ['127.0.0.1', '::1'] })
  const clients = useClients(server)

  const hosts = {
    '127.0.0.1': [{ host: '127.0.0.1' }],
    '::1': [{ host: '::1' }],
    'localhost by IPv4': [{ host: 'localhost', family: 4 }],
    'a URL with an IPv6 address': []
  }
  for (const [title, [options]] of Object.entries(hosts)) {
    it(`connects to ${title}`, () => broadcast(clients, () => options
      ? new Redis({ port: server.port, retryStrategy, ...options })
      : new Redis(`redis://[::1]:${server.port}`, { retryStrategy }), server))
  }

  it('connects to localhost whatever address that is', async () => {
    const client = clients.add(new Redis({ port: server.port, host: 'localhost' }))
    assert.equal(await client.ping(), 'PONG')
  })

  it('tells names that do not resolve', async () => {
    const client = clients.add(new Redis({
      port: server.port, host: 'no-such-name.invalid', retryStrategy: null
    }))
    const [error] = await event(client, 'error')
    assert.equal(error.syscall, 'getaddrinfo')
    assert.match(error.code, /^E(NOTFOUND|AI_AGAIN)$/)
    await eventually(() => client.status === 'end', 'the end')
  })

  it('tells who refused', async () => {
    const port = await freePort()
    const client = clients.add(new Redis({ port, host: '127.0.0.1', retryStrategy: null }))
    const [error] = await event(client, 'error')
    assert.equal(error.message, `connect ECONNREFUSED 127.0.0.1:${port}`)
    assert.equal(error.code, 'ECONNREFUSED')
    assert.equal(error.syscall, 'connect')
    assert.equal(error.address, '127.0.0.1')
    assert.equal(error.port, port)
    assert.equal(typeof error.errno, 'number')
  })

  it('has the addresses of the connection at stream', async () => {
    const client = clients.create()
    await event(client, 'ready')
    assert.equal(client.stream.remotePort, server.port)
    assert.equal(client.stream.remoteAddress, '127.0.0.1')
  })
})
