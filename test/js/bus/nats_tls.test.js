'use strict'

const assert = require('node:assert/strict')
const fs = require('node:fs')
const { connect } = require('hicast/bus')
const { useCertificates } = require('../../helpers/certificates')
const { Broker } = require('../../helpers/message_brokers')
const { eventually } = require('../../helpers/wait')

describe('bus on nats, by TLS', function () {
  this.timeout(120000)
  const certificates = useCertificates((made) => {
    made.authority('ca')
    made.certificate('server', { authority: 'ca' })
  })
  const broker = new Broker('nats')

  before(async function () {
    this.timeout(240000)
    const [cert, key] = ['server.pem', 'server.key'].map((name) => certificates.file(name))
    await broker.start({ HICAST_NATS_MORE: `tls { cert_file: "${cert}", key_file: "${key}" }\nauthorization { user: ann, password: "p@ss:1" }` })
  })
  after(() => broker.stop())

  const url = (user = 'ann:p%40ss%3A1') => `tls+nats://${user}@127.0.0.1:${broker.port}`
  const trusting = () => ({ nats: { tls: { ca: fs.readFileSync(certificates.file('ca.pem'), 'utf8') } } })

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

  it('refuses a certificate that nobody has signed who is trusted', async () => {
    await assert.rejects(connect(url()), (error) => {
      assert.match(error.message, /cannot connect to tls\+nats:\/\/127\.0\.0\.1/)
      assert.match(`${error.message} ${error.cause?.cause?.message ?? ''}`, /certificate|self-signed|unable to verify|closed/i)
      assert.doesNotMatch(error.message, /p@ss/)
      return true
    })
  })

  it('tells of a wrong password, and does not show it', async () => {
    await assert.rejects(connect(url('ann:wrong'), trusting()), (error) => {
      assert.match(error.message, /authorization/i)
      assert.doesNotMatch(error.message, /wrong/)
      return true
    })
  })
})
