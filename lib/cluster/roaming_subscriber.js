'use strict'

const Redis = require('../client/redis')
const { keyOf } = require('./addresses')
const { connectionName } = require('./topology')

const LONGEST_WAIT = 2000

function noop () {}

/**
 * The connection for channels and patterns. Any node hears all that is
 * published, so it goes on with another node when it loses the one it has: with
 * the same client, which knows what is subscribed, and whose core subscribes
 * again before it is ready.
 */
class RoamingSubscriber {
  #session
  #forwarder
  #redis = null
  #isStarted = false

  /**
   * @param {import('./session')} session
   * @param {import('./forwarder')} forwarder
   */
  constructor (session, forwarder) {
    this.#session = session
    this.#forwarder = forwarder
    session.pool.on('-node', (redis, key) => this.#leave(key))
  }

  /** @returns {Redis|null} null: there is no node at all */
  get redis () {
    this.#redis ??= this.#create()
    return this.#redis
  }

  /** The client, if there is one. */
  get current () {
    return this.#redis
  }

  #create () {
    const { cluster, pool } = this.#session
    const node = pool.getSampleInstance('all')
    if (node === undefined) return null
    const { redisOptions } = cluster.options
    const redis = new Redis({
      ...node.options,
      enableReadyCheck: true,
      enableOfflineQueue: true,
      readOnly: false,
      lazyConnect: true,
      heartbeat: redisOptions?.heartbeat,
      connectionName: connectionName('subscriber', redisOptions?.connectionName),
      retryStrategy: (times) => this.#onLost(redis, times)
    })
    redis.on('error', (error) => this.#onError(redis, error))
    // It may have been closed, and wanted again before it had ended.
    redis.on('end', () => this.#resume())
    redis.on('resubscribed', (info) => cluster.emit('resubscribed', info))
    this.#forwarder.add(redis)
    this.#session.control.onClient(redis, true)
    return redis
  }

  #onError (redis, error) {
    if (error.code === 'HC_ERESUBSCRIBE') {
      this.#session.silentEmit('error', error)
      this.#session.control.onRefused(error)
    }
    // The others are those of the node, whose client tells them too; but for
    // this one, maybe.
    if (error.code === 'HC_EHEARTBEAT') this.#session.cluster.emit('node error', error, keyOf(redis.options))
  }

  // The wait is the client's, none after a connection that held.
  #onLost (redis, times) {
    if (!this.#isStarted) return null
    this.#session.pool.avoid(keyOf(redis.options))
    this.#aim(redis)
    if (times === 1 && this.#session.cluster.status === 'ready') this.#session.cluster.refreshSlotsCache(noop)
    return Math.min(25 * 2 ** (times - 1), LONGEST_WAIT)
  }

  #aim (redis) {
    const [node] = this.#session.pool.inAskingOrder()
    if (node === undefined) return
    const { options } = node
    for (const name of ['host', 'port', 'username', 'password', 'tls']) redis.options[name] = options[name]
  }

  // The node is not one of the cluster any more.
  #leave (key) {
    const redis = this.#redis
    if (redis === null || !this.#isStarted || keyOf(redis.options) !== key) return
    if (redis.status === 'wait') this.#aim(redis)
    else redis.stream?.destroy()
  }

  start () {
    this.#isStarted = true
    if (this.redis !== null) this.#resume()
  }

  #resume () {
    const redis = this.#redis
    if (!this.#isStarted || redis.status !== 'end') return
    this.#aim(redis)
    redis.connect().catch(noop)
  }

  stop () {
    this.#isStarted = false
    this.#redis?.disconnect()
  }
}

module.exports = RoamingSubscriber
