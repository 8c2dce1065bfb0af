'use strict'

const assert = require('node:assert/strict')
const { keySlot } = require('../../../lib/support/key_slot')
const { Redis, useClients } = require('../../helpers/client')
const { useCertificates } = require('../../helpers/certificates')
const { useCluster } = require('../../helpers/cluster_servers')
const { eachWay } = require('../../helpers/tls_front')
const { eventually } = require('../../helpers/wait')

/** Six real nodes that speak TLS, to each other as well. */
describe('a cluster and TLS', function () {
  this.timeout(120000)
  const clients = useClients()
  const made = useCertificates((certificates) => {
    certificates.authority('ca')
    certificates.certificate('server')
  })
  const servers = useCluster({ tls: made })

  eachWay((way, more) => {
    const isNative = way === 'native'
    const connect = (options) => clients.add(new Redis.Cluster(servers.nodes.slice(0, 1), {
      ...options, redisOptions: { tls: { ca: made.read('ca.pem'), ...more } }
    }))
    const waysOf = (cluster) => cluster.nodes('all').filter(({ status }) => status === 'ready')
      .map((node) => node.hicast.health().tls?.native)

    it('sends commands to all masters, natively', async () => {
      const cluster = connect()
      const keys = Array.from({ length: 200 }, (_, i) => `key ${i}`)
      await Promise.all(keys.map((key) => cluster.set(key, key)))
      assert.deepEqual(await Promise.all(keys.map((key) => cluster.get(key))), keys)
      const ways = waysOf(cluster)
      assert.ok(ways.length >= 3, String(ways))
      assert.ok(ways.every((one) => one === isNative), String(ways))
      assert.deepEqual(cluster.nodes('master').map(({ options: { port } }) => port).sort(),
        servers.masters.map(({ tlsPort }) => tlsPort).sort())
    })

    it('reads from replicas', async () => {
      const cluster = connect({ scaleReads: 'slave' })
      await cluster.set('r', '1')
      await eventually(async () => await cluster.get('r') === '1', 'the replica to follow')
      assert.ok(waysOf(cluster).every((one) => one === isNative))
    })

    it('hears channels, patterns and shard channels', async () => {
      const cluster = connect()
      const publisher = connect()
      const heard = []
      for (const kind of ['message', 'pmessage', 'smessage']) cluster.on(kind, (...args) => heard.push([kind, ...args]))
      await cluster.subscribe('news')
      await cluster.psubscribe('room:*')
      const shards = ['s:1', 's:2', 's:3', 's:4']
      for (const shard of shards) await cluster.ssubscribe(shard)
      await publisher.publish('news', 'a')
      await publisher.publish('room:1', 'b')
      for (const shard of shards) await publisher.spublish(shard, 'c')
      await eventually(() => heard.length === 6, 'six messages')
      assert.deepEqual(heard.filter(([kind]) => kind !== 'smessage').sort(),
        [['message', 'news', 'a'], ['pmessage', 'room:*', 'room:1', 'b']])
      assert.deepEqual(heard.filter(([kind]) => kind === 'smessage').map(([, name]) => name).sort(), shards)
      assert.deepEqual(cluster.hicast.health().deaf, [])
    })

    it('follows a slot that moves, by MOVED and ASK', async () => {
      const cluster = connect({ slotsRefreshInterval: 0 })
      const key = `moving ${way}`
      await cluster.set(key, '0')
      const slot = keySlot(key)
      const home = await servers.ownerOf(slot)
      const away = servers.masters.find((server) => server !== home)
      // In between: the key is still here, another one is to be made there.
      await away.call('cluster', 'setslot', slot, 'importing', servers.idOf(home))
      await home.call('cluster', 'setslot', slot, 'migrating', servers.idOf(away))
      assert.equal(await cluster.incr(key), 1)
      const other = `{${key}} other`
      assert.equal(await cluster.incr(other), 1)
      await servers.move(slot, away)
      assert.equal(await cluster.incr(key), 2)
      assert.equal(await cluster.incr(other), 2)
      await servers.move(slot, home)
      assert.equal(await cluster.incr(key), 3)
      assert.ok(waysOf(cluster).every((one) => one === isNative))
    })
  })
})
