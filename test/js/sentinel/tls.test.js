'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const { Redis, useClients } = require('../../helpers/client')
const { useCertificates } = require('../../helpers/certificates')
const { portOf, useDeployments } = require('../../helpers/sentinels')
const { eachWay } = require('../../helpers/tls_front')
const { event, eventually } = require('../../helpers/wait')

/** Real servers and sentinels that speak TLS, to each other as well. */
describe('sentinels and TLS', function () {
  this.timeout(120000)
  const clients = useClients()
  const deploy = useDeployments()
  const made = useCertificates((certificates) => {
    certificates.authority('ca')
    certificates.certificate('server')
  })
  let deployment, tls

  before(async () => {
    tls = { ca: made.read('ca.pem') }
    deployment = await deploy({ sentinels: 2, tls: made })
  })

  eachWay((way, more) => {
    const isNative = way === 'native'
    const both = () => ({ sentinelTLS: { ...tls, ...more }, tls: { ...tls, ...more }, enableTLSForSentinelMode: true })
    const create = (options) => clients.add(new Redis({ ...deployment.options, retryStrategy: () => 50, ...options }))

    it('finds the master, and the replica, by TLS all the way', async () => {
      const master = create(both())
      const replica = create({ ...both(), role: 'slave' })
      await master.set('a', '1')
      await eventually(async () => await replica.get('a') === '1', 'the replica to follow')
      for (const client of [master, replica]) {
        assert.equal(client.hicast.health().tls.native, isNative)
        assert.equal(client.stream instanceof net.Socket, !isNative)
        assert.equal(client.stream.authorized, true)
        assert.equal(client.connector.stream, client.stream)
      }
      assert.equal(master.stream.remotePort, portOf(await deployment.master()))
      assert.notEqual(replica.stream.remotePort, master.stream.remotePort)
    })

    it('asks the sentinels by TLS as well', async () => {
      const client = create({ ...both(), lazyConnect: true })
      const asked = []
      const { connectToSentinel } = client.connector
      client.connector.connectToSentinel = function (...args) {
        const sentinel = connectToSentinel.apply(this, args)
        sentinel.once('ready', () => asked.push(sentinel.hicast.health().tls.native))
        return sentinel
      }
      await client.connect()
      assert.ok(asked.length > 0)
      assert.ok(asked.every((native) => native === isNative))
    })

    it('hears messages again after a loss, and asks anew', async () => {
      const client = create(both())
      await client.subscribe('news')
      const ready = event(client, 'ready')
      client.stream.destroy()
      await ready
      const message = event(client, 'message')
      const master = await deployment.master()
      await eventually(async () => (await master.subscribers('news'))[0] === 1, 'the subscription')
      await master.call('publish', 'news', 'x')
      assert.deepEqual(await message, ['news', 'x'])
      assert.equal(client.hicast.health().tls.native, isNative)
    })

    it('refuses a master that nobody vouches for', async () => {
      const client = create({ ...both(), tls: { ...more }, retryStrategy: null })
      const [error] = await event(client, 'error')
      assert.equal(error.code, 'SELF_SIGNED_CERT_IN_CHAIN')
      await eventually(() => client.status === 'end', 'the end')
    })

    it('refuses a sentinel that nobody vouches for', async () => {
      const client = create({ ...both(), sentinelTLS: { ...more }, sentinelRetryStrategy: null })
      const [error] = await event(client, 'error')
      assert.match(error.message, /All sentinels are unreachable.*(self.signed|SELF_SIGNED)/i)
    })
  })

  it('speaks no TLS with servers unless enableTLSForSentinelMode says so', async () => {
    // By plain ports, which natMap leads to.
    const natMap = (key) => {
      const server = deployment.servers.find((one) => key === `${one.host}:${one.tlsPort}`)
      return server && { host: server.host, port: server.port }
    }
    const client = clients.add(new Redis({ ...deployment.options, sentinelTLS: tls, tls, natMap }))
    assert.equal(await client.ping(), 'PONG')
    assert.equal(client.hicast.health().tls, null)
  })

  // The last: it takes a while until all is well again.
  describe('a failover', () => {
    it('is told of a failover, and follows it', async () => {
      const client = clients.add(new Redis({
        ...deployment.options, sentinelTLS: tls, tls, enableTLSForSentinelMode: true, retryStrategy: () => 50, failoverDetector: true
      }))
      const told = event(client, 'failoverSubscribed')
      await client.set('before', '1')
      await told
      const old = await deployment.master()
      await deployment.settled()
      await eventually(() => deployment.sentinels[0].call('sentinel', 'failover', 'mymaster').then(() => true, () => false),
        'a failover to begin', { timeout: 60000, interval: 200 })
      const now = await deployment.replaced(old)
      await eventually(() => client.status === 'ready' && client.stream.remotePort === portOf(now), 'the new master',
        { timeout: 60000, interval: 50 })
      assert.equal(await client.set('after', '1'), 'OK')
      assert.equal(client.hicast.health().tls.native, true)
    })
  })
})
