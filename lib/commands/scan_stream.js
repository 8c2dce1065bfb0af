'use strict'

const { Readable } = require('stream')

/**
 * @typedef {object} ScanStreamOptions  beside those of a Readable
 * @property {string} [match]
 * @property {string} [type]
 * @property {number|string} [count]
 * @property {boolean} [noValues]  of HSCAN
 */

/**
 * SCAN and its kin as a readable stream: each chunk is the array of one reply,
 * in which an element may come twice, as the server says.
 */
class ScanStream extends Readable {
  _redisCursor = '0'
  _redisDrained = false

  /**
   * @param {ScanStreamOptions & {redis: object, command: string, key?: string}} options
   */
  constructor (options) {
    super(options)
    this.opt = options
  }

  /** @ignore */
  _read () {
    if (this._redisDrained) {
      this.push(null)
      return
    }
    const { redis, command } = this.opt
    redis[command](this._arguments(), (error, reply) => {
      if (error) {
        this.emit('error', error)
        return
      }
      if (!isScanReply(reply)) {
        this.emit('error', oddReplyError(command))
        return
      }
      this._redisCursor = reply[0].toString()
      if (this._redisCursor === '0') this._redisDrained = true
      this.push(reply[1])
    })
  }

  _arguments () {
    const { key, match, type, count, noValues } = this.opt
    const args = key ? [key, this._redisCursor] : [this._redisCursor]
    if (match) args.push('MATCH', match)
    if (type) args.push('TYPE', type)
    if (count) args.push('COUNT', String(count))
    if (noValues) args.push('NOVALUES')
    return args
  }

  /** Ends the stream after the reply that is under way. */
  close () {
    this._redisDrained = true
  }
}

function isScanReply (reply) {
  return Array.isArray(reply) && Array.isArray(reply[1]) && reply[0] !== null && reply[0] !== undefined
}

function oddReplyError (command) {
  const error = new Error(`The server's reply to ${command} is not a cursor and an array`)
  error.code = 'HC_EREPLY'
  return error
}

module.exports = ScanStream
