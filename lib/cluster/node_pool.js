'use strict'

const { EventEmitter } = require('events')
const { now } = require('../support/clock')
const { keyOf } = require('./addresses')
const ClusterNode = require('./node')

// How long a node that failed is not the first choice, in ms.
const AVOIDED = 10000

/**
 * The clients of a cluster's nodes. Emits `+node` and `-node` (client, key),
 * `nodeError` (error, key), and `drain` when the last one has ended.
 */
class NodePool extends EventEmitter {
  #options
  #retryStrategy
  #fieldsets
  #router = null
  #group = { state: null }
  // What the app gave for a node, a password say, holds whenever it comes again.
  #given = new Map()
  #failed = new Map() // when, by keys

  nodes = { all: new Map(), master: new Map(), slave: new Map() }

  /**
   * @param {object} redisOptions
   * @param {Function|null} retryStrategy  of the nodes
   * @param {readonly object[]} [fieldsets]  that each master has to know
   */
  constructor (redisOptions, retryStrategy, fieldsets) {
    super()
    this.#fieldsets = fieldsets
    this.#options = redisOptions
    this.#retryStrategy = typeof retryStrategy === 'function' ? retryStrategy : null
  }

  /** @param {object[]} nodes  what the app gave for each, the constructor's nodes */
  remember (nodes) {
    this.#given = new Map(nodes.map((node) => [keyOf(node), node]))
  }

  /** @param {import('./router')} router  gets the commands that fail */
  attach (router) {
    this.#router = router
  }

  /**
   * @param {'all'|'master'|'slave'} [role]
   * @returns {ClusterNode[]}
   */
  getNodes (role = 'all') {
    return [...this.nodes[role].values()]
  }

  /** @returns {ClusterNode|undefined} */
  getInstanceByKey (key) {
    return this.nodes.all.get(key)
  }

  /** @returns {ClusterNode|undefined} any of those */
  getSampleInstance (role) {
    const nodes = this.nodes[role]
    if (nodes.size === 0) return undefined
    let skip = Math.floor(Math.random() * nodes.size)
    for (const node of nodes.values()) {
      if (skip === 0) return node
      skip -= 1
    }
    return undefined
  }

  /** @param {string} key  of a node that failed: for some time others are asked first */
  avoid (key) {
    this.#failed.set(key, now())
  }

  /** @returns {ClusterNode[]} all, in an order of chance; but those that failed a short time ago come last */
  inAskingOrder () {
    for (const [key, at] of this.#failed) if (now() - at > AVOIDED) this.#failed.delete(key)
    const nodes = shuffle([...this.nodes.all])
    const hasFailed = ([key]) => this.#failed.has(key)
    return [...nodes.filter((node) => !hasFailed(node)), ...nodes.filter(hasFailed)].map(([, node]) => node)
  }

  /**
   * @param {object} node  host, port and whatever else is to hold for it
   * @param {boolean} [readOnly]  whether it is a replica
   * @returns {ClusterNode}
   */
  findOrCreate (node, readOnly = false) {
    const key = keyOf(node)
    const known = this.nodes.all.get(key)
    if (known === undefined) return this.#create(key, node, Boolean(readOnly))
    this.#changeRole(known, key, Boolean(readOnly))
    return known
  }

  #create (key, node, readOnly) {
    const given = this.#given.get(key)
    const fixed = {
      host: node.host,
      port: node.port,
      readOnly,
      // A node that is lost is looked for in the map of slots, which may have
      // another in its place.
      retryStrategy: this.#retryStrategy,
      enableOfflineQueue: true,
      // The cluster's: its other connections need none.
      himportFieldsets: null
    }
    // A frozen node is found out also by those who do not subscribe.
    const redis = new ClusterNode(fixed, given, node, this.#options, { lazyConnect: true, heartbeat: { always: true } })
    if (this.#router !== null) redis._attach(this.#router, this.#group)
    if (this.#fieldsets?.length > 0) redis._manageFieldsets(this.#fieldsets)
    this.nodes.all.set(key, redis)
    this.nodes[readOnly ? 'slave' : 'master'].set(key, redis)
    redis.once('end', () => this.#onEnd(redis, key))
    redis.on('error', (error) => {
      this.avoid(key)
      this.emit('nodeError', error, key)
    })
    this.emit('+node', redis, key)
    return redis
  }

  #onEnd (redis, key) {
    const current = this.nodes.all.get(key)
    // Another one may stand in its place already: see recreate().
    if (current !== undefined && current !== redis) return
    this.#remove(key)
    this.emit('-node', redis, key)
    if (this.nodes.all.size === 0) this.emit('drain')
  }

  #changeRole (redis, key, readOnly) {
    if (redis.options.readOnly === readOnly) return
    redis._setReadOnly(readOnly)
    this.nodes[readOnly ? 'master' : 'slave'].delete(key)
    this.nodes[readOnly ? 'slave' : 'master'].set(key, redis)
  }

  /**
   * Puts a new client in the place of one whose connection leads to the wrong
   * server: behind a proxy, say.
   *
   * @param {object} node
   * @returns {ClusterNode}
   */
  recreate (node) {
    const key = keyOf(node)
    const existing = this.nodes.all.get(key)
    if (existing !== undefined) {
      // First, so that its end finds the other in its place.
      this.#remove(key)
      existing.disconnect()
    }
    const redis = this.findOrCreate(node)
    if (existing !== undefined) this.emit('-node', existing, key)
    return redis
  }

  /**
   * Has these nodes, and no others.
   *
   * @param {object[]} nodes  each with readOnly; a node that is listed twice is
   *   a replica only if it is so in both
   */
  reset (nodes) {
    const wanted = new Map()
    for (const node of nodes) {
      const key = keyOf(node)
      if (!node.readOnly || !wanted.has(key)) wanted.set(key, node)
    }
    for (const [key, redis] of [...this.nodes.all]) {
      if (wanted.has(key)) continue
      redis.disconnect()
      this.#remove(key)
    }
    for (const node of wanted.values()) this.findOrCreate(node, node.readOnly)
  }

  #remove (key) {
    this.nodes.all.delete(key)
    this.nodes.master.delete(key)
    this.nodes.slave.delete(key)
  }
}

function shuffle (items) {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const other = Math.floor(Math.random() * (i + 1))
    const item = items[i]
    items[i] = items[other]
    items[other] = item
  }
  return items
}

module.exports = NodePool
