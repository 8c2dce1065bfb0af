'use strict'

const { APPEND } = require('./scripts')

const MOST = 100 // messages; the server does nothing else meanwhile
const MOST_LENGTH = 65536

/** What is published into one log within a turn of the loop: one call of the script. */
class Batch {
  /**
   * @param {import('./keys')} keys
   * @param {string} channel  with its prefix
   * @param {boolean} hasIds  all of its messages have one, or none
   */
  constructor (keys, channel, hasIds) {
    this.hasIds = hasIds
    this._keys = keys
    this._channel = channel
    this._ids = []
    this._messages = []
    this._settlers = []
    this._length = 0
  }

  get isFull () {
    return this._settlers.length >= MOST || this._length >= MOST_LENGTH
  }

  /** @returns {Promise<{ receivers?: number, seq: number, duplicate?: boolean }>} */
  add (payload, meta, id) {
    if (id !== undefined) this._ids.push(this._keys.id(id))
    this._messages.push(payload, meta)
    this._length += payload.length
    return new Promise((resolve, reject) => { this._settlers.push(resolve, reject) })
  }

  /** @returns {Array<string|number|Buffer>} for EVALSHA */
  toArguments (max, window) {
    const { log, epoch } = this._keys
    return [APPEND.sha, 2 + this._ids.length, log, epoch, ...this._ids, this._channel, max, window, ...this._messages]
  }

  /**
   * @param {Array<string|number>} replies  of the script: the last entry, and one for each message
   * @param {boolean} knowsReceivers
   */
  succeed (replies, knowsReceivers) {
    let seq = replies[0] === '' ? 0 : seqOf(replies[0]) + 1
    for (let i = 1; i < replies.length; i++) if (typeof replies[i] === 'number') seq--
    for (let i = 1; i < replies.length; i++) {
      const reply = replies[i]
      this._settlers[2 * i - 2](typeof reply === 'number'
        ? (knowsReceivers ? { receivers: reply, seq: seq++ } : { seq: seq++ })
        : { seq: seqOf(reply), duplicate: true })
    }
  }

  fail (error) {
    for (let i = 1; i < this._settlers.length; i += 2) this._settlers[i](error)
  }
}

function seqOf (id) {
  return Number(id.slice(id.indexOf('-') + 1))
}

module.exports = Batch
