'use strict'

const { EventEmitter } = require('events')
const { throwLater } = require('../support/errors')
const { useCodec } = require('./codec')
const Consumer = require('./consumer')
const { closedError, optionError, unsupported } = require('./errors')
const { checkName, checkPattern, matcher } = require('./names')
const { readConsume, readPublish, readSubscribe } = require('./options')
const { encode } = require('./payload')
const Subscription = require('./subscription')
const tracing = require('./tracing')

const ASYNC_DISPOSE = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')
const NO_OPTIONS = Object.freeze({})

/**
 * What connect() gives. Events: `status` ({ status: 'connected' |
 * 'disconnected' | 'closed', error? }), `gap` (what a subscription told, with
 * `channel` and `subscription`), `error` (of a handler whose subscription has
 * no listener for it, or of the broker; without any listener it is an uncaught
 * exception).
 */
class Bus extends EventEmitter {
  /**
   * @param {object} driver
   * @param {{ name: string, durable?: boolean|string[], codec?: import('../../types/bus').Codec }} options
   */
  constructor (driver, options) {
    super()
    this.name = options.name
    this.broker = driver.name
    this.status = 'connected'
    this._reason = undefined // why it is not
    this._driver = driver
    this._subscriptions = new Set()
    this._closing = null
    this._isDurable = readDurable(options.durable)
    if (options.codec !== undefined) useCodec(this, options.codec)
  }

  /** What this broker can do. */
  get caps () {
    return this._driver.caps
  }

  /** The client of the broker. */
  get native () {
    return this._driver.native
  }

  /**
   * @param {string} channel
   * @param {unknown} data  a string, bytes, or what JSON can hold
   * @param {{ headers?: Record<string, string>, key?: string, id?: string, durable?: boolean, contentType?: string }} [options]
   * @returns {Promise<{ receivers?: number, seq?: number, routed?: boolean, duplicate?: boolean }>}
   *   what the broker knows, and no more
   */
  publish (channel, data, options) {
    try {
      return this._publish(channel, data, options === undefined ? NO_OPTIONS : readPublish(options))
    } catch (error) {
      return Promise.reject(error)
    }
  }

  _publish (channel, data, options) {
    if (this._closing !== null) throw closedError('a publish')
    checkName(channel)
    const { payload, contentType } = encode(data, options.contentType)
    const durable = options.durable ?? this._isDurable(channel)
    if (durable && !this.caps.durable) throw this._unsupported('durable', `publish to a log (${channel})`)
    if (!tracing.isActive()) return this._driver.publish(channel, payload, contentType, options, durable)
    return tracing.publish(this.broker, channel, options,
      (traced) => this._driver.publish(channel, payload, contentType, traced, durable))
  }

  /** @ignore From a consumer: what it received, with whatever headers somebody else gave it. */
  async _forward (channel, payload, options) {
    return Bus.prototype._publish.call(this, channel, payload, options)
  }

  /**
   * Everybody who subscribes gets every message.
   *
   * @param {string} channel  or a pattern: `*` is one part, `>` the rest
   * @param {(message: import('./message').Message) => unknown} [handler]  none:
   *   `for await (const message of subscription)`
   * @param {import('../../types/bus').SubscribeOptions} [options]
   * @returns {Promise<Subscription>} once the broker has confirmed
   */
  async subscribe (channel, handler, options) {
    if (typeof handler === 'object' && options === undefined) [handler, options] = [undefined, handler ?? undefined]
    const read = readSubscribe(options)
    checkHandler(handler)
    const isPattern = checkPattern(channel)
    if (this._closing !== null) throw closedError('a subscription')
    if (isPattern && !this.caps.wildcard) throw this._unsupported('wildcard', `subscribe to a pattern (${channel})`)
    if (read.durable) this._checkDurable(channel, isPattern, read.from)
    else if (!this.caps.broadcast) throw this._unsupported('broadcast', 'subscribe live')
    const subscription = new Subscription(this, channel, handler, read)
    return this._open(subscription, () => read.durable
      ? this._driver.read(channel, subscription, read)
      : this._driver.subscribe(channel, subscription, { isPattern }))
  }

  _checkDurable (channel, isPattern, from) {
    if (!this.caps.durable) throw this._unsupported('durable', `read a log (${channel})`)
    if (isPattern && !this.caps.durableWildcard) {
      throw this._unsupported('durableWildcard', `read a log by a pattern (${channel})`)
    }
    const { kind } = from
    if (kind !== 'new' && !this.caps.replay.includes(kind)) {
      throw this._unsupported(`replay.${kind}`, `read a log from ${kind === 'first' || kind === 'last' ? `'${kind}'` : `{ ${kind} }`}`)
    }
  }

  /**
   * One of the group gets each message.
   *
   * @param {string} channel
   * @param {(message: import('./message').Message) => unknown} [handler]
   * @param {import('../../types/bus').ConsumeOptions} options
   * @returns {Promise<Consumer>} once the broker has confirmed
   */
  async consume (channel, handler, options) {
    if (typeof handler === 'object' && options === undefined) [handler, options] = [undefined, handler ?? undefined]
    const read = readConsume(options)
    checkHandler(handler)
    checkName(channel)
    if (read.deadLetter !== undefined) checkName(read.deadLetter)
    if (this._closing !== null) throw closedError('consuming')
    if (!this.caps.group) throw this._unsupported('group', 'share a channel among a group')
    if (options.from !== undefined && this.caps.groupFrom?.includes(options.from) === false) {
      throw this._unsupported(`groupFrom.${options.from}`, `begin a group from '${options.from}'`)
    }
    if (handler === undefined) read.maxInFlight = read.maxMessages = 1
    const consumer = new Consumer(this, channel, handler, read)
    return this._open(consumer, () => this._driver.consume(channel, consumer, read))
  }

  async _open (subscription, open) {
    const { signal } = subscription.options
    signal?.throwIfAborted()
    this._subscriptions.add(subscription)
    try {
      subscription._handle = await open()
      subscription._positions?.opened(subscription._handle)
    } catch (error) {
      subscription._isClosed = true
      this._subscriptions.delete(subscription)
      throw error
    }
    if (subscription._isClosed) {
      // It was closed while it opened.
      await subscription._handle.close()
    } else if (signal) {
      subscription._signal = signal
      subscription._onAbort = () => subscription.close().catch((error) => this._emitError(error))
      signal.addEventListener('abort', subscription._onAbort, { once: true })
      if (signal.aborted) subscription._onAbort()
    }
    return subscription
  }

  _unsupported (cap, verb) {
    return unsupported(this.broker, verb, this._driver.wayOut?.(cap) ?? 'bus.caps tells what it can')
  }

  _forget (subscription) {
    this._subscriptions.delete(subscription)
  }

  /** @ignore From the driver. */
  _setStatus (status, error) {
    // The same again, but for another reason, is news as well.
    const reason = error?.message
    if (this.status === 'closed' || (status === this.status && (reason === undefined || reason === this._reason))) return
    this.status = status
    this._reason = reason
    try {
      this.emit('status', error === undefined ? { status } : { status, error })
    } catch (thrown) {
      throwLater(thrown)
    }
  }

  /** @ignore From subscriptions and the driver. */
  _emitError (error) {
    if (this.listenerCount('error') > 0) this.emit('error', error)
    else throwLater(error)
  }

  /**
   * Ends all subscriptions, waits for what was published, and closes.
   *
   * @returns {Promise<void>} once nothing is open any more
   */
  close () {
    this._closing ??= this._close()
    return this._closing
  }

  async _close () {
    await Promise.allSettled([...this._subscriptions].map((subscription) => subscription.close()))
    try {
      await this._driver.close()
    } finally {
      this._setStatus('closed')
    }
  }

  [ASYNC_DISPOSE] () {
    return this.close()
  }
}

function checkHandler (handler) {
  if (handler !== undefined && typeof handler !== 'function') throw optionError('handler', handler, 'a function')
}

/** Which channels publish() takes for logs when it is not told. */
function readDurable (durable = false) {
  if (typeof durable === 'boolean') return () => durable
  if (!Array.isArray(durable)) throw optionError('durable', durable, 'true, false, or a list of channels and patterns')
  for (const pattern of durable) checkPattern(pattern)
  const matchers = durable.map(matcher)
  return (channel) => matchers.some((matches) => matches(channel))
}

module.exports = Bus
