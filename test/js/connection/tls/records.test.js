'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const net = require('node:net')
const { once } = require('node:events')
const { Redis, useClients } = require('../../../helpers/client')
const { useCertificates } = require('../../../helpers/certificates')
const { useRedis } = require('../../../helpers/redis_server')
const { eachWay } = require('../../../helpers/tls_front')
const { event, eventually } = require('../../../helpers/wait')

const HEADER = 5

/** Counts the records in a stream of TLS. */
class RecordCounter {
  #bytes = Buffer.alloc(0)
  lengths = []

  add (bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    while (this.#bytes.length >= HEADER) {
      const length = this.#bytes.readUInt16BE(3)
      if (this.#bytes.length < HEADER + length) return
      this.lengths.push(length)
      this.#bytes = this.#bytes.subarray(HEADER + length)
    }
  }
}

describe('records of TLS', () => {
  const made = useCertificates((certificates) => {
    certificates.authority('ca')
    certificates.certificate('server')
  })
  const server = useRedis({ tls: made })
  const clients = useClients()
  const taps = []
  afterEach(() => { for (const tap of taps.splice(0)) tap.close() })

  /** A way to the server on which what the client sends is counted. */
  async function startTap () {
    const counter = new RecordCounter()
    const tap = net.createServer((socket) => {
      const behind = net.connect(server.tlsPort, server.host)
      for (const end of [socket, behind]) end.on('error', () => {})
      socket.on('data', (bytes) => counter.add(bytes))
      socket.on('close', () => behind.destroy())
      socket.pipe(behind).pipe(socket)
    }).listen(0, '127.0.0.1')
    taps.push(tap)
    await once(tap, 'listening')
    return { port: tap.address().port, counter }
  }

  eachWay((way, options) => {
    const connect = (more) => clients.add(new Redis({
      port: server.tlsPort, host: '127.0.0.1', retryStrategy: null, tls: { ca: made.read('ca.pem'), ...options }, ...more
    }))

    it('what a tick brings goes out in one', async () => {
      const { port, counter } = await startTap()
      const client = connect({ port })
      await client.ping()
      // After one command alone the next is taken for another one, and goes at once.
      await Promise.all([client.ping(), client.ping()])
      await Promise.all([client.ping(), client.ping()])
      for (const count of [20, 2, 1]) {
        const before = counter.lengths.length
        await Promise.all(Array.from({ length: count }, (_, i) => client.set(`key ${i}`, 'x'.repeat(100))))
        assert.equal(counter.lengths.length - before, 1, `${count} commands`)
      }
    })

    it('what is long goes out in records of 16 KiB', async () => {
      const { port, counter } = await startTap()
      const client = connect({ port })
      await client.ping()
      const before = counter.lengths.length
      await client.set('long', 'x'.repeat(200000))
      const lengths = counter.lengths.slice(before)
      assert.ok(lengths.length <= 14, String(lengths))
      assert.ok(lengths.slice(0, -1).filter((length) => length > 16384).length >= 11, String(lengths))
    })
  })

  it('1,000 connections and failures leave nothing behind', async function () {
    this.timeout(120000)
    const descriptors = () => fs.readdirSync('/proc/self/fd').length
    const target = { port: server.tlsPort, host: '127.0.0.1', lazyConnect: true, retryStrategy: null }

    async function round () {
      const good = new Redis({ ...target, tls: { ca: made.read('ca.pem') } })
      const bad = new Redis({ ...target, tls: {} })
      bad.on('error', () => {})
      await Promise.all([good.connect(), assert.rejects(bad.connect())])
      const end = event(good, 'end')
      good.disconnect()
      await end
    }
    await Promise.all(Array.from({ length: 10 }, round))
    const before = descriptors()
    for (let done = 0; done < 500; done += 10) await Promise.all(Array.from({ length: 10 }, round))
    await eventually(() => descriptors() <= before + 2, 'as many descriptors as before')
  })

  it('a runtime that exports no OpenSSL 3 has Node\'s stream', async () => {
    const real = Object.getOwnPropertyDescriptor(process, 'versions')
    Object.defineProperty(process, 'versions', { ...real, value: { ...process.versions, openssl: '1.1.1-other' } })
    try {
      const client = clients.add(new Redis({ port: server.tlsPort, host: '127.0.0.1', tls: { ca: made.read('ca.pem') } }))
      assert.equal(await client.ping(), 'PONG')
      const { tls } = client.hicast.health()
      assert.equal(tls.native, false)
      assert.match(tls.reason, /OpenSSL 3\..* is loaded, and this runtime's own is 1\.1\.1-other/)
    } finally {
      Object.defineProperty(process, 'versions', real)
    }
  })
})
