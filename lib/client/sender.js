'use strict'

const { debuglog } = require('util')
const { queuedLimit, sentLimit } = require('../commands/blocking')
const Command = require('../commands/command')
const { serverOf } = require('../options/settings')
const { abortError, closedError, queueError, replyError } = require('../support/errors')
const { COMMAND } = require('../support/native')
const { commandTracer, publishChannel, sanitizeArguments, tracePublish } = require('../support/tracing')

const debug = debuglog('hicast')
const INTEGER = /^\s*-?\d+\s*$/
// With these a transaction begins or is over.
const ENDS = new Set([COMMAND.MULTI, COMMAND.EXEC, COMMAND.RESET])

function noop () {}

/**
 * Decides what becomes of each command of a client: it is sent, waits for a
 * connection, or is refused; and what an error reply to it leads to.
 */
class Sender {
  #redis
  #connection
  #lifecycle
  #pending
  #isMonitoring = false
  // Each command has to be looked at: while monitoring, and after a transaction
  // was cut.
  #isGuarded = false
  // Of the diagnostics channels, in this tick.
  #isTracing = false
  #isPublishHeard = false

  /**
   * @param {import('./redis')} redis
   * @param {import('../connection/connection')} connection
   * @param {import('./lifecycle')} lifecycle
   * @param {import('./pending')} pending
   */
  constructor (redis, connection, lifecycle, pending) {
    this.#redis = redis
    this.#connection = connection
    this.#lifecycle = lifecycle
    this.#pending = pending
  }

  /**
   * @param {Command} command
   * @param {object} [stream]  the pipeline that the command belongs to
   * @returns {Promise<unknown>|undefined} see Redis#sendCommand
   */
  send (command, stream) {
    const redis = this.#redis
    if (command.isSettled) return promiseOf(command)
    if (command.traits.isPlain && redis.status === 'ready' && this.#sendPlain(command)) {
      return this.#isTracing ? this.#traced(command) : promiseOf(command)
    }
    try {
      return this.#sendSpecial(command, stream)
    } catch (error) {
      command.fail(error) // an argument that cannot be read
      return promiseOf(command)
    }
  }

  #sendSpecial (command, stream) {
    const redis = this.#redis
    if (redis.status === 'wait') redis.connect().catch(noop)
    const { traits } = command
    const refusal = this.#refusal(traits) ?? this.#refuseForTransaction(command)
    if (refusal !== null) {
      redis._session.failCommand(command, refusal)
      return promiseOf(command)
    }
    const { condition, options } = redis
    if (typeof options.commandTimeout === 'number') command.setTimeout(options.commandTimeout)
    command.context = condition
    command.select = condition.select
    const canSend = this.#canSend(traits, stream)
    if (canSend && this.#connection.isCongested && this.#refuseForSize(command, traits)) {
      return promiseOf(command)
    }
    const isSent = canSend && this.#write(command, traits)
    if (!isSent) this.#enqueue(command, traits)
    if (traits.isSelect && !command.isSettled) this.#noteSelect(command)
    return isSent ? this.#traced(command) : promiseOf(command)
  }

  // What nearly every command comes to: nothing is special about it, nor about
  // the connection. Everything else takes the long way.
  #sendPlain (command) {
    const connection = this.#connection
    const { condition, options } = this.#redis
    if (this.#isGuarded || !connection.isClear || typeof options.commandTimeout === 'number') return false
    // Whoever listens from now on is seen in the next tick.
    if (!connection.hasWritten) this.#lookForListeners()
    command.context = condition
    command.select = condition.select
    if (!connection.write(command)) return false
    if (this.#isPublishHeard) tracePublish(command)
    return true
  }

  #lookForListeners () {
    this.#isTracing = commandTracer.isActive
    this.#isPublishHeard = publishChannel.hasSubscribers
  }

  #refusal (traits) {
    if (this.#redis.status === 'end') return closedError()
    if (this.#isMonitoring && !traits.isMonitorSafe) {
      return new Error("Connection is in monitoring mode, can't process commands.")
    }
    if (!traits.isSubscriberSafe && this.#redis.condition.isRestricted) {
      return new Error('Connection in subscriber mode, only subscriber commands may be used')
    }
    return null
  }

  // By what is answered, the rest of a transaction would be carried out in part.
  #refuseForTransaction (command) {
    const { transaction } = this.#pending
    const refusal = transaction.takes(command) ? abortError(command) : null
    this.#isGuarded = this.#isMonitoring || transaction.isCut
    return refusal
  }

  #canSend (traits, stream) {
    if (!this.#connection.isWritable) return false
    if (this.#redis.status === 'ready') return true
    return this.#isMonitoring || (this.#redis.status === 'connect' && traits.isHandshake && !stream)
  }

  /** @returns {boolean} false: the connection is about to be closed */
  #write (command, traits) {
    const { transaction } = this.#pending
    if (transaction.mustDiscard(command)) return this.#discard(command)
    if (!this.#connection.write(command)) return false
    if (traits.isBlocking) command.setBlockingTimeout(sentLimit(command, this.#redis.options))
    if (traits.isWatch || ENDS.has(traits.kind)) transaction.onWrite(command)
    if (traits.willDisconnect) {
      this.#lifecycle.isManuallyClosing = true
      this.#redis._session.control.release()
    }
    if (publishChannel.hasSubscribers) tracePublish(command)
    return true
  }

  // In the place of an EXEC.
  #discard (command) {
    const discard = new Command('discard', [])
    discard.promise.then(() => command.succeed(null), (error) => command.fail(error))
    return this.#write(discard, discard.traits)
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
      const refusal = this.refusalForSize()
      if (pipeline !== null) pipeline.refusal = refusal
      if (refusal !== null) command.fail(refusal)
    } else if (pipeline !== null && pipeline.refusal) {
      command.fail(pipeline.refusal)
    }
    return command.isSettled
  }

  /** @returns {Error|null} why no more can be taken: too much waits to be sent */
  refusalForSize () {
    const limit = this.#redis.options.maxQueueBytes
    const waiting = this.#pending.bytes + this.#pending.collectedBytes + this.#connection.outputLength
    return waiting >= limit ? queueError(waiting, limit) : null
  }

  #enqueue (command, traits) {
    if (!this.#redis.options.enableOfflineQueue) {
      command.fail(new Error("Stream isn't writeable and enableOfflineQueue options is false"))
    } else if (traits.willDisconnect && this.#pending.offline.length === 0) {
      this.#redis.disconnect()
      command.resolve(Buffer.from('OK'))
    } else if (!this.#refuseForSize(command, traits)) {
      this.#pending.wait(command)
      if (traits.isBlocking) command.setBlockingTimeout(queuedLimit(this.#redis.options))
    }
  }

  #noteSelect ({ args: [db] }) {
    if (!INTEGER.test(db) || this.#redis.condition.select === Number(db)) return
    this.#redis.condition.select = Number(db)
    this.#redis.emit('select', Number(db))
  }

  #traced (command) {
    if (!commandTracer.isActive || command.isTraced) return promiseOf(command)
    // Once, although a command may be sent again after a reconnect.
    command.isTraced = true
    return commandTracer.trace(() => command.promise, () => ({
      command: command.name,
      args: sanitizeArguments(command.name, command.args),
      database: this.#redis.condition.select,
      ...serverOf(this.#redis.options)
    }))
  }

  /** The connection is ready: sends what waited for it. */
  onReady () {
    this.#isGuarded = this.#pending.transaction.isCut
    if (this.#redis.options.monitor) {
      this.#startMonitoring()
      return
    }
    const commands = this.#pending.takeWaiting()
    if (commands.length > 0) debug('sending %d commands that waited', commands.length)
    for (const command of commands) {
      try {
        this.#sendLate(command)
      } catch (error) {
        command.fail(error)
      }
    }
    if (this.#connection.db !== this.#redis.condition.select) this.#selectDb(this.#redis.condition.select)
  }

  #sendLate (command) {
    const { traits } = command
    const refusal = this.#refusal(traits)
    if (refusal !== null) {
      command.fail(refusal)
      return
    }
    const { isWritable, db } = this.#connection
    if (isWritable && !traits.isSelect && command.select !== db) this.#selectDb(command.select)
    if (isWritable && this.#write(command, traits)) this.#traced(command)
    else this.#pending.wait(command)
  }

  #selectDb (db) {
    const command = new Command('select', [db])
    command.promise.catch((error) => this.#redis.silentEmit('error', error))
    this.#connection.write(command)
  }

  #startMonitoring () {
    this.#isMonitoring = this.#isGuarded = true
    this.#redis.call('monitor').then(
      () => this.#redis.setStatus('monitoring'),
      (error) => this.#redis.silentEmit('error', error))
  }

  /** The connection is closed. */
  onClose () {
    this.#isMonitoring = this.#isGuarded = false
  }

  /**
   * An error came in place of a reply.
   *
   * @param {Command} command
   * @param {string} text
   */
  onErrorReply (command, text) {
    const error = replyError(text, command)
    if (command.traits.kind === COMMAND.MULTI) this.#pending.transaction.onRefused(command)
    if (command.name === 'ssubscribe' && text.startsWith('MOVED ')) this.#redis.emit('moved')
    let decision = false
    try {
      if (this.#asksReconnect(command)) decision = this.#redis.options.reconnectOnError(error)
    } finally {
      this.#act(Number(decision), command, error)
    }
  }

  #asksReconnect (command) {
    if (!this.#redis.options.reconnectOnError) return false
    const { traits } = command
    return !traits.ignoresReconnectOnError && !(this.#redis.condition.handshake && traits.isHandshake)
  }

  #act (decision, command, error) {
    const isReconnect = decision === 1 || decision === 2
    if (isReconnect && this.#redis.status !== 'reconnecting') this.#redis.disconnect(true)
    if (decision === 2) this.#enqueue(command, command.traits)
    else this.#redis._session.failCommand(command, error)
  }
}

function promiseOf (command) {
  return command.pipeline === null ? command.promise : undefined
}

module.exports = Sender
