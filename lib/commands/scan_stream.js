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
  #options
  #cursor = '0'
  #isDrained = false

  /**
   * @param {ScanStreamOptions & {redis: object, command: string, key?: string}} options
   */
  constructor (options) {
    super(options)
    this.#options = options
  }

  /** @ignore */
  _read () {
    if (this.#isDrained) {
      this.push(null)
      return
    }
    const { redis, command } = this.#options
    redis[command](this.#arguments(), (error, reply) => {
      if (error) {
        this.emit('error', error)
        return
      }
      this.#cursor = reply[0].toString()
      if (this.#cursor === '0') this.#isDrained = true
      this.push(reply[1])
    })
  }

  #arguments () {
    const { key, match, type, count, noValues } = this.#options
    const args = key ? [key, this.#cursor] : [this.#cursor]
    if (match) args.push('MATCH', match)
    if (type) args.push('TYPE', type)
    if (count) args.push('COUNT', String(count))
    if (noValues) args.push('NOVALUES')
    return args
  }

  /** Ends the stream after the reply that is under way. */
  close () {
    this.#isDrained = true
  }
}

module.exports = ScanStream
