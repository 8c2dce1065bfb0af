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

/**
 * Gives a client's prototype `scanStream`, `sscanStream`, `hscanStream`,
 * `zscanStream` and their twins that give Buffers, `scanBufferStream` ...
 *
 * @param {object} prototype
 */
function installScanStreams (prototype) {
  for (const form of ['', 'Buffer']) {
    prototype[`scan${form}Stream`] = function (options) {
      return new ScanStream({ objectMode: true, redis: this, command: `scan${form}`, ...options })
    }
    for (const command of ['sscan', 'hscan', 'zscan']) {
      prototype[`${command}${form}Stream`] = function (key, options) {
        return new ScanStream({ objectMode: true, key, redis: this, command: command + form, ...options })
      }
    }
  }
}

module.exports = { ScanStream, installScanStreams }
