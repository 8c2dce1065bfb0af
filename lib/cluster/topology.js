'use strict'

const { SLOT_COUNT } = require('../support/key_slot')
const { ClusterAllFailedError } = require('./errors')
const { keyOf } = require('./addresses')
const { parseSlotMap } = require('./slot_map')
const { CONNECTION_CLOSED } = require('../support/errors')

/** Who serves some slots: looked up once for all of them that the same nodes serve. */
class Route {
  /** @type {import('./node')|undefined} the client of their master, while there is one */
  master = undefined

  /** @param {string[]} keys  of the nodes, the master's first */
  constructor (keys) {
    this.keys = keys
  }
}

/**
 * Which nodes serve which slots, and the clients of these nodes. Asks the nodes
 * for it.
 */
class Topology {
  #cluster
  #pool
  #known = new Map() // routes by their keys
  #callbacks = []
  #isRefreshing = false
  #onRefresh

  /** For each slot the keys of its nodes, the master's first. */
  slots = []
  /** For each slot its Route; the same as `slots`, ready for use. */
  routes = []

  /**
   * @param {import('./cluster')} cluster
   * @param {import('./node_pool')} pool
   * @param {() => void} onRefresh  called when the nodes have told
   */
  constructor (cluster, pool, onRefresh) {
    this.#cluster = cluster
    this.#pool = pool
    this.#onRefresh = onRefresh
    pool.on('+node', (redis, key) => this.#setMaster(key, redis))
    pool.on('-node', (redis, key) => this.#setMaster(key, pool.getInstanceByKey(key)))
  }

  #setMaster (key, redis) {
    for (const route of this.#known.values()) {
      if (route.keys[0] === key) route.master = redis
    }
  }

  #routeOf (keys) {
    const name = keys.join()
    let route = this.#known.get(name)
    if (route === undefined) {
      route = new Route(keys)
      route.master = this.#pool.getInstanceByKey(keys[0])
      this.#known.set(name, route)
    }
    return route
  }

  /** @returns {Set<string>} keys of the nodes that serve slots as masters */
  masters () {
    const keys = new Set()
    let last
    for (const nodes of this.slots) {
      // Slots in a row mostly share the list.
      if (nodes !== last && nodes !== undefined && nodes.length > 0) keys.add(nodes[0])
      last = nodes
    }
    return keys
  }

  /**
   * A node says that another serves a slot.
   *
   * @param {number} slot
   * @param {string} key  of the other
   */
  move (slot, key) {
    if (this.slots[slot]?.[0] === key) return
    this.slots[slot] = [key]
    this.routes[slot] = this.#routeOf(this.slots[slot])
  }

  #apply (ranges) {
    this.#known = new Map()
    for (const { start, end, keys } of ranges) {
      const route = keys.length > 0 ? this.#routeOf(keys) : undefined
      for (let slot = start; slot <= end; slot += 1) {
        this.slots[slot] = keys
        this.routes[slot] = route
      }
    }
    // Of slots that nobody serves now, who did before is remembered.
    for (let slot = 0; slot < SLOT_COUNT; slot += 1) {
      const route = this.routes[slot]
      if (route !== undefined) this.routes[slot] = this.#routeOf(route.keys)
    }
  }

  /**
   * Asks the nodes, one after the other, until one tells who serves which slots.
   *
   * @param {(error?: Error) => void} [callback]
   */
  refresh (callback) {
    if (callback) this.#callbacks.push(callback)
    if (this.#isRefreshing) return
    this.#isRefreshing = true
    this.#askAll(this.#pool.inAskingOrder()).then(() => this.#finish(), (error) => this.#finish(error))
  }

  /**
   * Asks them in passing, on a connection that is open: one that thinks that
   * all is well with the cluster, which a node that is cut off from the others
   * does not. Changes nothing when there is none.
   */
  async look () {
    const cluster = this.#cluster
    for (const node of this.#pool.inAskingOrder()) {
      if (cluster.status !== 'ready' || this.#isRefreshing) return
      try {
        const reply = await this.#ask(node, true)
        if (reply === null || cluster.status !== 'ready' || this.#isRefreshing) continue
        this.#take(this.#read(node, reply))
        return
      } catch {
        // The next one may know. Whoever sends it a command is told.
      }
    }
  }

  #finish (error) {
    this.#isRefreshing = false
    for (const callback of this.#callbacks.splice(0)) callback(error)
  }

  async #askAll (nodes) {
    const cluster = this.#cluster
    let lastError = null
    for (const node of nodes) {
      let reply = null
      try {
        reply = this.#read(node, await this.#ask(node))
      } catch (error) {
        lastError = error
      }
      if (['close', 'end'].includes(cluster.status)) throw new Error('Cluster is disconnected.')
      if (cluster.status === 'disconnecting') throw new Error('Cluster is disconnecting.')
      if (reply !== null) {
        this.#take(reply)
        return
      }
      this.#pool.avoid(keyOf(node.options))
      cluster.emit('node error', lastError, keyOf(node.options))
    }
    throw new ClusterAllFailedError(ClusterAllFailedError.defaultMessage, lastError)
  }

  #read (node, reply) {
    return parseSlotMap(reply, node.options.host, this.#cluster.options.natMap)
  }

  #take ({ ranges, nodes }) {
    this.#apply(ranges)
    this.#pool.reset(nodes)
    this.#onRefresh()
  }

  /**
   * @param {import('./node')} node
   * @param {boolean} isLook  only what it says when all is well counts
   * @returns {Promise<unknown>} who serves which slots, as it says; null: it
   *   does not think that all is well
   */
  async #ask (node, isLook = false) {
    const { _session: session, options: { slotsRefreshTimeout } } = this.#cluster
    // The node's own may be waiting for a BLPOP.
    const isOwn = isLook && node.status === 'ready' && node.commandQueue.length === 0
    const redis = isOwn ? node : this.#connect(node)
    let cause = null
    if (!isOwn) redis.on('error', (error) => { cause = error })
    let timer
    const late = new Promise((resolve, reject) => {
      timer = session.setTimer(() => reject(new Error('timeout')), slotsRefreshTimeout)
    })
    try {
      if (!isLook) return await Promise.race([redis.cluster('SLOTS'), late])
      const [isWell, slots] = await Promise.race([Promise.all([isWellFor(redis), redis.cluster('SLOTS')]), late])
      return isWell ? slots : null
    } catch (error) {
      // The command knows no more than that.
      throw error.message === CONNECTION_CLOSED && cause !== null ? cause : error
    } finally {
      clearTimeout(timer)
      if (!isOwn) redis.disconnect()
    }
  }

  #connect (node) {
    const { _session: session, options: { redisOptions } } = this.#cluster
    const redis = node.duplicate({
      enableOfflineQueue: true,
      enableReadyCheck: false,
      commandTimeout: undefined, // slotsRefreshTimeout counts here
      retryStrategy: null,
      lazyConnect: true,
      protocol: 2,
      replyMapping: 'legacy',
      connectionName: connectionName('refresher', redisOptions?.connectionName)
    })
    if (!session.isRef) redis.hicast.unref()
    return redis
  }
}

/** Whether a node thinks that all is well, or does not tell. */
function isWellFor (redis) {
  return redis.cluster('INFO').then(
    (info) => !/^cluster_state:fail\s*$/m.test(String(info)),
    (error) => error.name === 'ReplyError')
}

/**
 * What CLIENT LIST shows of the connections that a cluster makes for itself;
 * in ioredis' words, since tools look for them.
 *
 * @param {string} purpose
 * @param {string|null} [name]  of the app's choice
 */
function connectionName (purpose, name) {
  const prefix = `ioredis-cluster(${purpose})`
  return name ? `${prefix}:${name}` : prefix
}

module.exports = { Topology, connectionName }
