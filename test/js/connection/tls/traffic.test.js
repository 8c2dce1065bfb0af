'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const { once } = require('node:events')
const { Redis, useClients, eachProtocol } = require('../../../helpers/client')
const { useCertificates } = require('../../../helpers/certificates')
const { useFakeServers } = require('../../../helpers/fake_server')
const { freePort, RedisServer } = require('../../../helpers/redis_server')
const { STREAM, eachWay } = require('../../../helpers/tls_front')
const { event, eventually } = require('../../../helpers/wait')

const retryStrategy = () => 10

describe('TLS', () => {
  const clients = useClients()
  const startFake = useFakeServers()
  const made = useCertificates((certificates) => {
    certificates.authority('ca')
    certificates.certificate('server')
  })
  let server, ca, port

  before(async () => {
    ca = made.read('ca.pem')
    port = await freePort()
    server = await RedisServer.start({
      args: ['--tls-port', String(port), '--tls-cert-file', made.file('server.pem'),
        '--tls-key-file', made.file('server.key'), '--tls-ca-cert-file', made.file('ca.pem'), '--tls-auth-clients', 'no']
    })
  })
  after(() => server.stop())

  eachWay((way, options) => {
    const here = (more) => ({ port, host: '127.0.0.1', retryStrategy, tls: { ca, ...options }, ...more })
    const create = (more) => clients.add(new Redis(here(more)))

    eachProtocol((protocol) => {
      it('carries commands and messages, and reconnects', async () => {
        const sub = create({ protocol })
        const pub = create({ protocol })
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
        const { tls } = sub.hicast.health()
        assert.equal(tls.native, way === 'native')
        assert.equal(tls.reason, way === 'native' ? null : 'the option tls.requestOCSP is set')
      })
    })

    it('is used by a rediss: URL', async () => {
      const client = clients.add(new Redis(`rediss://localhost:${port}`, { family: 4, tls: { ca, ...options } }))
      assert.equal(await client.ping(), 'PONG')
      assert.equal(client.stream.servername, 'localhost')
    })

    it('refuses a certificate that nobody vouches for', async () => {
      const client = create({ tls: { ...options }, retryStrategy: null })
      const get = assert.rejects(client.get('a'), { message: 'Connection is closed.' })
      const [error] = await event(client, 'error')
      assert.equal(error.code, 'SELF_SIGNED_CERT_IN_CHAIN')
      await get
      assert.equal(client.status, 'end')
      assert.equal(client.stream.authorized, false)
      assert.equal(client.stream.authorizationError, error.code)
    })

    it('tells when the server speaks none', async () => {
      const plain = await startFake({ scripts: [[{ send: '-ERR what is this\r\n' }]] })
      const client = create({ port: plain.port, retryStrategy: null })
      const [error] = await event(client, 'error')
      assert.equal(error.code, 'ERR_SSL_WRONG_VERSION_NUMBER')
      await eventually(() => client.status === 'end', 'the end')
    })

    it('carries megabytes both ways', async () => {
      const client = create()
      const value = Buffer.alloc(3 * 1024 * 1024, 'abcdefg')
      await client.set('k', value)
      assert.ok((await client.getBuffer('k')).equals(value))
    })

    it('keeps the order of a flood both ways, paused now and then', async () => {
      const sub = create()
      const pub = create()
      const received = []
      await sub.subscribe('flood')
      sub.on('message', (channel, message) => {
        received.push(Number(message))
        if (received.length % 1000 === 0) {
          sub.hicast.pause()
          setTimeout(() => sub.hicast.resume(), 5)
        }
      })
      const counts = await Promise.all(Array.from({ length: 20000 }, (_, i) => pub.publish('flood', String(i))))
      assert.ok(counts.every((count) => count === 1))
      await eventually(() => received.length === 20000, 'all')
      assert.ok(received.every((number, i) => number === i))
    })

    it('ends by quit', async () => {
      const client = create()
      client.on('error', (error) => { throw error })
      const end = event(client, 'end')
      assert.equal(await client.quit(), 'OK')
      await end
    })

    it('sends no password before the server is known', async () => {
      const received = []
      const tap = net.createServer((socket) => {
        const behind = net.connect(port, '127.0.0.1')
        for (const end of [socket, behind]) end.on('error', () => {})
        socket.on('data', (bytes) => received.push(bytes.length))
        socket.on('end', () => received.push('end'))
        socket.pipe(behind).pipe(socket)
      }).listen(0, '127.0.0.1')
      await once(tap, 'listening')
      let sent
      const client = create({
        port: tap.address().port,
        password: 'x'.repeat(5000),
        retryStrategy: null,
        tls: { ca, ...options, checkServerIdentity () { sent = received.length; return new Error('not you') } }
      })
      const [error] = await event(client, 'error')
      assert.equal(error.message, 'not you')
      await eventually(() => client.status === 'end', 'the end')
      tap.close()
      assert.equal(sent, 1) // the hello
      assert.ok(received.filter(Number).reduce((sum, length) => sum + length, 0) < 3000)
    })

    it('answers at stream as Node\'s socket does', async () => {
      const node = clients.add(new Redis({ port, host: 'localhost', family: 4, tls: { ca, ...STREAM } }))
      const client = clients.add(new Redis({ port, host: 'localhost', family: 4, tls: { ca, ...options } }))
      await Promise.all([node.ping(), client.ping()])
      for (const name of ['encrypted', 'authorized', 'authorizationError', 'servername', 'alpnProtocol', 'connecting',
        'secureConnecting', 'destroyed']) {
        assert.deepEqual(client.stream[name], node.stream[name], name)
      }
      for (const name of ['getProtocol', 'getCipher', 'isSessionReused', 'getPeerCertificate']) {
        assert.deepEqual(client.stream[name](), node.stream[name](), name)
      }
      const [own, its] = [client.stream, node.stream].map((stream) => stream.getPeerCertificate(true))
      assert.deepEqual(own, its)
      assert.equal(own.issuerCertificate.issuerCertificate, own.issuerCertificate)
      assert.equal(client.stream.getPeerX509Certificate().fingerprint256, own.fingerprint256)
    })
  })

  describe('TLS of the core', () => {
    const here = (more) => ({ port, host: '127.0.0.1', retryStrategy, tls: { ca }, ...more })

    it('takes up its session when it connects again', async () => {
      const client = clients.add(new Redis(here()))
      await client.ping()
      assert.equal(client.stream.isSessionReused(), false)
      for (const end of [() => client.disconnect(true), () => client.stream.destroy()]) {
        const ready = event(client, 'ready')
        end()
        await ready
        assert.equal(client.stream.isSessionReused(), true)
        assert.equal(client.stream.authorized, true)
        assert.equal(client.stream.getPeerCertificate().subject.CN, 'server')
      }
    })

    it('checks the name again when it does', async () => {
      let checks = 0
      let isGood = true
      const client = clients.add(new Redis(here({
        tls: { ca, checkServerIdentity: () => { checks++; return isGood ? undefined : new Error('no longer') } }
      })))
      client.on('error', () => {})
      await client.ping()
      isGood = false
      const error = event(client, 'error')
      client.disconnect(true)
      assert.equal((await error)[0].message, 'no longer')
      isGood = true
      await event(client, 'ready')
      assert.ok(checks >= 3)
      // A session of a server that was refused is not taken up.
      assert.equal(client.stream.isSessionReused(), false)
    })

    it('tells of an end without goodbye, and settles nothing that it cut', async () => {
      const proxy = net.createServer((socket) => {
        const behind = net.connect(port, '127.0.0.1')
        let left = Infinity
        cut = () => { left = 3000 }
        for (const end of [socket, behind]) end.on('error', () => {})
        socket.pipe(behind)
        behind.on('data', (bytes) => {
          if (left <= 0) return
          socket.write(bytes.subarray(0, left))
          left -= bytes.length
          if (left <= 0) socket.end()
        })
      }).listen(0, '127.0.0.1')
      let cut
      await once(proxy, 'listening')
      const client = clients.add(new Redis(here({ port: proxy.address().port })))
      await client.set('long', 'x'.repeat(100000))
      const error = event(client, 'error')
      cut()
      const get = client.get('long')
      assert.equal((await error)[0].code, 'ERR_SSL_UNEXPECTED_EOF_WHILE_READING')
      assert.equal((await get).length, 100000) // asked again
      proxy.close()
      client.disconnect()
    })
  })
})
