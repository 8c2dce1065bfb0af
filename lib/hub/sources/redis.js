'use strict'

/**
 * A client of Redis or of a cluster. The hub subscribes with a connection of
 * its own, so that the app's listeners hear nothing of it. On a cluster the
 * channels are sharded: a message goes to one node, and not to all.
 */
class RedisSource {
  /**
   * @param {import('hicast').Redis|import('hicast').Cluster} client
   * @param {{prefix: string}} options
   */
  constructor (client, { prefix }) {
    this.hasHistory = false
    this._prefix = prefix
    const isCluster = client.isCluster === true
    this._verbs = isCluster
      ? { publish: 'spublish', subscribe: 'ssubscribe', unsubscribe: 'sunsubscribe', message: 'smessageBuffer' }
      : { publish: 'publish', subscribe: 'subscribe', unsubscribe: 'unsubscribe', message: 'messageBuffer' }
    this._client = client
    this._isCluster = isCluster
    this._sub = null
    this._names = new WeakMap() // the client gives the same Buffer for a channel each time
  }

  /** @param {import('./index').SourceHandlers} handlers */
  async open ({ onMessage, onGap, onError }) {
    const own = { lazyConnect: true, keyPrefix: '', enableOfflineQueue: true, maxRetriesPerRequest: null }
    this._sub = this._isCluster
      ? this._client.duplicate(undefined, { ...own, redisOptions: { ...this._client.options.redisOptions, keyPrefix: '' } })
      : this._client.duplicate(own)
    this._sub.on('error', onError)
    this._sub.on(this._verbs.message, (channel, bytes) => onMessage(this._idOf(channel), bytes, null))
    this._sub.on('resubscribed', ({ deafMs }) => onGap(deafMs, null, 'the connection to Redis was lost'))
    await this._sub.connect()
  }

  _idOf (channel) {
    let id = this._names.get(channel)
    if (id === undefined) {
      id = channel.toString().slice(this._prefix.length)
      this._names.set(channel, id)
    }
    return id
  }

  publish (id, bytes) {
    // On a cluster by the hub's own client, which has no key prefix.
    const client = this._isCluster ? this._sub : this._client
    return client[this._verbs.publish](this._prefix + id, bytes)
  }

  tell (id, bytes) {
    return this.publish(id, bytes)
  }

  subscribe (id) {
    return this._sub[this._verbs.subscribe](this._prefix + id)
  }

  unsubscribe (id) {
    return this._sub[this._verbs.unsubscribe](this._prefix + id)
  }

  async close () {
    const sub = this._sub
    if (sub === null || sub.status === 'end') return
    const ended = new Promise((resolve) => { sub.once('end', resolve) })
    sub.disconnect()
    await ended
  }
}

module.exports = RedisSource
