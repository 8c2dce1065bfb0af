'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const tls = require('node:tls')
const { Redis, useClients } = require('../../../helpers/client')
const { useCertificates } = require('../../../helpers/certificates')
const { useRedis } = require('../../../helpers/redis_server')
const { WAYS, useTlsFronts } = require('../../../helpers/tls_front')

// The number of the thread, in OpenSSL's messages.
const THREAD = /^[0-9A-F]+:error/gm

/** What Node's tls.connect() comes to, hicast by the core, and hicast by Node's stream. */
describe('TLS, as Node has it', () => {
  const redis = useRedis()
  const clients = useClients(redis)
  const startFront = useTlsFronts(() => redis)
  const made = useCertificates((certificates) => {
    certificates.authority('ca')
    certificates.authority('other')
    certificates.certificate('good')
    certificates.certificate('expired', { from: '20200101000000Z', to: '20200201000000Z' })
    certificates.certificate('early', { from: '20900101000000Z', to: '20910101000000Z' })
    certificates.certificate('named', { names: 'DNS:redis.test' })
    certificates.certificate('numbered', { names: 'IP:127.0.0.1' })
    certificates.certificate('wild', { names: 'DNS:*.redis.test' })
    certificates.certificate('nameless', { names: '', subject: 'localhost' })
    certificates.certificate('revoked')
    certificates.certificate('client', { names: 'DNS:client', more: 'extendedKeyUsage=clientAuth\n' })
    certificates.certificate('middle', { names: '', more: 'basicConstraints=critical,CA:TRUE\n' })
    certificates.certificate('deep', { authority: 'middle' })
    certificates.pfx('client', 'secret')
    certificates.lock('client', 'secret')
    certificates.revoke('revoked')
  })
  const text = (name) => made.read(name)
  const pair = (name) => ({ key: text(`${name}.key`), cert: text(`${name}.pem`) })
  const trusted = () => ({ ca: text('ca.pem') })

  /** @returns {{error: string[]}|{authorized: boolean}} of a stream of Node's that asked for a sign of life */
  function byNode (target, options) {
    return new Promise((resolve) => {
      let stream
      try {
        stream = tls.connect({ ...target, ...options })
      } catch (error) {
        resolve(describeError(error))
        return
      }
      stream.on('error', (error) => resolve(describeError(error)))
      stream.on('secureConnect', () => stream.write('PING\r\n'))
      stream.on('data', () => {
        resolve({ authorized: stream.authorized, why: stream.authorizationError ?? null })
        stream.destroy()
      })
      stream.on('close', () => resolve({ error: ['none'] }))
    })
  }

  function describeError (error) {
    return { error: [error.code, String(error.message).replace(THREAD, 'N:error'), error.reason, error.library] }
  }

  function byHicast (target, options) {
    const client = clients.add(new Redis({ ...target, tls: options, retryStrategy: null }))
    return new Promise((resolve) => {
      client.on('error', (error) => resolve(describeError(error)))
      client.on('end', () => resolve({ error: ['none'] }))
      client.on('ready', () => {
        const { authorized, authorizationError } = client.stream
        resolve({ authorized, why: authorizationError ?? null })
      })
    }).finally(() => {
      ways.push(client.hicast.health().tls.native ? 'native' : 'stream')
      client.disconnect()
    })
  }
  const ways = []

  /**
   * @param {number} port
   * @param {object} options
   * @param {RegExp|boolean} expected  an error's code, or whether it is authorized
   * @param {boolean} [isRefused]  OpenSSL takes no such options: Node shall say so
   */
  async function compare (port, options, expected, isRefused = false) {
    const target = { host: '127.0.0.1' }
    ways.length = 0
    const node = await byNode({ ...target, port }, options)
    if (typeof expected === 'boolean') assert.equal(node.authorized, expected, JSON.stringify(node))
    else assert.match(String(node.error?.[0]), expected)
    for (const [way, more] of Object.entries(WAYS)) {
      assert.deepEqual(await byHicast({ ...target, port }, { ...options, ...more }), node, way)
    }
    assert.deepEqual(ways, isRefused ? ['stream', 'stream'] : ['native', 'stream'])
  }

  const cases = {
    'a CA that is given': ['good', trusted, true],
    'a CA as text, in a list': ['good', () => ({ ca: [text('other.pem').toString(), text('ca.pem').toString()] }), true],
    'no CA': ['good', () => ({}), /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/],
    'the wrong CA': ['good', () => ({ ca: text('other.pem') }), /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/],
    'a CA that is none': ['good', () => ({ ca: 'nonsense' }), /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/],
    'a certificate that signed itself': ['ca', () => ({}), /^DEPTH_ZERO_SELF_SIGNED_CERT$/],
    'a chain to a CA that is sent along': ['good', () => ({}), /^SELF_SIGNED_CERT_IN_CHAIN$/, false, ['ca']],
    'a chain to a CA that is not': ['deep', () => ({}), /^UNABLE_TO_GET_ISSUER_CERT_LOCALLY$/, false, ['middle']],
    'a chain to a CA that is given': ['deep', trusted, true, false, ['middle']],
    'a CA that was signed by one that is not given': ['deep', () => ({ ca: text('middle.pem') }), /^UNABLE_TO_GET_ISSUER_CERT$/],
    'no CA, and rejectUnauthorized: false': ['good', () => ({ rejectUnauthorized: false }), false],
    'rejectUnauthorized: undefined': ['good', () => ({ rejectUnauthorized: undefined }), /^UNABLE_TO_VERIFY/],
    'a certificate that has expired': ['expired', trusted, /^CERT_HAS_EXPIRED$/],
    'one that is not valid yet': ['early', trusted, /^CERT_NOT_YET_VALID$/],
    'one that has expired, by an unknown CA': ['expired', () => ({}), /^CERT_HAS_EXPIRED$|^UNABLE/],
    'one for another name': ['named', trusted, /^ERR_TLS_CERT_ALTNAME_INVALID$/],
    'another name, and rejectUnauthorized: false': ['named', () => ({ ...trusted(), rejectUnauthorized: false }), false],
    'the option servername': ['named', () => ({ ...trusted(), servername: 'redis.test' }), true],
    'an address in the certificate': ['numbered', trusted, true],
    'a wildcard': ['wild', () => ({ ...trusted(), servername: 'a.redis.test' }), true],
    'a wildcard that does not reach': ['wild', () => ({ ...trusted(), servername: 'a.b.redis.test' }), /^ERR_TLS_CERT_ALT/],
    'a name in the subject': ['nameless', () => ({ ...trusted(), servername: 'localhost' }), true],
    'a certificate that was revoked': ['revoked', () => ({ ...trusted(), crl: text('crl.pem') }), /^CERT_REVOKED$/],
    'one that was not': ['good', () => ({ ...trusted(), crl: [text('crl.pem')] }), true],
    'revocations that are none': ['good', () => ({ ...trusted(), crl: 'nonsense' }), /^ERR_/, true],
    'checkServerIdentity that returns an error': ['good', () => ({
      ...trusted(), checkServerIdentity: () => Object.assign(new Error('not you'), { code: 'NOT_YOU' })
    }), /^NOT_YOU$/],
    'checkServerIdentity that lets all pass': ['named', () => ({
      ...trusted(), checkServerIdentity: () => undefined
    }), true],
    'checkServerIdentity that is slow': ['good', () => ({
      ...trusted(),
      checkServerIdentity (...args) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
        return tls.checkServerIdentity(...args)
      }
    }), true],
    'ciphers that the server has not': ['good', () => ({ ...trusted(), ciphers: 'AES128-SHA', maxVersion: 'TLSv1.2' }), /^ERR_SSL_/],
    'ciphers that nobody has': ['good', () => ({ ...trusted(), ciphers: 'NOTHING' }), /^ERR_SSL_NO_CIPHER_MATCH$/, true],
    'a curve that there is not': ['good', () => ({ ...trusted(), ecdhCurve: 'nonsense' }), /./, true],
    'a curve, signatures and ciphers': ['good', () => ({
      ...trusted(), ecdhCurve: 'P-256', sigalgs: 'ECDSA+SHA256', ciphers: 'TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES128-GCM-SHA256'
    }), true],
    secureProtocol: ['good', () => ({ ...trusted(), secureProtocol: 'TLSv1_2_method' }), true],
    'versions that contradict': ['good', () => ({ ...trusted(), secureProtocol: 'TLSv1_2_method', minVersion: 'TLSv1.2' }), /^ERR_TLS_PROTOCOL_VERSION_CONFLICT$/, true],
    'a version that there is not': ['good', () => ({ ...trusted(), minVersion: 'TLSv9' }), /^ERR_TLS_INVALID_PROTOCOL_VERSION$/, true],
    'only TLS 1.2': ['good', () => ({ ...trusted(), maxVersion: 'TLSv1.2' }), true]
  }
  for (const [title, [name, options, expected, isRefused, chain = []]] of Object.entries(cases)) {
    it(title, async () => {
      const { key, cert } = pair(name)
      const front = await startFront({ key, cert: Buffer.concat([cert, ...chain.map((other) => text(`${other}.pem`))]) })
      await compare(front.port, options(), expected, isRefused)
    })
  }

  it('minVersion against an old server', async () => {
    const front = await startFront({ ...pair('good'), maxVersion: 'TLSv1.2' })
    await compare(front.port, { ...trusted(), minVersion: 'TLSv1.3' }, /^ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION$/)
  })

  for (const maxVersion of ['TLSv1.2', 'TLSv1.3']) {
    describe(`certificates of clients, ${maxVersion}`, () => {
      const strict = () => ({ ...pair('good'), ca: text('ca.pem'), requestCert: true, rejectUnauthorized: true, maxVersion })
      const clientCases = {
        'key and cert': [() => pair('client'), true],
        'a list of keys': [() => ({ cert: [text('client.pem')], key: [{ pem: text('client.locked.key'), passphrase: 'secret' }] }), true],
        'a key with its passphrase': [() => ({ cert: text('client.pem'), key: text('client.locked.key'), passphrase: 'secret' }), true],
        'a key with a wrong one': [() => ({ cert: text('client.pem'), key: text('client.locked.key'), passphrase: 'wrong' }), /./, true],
        'a key without one': [() => ({ cert: text('client.pem'), key: text('client.locked.key') }), /./, true],
        'a key of another certificate': [() => ({ cert: text('client.pem'), key: text('good.key') }), /^ERR_OSSL_X509_KEY_VALUES_MISMATCH$/, true],
        'a pfx': [() => ({ pfx: text('client.pfx'), passphrase: 'secret' }), true],
        'a list of one': [() => ({ pfx: [{ buf: text('client.pfx'), passphrase: 'secret' }] }), true],
        'a pfx with a wrong passphrase': [() => ({ pfx: text('client.pfx'), passphrase: 'wrong' }), /./, true],
        none: [() => ({}), maxVersion === 'TLSv1.3' ? /^ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED$/ : /^ERR_SSL_/]
      }
      for (const [title, [options, expected, isRefused]] of Object.entries(clientCases)) {
        it(title, async () => {
          const front = await startFront(strict())
          await compare(front.port, { ...trusted(), ...options() }, expected, isRefused)
        })
      }
    })
  }

  it('a port where no TLS is spoken', async () => {
    const plain = net.createServer((socket) => socket.on('error', () => {}).once('data', () => socket.write('-ERR what is this\r\n')))
    await new Promise((resolve) => plain.listen(0, '127.0.0.1', resolve))
    try {
      await compare(plain.address().port, trusted(), /^ERR_SSL_WRONG_VERSION_NUMBER$/)
    } finally {
      plain.close()
    }
  })

  it('a server that hangs up before it is safe', async () => {
    const rude = net.createServer((socket) => socket.on('error', () => {}).once('data', () => socket.end()))
    await new Promise((resolve) => rude.listen(0, '127.0.0.1', resolve))
    try {
      await compare(rude.address().port, trusted(), /^ECONNRESET$/)
    } finally {
      rude.close()
    }
  })

  it('a server that resets the connection before it is safe', async () => {
    const rude = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()))
    await new Promise((resolve) => rude.listen(0, '127.0.0.1', resolve))
    try {
      await compare(rude.address().port, trusted(), /^ECONNRESET$/)
    } finally {
      rude.close()
    }
  })
})
