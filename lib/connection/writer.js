'use strict'

const { bytesOf } = require('../commands/command_size')
const { COMMAND, REPLY, STATE, STATUS } = require('../support/native')

// What is written is handed on at the end of a tick. And within it: a command
// that is probably the only one, at once; after a few commands, so that the
// server has something to do while the rest is written; then after so many; and
// after so many bytes of long ones.
const FIRST_FLUSH = 32
const FLUSH_EVERY = 1024
const MAX_UNFLUSHED = 1 << 20
const LONG = 4096
const MAX_WORD = 2 ** 31 - 1
const RESOLVED = Promise.resolve()
// So many arguments are taken one by one; the elements of an array cost more.
const MAX_SPREAD = 32

/**
 * Gives commands to the addon, and keeps an eye on how much of them the socket
 * has not taken. The hottest code of a publisher.
 */
class Writer {
  #addon
  #state
  #inFlight
  #limit
  #stream = null
  #flushAt = 0 // so many commands of this tick are followed by a flush
  #wasAlone = false // the command of the last tick; the next one may be, too
  #wasOne = false // the first flush of this tick was of one command
  #unflushed = 0 // about how many bytes of long commands are not flushed
  #onMismatch
  #tickEnd = flush
  #group = null
  // Of the last command, when it had two arguments and is kept by the addon.
  #lastName = null
  #lastArgument = undefined
  #lastFlags = 0

  // What an idle connection was given is on its way before its caller's
  // microtasks go on: what they do, by another connection too, comes after it.
  #flushIdle = () => {
    if (this.#state[STATE.WRITTEN] === 0 || this.#left >= FIRST_FLUSH) return
    this.#wasOne = this.#left === FIRST_FLUSH - 1
    this.#flush(FLUSH_EVERY)
  }

  /** More waits to be sent than it may, or did at the last flush. */
  isCongested = false

  /**
   * @param {object} addon  its connection
   * @param {import('../support/queue')} inFlight  gets each command that is written
   * @param {number} limit  bytes that may wait to be sent
   * @param {() => void} onMismatch  called when the addon waits for another
   *   number of replies than there are commands in flight
   */
  constructor (addon, inFlight, limit, onMismatch) {
    this.#addon = addon
    this.#state = addon.state
    this.#inFlight = inFlight
    this.#limit = limit
    this.#onMismatch = onMismatch
  }

  /**
   * What one of a group is told makes commands for others of it. They need not
   * go out before the rest of the group has read: nothing is kept back when the
   * loop waits.
   *
   * @param {{state: Int32Array|null}} group  with the state of the connection
   *   that delivered last
   */
  join (group) {
    this.#group = group
    this.#tickEnd = flushUnlessDelivering
  }

  /** Something was written in this tick, and will be flushed after it. */
  get hasWritten () {
    return this.#state[STATE.WRITTEN] !== 0
  }

  /**
   * A connection begins.
   *
   * @param {import('stream').Writable|null} stream  a connector's, if any
   */
  start (stream) {
    this.#stream = stream
    this.isCongested = false
    this.#lastName = null
  }

  /** Bytes written and not yet taken by the socket. */
  get outputLength () {
    return this.#addon.outputLength() + (this.#stream === null ? 0 : this.#stream.writableLength ?? 0)
  }

  /**
   * @param {import('../commands/command')} command
   * @returns {number|undefined} a STATUS, if it could not be written
   */
  write (command) {
    const status = this.#send(command)
    if (status !== undefined) return status
    this.#inFlight.push(command)
    const written = this.#state[STATE.WRITTEN] + 1
    if (written === 1) this.#begin(command.traits.kind !== COMMAND.PLAIN)
    this.#state[STATE.WRITTEN] = written
    const { args } = command
    if (args.length === 2 ? args[1].length > LONG || args[0].length > LONG : bytesOf(args) > LONG) {
      this.#limitUnflushed(args)
    }
    if (written === this.#flushAt) this.#flush(FLUSH_EVERY)
    return undefined
  }

  /**
   * The first command of a tick.
   *
   * @param {boolean} isUrgent  it is not to wait, if nothing else is under way
   */
  #begin (isUrgent) {
    const isDelivering = this.#state[STATE.DELIVERING] !== 0
    const isIdle = this.#inFlight.length === 1
    this.#wasOne = isIdle && (isUrgent || (this.#wasAlone && !isDelivering))
    this.#flushAt = this.#wasOne ? 1 : FIRST_FLUSH
    if (isIdle && !this.#wasOne) RESOLVED.then(this.#flushIdle)
    if (isDelivering) {
      // The addon compares, when the delivery is over.
      this.isCongested = this.#isOverLimit(this.#state[STATE.UNSENT])
    } else {
      process.nextTick(this.#tickEnd, this)
      this.#compare()
    }
  }

  // A stack overflow or a time-out of `vm` that an app catches may end write()
  // between the addon and the queue; each reply would then go to the next
  // command.
  #compare () {
    if (this.#inFlight.length !== this.#state[STATE.PENDING]) this.#onMismatch()
  }

  // Of the addon's word, that is. Streams count for themselves.
  #isOverLimit (unsent) {
    if (this.#stream !== null) unsent += this.#stream.writableLength ?? 0
    return unsent >= Math.min(this.#limit, MAX_WORD)
  }

  #send ({ name, args, replyEncoding, traits: { kind } }) {
    const flags = replyEncoding === 'utf8' ? REPLY.STRING : REPLY.BUFFER
    if (args.length === 2) {
      // Publishing to one channel: the addon has it but for the message.
      if (args[0] === this.#lastArgument && name === this.#lastName && flags === this.#lastFlags) {
        const status = this.#addon.sendAgain(args[1])
        if (status !== STATUS.EINVAL) return status
      }
      const status = this.#addon.send(kind, flags, name, args[0], args[1])
      this.#remember(status, flags, name, args[0])
      return status
    }
    this.#lastName = null
    switch (args.length) {
      case 0: return this.#addon.send(kind, flags, name)
      case 1: return this.#addon.send(kind, flags, name, args[0])
      case 3: return this.#addon.send(kind, flags, name, args[0], args[1], args[2])
      default:
        if (args.length > MAX_SPREAD) return this.#addon.sendArray(kind, flags, name, args)
        return this.#addon.sendMany(kind, flags, name, ...args)
    }
  }

  // Buffers may have other bytes next time, long names are not kept.
  #remember (status, flags, name, argument) {
    const isKept = status === undefined && typeof argument === 'string' && argument.length < 64
    this.#lastName = isKept ? name : null
    this.#lastArgument = argument
    this.#lastFlags = flags
  }

  /** The tick is over: what was written is the addon's to hand on, if another of the group delivers. */
  flushUnlessDelivering () {
    const { state } = this.#group
    const isDelivering = state !== null && state !== this.#state && state[STATE.DELIVERING] !== 0
    if (!isDelivering || this.#state[STATE.DELIVERING] !== 0) {
      this.flush()
      return
    }
    this.#state[STATE.WRITTEN] = 0
    this.#compare()
    this.#wasAlone = false
    this.#flushAt = 0
    this.isCongested = this.#isOverLimit(this.#state[STATE.UNSENT])
  }

  /** Hands what was written to the socket: the tick is over. */
  flush () {
    const left = this.#left
    if (this.#state[STATE.DELIVERING] === 0) {
      this.#state[STATE.WRITTEN] = 0
      this.#compare()
    }
    const isFlushed = left === FLUSH_EVERY // and nothing came after it
    this.#wasAlone = isFlushed ? this.#wasOne : left === FIRST_FLUSH - 1
    if (!isFlushed) this.#flush(0)
  }

  // Commands until the next flush within this tick.
  get #left () {
    return this.#flushAt - this.#state[STATE.WRITTEN]
  }

  // The next one comes after so many commands, if the tick does not end before.
  #flush (left) {
    this.#flushAt = this.#state[STATE.WRITTEN] + left
    this.#unflushed = 0
    this.isCongested = this.#isOverLimit(this.#addon.flush())
  }

  // Called for long commands.
  #limitUnflushed (args) {
    this.#unflushed += bytesOf(args)
    if (this.#unflushed > MAX_UNFLUSHED) this.#flush(FLUSH_EVERY)
  }
}

function flush (writer) {
  writer.flush()
}

function flushUnlessDelivering (writer) {
  writer.flushUnlessDelivering()
}

module.exports = Writer
