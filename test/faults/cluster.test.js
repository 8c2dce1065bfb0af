'use strict'

const assert = require('node:assert/strict')
const { keySlot } = require('../../lib/support/key_slot')
const { Redis, useClients } = require('../helpers/client')
const { ClusterTraffic } = require('../helpers/cluster_traffic')
const { useCluster } = require('../helpers/cluster_servers')
const { event, eventually, sleep } = require('../helpers/wait')

/** What becomes of traffic while a real cluster of six nodes is treated badly. */
describe('faults of a cluster', function () {
  this.timeout(120000)
  const servers = useCluster({ nodeTimeout: 2000 })
  const clients = useClients()
  let traffic

  beforeEach(async () => {
    await servers.restore()
    traffic = new ClusterTraffic((options) => {
      const cluster = clients.add(new Redis.Cluster(servers.nodes, {
        ...options, redisOptions: { heartbeat: { interval: 1000, timeout: 1000, always: true } }
      }))
      // While no node answers.
      cluster.on('error', () => {})
      return cluster
    })
    await traffic.start()
  })

  afterEach(() => traffic.stop())

  /** Every promise has settled once, and every channel is heard again. */
  async function check () {
    await traffic.untilAllAreHeard(60000)
    await traffic.stop()
    assert.equal(traffic.pending, 0)
    assert.equal(traffic.settledTwice, 0)
    assert.deepEqual(traffic.subscriber.hicast.health().deaf, [])
  }

  it('20 slots move there and back: nothing fails, no INCR is lost', async () => {
    const slot = keySlot(traffic.counter)
    const home = await servers.ownerOf(slot)
    const away = servers.masters.find((server) => server !== home)
    for (let i = 0; i < 20; i += 1) {
      await servers.move(slot, i % 2 === 0 ? away : home)
      await sleep(50)
    }
    await check()
    assert.deepEqual(traffic.failures, [])
    assert.equal(await traffic.value(), traffic.counted)
  })

  it('a master is killed', async () => {
    await servers.masters[0].kill()
    await eventually(async () => (await servers.ownerOf(0, servers.masters[1])) !== servers.masters[0],
      'a replica to take over', { timeout: 60000, interval: 100 })
    await check()
  })

  it('a master freezes: TCP still answers, and its replica takes over', async () => {
    servers.masters[1].freeze()
    const [slot] = servers.range(1)
    await eventually(async () => (await servers.ownerOf(slot, servers.masters[0])) !== servers.masters[1],
      'a replica to take over', { timeout: 60000, interval: 100 })
    await check()
    servers.masters[1].thaw()
  })

  it('a replica is promoted by hand', async () => {
    const replica = servers.servers[5]
    const [slot] = servers.range(2)
    await servers.promote(replica)
    await eventually(async () => (await servers.ownerOf(slot, servers.masters[0])) === replica,
      'it to take over', { timeout: 60000, interval: 100 })
    await check()
  })

  it('all nodes are restarted', async () => {
    await Promise.all(servers.servers.map((server) => server.kill()))
    await sleep(500)
    await Promise.all(servers.servers.map((server) => server.start()))
    await check()
  })

  it('the cluster is down for five seconds', async () => {
    const [slot] = servers.range(0)
    await servers.masters[0].call('cluster', 'delslots', slot)
    await sleep(5000)
    await servers.masters[0].call('cluster', 'addslots', slot)
    await check()
  })

  it('a name no longer resolves', async () => {
    const cluster = clients.add(new Redis.Cluster([
      { host: 'no-such-name.invalid', port: 1 }, ...servers.nodes
    ]))
    assert.equal(await cluster.set('name', 'x'), 'OK')
    const [master] = servers.masters
    await master.call('config', 'set', 'cluster-announce-hostname', 'no-such-name.invalid')
    for (const server of servers.servers) await server.call('config', 'set', 'cluster-preferred-endpoint-type', 'hostname')
    cluster.refreshSlotsCache()
    await event(cluster, 'refresh')
    const results = await Promise.allSettled(Array.from({ length: 30 }, (_, i) => cluster.get(`k${i}`)))
    assert.equal(results.length, 30)
    for (const server of servers.servers) await server.call('config', 'set', 'cluster-preferred-endpoint-type', 'ip')
    await master.call('config', 'set', 'cluster-announce-hostname', '')
    await eventually(async () => {
      cluster.refreshSlotsCache()
      return (await Promise.all(Array.from({ length: 30 }, (_, i) => cluster.set(`k${i}`, 'x')))).length === 30
    }, 'all keys to be reached again', { timeout: 30000, interval: 200 })
    await check()
  })
})
