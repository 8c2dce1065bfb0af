'use strict'

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { Redis, useClients, eachProtocol } = require('../../helpers/client')
const { useRedis, freePort, RedisServer, plainEnvironment } = require('../../helpers/redis_server')
const { useFakeServers } = require('../../helpers/fake_server')
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
    assert.match(info.addr, new RegExp(`^${server.path}:0$`))
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

describe('TLS', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-tls-'))
  const key = path.join(folder, 'key.pem')
  const cert = path.join(folder, 'cert.pem')
  const clients = useClients()
  const startFake = useFakeServers()
  let server, ca, tlsPort

  before(async () => {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt',
      'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
      '-keyout', key, '-out', cert, '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
    { stdio: 'ignore', env: plainEnvironment() })
    ca = fs.readFileSync(cert)
    tlsPort = await freePort()
    server = await RedisServer.start({
      args: ['--tls-port', String(tlsPort), '--tls-cert-file', cert, '--tls-key-file', key,
        '--tls-ca-cert-file', cert, '--tls-auth-clients', 'no']
    })
  })
  after(async () => {
    await server.stop()
    fs.rmSync(folder, { recursive: true })
  })

  const here = (options) => ({ port: tlsPort, host: '127.0.0.1', retryStrategy, ...options })

  eachProtocol((protocol) => {
    it('carries commands and messages, and reconnects', () => broadcast(clients,
      () => new Redis(here({ protocol, tls: { ca } })), server))
  })

  it('is used by a rediss: URL', async () => {
    const client = clients.add(new Redis(
      `rediss://localhost:${tlsPort}`, { family: 4, tls: { ca } }))
    assert.equal(await client.ping(), 'PONG')
  })

  it('refuses a certificate that nobody vouches for', async () => {
    const client = clients.add(new Redis(here({ tls: {}, retryStrategy: null })))
    const get = assert.rejects(client.get('a'), { message: 'Connection is closed.' })
    const [error] = await event(client, 'error')
    assert.equal(error.code, 'DEPTH_ZERO_SELF_SIGNED_CERT')
    await get
    assert.equal(client.status, 'end')
  })

  it('takes it with rejectUnauthorized: false', async () => {
    const client = clients.add(new Redis(here({ tls: { rejectUnauthorized: false } })))
    assert.equal(await client.ping(), 'PONG')
  })

  it('refuses a certificate for another name', async () => {
    const client = clients.add(new Redis(here({
      tls: { ca, servername: 'other.test' }, retryStrategy: null
    })))
    const [error] = await event(client, 'error')
    assert.equal(error.code, 'ERR_TLS_CERT_ALTNAME_INVALID')
    await eventually(() => client.status === 'end', 'the end')
  })

  it('tells when the server speaks none', async () => {
    const plain = await startFake({ scripts: [[{ send: '-ERR what is this\r\n' }]] })
    const client = clients.add(new Redis(here({ port: plain.port, tls: { ca }, retryStrategy: null })))
    const [error] = await event(client, 'error')
    assert.equal(error.code, 'ERR_SSL_WRONG_VERSION_NUMBER')
    await eventually(() => client.status === 'end', 'the end')
  })

  it('carries megabytes both ways', async () => {
    const client = clients.add(new Redis(here({ tls: { ca } })))
    const value = Buffer.alloc(3 * 1024 * 1024, 'abcdefg')
    await client.set('k', value)
    assert.ok((await client.getBuffer('k')).equals(value))
  })

  it('ends by quit', async () => {
    const client = clients.add(new Redis(here({ tls: { ca } })))
    const end = event(client, 'end')
    assert.equal(await client.quit(), 'OK')
    await end
  })
})
