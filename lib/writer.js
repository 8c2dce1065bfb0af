'use strict'

const { REPLY, STATUS } = require('./native')

// What is written is handed on within the tick after so many bytes of long
// commands, and after so many commands (a mask).
const MAX_UNFLUSHED = 1 << 20
const LONG = 4096
const FLUSH_EVERY = 1023

/**
 * Gives commands to the addon, and keeps an eye on how much of them the socket
 * has not taken. The hottest code of a publisher.
 */
class Writer {
  #addon
  #inFlight
  #limit
  #stream = null
  #unflushed = 0 // about how many bytes were written since the last flush
  // Of the last command, when it had two arguments and is kept by the addon.
  #lastName = null
  #lastArgument = undefined
  #lastFlags = 0

  /** Something was written in this tick, and will be flushed after it. */
  hasFlush = false
  /** More waits to be sent than it may. */
  isCongested = false

  /**
   * @param {object} addon  its connection
   * @param {import('./queue')} inFlight  gets each command that is written
   * @param {number} limit  bytes that may wait to be sent
   */
  constructor (addon, inFlight, limit) {
    this.#addon = addon
    this.#inFlight = inFlight
    this.#limit = limit
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
   * @param {import('./command')} command
   * @returns {number} a STATUS
   */
  write (command) {
    const status = this.#send(command)
    if (status !== STATUS.OK) return status
    this.#inFlight.push(command)
    if (!this.hasFlush) {
      this.hasFlush = true
      process.nextTick(flush, this)
    }
    // Once for a tick is enough, unless the tick writes very much.
    const { args } = command
    if ((this.#inFlight.length & FLUSH_EVERY) === 0 || (args.length > 0 && args[args.length - 1].length > LONG)) {
      this.#limitUnflushed(args)
    }
    return status
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
      default: return this.#addon.sendArray(kind, flags, name, args)
    }
  }

  // Buffers may have other bytes next time, long names are not kept.
  #remember (status, flags, name, argument) {
    const isKept = status === STATUS.OK && typeof argument === 'string' && argument.length < 64
    this.#lastName = isKept ? name : null
    this.#lastArgument = argument
    this.#lastFlags = flags
  }

  /** Hands what was written to the socket. */
  flush () {
    this.hasFlush = false
    this.#unflushed = 0
    this.#addon.flush()
    this.isCongested = this.outputLength >= this.#limit
  }

  // Called for long commands, and for one of so many.
  #limitUnflushed (args) {
    this.#unflushed += LONG
    for (let i = 0; i < args.length; i += 1) this.#unflushed += args[i].length
    if (this.#unflushed > MAX_UNFLUSHED || (this.#inFlight.length & FLUSH_EVERY) === 0) this.flush()
  }
}

function flush (writer) {
  writer.flush()
}

module.exports = Writer
