'use strict'

const Redis = require('../client/redis')
const Forwarder = require('./forwarder')
const { keyOf } = require('./addresses')
const { connectionName } = require('./topology')

function noop () {}

/** The connections of a cluster that are for its subscriptions. */
class Subscribers {
  #cluster
  #pool
  #redis = null
  #isStarted = false
  #forwarder

  /** @param {import('./session')} session */
  constructor ({ cluster, pool }) {
    this.#cluster = cluster
    this.#pool = pool
    this.#forwarder = new Forwarder(cluster)
    pool.on('-node', (redis, key) => this.#leave(key))
  }

  send (command, stream) {
    this.#redis ??= this.#create()
    if (this.#redis === null) command.fail(new Error('No subscriber for the cluster'))
    else this.#redis.sendCommand(command, stream)
  }

  #create () {
    const node = this.#pool.getSampleInstance('all')
    if (node === undefined) return null
    const { options } = node
    const redis = new Redis({
      ...options,
      enableReadyCheck: true,
      enableOfflineQueue: true,
      readOnly: false,
      lazyConnect: true,
      heartbeat: this.#cluster.options.redisOptions?.heartbeat,
      connectionName: connectionName('subscriber', this.#cluster.options.redisOptions?.connectionName),
      retryStrategy: (times) => this.#retry(redis, times)
    })
    redis.on('error', noop)
    this.#forwarder.add(redis)
    return redis
  }

  #retry (redis, times) {
    if (!this.#isStarted) return null
    const node = this.#pool.getSampleInstance('all')
    if (node !== undefined) {
      redis.options.host = node.options.host
      redis.options.port = node.options.port
    }
    return Math.min(50 * 2 ** (times - 1), 2000)
  }

  #leave (key) {
    const redis = this.#redis
    if (redis === null || !this.#isStarted || keyOf(redis.options) !== key) return
    if (redis.stream) redis.stream.destroy()
  }

  start () {
    this.#isStarted = true
    this.#redis ??= this.#create()
    const redis = this.#redis
    if (redis !== null && redis.status === 'end') {
      this.#retry(redis, 1)
      redis.connect().catch(noop)
    }
  }

  onReady () {}

  onRefresh () {}

  stop () {
    this.#isStarted = false
    this.#redis?.disconnect()
  }

  end () {
    this.stop()
  }

  onDeliveryChange () {
    this.#forwarder.update()
  }
}

module.exports = Subscribers
