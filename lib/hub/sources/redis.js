'use strict'

const MAX_NAMES = 500 // of one command
const TOPIC = Symbol('hicast.hub.topic')

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
    this._batches = { subscribe: null, unsubscribe: null }
  }

  /** @param {import('./index').SourceHandlers} handlers */
  async open ({ onMessage, onGap, onError, topicOf }) {
    const own = { lazyConnect: true, keyPrefix: '', enableOfflineQueue: true, maxRetriesPerRequest: null }
    this._sub = this._isCluster
      ? this._client.duplicate(undefined, { ...own, redisOptions: { ...this._client.options.redisOptions, keyPrefix: '' } })
      : this._client.duplicate(own)
    this._sub.on('error', onError)
    this._sub.on(this._verbs.message, (channel, bytes) => {
      const known = channel[TOPIC]
      if (known !== undefined && !known.isGone) {
        onMessage(known.id, bytes, null, known)
        return
      }
      const id = this._idOf(channel)
      const topic = topicOf(id)
      // The client gives the same Buffer for a channel each time, and there may be very many: to look them up by
      // their names is to wait for memory again and again.
      channel[TOPIC] = topic
      onMessage(id, bytes, null, topic)
    })
    // A cluster names the channels of the node that was lost.
    this._sub.on('resubscribed', ({ deafMs, names }) => {
      onGap(deafMs, names?.map(({ name }) => this._idOf(name)) ?? null, 'the connection to Redis was lost')
    })
    await firstReady(this._sub)
  }

  _idOf (channel) {
    return channel.toString().slice(this._prefix.length)
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
    return this._together('subscribe', id)
  }

  unsubscribe (id) {
    return this._together('unsubscribe', id)
  }

  // What one tick asks for goes in one command, but for the slots of a cluster.
  _together (verb, id) {
    const name = this._prefix + id
    const send = (...names) => this._sub[this._verbs[verb]](...names)
    if (this._isCluster) return send(name)
    const batch = this._batches[verb] ?? this._begin(verb, send)
    batch.names.push(name)
    if (batch.names.length === MAX_NAMES) this._batches[verb] = null
    // Where one name of many is refused, each is asked for alone.
    return batch.sending.catch((error) => {
      if (batch.names.length === 1 || error.name !== 'ReplyError') throw error
      return send(name)
    })
  }

  _begin (verb, send) {
    const batch = { names: [], sending: null }
    batch.sending = new Promise((resolve) => { process.nextTick(resolve) }).then(() => {
      if (this._batches[verb] === batch) this._batches[verb] = null
      return send(...batch.names)
    })
    this._batches[verb] = batch
    return batch
  }

  async close () {
    const sub = this._sub
    if (sub === null || sub.status === 'end') return
    const ended = new Promise((resolve) => { sub.once('end', resolve) })
    sub.disconnect()
    await ended
  }
}

// A broker that is away when the server starts is one that is tried again:
// connect() itself rejects for the first attempt.
function firstReady (client) {
  return new Promise((resolve, reject) => {
    client.once('ready', resolve)
    client.once('end', () => reject(new Error('The connection to Redis has ended')))
    client.connect().catch(() => {})
  })
}

module.exports = RedisSource
