'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const { connect } = require('hicast/bus')
const { useCertificates } = require('../../helpers/certificates')
const { Broker } = require('../../helpers/message_brokers')
const { eventually } = require('../../helpers/wait')

describe('bus on kafka, by TLS and with passwords', function () {
  this.timeout(180000)
  const certificates = useCertificates((made) => {
    for (const authority of ['ca', 'other']) made.authority(authority)
    made.certificate('server', { authority: 'ca' })
    fs.writeFileSync(made.file('both.pem'), Buffer.concat([made.read('server.key'), made.read('server.pem')]))
  })
  const broker = new Broker('kafka')
  const buses = []

  before(async function () {
    this.timeout(300000)
    const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="x" ' +
      'user_admin="x" user_ann="p@ss:1";'
    await broker.start({
      HICAST_KAFKA_PROTOCOL: 'SASL_SSL',
      HICAST_KAFKA_SCRAM: 'SCRAM-SHA-256=[name=bob,password=s3cret@1]',
      HICAST_KAFKA_MORE: `security.inter.broker.protocol=SASL_SSL
sasl.mechanism.inter.broker.protocol=PLAIN
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256
listener.name.sasl_ssl.plain.sasl.jaas.config=${plain}
listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
ssl.keystore.type=PEM
ssl.keystore.location=${certificates.file('both.pem')}
ssl.truststore.type=PEM
ssl.truststore.location=${certificates.file('ca.pem')}`
    })
  })
  afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())))
  after(() => broker.stop())

  const url = (user, query = '', scheme = 'kafka+ssl') => `${scheme}://${user}@127.0.0.1:${broker.port}${query}`
  const ONCE = { retry: { retries: 0 } } // KafkaJS tries for ten seconds, whatever is wrong
  const trusting = (authority = 'ca') => ({ kafka: { ...ONCE, ssl: { ca: certificates.read(`${authority}.pem`) } } })
  const ANN = 'ann:p%40ss%3A1'

  async function open (...args) {
    const bus = await connect(...args)
    buses.push(bus)
    return bus
  }

  for (const [mechanism, user, query] of [['PLAIN', ANN, ''], ['SCRAM', 'bob:s3cret%401', '?mechanism=scram-sha-256']]) {
    it(`passes messages and logs on: ${mechanism}`, async () => {
      const { ssl } = trusting().kafka
      const bus = await open(url(user, query), { kafka: { ssl } })
      const [live, log, channel] = [[], [], `tls-${mechanism}`]
      await bus.subscribe(channel, ({ data }) => live.push(data))
      await bus.subscribe(channel, ({ data }) => log.push(data), { durable: true })
      await bus.publish(channel, 1, { durable: true })
      await eventually(() => live.length === 1 && log.length === 1, 'both', { timeout: 60000 })
    })
  }

  for (const [what, options] of [['nobody', () => ({ kafka: ONCE })], ['another authority', () => trusting('other')]]) {
    it(`refuses a certificate that ${what} who is trusted has signed`, async () => {
      await assert.rejects(connect(url(ANN), options()), (error) => {
        assert.match(error.message, /cannot connect to kafka\+ssl:\/\/.*127\.0\.0\.1.*certificate/)
        assert.doesNotMatch(error.message, /p@ss|p%40ss/)
        return true
      })
    })
  }

  for (const [mechanism, query] of [['PLAIN', ''], ['SCRAM', '?mechanism=scram-sha-256']]) {
    it(`tells of a wrong password, and does not show it: ${mechanism}`, async () => {
      await assert.rejects(connect(url(`${mechanism === 'PLAIN' ? 'ann' : 'bob'}:wr0ng`, query), trusting()), (error) => {
        assert.match(error.message, /cannot connect to kafka\+ssl:.*authentication/i)
        assert.doesNotMatch(error.message, /wr0ng/)
        return true
      })
    })
  }

  it('tells of a mechanism that the broker has not', async () => {
    await assert.rejects(connect(url(ANN, '?mechanism=scram-sha-512'), trusting()), /cannot connect to kafka\+ssl:.*scram-sha-512: .*not support.*mechanism/)
  })

  it('tells of a server that speaks TLS when it is not spoken to so', async () => {
    await assert.rejects(connect(url(ANN, '', 'kafka'), { kafka: ONCE }), /cannot connect to kafka:/)
  })
})
