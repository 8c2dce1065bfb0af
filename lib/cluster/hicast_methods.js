'use strict'

const { hide } = require('../support/hide')

/** What a cluster's client can do beyond ioredis: `cluster.hicast`. */
class ClusterMethods {
  /** @param {import('./session')} session */
  constructor (session) {
    hide(this, '_session', session)
  }

  /**
   * How the cluster is, at no cost but that of the call.
   *
   * @returns {object} see the type ClusterHealth
   */
  health () {
    const { cluster, pool, pending, subscribers } = this._session
    const nodes = {}
    for (const [key, node] of pool.nodes.all) nodes[key] = node.hicast.health()
    return {
      status: cluster.status,
      ready: cluster.status === 'ready',
      ...subscribers.health(),
      queued: pending.length,
      queuedBytes: pending.size,
      nodes
    }
  }
}

module.exports = ClusterMethods
