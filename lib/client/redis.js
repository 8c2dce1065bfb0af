'use strict'

const { debuglog } = require('util')
const { asCallback } = require('../support/as_callback')
const Command = require('../commands/command')
const { createCommands } = require('../commands/commander')
const { connectorFor } = require('./connectors')
const { installDisposal } = require('./disposal')
const { hide } = require('../support/hide')
const MessageEmitter = require('../pubsub/message_emitter')
const { openMonitor } = require('./monitor')
const { DEFAULTS, parseOptions } = require('../options')
const { serverOf } = require('../options/settings')
const { installScanStreams } = require('../commands/scan_streams')
const { isError } = require('../support/errors')
const Session = require('./session')
const { connectTracer } = require('../support/tracing')
const { installTransactions } = require('../pipelines/transactions')

// Shown with NODE_DEBUG=hicast in the environment.
const debug = debuglog('hicast')

function noop () {}

function emitStatus (redis, status, argument) {
  redis.emit(status, argument)
}

/**
 * A client of one Redis server, with ioredis 6's API. Every command is a
 * method, in lower case, with a `...Buffer` twin that gives Buffers.
 *
 * Events: `wait`, `connecting`, `connect`, `ready`, `close`, `reconnecting`
 * (ms), `resubscribed` ({ deafMs, channels }), `end`, `error` (error),
 * `select` (db); and for messages `message` (channel, message), `pmessage`
 * (pattern, channel, message), `smessage` (channel, message), each with a
 * `...Buffer` twin, and `messages` (array of [channel, message]).
 */
class Redis extends MessageEmitter {
  static Command = Command
  static defaultOptions = DEFAULTS

  /**
   * The same as `new Redis(...)`.
   *
   * @returns {Redis}
   */
  static createClient (...args) {
    return new Redis(...args)
  }

  /** Whether this is a cluster's client. */
  isCluster = false
  /** The transport, while there is or was one. */
  stream = undefined
  scriptsSet = {}
  addedBuiltinSet = new Set()
  _autoPipelines = new Map()
  _runningAutoPipelines = new Set()

  /**
   * `new Redis()`, `new Redis(port, host, options)`, `new Redis(url, options)`,
   * `new Redis(path, options)` or `new Redis(options)`. Connects at once,
   * unless the option `lazyConnect` is set.
   *
   * @param {...(number|string|object|null)} args
   * @throws {Error} for arguments and options that cannot be used
   */
  constructor (...args) {
    super()
    this.options = parseOptions(args)
    hide(this, '_session', new Session(this))
    this.condition = this._session.condition
    this.connector = connectorFor(this)
    for (const [name, definition] of Object.entries(this.options.scripts ?? {})) {
      this.defineCommand(name, definition)
    }
    if (this.options.lazyConnect) this.setStatus('wait')
    else this.connect().catch(noop)
  }

  /** Attempts to connect since the client was last ready. */
  get retryAttempts () {
    return this._session.lifecycle.retryAttempts
  }

  /** Commands that were sent and not yet answered. */
  get commandQueue () {
    return this._session.pending.inFlight
  }

  /** Commands that wait for a connection. */
  get offlineQueue () {
    return this._session.pending.offline
  }

  /** Number of commands that wait in automatic pipelines. */
  get autoPipelineQueueSize () {
    let size = 0
    for (const pipeline of this._autoPipelines.values()) size += pipeline.length
    return size
  }

  /**
   * `monitor` for the client that `monitor()` gives; `subscriber` while a
   * RESP2 connection is subscribed, when other commands are refused.
   *
   * @type {'normal'|'subscriber'|'monitor'}
   */
  get mode () {
    if (this.options.monitor) return 'monitor'
    return this.condition.isRestricted ? 'subscriber' : 'normal'
  }

  /**
   * What hicast has and ioredis has not: `pause`, `resume`, `ref`, `unref`,
   * `health`, `messages`.
   *
   * @type {import('./hicast_methods')}
   */
  get hicast () {
    return this._session.methods
  }

  /**
   * Connects. Needed only with `lazyConnect`, and after the end.
   *
   * @param {(error: Error|null) => void} [callback]
   * @returns {Promise<void>} fulfilled when ready; rejected when the attempt
   *   fails, or when the client is connected or connecting
   */
  connect (callback) {
    const { serverAddress, serverPort } = serverOf(this.options)
    const promise = connectTracer.trace(
      () => this._session.lifecycle.connect(),
      () => ({ serverAddress, serverPort, connectionEpoch: this._session.lifecycle.epoch }))
    return asCallback(promise, callback)
  }

  /**
   * Closes the connection without waiting for replies: see quit().
   *
   * @param {boolean} [reconnect]  whether to connect again, as after a loss
   */
  disconnect (reconnect = false) {
    this._session.lifecycle.disconnect(reconnect)
  }

  /** @deprecated the same as disconnect() */
  end () {
    this.disconnect()
  }

  /**
   * A client of its own with the same options.
   *
   * @param {object} [override]  options that differ
   * @returns {Redis}
   */
  duplicate (override) {
    return new Redis({ ...this.options, ...override })
  }

  /**
   * Opens a second connection that hears of every command the server gets.
   *
   * @param {(error: Error|null, monitor?: Redis) => void} [callback]
   * @returns {Promise<Redis>} emits `monitor` (time, args, source, database)
   */
  monitor (callback) {
    return openMonitor(this, callback)
  }

  /**
   * Sends a command. Every command method ends here, so that whoever replaces
   * this method sees them all.
   *
   * @param {Command} command
   * @param {object} [stream]  the pipeline that the command belongs to
   * @returns {Promise<unknown>|undefined} the command's promise; none for a
   *   command of a pipeline, which has the replies
   */
  sendCommand (command, stream) {
    return this._session.sender.send(command, stream)
  }

  /** @ignore Context of the trace of a transaction. */
  _buildBatchContext (batchSize) {
    const database = this.condition.select
    return { batchMode: 'MULTI', batchSize, database, ...serverOf(this.options) }
  }

  /** @ignore Changes the status, and emits it at the end of this tick. */
  setStatus (status, argument) {
    debug('%s -> %s', this.status ?? 'new', status)
    this.status = status
    if (status === 'close') this._session.sender.onClose()
    process.nextTick(emitStatus, this, status, argument)
  }

  /**
   * Emits an event if it has listeners; an `error` without any is logged, and
   * never thrown. Errors that a wanted disconnection causes are left out.
   *
   * @param {string} event
   * @param {unknown} [argument]
   * @returns {boolean} whether there was a listener
   */
  silentEmit (event, argument) {
    if (event === 'error' && this._session.isExpected(argument)) return false
    if (this.listenerCount(event) > 0) return this.emit(event, argument)
    if (event === 'error' && isError(argument)) {
      console.error('[hicast] Unhandled error event:', argument.stack)
    }
    return false
  }
}

const commands = createCommands(MessageEmitter.prototype)
Object.setPrototypeOf(Redis.prototype, commands)
installTransactions(Redis.prototype, commands)
installScanStreams(Redis.prototype)
installDisposal(Redis.prototype)

module.exports = Redis
