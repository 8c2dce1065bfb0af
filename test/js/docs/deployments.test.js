'use strict'

const assert = require('node:assert/strict')
const { Redis, useClients } = require('../../helpers/client')
const { useCertificates } = require('../../helpers/certificates')
const { ClusterServers } = require('../../helpers/cluster_servers')
const { blocksOf } = require('../../helpers/markdown')
const { RedisServer } = require('../../helpers/redis_server')
const { portOf, useDeployments } = require('../../helpers/sentinels')
const { event, eventually } = require('../../helpers/wait')

const CODE = blocksOf('docs/deployments.md').filter(({ language, text }) => language === 'js' && text.includes('new Redis'))
const BY_NAME = /dnsLookup/

/** Runs what the page has, on servers of this machine. */
describe('the connections of docs/deployments.md', function () {
  this.timeout(120000)
  const clients = useClients()
  const deploy = useDeployments()
  const servers = []
  const made = useCertificates((certificates) => {
    certificates.authority('ca')
    certificates.certificate('server')
    certificates.certificate('named', { names: 'DNS:localhost' })
  })
  after(() => Promise.all(servers.map((server) => server.stop())))

  /** @param {(text: string) => boolean} isMeant  of one block of the page, and no other */
  function blockOf (isMeant) {
    const found = CODE.filter(({ text }) => isMeant(text))
    assert.equal(found.length, 1, 'one block of the page')
    return found[0].text.trim()
  }

  /** What a block gives, with these addresses in the place of the page's. */
  function run (text, { host = '127.0.0.1', port, password } = {}) {
    const here = text
      .replace(/host: '[\w.]+', port: \d+/g, () => `host: '${host}', port: ${port}`)
      .replace(/@[\w.]+:\d+/, () => `@${host}:${port}`)
    // eslint-disable-next-line no-new-func
    return clients.add(new Function('Redis', 'ca', 'password', `return ${here}`)(Redis, made.read('ca.pem'), password))
  }

  /** Only who says who they are may do anything. */
  async function guard (server, password = 'not to be guessed') {
    await server.call('acl', 'setuser', 'app', 'on', '>secret', '~*', '&*', '+@all')
    await server.call('acl', 'setuser', 'default', 'resetpass', `>${password}`)
  }

  /** That it is who it says it is, and sends and hears. */
  async function assertGood (client, user) {
    const heard = []
    client.on('message', (...message) => heard.push(message))
    await client.subscribe('news')
    const publisher = clients.add(client.duplicate())
    await publisher.set('key', 'value')
    assert.equal(await publisher.get('key'), 'value')
    assert.equal(await publisher.call('acl', 'whoami'), user)
    await publisher.publish('news', 'hello')
    await eventually(() => heard.length === 1, 'the message')
    assert.deepEqual(heard, [['news', 'hello']])
  }

  async function refusal (client) {
    const [error] = await event(client, 'error')
    client.disconnect()
    return error
  }

  describe('one server', () => {
    let server
    before(async () => {
      server = await RedisServer.start({ tls: made })
      servers.push(server)
      await guard(server)
    })

    it('by a URL with a user', () =>
      assertGood(run(blockOf((text) => text.includes('redis://')), { port: server.port }), 'app'))

    it('by TLS with a user', async () => {
      const block = blockOf((text) => text.includes('rediss://'))
      const client = run(block, { port: server.tlsPort })
      await assertGood(client, 'app')
      assert.equal(client.stream.authorized, true)
      const wrong = run(block.replace('secret', 'wrong'), { port: server.tlsPort })
      assert.match((await refusal(wrong)).message, /WRONGPASS/)
    })
  })

  it('need no rights but those of the app\'s commands on one server', async () => {
    const server = await RedisServer.start()
    servers.push(server)
    await server.call('acl', 'setuser', 'least', 'on', '>secret', '~*', '&*', '+get', '+subscribe')
    const client = clients.add(new Redis(`redis://least:secret@127.0.0.1:${server.port}`, { enableReadyCheck: false }))
    assert.equal(await client.get('key'), null)
    assert.equal(await client.subscribe('news'), 1)
  })

  describe('Sentinel', () => {
    it('with passwords', async () => {
      const deployment = await deploy({ replicas: 0, sentinels: 1 })
      await guard(deployment.servers[0], 'of the servers')
      await guard(deployment.sentinels[0], 'of the sentinels')
      const block = blockOf((text) => text.includes('sentinels:') && !text.includes('sentinelTLS'))
      await assertGood(run(block, { port: portOf(deployment.sentinels[0]) }), 'default')
    })

    it('by TLS with users', async () => {
      const deployment = await deploy({ replicas: 0, sentinels: 1, tls: made })
      await guard(deployment.servers[0])
      await guard(deployment.sentinels[0])
      const client = run(blockOf((text) => text.includes('sentinelTLS')), { port: portOf(deployment.sentinels[0]) })
      await assertGood(client, 'app')
      assert.equal(client.stream.authorized, true)
    })
  })

  describe('Cluster', () => {
    let cluster
    before(async () => {
      cluster = new ClusterServers({ masters: 3, replicas: 0, tls: made })
      await cluster.start()
      for (const server of cluster.servers) await guard(server, 'of the servers')
    })
    after(() => cluster.stop())

    const plain = (text) => text.includes('Cluster') && !text.includes('tls')
    const tls = (text) => text.includes('Cluster') && text.includes('tls') && !BY_NAME.test(text)
    const named = (text) => text.includes('Cluster') && BY_NAME.test(text)
    const tlsPort = () => cluster.servers[0].tlsPort

    it('with the rights that the page names, and not without', async () => {
      for (const server of cluster.servers) {
        await server.call('acl', 'setuser', 'least', 'on', '>secret', '~*', '&*', '+get', '+subscribe', '+ssubscribe',
          '+cluster|slots', '+cluster|info')
      }
      const connect = () => clients.add(new Redis.Cluster([{ host: '127.0.0.1', port: cluster.servers[0].port }],
        { redisOptions: { username: 'least', password: 'secret' } }))
      const client = connect()
      assert.equal(await client.get('key'), null)
      assert.equal(await client.subscribe('news'), 1)
      assert.equal(await client.ssubscribe('shard'), 1)
      for (const server of cluster.servers) await server.call('acl', 'setuser', 'least', '-cluster|slots')
      assert.match((await refusal(connect())).lastNodeError.message, /NOPERM/)
    })

    it('with a password', () =>
      assertGood(run(blockOf(plain), { port: cluster.servers[0].port, password: 'of the servers' }), 'default'))

    it('by TLS with a user', () => assertGood(run(blockOf(tls), { port: tlsPort() }), 'app'))

    it('by TLS whose certificates have names and no addresses', async () => {
      for (const server of cluster.servers) {
        await server.call('config', 'set', 'tls-cert-file', made.file('named.pem'), 'tls-key-file', made.file('named.key'),
          'cluster-announce-hostname', 'localhost', 'cluster-preferred-endpoint-type', 'hostname')
      }
      await eventually(async () => (await cluster.servers[0].call('cluster', 'slots')).every(([, , [host]]) => host === 'localhost'),
        'the nodes to know the names', { timeout: 30000 })
      await assertGood(run(blockOf(named), { host: 'localhost', port: tlsPort() }), 'app')
      const block = blockOf(tls).replace('{ ca }', "{ ca, servername: 'localhost' }")
      await assertGood(run(block, { host: 'localhost', port: tlsPort() }), 'app')
      const byAddress = run(blockOf(tls), { host: 'localhost', port: tlsPort() })
      assert.equal((await refusal(byAddress)).lastNodeError.code, 'ERR_TLS_CERT_ALTNAME_INVALID')
    })
  })
})
