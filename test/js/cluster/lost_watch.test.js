'use strict'

const assert = require('node:assert/strict')
const { keySlot } = require('../../../lib/support/key_slot')
const { Redis, useClients } = require('../../helpers/client')
const { useCluster } = require('../../helpers/cluster_servers')
const { event, eventually } = require('../../helpers/wait')

describe('a WATCH on a cluster', () => {
  const servers = useCluster({ replicas: 0 })
  const clients = useClients()

  let cluster
  beforeEach(async () => {
    cluster = clients.add(new Redis.Cluster(servers.nodes.slice(0, 1)))
    await event(cluster, 'ready')
  })

  const exec = (key) => cluster.multi().set(key, 'mine').exec()

  /** The connections to the owner of a key are closed by it. */
  async function lose (key) {
    const owner = await servers.ownerOf(keySlot(key))
    const nodes = cluster.nodes('master')
    const node = nodes.find(({ options }) => options.port === owner.port)
    await owner.call('client', 'kill', 'type', 'normal')
    await eventually(() => node.status === 'end', 'the client of the node to end')
  }

  it('holds until EXEC', async () => {
    await cluster.watch('whole')
    assert.deepEqual(await exec('whole'), [[null, 'OK']])
    await lose('whole')
    assert.deepEqual(await exec('whole'), [[null, 'OK']])
  })

  it('that is lost with the connection of its node makes the next EXEC give null, and no other', async () => {
    await cluster.watch('lost')
    await lose('lost')
    assert.equal(await exec('lost'), null)
    assert.equal(await cluster.exists('lost'), 0)
    assert.deepEqual(await exec('lost'), [[null, 'OK']])
    await cluster.watch('lost')
    assert.deepEqual(await exec('lost'), [[null, 'OK']])
  })

  it('that is lost is ended by UNWATCH', async () => {
    await cluster.watch('ended')
    await lose('ended')
    await cluster.unwatch()
    assert.deepEqual(await exec('ended'), [[null, 'OK']])
  })

  it('is ended by UNWATCH on each node that watches', async () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const key of keys) await cluster.watch(key)
    const other = clients.add(new Redis.Cluster(servers.nodes))
    for (const key of keys) await other.set(key, 'theirs')
    assert.equal(await cluster.unwatch(), 'OK')
    for (const key of keys) assert.deepEqual(await exec(key), [[null, 'OK']])
    assert.equal(await cluster.unwatch(), 'OK')
  })

  it('whose slot has moved makes the next EXEC give null', async () => {
    const key = 'moved'
    const slot = keySlot(key)
    const home = await servers.ownerOf(slot)
    await cluster.watch(key)
    await servers.move(slot, servers.masters.find((server) => server !== home))
    assert.equal(await exec(key), null)
    assert.equal(await cluster.exists(key), 0)
    assert.deepEqual(await exec(key), [[null, 'OK']])
    await servers.move(slot, home)
  })
})
