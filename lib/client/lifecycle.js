'use strict'

const { now } = require('../support/clock')
const { NativeConnector, TlsConnector } = require('../connection/connector')
const { closedError, maxRetriesError, throwLater } = require('../support/errors')
const { NOTICE } = require('../support/native')
const { reportNotice } = require('./notices')
const { serverOf } = require('../options/settings')
const Resubscription = require('../pubsub/resubscription')
const { askInfo, hasCheck } = require('./server_check')
const StreamTransport = require('../connection/stream_transport')
const { reconnectChannel } = require('../support/tracing')

// A connection that was ready for so long, in ms, belongs to no row of failures.
const STABLE = 1000

// No matter of an app's fake timers.
const defer = setImmediate

function noop () {}

/**
 * Connects, disconnects and reconnects a client. Statuses go from `wait` (or
 * nothing) over `connecting`, `connect`, `ready` to `close`; from there to
 * `reconnecting` and back to `connecting`, or to `end`.
 */
class Lifecycle {
  #redis
  #connection
  #pending
  #attempt = null // of connect(), until ready or closed
  #retryTimer = null
  #endTimer = null
  #readyAt = null // while ready
  #readyCount = 0
  #isClosing = false
  #isRef = true
  #resubscription

  /** Attempts to connect since the client was last ready. */
  retryAttempts = 0
  /** How often the client has begun to connect. */
  epoch = 0
  /** The next close ends the client. */
  isManuallyClosing = false
  /** Between onConnect and onReady. */
  isInHandshake = false

  /**
   * @param {import('./redis')} redis
   * @param {import('./pending')} pending
   */
  constructor (redis, pending) {
    this.#redis = redis
    this.#pending = pending
  }

  /** @param {import('../connection/connection')} connection */
  attach (connection) {
    this.#connection = connection
    this.#resubscription = new Resubscription(this.#redis, connection)
  }

  /** How often the client was ready again after a loss. */
  get reconnects () {
    return Math.max(this.#readyCount - 1, 0)
  }

  /** Time in all, in ms, for which subscriptions heard nothing. */
  get deafMs () {
    return this.#resubscription.deafMs
  }

  /**
   * @returns {Promise<void>} fulfilled when ready; rejected when closed before
   */
  connect () {
    const redis = this.#redis
    if (this.#attempt !== null || this.#connection.isOpen || this.#isClosing) {
      return Promise.reject(new Error('Redis is already connecting/connected'))
    }
    this.#stopRetrying()
    this.epoch += 1
    redis.setStatus('connecting')
    return new Promise((resolve, reject) => {
      this.#attempt = { resolve, reject, isOpened: false, isCancelled: false, connector: null }
      this.#open(this.#attempt)
    })
  }

  #open (attempt) {
    const { connector, options } = this.#redis
    if (connector instanceof NativeConnector) {
      process.nextTick(() => this.#openNative(attempt, options))
    } else if (connector.isAddressEnough) {
      connector.locate((event, error) => this.#emit(event, error)).then(
        (address) => this.#openNative(attempt, address),
        (error) => this.#giveUp(attempt, error))
    } else {
      this.#openStream(attempt, connector, options)
    }
  }

  #openNative (attempt, target) {
    if (attempt.isCancelled) {
      this.#giveUp(attempt, closedError())
      return
    }
    const { connector, options, condition } = this.#redis
    try {
      const stream = this.#connection.open(condition.select, target)
      if (stream === null) {
        this.#openStream(attempt, new TlsConnector({ disconnectTimeout: options.disconnectTimeout, ...target }), options)
        return
      }
      attempt.isOpened = true
      this.#redis.stream = stream
      connector.useStream?.(stream)
    } catch (error) {
      attempt.isOpened = true
      this.#giveUp(attempt, error)
    }
  }

  #openStream (attempt, connector, options) {
    attempt.connector = connector
    connector.connect((event, error) => this.#emit(event, error)).then(
      (stream) => this.#useStream(attempt, connector, stream, options),
      (error) => this.#giveUp(attempt, error))
  }

  #useStream (attempt, connector, stream, options) {
    if (attempt.isCancelled) {
      stream.destroy()
      this.#giveUp(attempt, closedError())
      return
    }
    attempt.isOpened = true
    this.#redis.stream = stream
    const own = this.#redis.connector
    // The connector knew the address, and another one has opened the stream.
    if (own !== connector) own.useStream?.(stream)
    const transport = new StreamTransport(this.#connection, connector, stream, {
      onError: (error) => this.#emit('error', error),
      onClose: () => this.onClose({ error: null, rejects: null })
    })
    transport.open(options, this.#redis.condition.select)
  }

  /** Ends an attempt that came to no connection at all. */
  #giveUp (attempt, error) {
    this.#attempt = null
    this.#pending.flush(error)
    this.#emit('error', error)
    this.isManuallyClosing = false
    this.#redis.connector.release?.()
    attempt.reject(error)
    this.#redis.setStatus('end')
  }

  /**
   * @param {boolean} reconnect  whether to connect again after the close
   */
  disconnect (reconnect) {
    // By what there is to end, and not by the status, which apps may set.
    if (this.#isOver()) return
    if (!reconnect) this.isManuallyClosing = true
    if (this.#connection.isOpen) this.#endConnection()
    else if (this.#attempt !== null) this.#cancel(this.#attempt, reconnect)
    else if (this.#retryTimer !== null) this.#cancelRetry(reconnect)
    else if (!this.#isClosing) this.onClose({ error: null, rejects: null })
  }

  #isOver () {
    return !this.#connection.isOpen && this.#attempt === null && this.#retryTimer === null &&
      !this.#isClosing && this.#redis.status !== 'wait'
  }

  #cancel (attempt, reconnect) {
    // Nothing to close yet: the connection that is wanted is on its way.
    if (reconnect && !attempt.isOpened) return
    attempt.isCancelled = true
    const connector = attempt.connector ?? this.#redis.connector
    if (!(connector instanceof NativeConnector)) connector.disconnect()
  }

  // There is no connection whose close would lead to the end.
  #cancelRetry (reconnect) {
    if (reconnect) return
    this.#stopRetrying()
    this.isManuallyClosing = false
    this.#end()
  }

  #endConnection () {
    const connection = this.#connection
    this.#redis._session.control.release()
    connection.end()
    this.#endTimer ??= setTimeout(() => connection.close(), this.#redis.options.disconnectTimeout)
  }

  onConnect () {
    this.isInHandshake = true
    this.#redis.setStatus('connect')
  }

  /** The addon is through with the handshake. */
  onReady () {
    const { connector } = this.#redis
    if (!hasCheck(connector)) {
      this.#introduceFieldsets()
      return
    }
    const { epoch } = this
    askInfo(this.#connection, (info) => {
      if (epoch !== this.epoch || !this.#connection.isOpen) return
      if (connector.check(info)) this.#introduceFieldsets()
      else this.disconnect(true)
    })
  }

  #introduceFieldsets () {
    const { fieldsets } = this.#redis._session
    if (fieldsets === null) {
      this.#becomeReady()
      return
    }
    const { epoch } = this
    fieldsets.introduce(this.#connection, () => {
      if (epoch === this.epoch && this.#connection.isOpen) this.#becomeReady()
    })
  }

  #becomeReady () {
    this.isInHandshake = false
    this.retryAttempts = 0
    this.#readyAt = now()
    this.#settleAttempt('resolve')
    this.#redis.setStatus('ready')
    this.#attend(() => this.#resubscription.onReady())
    this.#announceDb()
    this.#attend(() => this.#redis._session.sender.onReady())
    this.#redis._session.control.onReady()
    this.#readyCount += 1
  }

  // A new connection begins with the database of the options, says ioredis,
  // and with the event when the one in use is another.
  #announceDb () {
    const { db } = this.#connection
    if (this.#readyCount > 0 && db !== this.#redis.options.db) this.#emit('select', db)
  }

  /** @param {import('../connection/close_cause').CloseCause} cause */
  onClose ({ error, rejects, silentMs = 0 }) {
    const readyMs = this.#readyAt === null ? 0 : now() - this.#readyAt
    this.#readyAt = null
    this.#isClosing = true
    this.isInHandshake = false
    clearTimeout(this.#endTimer)
    this.#endTimer = null
    this.#attend(() => this.#redis._session.control.onClose())
    this.#attend(() => this.#resubscription.onLost(silentMs))
    if (rejects !== null) {
      this.#attend(() => this.#pending.flush(error, { offlineQueue: rejects === 'all' }))
    }
    if (error !== null) this.#emit('error', error)
    // Those whose commands were rejected come before the close, as with ioredis,
    // where the server closes some time later: a quit() of theirs is fulfilled.
    if (rejects === null) this.#close(readyMs)
    else defer(() => this.#close(readyMs))
  }

  #close (readyMs) {
    const { options } = this.#redis
    this.#settleAttempt('reject', closedError())
    this.#attend(() => this.#redis.setStatus('close'))
    this.#attend(() => this.#pending.onClose(options))
    const delay = this.#retryDelay(options)
    this.#isClosing = false
    // The wait spares a server that fails at once. A connection that held
    // longer than the wait has waited already: every moment costs messages.
    if (delay === null) this.#end()
    else this.#retry(readyMs >= delay ? 0 : delay, options, readyMs > STABLE)
  }

  /** @returns {number|null} ms until the next attempt; null: none */
  #retryDelay ({ retryStrategy }) {
    let delay = null
    if (!this.isManuallyClosing && typeof retryStrategy === 'function') {
      this.retryAttempts += 1
      try {
        delay = retryStrategy(this.retryAttempts)
      } catch (error) {
        throwLater(error)
      }
    }
    // The strategy may itself have called disconnect().
    const isLast = this.isManuallyClosing || typeof delay !== 'number'
    this.isManuallyClosing = false
    return isLast ? null : delay
  }

  #retry (delay, { autoResendUnfulfilledCommands, maxRetriesPerRequest: limit }, isStable) {
    if (!autoResendUnfulfilledCommands) this.#pending.abortUnanswered()
    this.#redis.setStatus('reconnecting', delay)
    if (reconnectChannel.hasSubscribers) {
      reconnectChannel.publish({ attempt: this.retryAttempts, delay, ...serverOf(this.#redis.options) })
    }
    const connect = () => {
      this.#retryTimer = null
      this.#redis.connect().catch(noop)
    }
    // A timer takes a millisecond at least.
    this.#retryTimer = isStable && delay === 0 ? setImmediate(connect) : setTimeout(connect, delay)
    if (!this.#isRef) this.#retryTimer.unref?.()
    if (typeof limit === 'number' && limit >= 0 && this.retryAttempts % (limit + 1) === 0) {
      this.#pending.flush(maxRetriesError(limit))
    }
  }

  #end () {
    this.#resubscription.onEnd()
    this.#redis.connector.release?.()
    this.#redis.setStatus('end')
    this.#pending.transaction.forget()
    this.#pending.flush(closedError())
  }

  /** Lets a wait for the next attempt keep the process alive. */
  ref () {
    this.#isRef = true
    this.#retryTimer?.ref?.()
  }

  unref () {
    this.#isRef = false
    this.#retryTimer?.unref?.()
  }

  #stopRetrying () {
    clearTimeout(this.#retryTimer)
    clearImmediate(this.#retryTimer)
    this.#retryTimer = null
  }

  #emit (event, argument) {
    this.#attend(() => this.#redis.silentEmit(event, argument))
  }

  // What a listener throws must not keep the client from going on.
  #attend (step) {
    try {
      step()
    } catch (error) {
      throwLater(error)
    }
  }

  // In the tick in which the event is emitted, so that whoever awaits
  // connect() goes on after those who listen.
  #settleAttempt (how, error) {
    if (this.#attempt !== null) process.nextTick(this.#attempt[how], error)
    this.#attempt = null
  }

  /** Something in the handshake that does not end the connection. */
  onNotice (notice, text, kind, name) {
    if (notice === NOTICE.RESUBSCRIBE) this.#resubscription.onRefused(text, kind, name)
    else reportNotice(this.#redis, notice, text)
  }
}

module.exports = Lifecycle
