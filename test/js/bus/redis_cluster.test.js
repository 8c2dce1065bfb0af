'use strict'

const assert = require('node:assert/strict')
const { connect } = require('hicast/bus')
const { conformance } = require('hicast/bus/conformance')
const { useCluster } = require('../../helpers/cluster_servers')

describe('bus on a cluster', () => {
  const servers = useCluster()

  conformance({
    name: 'redis cluster',
    url: () => `redis://127.0.0.1:${servers.masters[0].port}?cluster=true`
  })

  it('has the password of its URL for the nodes that are found, too', async () => {
    const setPassword = (password) => Promise.all(servers.servers.map((server) => server.call('config', 'set', 'requirepass', password)))
    await setPassword('p@ss')
    const bus = await connect(`redis://:p%40ss@127.0.0.1:${servers.masters[0].port}?cluster=true`, { redis: { redisOptions: { maxRetriesPerRequest: 1 } } })
    try {
      // Of the slots of all masters.
      const receipts = await Promise.all([...'abcdefgh'].map((name) => bus.publish(`secret.${name}`, 1, { durable: true })))
      assert.deepEqual(receipts.map(({ seq }) => seq), Array(8).fill(0))
    } finally {
      await bus.close()
      await setPassword('')
    }
  })
})
