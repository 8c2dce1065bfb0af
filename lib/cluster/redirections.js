'use strict'

const { keyOf, mapAddress, parseKey } = require('./addresses')
const DelayQueue = require('./delay_queue')
const { CONNECTION_CLOSED } = require('../support/errors')
const { SLOT_COUNT } = require('../support/key_slot')

// More nodes than any cluster has: a server that names new ones for ever.
const MAX_NODES = 4096
// Between two attempts to send a command whose node was lost, in ms.
const LONGEST_WAIT = 2000

/**
 * What a command needs to know that was sent to a node which was not the right
 * one.
 *
 * @typedef {object} Redirection
 * @property {number} [left]  how often it may be sent again
 * @property {number} [slot]  its slot, as the node says
 * @property {import('./node')} [node]  where it failed last
 * @property {number} [losses]  how often its node was lost
 * @property {import('./master_subscriber')} [member]  whom it was sent to, about a shard channel
 * @property {number} size  bytes, about, that wait while it does
 */

/**
 * What is to be done about an error of a node: whether a command is sent again,
 * when, and where; and what the error tells of the cluster.
 */
class Redirections {
  #cluster
  #topology
  #pool
  #pending
  #delays

  /** @param {import('./session')} session */
  constructor (session) {
    this.#cluster = session.cluster
    this.#topology = session.topology
    this.#pool = session.pool
    this.#pending = session.pending
    this.#delays = new DelayQueue((callback, ms) => session.setTimer(callback, ms))
  }

  /**
   * Does what an error asks for, and then calls one of these: now, or later.
   *
   * @param {Error} error
   * @param {Redirection} redirection
   * @param {object} on
   * @param {(slot: number, key: string) => void} on.moved  send it to that slot's node
   * @param {(redis: import('./node')) => void} on.ask  send it there, after ASKING
   * @param {(avoid?: import('./node')) => void} on.again
   * @param {(error: Error) => void} on.fail  it is no use
   */
  follow (error, redirection, on) {
    const { options } = this.#cluster
    const [word, slot, address] = String(error.message).split(' ', 3)
    const act = this.#actionFor(word, error, redirection)
    if (act === null) {
      on.fail(error)
      return
    }
    redirection.left = (redirection.left ?? options.maxRedirections + 1) - 1
    if (!(redirection.left > 0)) {
      on.fail(new Error(`Too many Cluster redirections. Last error: ${error}`))
      return
    }
    act(redirection, on, { slot: Number(slot), address, error })
  }

  #actionFor (word, error, { node }) {
    const { options, status } = this.#cluster
    const isClosed = error.message === CONNECTION_CLOSED
    if (word === 'MOVED') return this.#onMoved
    if (word === 'ASK') return this.#onAsk
    if (word === 'TRYAGAIN') return this.#onTryAgain
    if (word === 'CLUSTERDOWN' && options.retryDelayOnClusterDown > 0) return this.#onClusterDown
    if (isClosed && options.retryDelayOnFailover > 0 && status === 'ready') return this.#onLost
    // A master that has become a replica, and does not know the new master yet.
    if (word === 'READONLY' && options.retryDelayOnFailover > 0 && node?.options.readOnly === false) return this.#onLost
    return null
  }

  #onMoved = (redirection, on, details) => {
    const { retryDelayOnMoved } = this.#cluster.options
    const node = this.#nodeFor(details, redirection)
    if (node === null) {
      on.fail(details.error)
      return
    }
    const go = () => {
      this.#topology.move(details.slot, keyOf(node))
      this.#connectTo(node, redirection.node)
      on.moved(details.slot, keyOf(node))
      this.#cluster.refreshSlotsCache()
    }
    if (retryDelayOnMoved && typeof retryDelayOnMoved === 'number') {
      this.#delay('moved', redirection, { again: go, fail: on.fail }, retryDelayOnMoved)
    } else {
      go()
    }
  }

  // A node that points at itself is another server than the one connected to: a
  // proxy that stands for several, say.
  #connectTo (node, last) {
    const key = keyOf(node)
    const isCircle = last !== undefined && keyOf(last.options) === key && this.#pool.getInstanceByKey(key) === last
    if (isCircle) this.#pool.recreate(node)
    else this.#pool.findOrCreate(node)
  }

  #onAsk = (redirection, on, details) => {
    const node = this.#nodeFor(details, redirection)
    if (node === null) on.fail(details.error)
    else on.ask(this.#pool.findOrCreate(node))
  }

  /** @returns {object|null} the address that a redirection names; null: none that could be */
  #nodeFor ({ slot, address }, { node }) {
    if (!Number.isInteger(slot) || slot < 0 || slot >= SLOT_COUNT || address === undefined) return null
    const named = parseKey(address, node?.options.host)
    if (named === null) return null
    const mapped = mapAddress(this.#cluster.options.natMap, named)
    const isKnown = this.#pool.getInstanceByKey(keyOf(mapped)) !== undefined
    return isKnown || this.#pool.nodes.all.size < MAX_NODES ? mapped : null
  }

  /**
   * Takes from an error what it tells of who serves a slot.
   *
   * @param {Error} error
   * @param {import('./node')} node  that it came from
   */
  learn (error, node) {
    const [word, slot, address] = String(error.message).split(' ', 3)
    if (word !== 'MOVED') return
    const named = this.#nodeFor({ slot: Number(slot), address }, { node })
    if (named === null) return
    this.#pool.findOrCreate(named)
    this.#topology.move(Number(slot), keyOf(named))
  }

  #onTryAgain = (redirection, on) => {
    this.#delay('tryagain', redirection, on, this.#cluster.options.retryDelayOnTryAgain)
  }

  #onClusterDown = (redirection, on) => {
    this.#delay('clusterdown', redirection, on, this.#cluster.options.retryDelayOnClusterDown, this.#refresh)
  }

  // Each time twice as long: a failover takes seconds, and the number of times
  // that a command is sent again is bounded.
  #onLost = (redirection, on) => {
    const first = this.#cluster.options.retryDelayOnFailover
    const losses = redirection.losses = (redirection.losses ?? 0) + 1
    const ms = Math.max(first, Math.min(first * 2 ** (losses - 1), LONGEST_WAIT))
    this.#delay(`failover ${losses}`, redirection, on, ms, this.#refresh)
  }

  #refresh = (done) => this.#cluster.refreshSlotsCache(done)

  /**
   * Tries again after a while, and then not where it failed.
   *
   * @param {(done: () => void) => void} [before]  what is to be done first
   */
  #delay (kind, { node, size }, on, ms, before) {
    const refusal = this.#pending.refusal()
    if (refusal !== null) {
      on.fail(refusal)
      return
    }
    const release = this.#pending.hold(size)
    this.#delays.push(kind, () => {
      release()
      if (before === undefined) on.again()
      else on.again(node)
    }, ms, before)
  }
}

module.exports = Redirections
