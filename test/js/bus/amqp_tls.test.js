'use strict'

const assert = require('node:assert/strict')
const { connect } = require('hicast/bus')
const { useCertificates } = require('../../helpers/certificates')
const { Broker } = require('../../helpers/message_brokers')
const { eventually } = require('../../helpers/wait')

describe('bus on amqp, by TLS', function () {
  this.timeout(180000)
  const certificates = useCertificates((made) => {
    for (const authority of ['ca', 'other']) made.authority(authority)
    made.certificate('server', { authority: 'ca' })
  })
  const broker = new Broker('rabbitmq')
  const buses = []

  before(async function () {
    this.timeout(300000)
    await broker.start({
      HICAST_RABBITMQ_TLS: `ssl_options.cacertfile = ${certificates.file('ca.pem')}
ssl_options.certfile = ${certificates.file('server.pem')}
ssl_options.keyfile = ${certificates.file('server.key')}
default_user = ann
default_pass = p@ss:1`
    })
  })
  afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())))
  after(() => broker.stop())

  const url = (user = 'ann:p%40ss%3A1', scheme = 'amqps') => `${scheme}://${user}@127.0.0.1:${broker.port}`
  const trusting = (authority = 'ca') => ({ amqp: { socket: { ca: certificates.read(`${authority}.pem`) } } })

  async function open (...args) {
    const bus = await connect(...args)
    buses.push(bus)
    return bus
  }

  it('passes messages and logs on, also after its connection was lost', async () => {
    const bus = await open(url(), trusting())
    const [live, log] = [[], []]
    await bus.subscribe('a', ({ data }) => live.push(data))
    await bus.subscribe('a', ({ data }) => log.push(data), { durable: true })
    assert.equal(bus.native.connection.stream.encrypted, true)
    await bus.publish('a', 1, { durable: true })
    await eventually(() => live.length === 1 && log.length === 1, 'the first', { timeout: 60000 })
    bus.native.connection.stream.destroy(new Error('cut'))
    await eventually(() => bus.status === 'disconnected', 'the end of the connection', { timeout: 60000 })
    await eventually(() => bus.status === 'connected', 'another connection', { timeout: 60000 })
    await bus.publish('a', 2, { durable: true })
    await eventually(() => live.length === 2 && log.length === 2, 'the second', { timeout: 60000 })
  })

  for (const [what, options] of [['nobody', () => ({})], ['another authority', () => trusting('other')]]) {
    it(`refuses a certificate that ${what} who is trusted has signed`, async () => {
      await assert.rejects(connect(url(), options()), (error) => {
        assert.match(error.message, /cannot connect to amqps:\/\/.*127\.0\.0\.1.*certificate/)
        assert.doesNotMatch(error.message, /p@ss|p%40ss/)
        return true
      })
    })
  }

  it('tells of a wrong password, and does not show it', async () => {
    await assert.rejects(connect(url('ann:wr0ng'), trusting()), (error) => {
      assert.match(error.message, /cannot connect to amqps:.*ACCESS.REFUSED/)
      assert.doesNotMatch(error.message, /wr0ng/)
      return true
    })
  })

  it('tells of a server that speaks TLS when it is not spoken to so', async () => {
    await assert.rejects(connect(url(undefined, 'amqp')), /cannot connect to amqp:/)
  })

  it('says why it does not come back', async () => {
    const bus = await open(url(), trusting())
    const reasons = []
    bus.on('status', ({ status, error }) => reasons.push(`${status} ${error?.message}`))
    await broker.kill()
    await eventually(() => reasons.some((reason) => /^disconnected .*ECONNREFUSED/.test(reason)), 'why', { timeout: 60000 })
  })
})
