'use strict'

const ClusterNode = require('./node')
const { connectionName } = require('./topology')
const { KINDS, SHARD } = require('./wanted')

/**
 * The connection to one master for what has to be heard from it. It is not made
 * again when it is lost: what it had may be another's by then.
 */
class MasterSubscriber {
  #on
  #heard = new Set() // confirmed
  #asked = new Set()
  #commands = new Set() // the app's, on their way
  #silentMs = 0
  #isOver = false

  /**
   * @param {string} key  of the master
   * @param {object} options  of its client
   * @param {object} redisOptions  of the cluster
   * @param {object} on
   * @param {import('./router').Router} on.router
   * @param {(subscriber: MasterSubscriber, lost: Set<object>, silentMs: number) => void} on.end
   * @param {(error: Error) => void} on.error
   * @param {(name: string|Buffer) => void} on.moved  a shard channel is another master's now
   */
  constructor (key, options, redisOptions, on) {
    this.key = key
    this.#on = on
    this.redis = new ClusterNode({
      ...options,
      enableReadyCheck: false,
      enableOfflineQueue: true,
      readOnly: false,
      lazyConnect: true,
      heartbeat: redisOptions?.heartbeat,
      retryStrategy: null,
      connectionName: connectionName('ssubscriber', redisOptions?.connectionName)
    })
    this.redis._attach(on.router)
    this.redis.on('error', (error) => this.#onError(error))
    this.redis.on('moved', (name) => {
      if (name !== undefined) on.moved(name)
    })
    this.redis.once('end', () => this.#onEnd())
  }

  #onError (error) {
    // It was dead for longer than anyone knew.
    if (error.code === 'HC_EHEARTBEAT') this.#silentMs = this.redis.hicast.health().lastByteAge ?? 0
    this.#on.error(error)
  }

  #onEnd () {
    if (this.#isOver) return
    this.#isOver = true
    const lost = this.#heard
    this.#heard = new Set()
    this.#on.end(this, lost, this.#silentMs)
  }

  /** @param {object|undefined} wanted */
  hears (wanted) {
    return this.#heard.has(wanted)
  }

  /** Whether the app waits for an answer of this connection, which is not idle then. */
  get isBusy () {
    return this.#commands.size > 0
  }

  /** @param {import('../commands/command')} command  the app's, sent here */
  expect (command) {
    this.#commands.add(command)
  }

  /** @param {import('../commands/command')} command  answered, or not here any more */
  release (command) {
    this.#commands.delete(command)
  }

  /** @returns {object[]} what it hears */
  heard () {
    return [...this.#heard]
  }

  /** The server has confirmed it, or undone it. */
  note (wanted, isHeard) {
    if (this.#isOver) return false
    if (isHeard) this.#heard.add(wanted)
    else this.#heard.delete(wanted)
    return true
  }

  /**
   * Subscribes to what is not subscribed, and unsubscribes from the rest.
   *
   * @param {object[]} all  wanted of this master
   * @returns {Promise<{items: object[], error: Error|null}>[]} one for each
   *   command: whether it failed
   */
  update (all) {
    const wanted = new Set(all)
    const groups = new Map()
    for (const item of wanted) {
      if (!this.#heard.has(item) && !this.#asked.has(item)) push(groups, item)
    }
    this.#drop([...this.#heard].filter((item) => !wanted.has(item)))
    return [...groups.values()].map((items) => this.#subscribe(items))
  }

  async #subscribe (items) {
    for (const item of items) this.#asked.add(item)
    try {
      await this.redis[KINDS[items[0].kind].subscribe](...items.map(({ name }) => name))
      for (const item of items) this.note(item, true)
      return { items, error: null }
    } catch (error) {
      return { items, error }
    } finally {
      for (const item of items) this.#asked.delete(item)
    }
  }

  #drop (items) {
    const groups = new Map()
    for (const item of items) {
      this.#heard.delete(item)
      push(groups, item)
    }
    for (const group of groups.values()) {
      this.redis[KINDS[group[0].kind].unsubscribe](...group.map(({ name }) => name)).catch(() => {})
    }
  }

  /** Nothing is wanted of this master any more. */
  close () {
    this.#isOver = true
    this.#heard = new Set()
    this.redis.disconnect()
  }
}

// Shard channels of one command have to share a slot.
function push (groups, item) {
  const group = item.kind === SHARD ? `s${item.slot}` : item.kind
  if (!groups.has(group)) groups.set(group, [])
  groups.get(group).push(item)
}

module.exports = MasterSubscriber
