'use strict'

const assert = require('node:assert/strict')
const { X509Certificate } = require('node:crypto')
const IORedis = require('ioredis')
const { Redis, peers } = require('../../helpers/client')

/** The options of a client that is made of `args` and does not connect. */
function optionsOf (Client, args) {
  const client = new Client(...args, { lazyConnect: true })
  const { options } = client
  client.disconnect()
  return options
}

describe('constructor', () => {
  describe('takes the same arguments as ioredis', () => {
    const forms = [
      [],
      [6390],
      ['6390'],
      [6390, 'example.test'],
      [6390, 'example.test', { db: 2 }],
      [6390, { password: 'x' }],
      ['example.test'],
      ['example.test:6390'],
      ['/tmp/redis.sock'],
      ['/tmp/redis.sock', { db: 4 }],
      ['/tmp/redis.sock?db=3'],
      ['redis://example.test'],
      ['redis://example.test:6390/5'],
      ['redis://example.test:6390/0'],
      ['redis://user:pass@example.test:6390/5'],
      ['redis://:p%40ss@example.test'],
      ['redis://us%3Aer:p%2Fass@example.test'],
      ['redis://user@example.test'],
      ['redis://127.0.0.1:6390?db=7&connectionName=me'],
      ['redis://[::1]:6390'],
      ['redis://[::1]:6390?family=6'],
      ['//example.test:6390/4'],
      ['rediss://example.test:6390'],
      ['rediss://example.test:6390', { tls: { servername: 'other.test' } }],
      [{ port: '6390', db: '3' }],
      [{ host: 'example.test', port: 6390, family: 4 }],
      [{ path: '/tmp/redis.sock' }],
      [{ keyPrefix: 'a:', connectionName: 'me', stringNumbers: true }],
      [{ protocol: 2 }],
      [null, undefined, { port: 6390 }]
    ]
    for (const args of forms) {
      it(JSON.stringify(args), () => {
        const { client, ioredis } = peers()
        const names = ['port', 'host', 'path', 'db', 'username', 'password',
          'tls', 'family', 'keyPrefix', 'connectionName', 'protocol', 'stringNumbers']
        const pick = (options) => Object.fromEntries(
          names.map((name) => [name, options[name]]))
        assert.deepEqual(
          pick(optionsOf(client, args)), pick(optionsOf(ioredis, args)))
      })
    }
  })

  it('has the defaults of ioredis', () => {
    const { client, ioredis } = peers()
    const ours = optionsOf(client, [])
    const theirs = optionsOf(ioredis, [])
    for (const [name, value] of Object.entries(theirs)) {
      if (typeof value === 'function') {
        assert.equal(typeof ours[name], 'function', name)
      } else assert.deepEqual(ours[name], value, name)
    }
  })

  it('waits longer with each retry by default, at most about five seconds', () => {
    const { retryStrategy } = optionsOf(Redis, [])
    for (let times = 1; times < 12; times++) {
      const base = Math.min(50 * 2 ** (times - 1), 5000)
      const delay = retryStrategy(times)
      assert.ok(delay >= base && delay < base + 200, `${times}: ${delay}`)
    }
  })

  it('prefers what is given first', () => {
    const options = optionsOf(Redis, [6390, { port: 1, host: 'a.test' }, { host: 'b.test' }])
    assert.equal(options.port, 6390)
    assert.equal(options.host, 'a.test')
  })

  it('does not change the options object that it is given', () => {
    const given = Object.freeze({ port: 6390, lazyConnect: true, db: 1 })
    const client = new Redis(given)
    assert.deepEqual(given, { port: 6390, lazyConnect: true, db: 1 })
    assert.notEqual(client.options, given)
    client.disconnect()
  })

  it('throws on arguments that mean nothing', () => {
    for (const wrong of [true, Symbol('x'), () => {}]) {
      assert.throws(() => new Redis(wrong), Error)
    }
  })

  it('throws on RESP3 shapes of replies without RESP3', () => {
    assert.throws(
      () => new Redis({ protocol: 2, replyMapping: 'resp3', lazyConnect: true }),
      /replyMapping/)
  })

  it('waits with lazyConnect', () => {
    const client = new Redis({ lazyConnect: true })
    assert.equal(client.status, 'wait')
    client.disconnect()
  })

  describe('duplicate', () => {
    it('has the same options, and those that are given', () => {
      const client = new Redis({ lazyConnect: true, port: 6390, db: 2, keyPrefix: 'a:' })
      const other = client.duplicate({ db: 3 })
      assert.ok(other instanceof Redis)
      assert.notEqual(other, client)
      assert.equal(other.options.port, 6390)
      assert.equal(other.options.keyPrefix, 'a:')
      assert.equal(other.options.db, 3)
      assert.equal(client.options.db, 2)
      client.disconnect()
      other.disconnect()
    })
  })

  describe('a profile of TLS', () => {
    const settingsOf = (tls, url) => {
      const client = url ? new Redis(url, { lazyConnect: true }) : new Redis({ lazyConnect: true, tls })
      client.disconnect()
      return client.options.tls
    }

    for (const name of ['RedisCloudFixed', 'RedisCloudFlexible']) {
      it(`${name} stands for certificates`, () => {
        const certificates = settingsOf(name).ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
        const parsed = certificates.map((pem) => new X509Certificate(pem))
        for (const certificate of parsed) assert.ok(certificate.ca)
        assert.ok(parsed.some(({ subject }) => subject.includes('RedisLabs Root Certificate Authority')))
        assert.ok(parsed.some(({ subject }) => subject.includes('GlobalSign Root CA - R3')))
        // Those that can no longer vouch for anything may be left out.
        const theirs = new IORedis({ lazyConnect: true, tls: name })
        const wanted = theirs.options.tls.ca.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
          .map((pem) => new X509Certificate(pem)).filter(({ validTo }) => new Date(validTo) > new Date('2026-01-01'))
        theirs.disconnect()
        assert.deepEqual(parsed.map(({ fingerprint256 }) => fingerprint256).sort(),
          wanted.map(({ fingerprint256 }) => fingerprint256).sort())
      })
    }

    it('may have other settings beside it, which count more', () => {
      const settings = settingsOf({ profile: 'RedisCloudFixed', servername: 'a.test', ca: 'mine' })
      assert.deepEqual(settings, { servername: 'a.test', ca: 'mine' })
    })

    it('may stand in a URL', () => {
      assert.match(settingsOf(null, 'redis://localhost?tls=RedisCloudFixed').ca, /BEGIN CERTIFICATE/)
    })

    it('that is none is taken as it is', () => {
      assert.equal(settingsOf('toString'), 'toString')
    })
  })
})
