'use strict'

const { hide } = require('../support/hide')

/** What a cluster's client can do beyond ioredis: `cluster.hicast`; the same as `redis.hicast`. */
class ClusterMethods {
  /** @param {import('./session')} session */
  constructor (session) {
    hide(this, '_session', session)
  }

  /**
   * Stops reading from the connections that messages come on; commands go on.
   * What was read before still comes. Stays so wherever they are made anew.
   */
  pause () {
    this._session.control.pause()
    return this
  }

  /** Reads on. */
  resume () {
    this._session.control.resume()
    return this
  }

  /** Lets the connections keep the process alive, as they do at first. */
  ref () {
    this._session.control.setRef(true)
    return this
  }

  /** Lets the process end although the cluster is connected, or trying to be. */
  unref () {
    this._session.control.setRef(false)
    return this
  }

  /**
   * Subscribes, and gives the messages one after the other: see HicastMethods#messages
   *
   * @param {...(string|Buffer|import('../pubsub/message_iterator').IteratorOptions)} args
   * @returns {import('../pubsub/message_iterator')}
   * @throws {TypeError|RangeError} for arguments that cannot be used
   */
  messages (...args) {
    const MessageIterator = require('../pubsub/message_iterator')
    return new MessageIterator(this._session.cluster, this._session.control, args)
  }

  /**
   * How the cluster is, at no cost but that of the call.
   *
   * @returns {object} see the type ClusterHealth
   */
  health () {
    const { cluster, control, pool, pending, subscribers } = this._session
    const nodes = {}
    for (const [key, node] of pool.nodes.all) nodes[key] = node.hicast.health()
    return {
      status: cluster.status,
      ready: cluster.status === 'ready',
      paused: control.isPaused,
      ...subscribers.health(),
      queued: pending.length,
      queuedBytes: pending.size,
      nodes
    }
  }
}

module.exports = ClusterMethods
