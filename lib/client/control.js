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
  #iterators = new Set()
  #uses = new Map() // of names, by iterators
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

  /** @param {{onRefused: (error: Error) => void}} iterator  wants to know of refusals */
  addIterator (iterator) {
    this.#iterators.add(iterator)
  }

  removeIterator (iterator) {
    this.#iterators.delete(iterator)
    this.resume(iterator)
  }

  /** @param {Error & {refused: object[]}} error */
  onRefused (error) {
    for (const iterator of this.#iterators) iterator.onRefused(error)
  }

  /**
   * An iterator is about to subscribe to names.
   *
   * @param {0|1} kind
   * @param {(string|Buffer)[]} names
   */
  use (kind, names) {
    for (const name of names) {
      const key = keyOf(kind, name)
      const use = this.#uses.get(key) ??
        { count: 0, isOurs: !this.#connection.isSubscribed(kind, name) }
      use.count += 1
      this.#uses.set(key, use)
    }
  }

  /**
   * An iterator is done with names.
   *
   * @param {0|1} kind
   * @param {(string|Buffer)[]} names
   * @returns {(string|Buffer)[]} those that nobody else wants
   */
  unuse (kind, names) {
    return names.filter((name) => {
      const key = keyOf(kind, name)
      const use = this.#uses.get(key)
      use.count -= 1
      if (use.count > 0) return false
      this.#uses.delete(key)
      return use.isOurs
    })
  }
}

function keyOf (kind, name) {
  return kind + Buffer.from(name).toString('latin1')
}

module.exports = Control
