'use strict'

const { debuglog } = require('util')
const asCallback = require('standard-as-callback').default
const { queuedLimit, sentLimit } = require('./blocking')
const Command = require('./command')
const { createCommands } = require('./commander')
const Condition = require('./condition')
const Connection = require('./connection')
const { Control, installControl } = require('./control')
const { CONNECTION_CLOSED, closedError, queueError, replyError } = require('./errors')
const Lifecycle = require('./lifecycle')
const MessageEmitter = require('./message_emitter')
const { openMonitor } = require('./monitor')
const { DEFAULTS, parseOptions } = require('./options')
const PendingCommands = require('./pending')
const { installScanStreams } = require('./scan_streams')
const {
  commandTracer, connectTracer, publishChannel, sanitizeArguments, tracePublish
} = require('./tracing')
const { installTransactions } = require('./transaction')

const { connectorFor } = Lifecycle
// Shown with NODE_DEBUG=hicast in the environment.
const debug = debuglog('hicast')
const INTEGER = /^\s*-?\d+\s*$/

function noop () {}

function emitStatus (redis, status, argument) {
  redis.emit(status, argument)
}

/**
 * A client of one Redis server, with ioredis 6's API. Every command is a
 * method, in lower case, with a `…Buffer` twin that gives Buffers.
 *
 * Events: `wait`, `connecting`, `connect`, `ready`, `close`, `reconnecting`
 * (ms), `resubscribed` ({ deafMs, channels }), `end`, `error` (error),
 * `select` (db); and for messages `message` (channel, message), `pmessage`
 * (pattern, channel, message), `smessage` (channel, message), each with a
 * `…Buffer` twin, and `messages` (array of [channel, message]).
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

  #pending = new PendingCommands()
  #lifecycle
  #connection
  #isMonitoring = false

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
    this.#lifecycle = new Lifecycle(this, this.#pending)
    this.#connection = new Connection(this, this.#lifecycle, this.#pending.inFlight)
    this.#lifecycle.attach(this.#connection)
    this._control = new Control(this.#connection, this.#lifecycle, this.#pending)
    this.condition = new Condition(this.options, this.#connection, this.#lifecycle)
    this.connector = connectorFor(this.options)
    for (const [name, definition] of Object.entries(this.options.scripts ?? {})) {
      this.defineCommand(name, definition)
    }
    if (this.options.lazyConnect) this._setStatus('wait')
    else this.connect().catch(noop)
  }

  /** Attempts to connect since the client was last ready. */
  get retryAttempts () {
    return this.#lifecycle.retryAttempts
  }

  /** Commands that were sent and not yet answered. */
  get commandQueue () {
    return this.#pending.inFlight
  }

  /** Commands that wait for a connection. */
  get offlineQueue () {
    return this.#pending.offline
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
   * Connects. Needed only with `lazyConnect`, and after the end.
   *
   * @param {(error: Error|null) => void} [callback]
   * @returns {Promise<void>} fulfilled when ready; rejected when the attempt
   *   fails, or when the client is connected or connecting
   */
  connect (callback) {
    const { serverAddress, serverPort } = this._describeServer()
    const promise = connectTracer.trace(
      () => this.#lifecycle.connect(),
      () => ({ serverAddress, serverPort, connectionEpoch: this.#lifecycle.epoch }))
    return asCallback(promise, callback)
  }

  /**
   * Closes the connection without waiting for replies: see quit().
   *
   * @param {boolean} [reconnect]  whether to connect again, as after a loss
   */
  disconnect (reconnect = false) {
    this.#lifecycle.disconnect(reconnect)
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
    if (command.isSettled) return promiseOf(command)
    if (this.status === 'wait') this.connect().catch(noop)
    const { traits } = command
    const refusal = this.#refusal(traits)
    if (refusal !== null) {
      command.fail(refusal)
      return promiseOf(command)
    }
    const { condition, options } = this
    if (typeof options.commandTimeout === 'number') command.setTimeout(options.commandTimeout)
    command.context = condition
    command.select = condition.select
    const canSend = this.#canSend(traits, stream)
    if (canSend && this.#connection.isCongested && this.#refuseForSize(command, traits)) {
      return promiseOf(command)
    }
    const isSent = canSend && this.#send(command, traits)
    if (!isSent) this.#enqueue(command, traits)
    if (traits.isSelect && !command.isSettled) this.#noteSelect(command)
    return isSent ? this.#traced(command) : promiseOf(command)
  }

  #refusal (traits) {
    if (this.status === 'end') return closedError()
    if (this.#isMonitoring && !traits.isMonitorSafe) {
      return new Error("Connection is in monitoring mode, can't process commands.")
    }
    if (!traits.isSubscriberSafe && this.condition.isRestricted) {
      return new Error('Connection in subscriber mode, only subscriber commands may be used')
    }
    return null
  }

  #canSend (traits, stream) {
    if (!this.#connection.isWritable) return false
    if (this.status === 'ready') return true
    return this.#isMonitoring || (this.status === 'connect' && traits.isHandshake && !stream)
  }

  /** @returns {boolean} false: the connection is about to be closed */
  #send (command, traits) {
    if (!this.#connection.write(command)) return false
    if (traits.isBlocking) command.setBlockingTimeout(sentLimit(command, this.options))
    if (traits.willDisconnect) {
      this.#lifecycle.isManuallyClosing = true
      this._control.release()
    }
    if (publishChannel.hasSubscribers) tracePublish(command)
    return true
  }

  /**
   * Rejects a command when too much waits before it: all of a pipeline or
   * nothing of it, since a transaction must not be sent in part.
   *
   * @returns {boolean}
   */
  #refuseForSize (command, traits) {
    const { pipeline } = command
    const isFirst = pipeline === null || command.pipelineIndex === 0
    if (isFirst && !traits.willDisconnect) {
      const limit = this.options.maxQueueBytes
      const waiting = this.#pending.bytes + this.#connection.outputLength
      const refusal = waiting >= limit ? queueError(waiting, limit) : null
      if (pipeline !== null) pipeline.refusal = refusal
      if (refusal !== null) command.fail(refusal)
    } else if (pipeline !== null && pipeline.refusal) {
      command.fail(pipeline.refusal)
    }
    return command.isSettled
  }

  #enqueue (command, traits) {
    if (!this.options.enableOfflineQueue) {
      command.fail(new Error("Stream isn't writeable and enableOfflineQueue options is false"))
    } else if (traits.willDisconnect && this.#pending.offline.length === 0) {
      this.disconnect()
      command.resolve(Buffer.from('OK'))
    } else if (!this.#refuseForSize(command, traits)) {
      this.#pending.wait(command)
      if (traits.isBlocking) command.setBlockingTimeout(queuedLimit(this.options))
    }
  }

  #noteSelect ({ args: [db] }) {
    if (!INTEGER.test(db) || this.condition.select === Number(db)) return
    this.condition.select = Number(db)
    this.emit('select', Number(db))
  }

  #traced (command) {
    if (!commandTracer.isActive || command.isTraced) return promiseOf(command)
    // Once, although a command may be sent again after a reconnect.
    command.isTraced = true
    return commandTracer.trace(() => command.promise, () => ({
      command: command.name,
      args: sanitizeArguments(command.name, command.args),
      database: this.condition.select,
      ...this._describeServer()
    }))
  }

  /** @ignore */
  _describeServer () {
    const { path, host, port } = this.options
    if (path) return { serverAddress: path, serverPort: undefined }
    return { serverAddress: host || 'localhost', serverPort: port || 6379 }
  }

  /** @ignore Context of the trace of a transaction. */
  _describeBatch (batchSize) {
    const database = this.condition.select
    return { batchMode: 'MULTI', batchSize, database, ...this._describeServer() }
  }

  /** @ignore The connection is ready: sends what waited for it. */
  _onReady () {
    if (this.options.monitor) {
      this.#startMonitoring()
      return
    }
    const commands = this.#pending.takeWaiting()
    if (commands.length > 0) debug('sending %d commands that waited', commands.length)
    for (const command of commands) this.#sendLate(command)
    if (this.#connection.db !== this.condition.select) this.#selectDb(this.condition.select)
  }

  #sendLate (command) {
    // Nobody waits for it any more; but pipelines are sent whole.
    if (command.isSettled && command.pipeline === null) return
    const { traits } = command
    const refusal = this.#refusal(traits)
    if (refusal !== null) {
      command.fail(refusal)
      return
    }
    const { isWritable, db } = this.#connection
    if (isWritable && !traits.isSelect && command.select !== db) this.#selectDb(command.select)
    if (isWritable && this.#send(command, traits)) this.#traced(command)
    else this.#pending.wait(command)
  }

  #selectDb (db) {
    const command = new Command('select', [db])
    command.promise.catch((error) => this.silentEmit('error', error))
    this.#connection.write(command)
  }

  #startMonitoring () {
    this.#isMonitoring = true
    this.call('monitor').then(
      () => this._setStatus('monitoring'),
      (error) => this.silentEmit('error', error))
  }

  /** @ignore An error came in place of a reply. */
  _handleErrorReply (command, text) {
    const error = replyError(text, command)
    if (command.name === 'ssubscribe' && text.startsWith('MOVED ')) this.emit('moved')
    let decision = false
    try {
      if (this.#asksReconnect(command)) decision = this.options.reconnectOnError(error)
    } finally {
      this.#act(Number(decision), command, error)
    }
  }

  #asksReconnect (command) {
    if (!this.options.reconnectOnError) return false
    const { traits } = command
    return !traits.ignoresReconnectOnError && !(this.condition.handshake && traits.isHandshake)
  }

  #act (decision, command, error) {
    const isReconnect = decision === 1 || decision === 2
    if (isReconnect && this.status !== 'reconnecting') this.disconnect(true)
    if (decision === 2) this.#enqueue(command, command.traits)
    else command.fail(error)
  }

  /** @ignore Changes the status, and emits it at the end of this tick. */
  _setStatus (status, argument) {
    debug('%s -> %s', this.status ?? 'new', status)
    this.status = status
    if (status === 'close') this.#isMonitoring = false
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
    if (event === 'error' && this.#isExpected(argument)) return false
    if (this.listenerCount(event) > 0) return this.emit(event, argument)
    if (event === 'error' && argument instanceof Error) {
      console.error('[hicast] Unhandled error event:', argument.stack)
    }
    return false
  }

  #isExpected (error) {
    if (this.status === 'end') return true
    return this.#lifecycle.isManuallyClosing && error instanceof Error &&
      (error.message === CONNECTION_CLOSED || error.syscall === 'connect' || error.syscall === 'read')
  }

  onDeliveryChange () {
    this.#connection.updateDelivery()
  }
}

function promiseOf (command) {
  return command.pipeline === null ? command.promise : undefined
}

const commands = createCommands(MessageEmitter.prototype)
Object.setPrototypeOf(Redis.prototype, commands)
installTransactions(Redis.prototype, commands)
installScanStreams(Redis.prototype)
installControl(Redis.prototype)

module.exports = Redis
