'use strict'

/**
 * What an app may do with the connection itself: stop reading, say whether it
 * keeps the process alive, ask how it is.
 */
class Control {
  #connection
  #lifecycle
  #pending
  #holders = new Set() // who wants that nothing is read
  #iterators = null
  #isReady = false
  #canPause = false

  /**
   * @param {import('../connection/connection')} connection
   * @param {import('./lifecycle')} lifecycle
   * @param {import('./pending')} pending
   */
  constructor (connection, lifecycle, pending) {
    this.#connection = connection
    this.#lifecycle = lifecycle
    this.#pending = pending
  }

  /** Those that iterate over messages: made when first wanted. */
  get iterators () {
    const Iterators = require('../pubsub/iterators')
    this.#iterators ??= new Iterators((kind, name) => this.#connection.isSubscribed(kind, name))
    return this.#iterators
  }

  /** Whether anyone wants that nothing is read. */
  get isPaused () {
    return this.#holders.size > 0
  }

  /**
   * Stops reading, once the connection is ready: a handshake is read always.
   *
   * @param {object} [holder]  reading goes on when all of them have resumed
   */
  pause (holder = this) {
    this.#holders.add(holder)
    if (this.#canPause) this.#connection.pause()
  }

  /** @param {object} [holder] */
  resume (holder = this) {
    if (this.#holders.delete(holder) && !this.isPaused) this.#connection.resume()
  }

  /** The connection is to be closed: what is under way has to be read. */
  release () {
    this.#canPause = false
    this.#connection.resume()
  }

  onReady () {
    this.#isReady = true
    this.#canPause = true
    if (this.isPaused) this.#connection.pause()
  }

  onClose () {
    this.#isReady = false
    this.#canPause = false
  }

  ref () {
    this.#connection.ref()
    this.#lifecycle.ref()
  }

  unref () {
    this.#connection.unref()
    this.#lifecycle.unref()
  }

  /**
   * @param {import('./redis')} redis
   * @returns {object} see HicastMethods#health
   */
  health ({ status }) {
    const counters = this.#connection.counters()
    return {
      status,
      ready: this.#isReady,
      paused: this.isPaused,
      subscriptions: this.#connection.subscriptionCount,
      lastByteAge: counters.lastReadAge,
      lastHeartbeatAge: counters.lastHeartbeatAge,
      heartbeats: counters.heartbeats,
      deafMs: this.#lifecycle.deafMs,
      reconnects: this.#lifecycle.reconnects,
      messages: counters.messages,
      replies: counters.replies,
      commands: counters.commands,
      bytesIn: counters.bytesIn,
      bytesOut: counters.bytesOut,
      pending: this.#pending.inFlight.length,
      queued: this.#pending.offline.length + this.#pending.unanswered.length + this.#pending.collected,
      queuedBytes: this.#pending.bytes + this.#pending.collectedBytes,
      outputBuffer: this.#connection.outputLength,
      tls: this.#connection.tlsWay
    }
  }

  removeIterator (iterator) {
    this.iterators.remove(iterator)
    this.resume(iterator)
  }

  /** @param {Error & {refused: object[]}} error */
  onRefused (error) {
    this.#iterators?.onRefused(error)
  }
}

module.exports = Control
