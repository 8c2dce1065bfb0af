'use strict'

const assert = require('node:assert/strict')
const { execFile } = require('node:child_process')
const path = require('node:path')
const { promisify } = require('node:util')
const { useCertificates } = require('../../../helpers/certificates')
const { useRedis } = require('../../../helpers/redis_server')
const { WAYS, useTlsFronts } = require('../../../helpers/tls_front')

const CLIENT = path.join(__dirname, '..', '..', 'fixtures', 'tls_client.js')

/** What Node is told when it is started means for the core what it means for Node. */
describe('TLS, as the environment has it', () => {
  const redis = useRedis()
  const startFront = useTlsFronts(() => redis)
  const made = useCertificates((certificates) => {
    certificates.authority('ca')
    certificates.certificate('server')
  })

  async function run ({ flags = [], env = {}, options = {}, more = [], front = {} }) {
    const { port } = await startFront({ key: made.read('server.key'), cert: made.read('server.pem'), ...front })
    const results = []
    for (const [way, added] of Object.entries(WAYS)) {
      const { stdout } = await promisify(execFile)(process.execPath,
        [...flags, CLIENT, `rediss://localhost:${port}?family=4`, JSON.stringify({ ...options, ...added }), ...more],
        { env: { ...process.env, ...env }, timeout: 60000 })
      const lines = stdout.trim().split('\n')
      const { native, ...result } = JSON.parse(lines.find((line) => line.startsWith('{')))
      assert.equal(native, way === 'native', way)
      results.push({ ...result, warned: lines.includes('warned') })
    }
    assert.deepEqual(results[0], results[1])
    return results[0]
  }

  const trusted = () => ({ caFile: made.file('ca.pem') })

  it('trusts nobody else by default', async () => {
    assert.equal((await run({})).code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  it('NODE_EXTRA_CA_CERTS', async () => {
    assert.equal((await run({ env: { NODE_EXTRA_CA_CERTS: made.file('ca.pem') } })).authorized, true)
  })

  it('NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
    const { authorized, warned } = await run({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } })
    assert.deepEqual({ authorized, warned }, { authorized: false, warned: true })
  })

  it('--use-openssl-ca', async () => {
    const env = { SSL_CERT_FILE: made.file('ca.pem') }
    assert.equal((await run({ flags: ['--use-openssl-ca'], env })).authorized, true)
    assert.equal((await run({ env })).code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    assert.equal((await run({ env: { ...env, NODE_OPTIONS: '--use-openssl-ca' } })).authorized, true)
  })

  if (process.allowedNodeEnvironmentFlags.has('--use-system-ca')) {
    it('--use-system-ca', async () => {
      const env = { SSL_CERT_FILE: made.file('ca.pem'), SSL_CERT_DIR: made.folder }
      assert.equal((await run({ flags: ['--use-system-ca'], env })).authorized, true)
      assert.equal((await run({ env })).code, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    })
  }

  it('--tls-max-v1.2, --tls-min-v1.3', async () => {
    assert.equal((await run({ flags: ['--tls-max-v1.2'], options: trusted() })).protocol, 'TLSv1.2')
    assert.equal((await run({ flags: ['--tls-min-v1.3'], options: trusted(), front: { maxVersion: 'TLSv1.2' } })).code,
      'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION')
  })

  it('--tls-cipher-list', async () => {
    const flags = ['--tls-cipher-list=TLS_AES_128_GCM_SHA256:ECDHE-ECDSA-AES128-GCM-SHA256']
    assert.equal((await run({ flags, options: trusted() })).cipher, 'TLS_AES_128_GCM_SHA256')
    assert.equal((await run({ flags: [...flags, '--tls-max-v1.2'], options: trusted() })).cipher, 'ECDHE-ECDSA-AES128-GCM-SHA256')
  })

  it('tls.DEFAULT_MAX_VERSION, tls.DEFAULT_CIPHERS', async () => {
    const defaults = { DEFAULT_MAX_VERSION: 'TLSv1.2', DEFAULT_CIPHERS: 'ECDHE-ECDSA-AES256-GCM-SHA384' }
    const { protocol, cipher } = await run({ options: { ...trusted(), defaults } })
    assert.deepEqual({ protocol, cipher }, { protocol: 'TLSv1.2', cipher: defaults.DEFAULT_CIPHERS })
  })

  it('in a worker thread', async () => {
    assert.equal((await run({ options: trusted(), more: ['worker'] })).authorized, true)
  })

  it('has what checkServerIdentity throws as an uncaught exception', async () => {
    assert.equal((await run({ options: { ...trusted(), throws: true } })).uncaught, 'thrown')
  })
})
