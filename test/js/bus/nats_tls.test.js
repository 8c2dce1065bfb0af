'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const { connect } = require('hicast/bus')
const { useCertificates } = require('../../helpers/certificates')
const { Broker, useBroker } = require('../../helpers/message_brokers')
const { eventually } = require('../../helpers/wait')

describe('bus on nats, by TLS', function () {
  this.timeout(120000)
  const certificates = useCertificates((made) => {
    for (const authority of ['ca', 'other']) made.authority(authority)
    made.certificate('server', { authority: 'ca' })
  })
  const broker = new Broker('nats')

  function configuration (password) {
    const [cert, key] = ['server.pem', 'server.key'].map((name) => certificates.file(name))
    return `tls { cert_file: "${cert}", key_file: "${key}" }\nauthorization { user: ann, password: "${password}" }`
  }

  before(async function () {
    this.timeout(240000)
    await broker.start({ HICAST_NATS_MORE: configuration('p@ss:1') })
  })
  after(() => broker.stop())

  const url = (user = 'ann:p%40ss%3A1') => `tls+nats://${user}@127.0.0.1:${broker.port}`
  const trusting = (authority = 'ca') => ({ nats: { tls: { ca: certificates.read(`${authority}.pem`).toString() } } })

  it('passes messages and logs on', async () => {
    const bus = await connect(url(), trusting())
    const got = []
    await bus.subscribe('a', ({ data }) => got.push(data))
    await bus.publish('a', 'live')
    await bus.publish('a', 'log', { durable: true })
    await eventually(() => got.length === 2, 'both')
    assert.deepEqual(got, ['live', 'log'])
    await bus.close()
  })

  for (const [what, options] of [['nobody', () => ({})], ['another authority', () => trusting('other')]]) {
    it(`refuses a certificate that ${what} who is trusted has signed`, async () => {
      await assert.rejects(connect(url(), options()), (error) => {
        assert.match(error.message, /cannot connect to tls\+nats:\/\/127\.0\.0\.1.*certificate/)
        assert.doesNotMatch(error.message, /p@ss|p%40ss/)
        return true
      })
    })
  }

  it('tells of a wrong password, and does not show it', async () => {
    await assert.rejects(connect(url('ann:wrong'), trusting()), (error) => {
      assert.match(error.message, /authorization/i)
      assert.doesNotMatch(error.message, /wrong/)
      return true
    })
  })

  it('tells of a password that is another one when it comes back, and comes back when it is right', async () => {
    const bus = await connect(url(), trusting())
    const [told, got] = [[], []]
    bus.on('status', ({ status, error }) => told.push(`${status} ${error?.message}`))
    await bus.subscribe('a', ({ data }) => got.push(data))
    for (const password of ['other', 'p@ss:1']) {
      await broker.kill()
      await eventually(() => bus.status === 'disconnected', 'the end of the connection', { timeout: 30000 })
      await broker.start({ HICAST_NATS_MORE: configuration(password) })
      if (password === 'other') {
        await eventually(() => told.some((text) => /^disconnected .*authorization/i.test(text)), 'why', { timeout: 60000 })
      }
    }
    await eventually(() => bus.status === 'connected', 'the connection', { timeout: 60000 })
    await bus.publish('a', 1)
    await eventually(() => got.length === 1, 'a message', { timeout: 30000 })
    await bus.close()
  })
})

describe('bus on nats, a client that gives up', function () {
  this.timeout(120000)
  const broker = useBroker('nats')

  it('is told', async () => {
    const bus = await connect(broker.url, { nats: { maxReconnectAttempts: 1, reconnectTimeWait: 10 } })
    const failed = once(bus, 'error')
    await broker.kill()
    const [error] = await failed
    assert.equal(error.code, 'ERR_HICAST_DISCONNECTED')
    assert.match(error.message, /nats.*gave up.*refused/i)
    assert.equal(bus.status, 'disconnected')
    await bus.close()
  })
})
