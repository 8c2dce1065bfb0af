'use strict'

const { KIND, encode, encodeData } = require('./envelope')

/**
 * Those that a message is for: `hub.toUser()`, `hub.toRoom()`, `hub.toAll()`.
 */
class Target {
  /**
   * @param {import('./hub')} hub
   * @param {string} topic
   * @param {string} [except]  id of a seat
   */
  constructor (hub, topic, except = '') {
    this._hub = hub
    this._topic = topic
    this._except = except
  }

  /**
   * The same without one socket, on whichever server it is.
   *
   * @param {object|string} socket  a socket that has joined here, a seat, or a seat's id
   * @returns {Target}
   */
  except (socket) {
    const id = typeof socket === 'string' ? socket : this._hub.seatOf(socket)?.id ?? socket?.id
    if (typeof id !== 'string') throw new TypeError('except() takes a socket that has joined, its seat, or the id of a seat')
    return new Target(this._hub, this._topic, id)
  }

  /**
   * Sends to all sockets of the target, on all servers.
   *
   * @param {unknown} data  a string, bytes, or what JSON can say
   * @returns {Promise<{servers: number|null}>} how many servers hold a socket
   *   of the target: 0 is offline; null where the broker does not know
   * @throws {RangeError} (as a rejection) when it is longer than `maxPayload`
   */
  async send (data) {
    const { kind, payload } = encodeData(data)
    const { maxPayload } = this._hub.options
    if (payload.length > maxPayload) {
      throw new RangeError(`The payload has ${payload.length} bytes, and may have ${maxPayload}: see the option "maxPayload"`)
    }
    this._hub.metrics.sent += 1
    return this._hub._publish(this._topic, encode(kind, payload, this._except))
  }

  /**
   * Closes all sockets of the target, on all servers.
   *
   * @param {number} [code]    4000 to 4999 are the app's
   * @param {string} [reason]  at most 123 bytes
   * @returns {Promise<{servers: number|null}>}
   */
  async disconnect (code = 4000, reason = '') {
    if (!Number.isInteger(code) || !(code === 1000 || (code >= 3000 && code < 5000))) {
      throw new RangeError(`The code of a close must be 1000, or from 3000 to 4999, got ${code}`)
    }
    if (Buffer.byteLength(reason) > 123) throw new RangeError('The reason of a close may have 123 bytes')
    const message = Buffer.from(JSON.stringify({ disconnect: [code, reason] }))
    return this._hub._publish(this._topic, encode(KIND.CONTROL, message, this._except))
  }
}

module.exports = Target
