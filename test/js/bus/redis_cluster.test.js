'use strict'

const { conformance } = require('hicast/bus/conformance')
const { useCluster } = require('../../helpers/cluster_servers')

describe('bus on a cluster', () => {
  const servers = useCluster()

  conformance({
    name: 'redis cluster',
    url: () => `redis://127.0.0.1:${servers.masters[0].port}?cluster=true`
  })
})
