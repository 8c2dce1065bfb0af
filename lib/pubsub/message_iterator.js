'use strict'

const { isUint8Array } = require('util').types
const { closedError } = require('../support/errors')
const { hide } = require('../support/hide')
const Queue = require('../support/queue')

const HIGH_WATER_MARK = 1000

/**
 * @typedef {object} IteratorOptions
 * @property {AbortSignal} [signal]  ends the iteration, with its reason
 * @property {number} [highWaterMark]  messages that may wait; with more, nothing
 *   is read from the socket until half of them are taken
 * @property {boolean} [pattern]  the names are patterns; each item has the one
 *   that matched in third place
 * @property {boolean} [buffer]  channels and messages as Buffers
 */

/**
 * The messages of some channels, one after the other. Goes on over reconnects;
 * ends with an error when the client ends, when the server refuses one of the
 * channels, and when the signal says so.
 */
class MessageIterator {
  /**
   * @param {import('../client/redis')|import('../cluster/cluster')} redis
   * @param {import('../client/control')|import('../cluster/control')} control
   * @param {unknown[]} args  of HicastMethods#messages
   */
  constructor (redis, control, args) {
    hide(this, '_feed', new Feed(redis, control, args))
  }

  /** @returns {Promise<{value: unknown[]|undefined, done: boolean}>} */
  next () {
    return this._feed.next()
  }

  /** Ends the iteration, as `break` does. */
  return (value) {
    return this._feed.return(value)
  }

  [Symbol.asyncIterator] () {
    return this
  }
}

/** What is behind an iterator. */
class Feed {
  #redis
  #control
  #kind
  #names
  #event
  #listener
  #signal
  #highWaterMark
  #queue = new Queue()
  #takers = new Queue()
  #error = null
  #isOver = false
  #isHolding = false

  #onEnd = () => this.#fail(closedError())
  #onAbort = () => {
    this.#queue.takeAll()
    this.#fail(this.#signal.reason)
  }

  constructor (redis, control, args) {
    const { names, options } = parse(args)
    this.#redis = redis
    this.#control = control
    this.#names = names
    this.#signal = options.signal
    this.#highWaterMark = options.highWaterMark ?? HIGH_WATER_MARK
    this.#kind = options.pattern ? 1 : 0
    this.#event = (options.pattern ? 'pmessage' : 'message') + (options.buffer ? 'Buffer' : '')
    this.#listen(Boolean(options.pattern), Boolean(options.buffer))
    this.#begin()
  }

  #listen (isPattern, isBuffer) {
    // Patterns are strings in both events.
    const keyOf = isBuffer && !isPattern
      ? (name) => Buffer.from(name).toString('latin1')
      : String
    const keys = new Set(this.#names.map(keyOf))
    this.#listener = isPattern
      ? (pattern, channel, message) => {
          if (keys.has(pattern)) this.#take([channel, message, pattern])
        }
      : (channel, message) => {
          if (keys.has(isBuffer ? channel.latin1Slice() : channel)) this.#take([channel, message])
        }
  }

  #begin () {
    const redis = this.#redis
    if (this.#signal?.aborted) {
      this.#isOver = true
      this.#error = { reason: this.#signal.reason }
      return
    }
    this.#control.iterators.add(this)
    this.#control.iterators.use(this.#kind, this.#names)
    redis.on(this.#event, this.#listener)
    redis.once('end', this.#onEnd)
    this.#signal?.addEventListener('abort', this.#onAbort, { once: true })
    const command = this.#kind === 1 ? 'psubscribe' : 'subscribe'
    redis[command](this.#names).catch((error) => this.#fail(error))
  }

  #take (item) {
    if (this.#takers.length > 0) {
      this.#takers.shift().resolve({ value: item, done: false })
      return
    }
    this.#queue.push(item)
    if (this.#queue.length >= this.#highWaterMark && !this.#isHolding) {
      this.#isHolding = true
      this.#control.pause(this)
    }
  }

  #stop () {
    if (this.#isOver) return
    this.#isOver = true
    const redis = this.#redis
    redis.off(this.#event, this.#listener)
    redis.off('end', this.#onEnd)
    this.#signal?.removeEventListener('abort', this.#onAbort)
    this.#control.removeIterator(this)
    const names = this.#control.iterators.unuse(this.#kind, this.#names)
    if (names.length === 0 || redis.status === 'end') return
    redis[this.#kind === 1 ? 'punsubscribe' : 'unsubscribe'](names).catch(() => {})
  }

  #fail (reason) {
    if (this.#isOver) return
    this.#stop()
    const [taker, ...others] = this.#takers.takeAll()
    if (taker === undefined) this.#error = { reason }
    else taker.reject(reason)
    for (const other of others) other.resolve({ value: undefined, done: true })
  }

  /** @param {Error & {refused: {kind: string, name: string|Buffer}[]}} error */
  onRefused (error) {
    const kind = this.#kind === 1 ? 'pattern' : 'channel'
    const latin1 = (name) => Buffer.from(name).toString('latin1')
    const mine = new Set(this.#names.map(latin1))
    const isMine = ({ kind: refused, name }) => refused === kind && mine.has(latin1(name))
    if (error.refused.some(isMine)) this.#fail(error)
  }

  next () {
    const item = this.#queue.shift()
    if (item !== undefined) {
      if (this.#isHolding && this.#queue.length <= this.#highWaterMark / 2) {
        this.#isHolding = false
        this.#control.resume(this)
      }
      return Promise.resolve({ value: item, done: false })
    }
    if (this.#error !== null) {
      const { reason } = this.#error
      this.#error = null
      return Promise.reject(reason)
    }
    if (this.#isOver) return Promise.resolve({ value: undefined, done: true })
    return new Promise((resolve, reject) => this.#takers.push({ resolve, reject }))
  }

  return (value) {
    this.#stop()
    this.#queue.takeAll()
    this.#error = null
    for (const { resolve } of this.#takers.takeAll()) resolve({ value: undefined, done: true })
    return Promise.resolve({ value, done: true })
  }
}

function parse (args) {
  const last = args[args.length - 1]
  const hasOptions = typeof last === 'object' && last !== null && !Array.isArray(last) && !isUint8Array(last)
  const names = (hasOptions ? args.slice(0, -1) : args).flat()
  const options = hasOptions ? last : {}
  if (names.length === 0) throw new TypeError('messages() needs at least one channel')
  for (const name of names) {
    if (typeof name === 'string' || isUint8Array(name)) continue
    throw new TypeError(`A channel must be a string or a Buffer, not ${describe(name)}`)
  }
  checkOptions(options)
  return { names, options }
}

function checkOptions ({ highWaterMark, signal }) {
  if (highWaterMark !== undefined && !(typeof highWaterMark === 'number' && highWaterMark >= 1)) {
    throw new RangeError(`Option "highWaterMark" must be a number from 1 on, not ${describe(highWaterMark)}`)
  }
  if (signal !== undefined && !isAbortSignal(signal)) {
    throw new TypeError(`Option "signal" must be an AbortSignal, not ${describe(signal)}`)
  }
}

// Of whichever realm.
function isAbortSignal (value) {
  return typeof value?.addEventListener === 'function' && typeof value.aborted === 'boolean'
}

function describe (value) {
  return typeof value === 'object' ? Object.prototype.toString.call(value) : String(value)
}

module.exports = MessageIterator
