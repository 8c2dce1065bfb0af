'use strict'

/**
 * Drops a connection on which an answer is due and nothing at all comes: the
 * option `socketTimeout`. The timer runs only while commands are in flight.
 */
class SocketTimeout {
  #connection
  #options
  #timer
  #bytesIn = 0

  /**
   * @param {import('./connection')} connection
   * @param {{socketTimeout?: number}} options  of the client
   */
  constructor (connection, options) {
    this.#connection = connection
    this.#options = options
  }

  /** A command was written. */
  start () {
    // 0: none, as for a socket.
    if (this.#options.socketTimeout > 0 && this.#timer === undefined) this.#arm()
  }

  /** Something was delivered. */
  onData () {
    if (this.#timer === undefined) return
    this.stop()
    if (this.#connection.inFlightCount > 0) this.#arm()
  }

  stop () {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #arm () {
    const ms = this.#options.socketTimeout
    this.#bytesIn = this.#connection.bytesIn
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (this.#connection.isPaused || this.#connection.bytesIn > this.#bytesIn) {
        // Nothing is read, or parts of a reply, or of the handshake, came:
        // as good as a reply.
        this.#arm()
      } else {
        this.#connection.close(new Error(
          `Socket timeout. Expecting data, but didn't receive any in ${ms}ms.`))
      }
    }, ms)
  }
}

module.exports = SocketTimeout
