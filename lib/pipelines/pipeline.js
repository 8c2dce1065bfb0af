'use strict'

const { deprecate } = require('util')
const { asCallback } = require('../support/as_callback')
const { isError } = require('../support/errors')
const { createCommands } = require('../commands/commander')
const { dropSettled } = require('../commands/transaction_groups')

// In the words of ioredis.
const SENT = 'Pipeline cannot be used to send any commands when the `exec()` has been called on it.'
// More arguments than this are handed over in an array: the stack has an end.
const MAX_CALL = 10000

const commands = createCommands(Object.prototype)

/**
 * Commands that are collected and sent together: `redis.pipeline()`. Every
 * command is a method here too, which returns the pipeline.
 */
class Pipeline {
  /** @param {import('../client/redis')} redis */
  constructor (redis) {
    this.redis = redis
    this.options = redis.options
    this.isPipeline = true
    this.isCluster = redis.isCluster === true
    this.scriptsSet = {}
    this.addedBuiltinSet = new Set()
    this._queue = []
    this._result = []
    this._transactions = 0
    this._isSent = false
    this.replyPending = 0
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this._adopt(redis)
  }

  /** Takes over the commands that were added to the client. */
  _adopt (redis) {
    for (const name of [...Object.keys(redis.scriptsSet), ...redis.addedBuiltinSet]) {
      this[name] = redis[name]
      this[name + 'Buffer'] = redis[name + 'Buffer']
    }
  }

  /** Number of commands collected. */
  get length () {
    return this._queue.length
  }

  /**
   * Collects a command.
   *
   * @param {import('../commands/command')} command
   * @returns {this}
   */
  sendCommand (command) {
    command.inTransaction = this._transactions > 0
    command.pipelineIndex = this._queue.length
    this._queue.push(command)
    if (this._isSent) command.fail(new Error(SENT))
    if (command.isSettled) {
      this._result[command.pipelineIndex] = [undefined]
      command.promise.catch((error) => { this._result[command.pipelineIndex] = [error] })
    } else {
      command.pipeline = this
    }
    return this
  }

  /**
   * Collects several commands.
   *
   * @param {unknown[][]} commands  each the command's name and its arguments
   * @returns {this}
   */
  addBatch (commands) {
    for (const [name, ...args] of commands) {
      if (args.length > MAX_CALL) this[name](args.flat())
      else this[name](...args)
    }
    return this
  }

  /**
   * Begins a transaction inside the pipeline, which `exec()` ends.
   *
   * @returns {this}
   */
  multi () {
    this._transactions += 1
    return Reflect.apply(commands.multi, this, arguments)
  }

  /**
   * Sends what was collected. After `multi()` it first stands for the command
   * EXEC, and the next call sends.
   *
   * @param {(error: Error|null, results?: Array<[Error|null, unknown]>) => void} [callback]
   * @returns {Promise<Array<[Error|null, unknown]>>} one [error, reply] for
   *   each command; or the pipeline itself, after `multi()`
   */
  exec (callback) {
    if (this._transactions > 0) {
      this._transactions -= 1
      // All replies in it come in one form, and get that of their command. As
      // bytes if need be: strings cost a fifth of that.
      return Reflect.apply(wantsBytes(this._queue) ? commands.execBuffer : commands.exec, this, arguments)
    }
    if (!this._isSent) {
      this._isSent = true
      asCallback(this.promise, callback)
      this._send()
    }
    return this.promise
  }

  _send () {
    let commands = this._queue.filter((command) => !command.isSettled)
    this.replyPending = commands.length
    // A transaction one of whose commands has failed already is not sent in part.
    if (commands.length < this._queue.length) commands = dropSettled(this._queue, discard)
    if (this.replyPending === 0) {
      this.resolve(this._result)
      return
    }
    if (this.isCluster) {
      this.redis._session.runPipeline(this, commands)
      return
    }
    const wait = this.redis._session.fieldsets?.prepareFor(commands)
    if (wait === undefined) write(this, commands)
    else wait.then(() => write(this, commands), (error) => refuse(this, commands, error))
  }

  /**
   * Takes what became of a command; the last one fulfils the pipeline.
   *
   * @param {[Error]|[null, unknown]} result
   * @param {number} position
   */
  fillResult (result, position) {
    if (this._queue[position].name === 'exec' && Array.isArray(result[1])) {
      this._transformTransaction(result[1], position)
    }
    this._result[position] = result
    this.replyPending -= 1
    if (this.replyPending === 0) this.resolve(this._result)
  }

  /** Gives the replies inside that of EXEC the form their commands want. */
  _transformTransaction (replies, position) {
    const first = position - replies.length
    for (let i = 0; i < replies.length; i += 1) {
      if (isError(replies[i])) continue
      try {
        replies[i] = this._queue[first + i].transformReply(replies[i])
      } catch (error) {
        replies[i] = error
      }
    }
  }
}

/** Whether some command of the transaction at the end wants other replies than strings. */
function wantsBytes (queue) {
  for (let i = queue.length - 1; i >= 0 && queue[i].inTransaction; i -= 1) {
    if (queue[i].replyEncoding !== 'utf8') return true
  }
  return false
}

function write (pipeline, commands) {
  for (const command of commands) {
    try {
      pipeline.redis.sendCommand(command, pipeline)
    } catch (error) {
      command.fail(error) // by an app's own sendCommand()
    }
  }
}

function refuse (pipeline, commands, error) {
  pipeline.reject(error)
  for (const command of commands) command.fail(error)
}

function discard (commands) {
  const failed = commands.find(({ isSettled }) => isSettled)
  const error = new Error(`The transaction was not sent: its command ${failed.name} has failed`)
  error.code = 'HC_EDISCARDED'
  for (const command of commands) command.fail(error)
}

Object.setPrototypeOf(Pipeline.prototype, commands)

Pipeline.prototype.execBuffer = deprecate(function execBuffer () {
  if (this._transactions > 0) this._transactions -= 1
  return Reflect.apply(commands.execBuffer, this, arguments)
}, 'Pipeline#execBuffer: Use Pipeline#exec instead')

module.exports = Pipeline
