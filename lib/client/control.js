'use strict'

const MessageIterator = require('../pubsub/message_iterator')

// Node has the two symbols since 20.4.
const DISPOSE = Symbol.dispose ?? Symbol.for('Symbol.dispose')
const ASYNC_DISPOSE = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')

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
   * @returns {object} see Redis#health
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
      queued: this.#pending.offline.length + this.#pending.unanswered.length,
      queuedBytes: this.#pending.bytes,
      outputBuffer: this.#connection.outputLength
    }
  }

  /** @param {MessageIterator} iterator  wants to know of refusals */
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
    const subscribed = new Set(this.#connection.subscriptions(kind).map((name) => keyOf(kind, name)))
    for (const name of names) {
      const key = keyOf(kind, name)
      const use = this.#uses.get(key) ?? { count: 0, isOurs: !subscribed.has(key) }
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

/**
 * Closes a client and waits until it is closed.
 *
 * @param {import('./redis')} redis
 */
async function dispose (redis) {
  if (redis.status === 'end') return
  const ended = new Promise((resolve) => { redis.once('end', resolve) })
  if (redis.status === 'wait' || redis.status === 'reconnecting') redis.disconnect()
  else await redis.quit().catch(() => redis.disconnect())
  await ended
}

/** The methods of a client that lead here. */
const methods = {
  /**
   * Stops reading from the socket: what the server sends waits in the system's
   * buffers, then in the server, which cuts clients that let it wait too long.
   * What was read before still comes. Stays so over reconnects.
   */
  pause () {
    this._control.pause()
    return this
  },

  /** Reads on. */
  resume () {
    this._control.resume()
    return this
  },

  /** Lets the connection keep the process alive, as it does at first. */
  ref () {
    this._control.ref()
    return this
  },

  /** Lets the process end although the client is connected, or trying to be. */
  unref () {
    this._control.unref()
    return this
  },

  /**
   * How the connection is, at no cost but that of the call.
   *
   * @returns {object} see the type Health
   */
  health () {
    return this._control.health(this)
  },

  /**
   * Subscribes, and gives the messages one after the other:
   * `for await (const [channel, message] of redis.messages('a', 'b')) ...`
   *
   * @param {...(string|Buffer|import('../pubsub/message_iterator').IteratorOptions)} args
   *   channels, then options
   * @returns {MessageIterator}
   * @throws {TypeError|RangeError} for arguments that cannot be used
   */
  messages (...args) {
    return new MessageIterator(this, this._control, args)
  },

  /** Closes at once: for `using`. */
  [DISPOSE] () {
    this.disconnect()
  },

  /** Quits, and waits for the end: for `await using`. */
  [ASYNC_DISPOSE] () {
    return dispose(this)
  }
}

/** @param {object} prototype  of clients, which have `_control` */
function installControl (prototype) {
  for (const name of Reflect.ownKeys(methods)) {
    Object.defineProperty(prototype, name, {
      value: methods[name], writable: true, configurable: true, enumerable: false
    })
  }
}

module.exports = { Control, installControl }
