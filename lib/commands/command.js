'use strict'

const { asCallback } = require('../support/as_callback')
const { areWireValues, normalizeArguments } = require('./arguments')
const { blockingTimeoutOf } = require('./blocking')
const CommandExtras = require('./command_extras')
const { keyIndexes, prefixKeys } = require('./command_keys')
const { encodeCommand } = require('./encode')
const { FLAGS, hasFlag, setTransformer, traitsOf } = require('./flags')
const { decodeBuffers } = require('./reply_transformers')

const NO_OPTIONS = Object.freeze({})
const RESP2 = Object.freeze({ protocol: 2, replyMapping: 'legacy' })

/**
 * One command and what becomes of it. Settles exactly once.
 *
 * It rarely has to be made by hand: `redis.get('key')` and `redis.call('get',
 * 'key')` do it. By hand: `redis.sendCommand(new Command('get', ['key']))`.
 *
 * @typedef {object} CommandOptions
 * @property {BufferEncoding|null} [replyEncoding]  none: replies are Buffers
 * @property {string|Buffer} [keyPrefix]   put before each key
 * @property {Error} [errorStack]          where the caller stood
 * @property {boolean} [readOnly]          a script that only reads
 * @property {boolean} [ownsArguments]     `args` need not be copied
 * @property {boolean} [isShared]  says that of all these only replyEncoding is
 *   set, and ownsArguments true
 * @property {import('./flags').CommandTraits} [traits]  of the command
 */
class Command {
  static FLAGS = FLAGS

  /**
   * Whether a command has one of the flags of `Command.FLAGS`.
   *
   * @param {keyof FLAGS} flagName
   * @param {string} commandName  in any case
   * @returns {boolean}
   */
  static checkFlag (flagName, commandName) {
    return hasFlag(flagName, commandName)
  }

  /**
   * Sets what changes the arguments of a command before it is sent.
   *
   * @param {string} name  of the command
   * @param {(args: unknown[]) => unknown[]} transformer
   */
  static setArgumentTransformer (name, transformer) {
    setTransformer(name, 'argumentTransformer', transformer)
  }

  /**
   * Sets what changes the reply of a command before its promise gets it.
   *
   * @param {string} name  of the command
   * @param {(reply: unknown, context: import('./reply_transformers').ReplyContext) => unknown} transformer
   */
  static setReplyTransformer (name, transformer) {
    setTransformer(name, 'replyTransformer', transformer)
  }

  /**
   * @param {string} name
   * @param {unknown[]} [args]  arrays in it are flattened by one level
   * @param {CommandOptions} [options]
   * @param {(error: Error|null, reply?: unknown) => void} [callback]
   */
  constructor (name, args, options, callback) {
    options ??= NO_OPTIONS
    this.name = typeof name === 'string' ? name : String(name)
    this.args = args ?? []
    this.replyEncoding = options.replyEncoding
    /** @type {import('./flags').CommandTraits} */
    this.traits = options.traits ?? traitsOf(this.name)
    this.isSettled = false
    this.isResolved = false
    this.inTransaction = false
    /** Where replies go beside the promise: see Pipeline. */
    this.pipeline = null
    this.pipelineIndex = undefined
    /** The database that was selected when this was sent. */
    this.select = 0
    /** Protocol and mapping in effect where this was sent. */
    this.context = RESP2
    this._promise = undefined
    this._resolve = null
    this._reject = null
    this._outcome = undefined // when settled before anyone asked for the promise
    this._extras = null // CommandExtras, which few commands have
    if (callback !== undefined) asCallback(this.promise, callback)
    if (options.isShared !== true) this._prepare(options)
    else if (!areWireValues(this.args) || this.traits.argumentTransformer !== undefined) this._normalize()
  }

  /** Does what only options of the caller's own ask for. */
  _prepare ({ errorStack, keyPrefix, readOnly, ownsArguments }) {
    if (ownsArguments !== true) this.args = this.args.slice()
    if (errorStack !== undefined) this._extra.errorStack = errorStack
    if (readOnly === true) this.isReadOnly = true
    this._normalize()
    if (keyPrefix && !this.isSettled) this.args = prefixKeys(this.name, this.args, keyPrefix)
  }

  _normalize () {
    try {
      this.args = normalizeArguments(this.args, this.traits.argumentTransformer)
    } catch (error) {
      // A toString or transformer that throws: told as any other failure.
      this.args = []
      this.fail(error)
    }
  }

  get _extra () {
    this._extras ??= new CommandExtras()
    return this._extras
  }

  /**
   * Settles when the command does.
   *
   * @type {Promise<unknown>}
   */
  get promise () {
    if (this._promise === undefined) this._openPromise()
    return this._promise
  }

  set promise (promise) {
    this._promise = promise
  }

  _openPromise () {
    if (this.isResolved) {
      this._promise = Promise.resolve(this._outcome)
    } else if (this.isSettled) {
      this._promise = Promise.reject(this._outcome)
    } else {
      this._promise = new Promise((resolve, reject) => {
        this._resolve = resolve
        this._reject = reject
      })
    }
  }

  /**
   * Fulfils the command as its reply would: Buffers become strings when the
   * command wants strings. Tracing tools put their own function here, which
   * then gets every reply and calls the one that stood here before.
   *
   * @type {(reply: unknown) => Promise<unknown>}
   */
  get resolve () {
    return this._extras?.onResolve ?? ((reply) => {
      if (this.replyEncoding) this._settleDecoded(reply, this.replyEncoding)
      else this._settle(reply)
      return this.promise
    })
  }

  set resolve (onResolve) {
    this._extra.onResolve = onResolve
    this._extra.isTold = false
  }

  /**
   * Rejects the command; may be replaced like `resolve`.
   *
   * @type {(error: Error) => void}
   */
  get reject () {
    return this._extras?.onReject ?? ((error) => this.rejectWith(error))
  }

  set reject (onReject) {
    this._extra.onReject = onReject
    this._extra.isTold = false
  }

  /**
   * Takes the server's reply, in which strings are as the command wants them.
   *
   * @param {unknown} reply
   */
  succeed (reply) {
    if (this._extras !== null && this._extras.onResolve !== null) {
      this._tell(this._extras.onResolve, reply)
      return
    }
    const encoding = this.replyEncoding
    if (encoding !== 'utf8' && encoding) this._settleDecoded(reply, encoding)
    else this._settle(reply)
  }

  /**
   * Takes an error in place of a reply.
   *
   * @param {Error} error
   */
  fail (error) {
    if (this._extras !== null && this._extras.onReject !== null) this._tell(this._extras.onReject, error)
    else this.rejectWith(error)
  }

  // Once, as for the promise: a reply may come after a time-out. A listener that
  // is set after that waits for another outcome: a cluster sends a command again.
  _tell (listener, outcome) {
    if (this.isSettled || this._extras.isTold) return
    this._extras.isTold = true
    listener(outcome)
  }

  _settleDecoded (reply, encoding) {
    try {
      reply = decodeBuffers(reply, encoding)
    } catch (error) {
      this._failToSettle(error) // longer than a string can be, say
      return
    }
    this._settle(reply)
  }

  // Whoever has been told of a reply already is not told of its failure.
  _failToSettle (error) {
    if (this._extras?.isTold) this.rejectWith(error)
    else this.fail(error)
  }

  _settle (reply) {
    const transformer = this.traits.replyTransformer
    if (transformer === undefined) {
      this.fulfil(reply)
      return
    }
    try {
      reply = this._transform(transformer, reply)
    } catch (error) {
      this._failToSettle(error)
      return
    }
    this.fulfil(reply)
  }

  /**
   * Fulfils the command with a value that is not transformed any more.
   *
   * @param {unknown} value
   */
  fulfil (value) {
    if (this.isSettled) return
    this.isSettled = true
    this.isResolved = true
    if (this._extras !== null) this._extras.clearTimers()
    if (this._resolve !== null) this._resolve(value)
    else this._outcome = value
    if (this.pipeline !== null) this.pipeline.fillResult([null, value], this.pipelineIndex)
  }

  /**
   * Rejects the command, whatever has been put in the place of `reject`.
   *
   * @param {Error} error
   */
  rejectWith (error) {
    if (this.isSettled) return
    this.isSettled = true
    if (this._extras !== null) this._extras.onRejected(error)
    if (this._reject !== null) this._reject(error)
    else this._outcome = error
    if (this.pipeline !== null) this.pipeline.fillResult([error], this.pipelineIndex)
  }

  _transform (transformer, reply) {
    const { protocol, replyMapping } = this.context
    return transformer(reply, { commandName: this.name, protocol, replyMapping })
  }

  /**
   * A raw reply as the promise would get it.
   *
   * @param {unknown} reply  with Buffers for strings
   * @returns {unknown}
   */
  transformReply (reply) {
    if (this.replyEncoding) reply = decodeBuffers(reply, this.replyEncoding)
    const transformer = this.traits.replyTransformer
    return transformer === undefined ? reply : this._transform(transformer, reply)
  }

  /**
   * @param {{protocol?: 2|3, replyMapping?: 'legacy'|'resp3'}|null} [context]
   */
  setReplyContext (context) {
    this.context = {
      protocol: context?.protocol ?? 2,
      replyMapping: context?.replyMapping ?? 'legacy'
    }
  }

  /** @returns {number|null} the cluster slot of the first key; null: no key */
  getSlot () {
    const [key] = this.getKeys()
    return key === undefined ? null : require('../support/key_slot').keySlot(key)
  }

  /** @returns {(string|Buffer)[]} those arguments that are keys */
  getKeys () {
    return keyIndexes(this.name, this.args).map((index) => this.args[index])
  }

  /**
   * Rejects with "Command timed out" after so long.
   *
   * @param {number} ms
   */
  setTimeout (ms) {
    this._extra.timersOf(this).startTimeout(ms)
  }

  /**
   * Fulfils with null after so long, counted from the first call.
   *
   * @param {number} ms  nothing happens when this is not positive
   */
  setBlockingTimeout (ms) {
    if (ms > 0) this._extra.timersOf(this).startBlocking(ms)
  }

  /** @returns {number|null|undefined} see blocking.js */
  extractBlockingTimeout () {
    return blockingTimeoutOf(this.name, this.args)
  }

  /** @returns {string|Buffer} the command as RESP; a Buffer if an argument is */
  toWritable () {
    return encodeCommand(this.name, this.args)
  }
}

// Rarely other than this, and so not a field of every command.
Command.prototype.ignore = false
Command.prototype.isReadOnly = false
Command.prototype.isTraced = false
Command.prototype.wasCut = false // a connection closed before the reply
Command.prototype.isWatchLost = false // a MULTI to a node of a cluster where nobody watches what was to be watched
Command.prototype.isDirect = false // given to a node of a cluster by the app itself
Command.prototype.redirection = null // of a cluster, once a node had not been the right one

module.exports = Command
