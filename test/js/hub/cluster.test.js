'use strict'

const assert = require('node:assert/strict')
const { Cluster } = require('hicast')
const { useCluster } = require('../../helpers/cluster_servers')
const { HubServers } = require('../../helpers/hubs')
const { eventually } = require('../../helpers/wait')

const USERS = 24
const PATIENCE = { timeout: 60000, interval: 20 }

describe('hub on a cluster', function () {
  this.timeout(180000)
  const cluster = useCluster()
  const servers = new HubServers(() => {
    const client = new Cluster(cluster.nodes, { slotsRefreshInterval: 500, clusterRetryStrategy: () => 100 })
    client.on('error', () => {})
    return client
  })
  afterEach(() => servers.close())
  afterEach(() => cluster.restore())

  /** Users on two servers, each with a message that it has got. */
  async function users (all) {
    const sockets = []
    for (let i = 0; i < USERS; i++) sockets.push(await servers.browser(all[i % all.length], `user=u${i}&rooms=r${i % 5}`))
    return sockets
  }

  it('brings each message to the servers that want it, by sharded channels', async () => {
    const all = [await servers.start(), await servers.start(), await servers.start()]
    const sockets = await users(all)
    for (let i = 0; i < USERS; i++) {
      assert.deepEqual(await all[0].hub.toUser(`u${i}`).send(`for ${i}`), { servers: 1 })
    }
    assert.deepEqual(await all[1].hub.toUser('nobody').send('x'), { servers: 0 })
    for (let room = 0; room < 5; room++) await all[2].hub.toRoom(`r${room}`).send({ room })
    assert.deepEqual(await all[0].hub.toAll().send('all'), { servers: 3 })
    await eventually(() => sockets.every(({ messages }) => messages.length === 3), 'three messages each', PATIENCE)
    for (const [i, { messages }] of sockets.entries()) {
      assert.deepEqual([...messages].sort(), [`for ${i}`, `{"room":${i % 5}}`, 'all'].sort())
    }
    // Not one of them is a channel of all nodes, and the users are spread over the masters.
    const channels = await Promise.all(cluster.masters.map((node) => node.call('pubsub', 'channels', 'ws:*')))
    assert.deepEqual(channels.flat(), [])
    const shards = await Promise.all(cluster.masters.map((node) => node.call('pubsub', 'shardchannels', 'ws:u:*')))
    assert.equal(shards.flat().length, USERS)
    assert.ok(shards.every(({ length }) => length > 0))
    await all[2].hub.disconnectUser('u0', 4001, 'logged out')
    await eventually(() => sockets[0].closed, 'u0 to be closed', PATIENCE)
    assert.deepEqual(sockets[0].closed, [4001, 'logged out'])
  })

  it('goes on when a master dies, and tells of the gap', async () => {
    const all = [await servers.start(), await servers.start()]
    const gaps = []
    for (const { hub } of all) hub.on('gap', (gap) => gaps.push(gap))
    const sockets = await users(all)
    await cluster.masters[1].kill()
    // Until all are reached again: what is sent meanwhile may be lost, or refused.
    for (let i = 0; i < USERS; i++) {
      await eventually(async () => {
        await all[0].hub.toUser(`u${i}`).send('after').catch(() => {})
        return sockets[i].messages.includes('after')
      }, `u${i} to be reached again`, { timeout: 90000, interval: 100 })
    }
    await eventually(() => gaps.length >= 2, 'both to know of the gap', PATIENCE)
    assert.ok(gaps.every(({ deafMs }) => deafMs >= 0), JSON.stringify(gaps))
    // The hub's own channels are no topics of the app.
    assert.ok(gaps.some(({ topics }) => topics.length > 0), JSON.stringify(gaps))
    assert.ok(sockets.every(({ closed }) => closed === null))
  })
})
