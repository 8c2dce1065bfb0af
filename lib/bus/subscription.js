'use strict'

const { EventEmitter } = require('events')
const { throwLater } = require('../support/errors')
const { busError } = require('./errors')
const MessageQueue = require('./queue')
const Positions = require('./positions')
const tracing = require('./tracing')

const ASYNC_DISPOSE = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')
const DONE = Object.freeze({ value: undefined, done: true })

/**
 * What subscribe() gives: messages for a handler, or for a loop
 * (`for await (const message of subscription)`).
 *
 * Events: `gap` (something may be or is missing: { reason, from?, to?,
 * deafMs?, dropped? }), `error` (of the handler, or of the broker), `close`.
 */
class Subscription extends EventEmitter {
  /**
   * @param {import('./bus')} bus
   * @param {string} channel
   * @param {((message: import('./message').Message) => unknown)|undefined} handler
   * @param {object} options  read by options.js
   */
  constructor (bus, channel, handler, options) {
    super()
    this.bus = bus
    this.channel = channel
    this.options = options
    /** The place of the last message of a log that was handled. */
    this.position = undefined
    this._handler = handler
    this._queue = new MessageQueue(options)
    this._inFlight = 0
    this._maxInFlight = options.maxInFlight
    this._isPaused = false
    this._isClosed = false
    this._room = null // a promise for when there is room again, with its `resolve`
    this._readers = [] // calls of next() that wait
    this._toldDropped = 0
    this._closing = null
    this._handle = null // of the driver
    this._positions = options.resume === undefined ? null : new Positions()
  }

  /** Messages that wait for the handler. */
  get pending () {
    return this._queue.length
  }

  /** Messages thrown away because the handler did not keep up. */
  get dropped () {
    return this._queue.dropped
  }

  /**
   * Of a log: the place of the last message that is not handed on, since it was
   * there before; undefined where the broker does not tell.
   *
   * @returns {{ seq: number, epoch?: string }|undefined}
   */
  get startsAfter () {
    return this._handle?.startsAfter
  }

  get isPaused () {
    return this._isPaused
  }

  get isClosed () {
    return this._isClosed
  }

  /** Holds messages back; those of a live subscription wait, up to its bound. */
  pause () {
    this._isPaused = true
    return this
  }

  resume () {
    this._isPaused = false
    this._drain()
    return this
  }

  /**
   * @ignore From the driver.
   * @param {import('./message').Message} message
   * @returns {Promise<void>|null} when not null: the driver must wait for it
   *   before the next, or, being live, may go on at the cost of the bound
   */
  _push (message) {
    if (this._isClosed) return null
    if (this._positions !== null) this._positions.add(message)
    if (this._queue.length === 0 && !this._isPaused && this._inFlight < this._maxInFlight &&
      this._handler !== undefined && this._toldDropped === this._queue.dropped) {
      this._run(message)
      return null
    }
    if (this._readers.length > 0) {
      this._begin(message)
      this._readers.shift().resolve({ value: message, done: false })
      return null
    }
    if (!this._queue.push(message)) {
      this._overflowed()
      return null
    }
    if (this._queue.overflow !== 'wait' || !this._queue.isFull) return null
    return this._untilRoom()
  }

  _overflowed () {
    const error = busError('ERR_HICAST_OVERFLOW', `the subscription to ${this.channel} was closed: its handler did not keep ` +
      `up, and ${this._queue.length} messages (${this._queue.bytes} bytes) waited`)
    this._queue.clear()
    this.close().catch(() => {})
    this._emitError(error)
  }

  _untilRoom () {
    if (this._room === null) {
      let resolve
      this._room = new Promise((_resolve) => { resolve = _resolve })
      this._room.resolve = resolve
    }
    return this._room
  }

  _giveRoom () {
    if (this._room === null || (this._queue.isFull && !this._isClosed)) return
    const { resolve } = this._room
    this._room = null
    resolve()
  }

  _run (message) {
    let result
    try {
      result = tracing.isActive() ? tracing.handle(this, message) : this._handler(message)
    } catch (error) {
      this._finish(message, error, true)
      return
    }
    if (typeof result?.then !== 'function') {
      this._finish(message)
      return
    }
    this._inFlight++
    result.then(() => this._finishLater(message), (error) => this._finishLater(message, error, true))
  }

  _finishLater (message, error, isFailed) {
    this._inFlight--
    this._finish(message, error, isFailed)
    this._drain()
  }

  /** The handler is done with a message. */
  _finish (message, error, isFailed = false) {
    if (message.seq !== undefined) this.position = message.seq
    if (this._positions !== null) this._positions.done(message, this._handle)
    if (isFailed) this._emitError(error)
  }

  /** Of an iterator: what it was given counts as handled when it asks for more. */
  _begin (message) {
    this._current = message
  }

  _endCurrent () {
    const message = this._current
    if (message === undefined) return
    this._current = undefined
    this._finish(message)
  }

  _drain () {
    while (!this._isPaused && !this._isClosed && this._queue.length > 0) {
      if (this._handler === undefined) {
        if (this._readers.length === 0) break
        const message = this._take()
        this._begin(message)
        this._readers.shift().resolve({ value: message, done: false })
      } else {
        if (this._inFlight >= this._maxInFlight) break
        this._run(this._take())
      }
    }
    this._giveRoom()
  }

  _take () {
    const message = this._queue.shift()
    this._tellDropped()
    return message
  }

  _tellDropped () {
    const dropped = this._queue.dropped - this._toldDropped
    if (dropped === 0) return
    this._toldDropped = this._queue.dropped
    this._gap({ reason: 'overflow', dropped })
  }

  /** @ignore From the driver: something is missing, or may be. */
  _gap (detail) {
    if (this._isClosed) return
    this._guard(() => {
      this.emit('gap', detail)
      this.bus.emit('gap', { ...detail, channel: this.channel, subscription: this })
    })
  }

  /** @ignore From the driver, or a handler. Nobody listens: an uncaught exception. */
  _emitError (error) {
    this._guard(() => {
      if (this.listenerCount('error') > 0) this.emit('error', error)
      else this.bus._emitError(error)
    })
  }

  _guard (call) {
    try {
      call()
    } catch (error) {
      throwLater(error)
    }
  }

  /** @ignore From the driver: nothing will come any more. */
  _end (error) {
    if (this._isClosed) return
    this.close().catch(() => {})
    if (error) this._emitError(error)
  }

  /** @returns {AsyncIterator<import('./message').Message>} */
  [Symbol.asyncIterator] () {
    if (this._handler !== undefined) {
      throw busError('ERR_HICAST_OPTION', 'a subscription with a handler cannot be iterated: leave the handler out')
    }
    return {
      next: () => this._next(),
      return: async () => {
        await this.close()
        return DONE
      },
      [Symbol.asyncIterator] () { return this }
    }
  }

  _next () {
    this._endCurrent()
    if (this._isClosed) return Promise.resolve(DONE)
    return new Promise((resolve) => {
      this._readers.push({ resolve })
      this._drain()
    })
  }

  /**
   * Ends it. What still waits is not handled any more.
   *
   * @returns {Promise<void>} once the broker has confirmed; handlers that run
   *   are not waited for, what a group's had in hand goes to another member
   */
  close () {
    this._closing ??= this._close()
    return this._closing
  }

  async _close () {
    this._isClosed = true
    this.bus._forget(this)
    this._signal?.removeEventListener('abort', this._onAbort)
    this._queue.clear()
    this._giveRoom()
    for (const { resolve } of this._readers.splice(0)) resolve(DONE)
    try {
      await this._handle?.close()
    } finally {
      this._guard(() => this.emit('close'))
    }
  }

  [ASYNC_DISPOSE] () {
    return this.close()
  }
}

module.exports = Subscription
