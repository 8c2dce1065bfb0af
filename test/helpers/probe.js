'use strict'

const net = require('node:net')
const { Parser, ReplyError, encodeCommand, toStrings } = require('./resp')

/**
 * A connection that asks a server what the client under test may not be
 * asked: whether it is up, who is subscribed to what. RESP2, one command after
 * the other.
 */
class Probe {
  #socket
  #parser = new Parser()
  #waiting = []

  /**
   * @param {import('node:net').NetConnectOpts} address
   */
  constructor (address) {
    this.#socket = net.connect(address)
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (chunk) => this.#take(chunk))
    this.#socket.on('error', () => {})
    this.#socket.on('close', () => {
      const waiting = this.#waiting
      this.#waiting = []
      for (const { reject } of waiting) {
        reject(new Error('the server closed the connection'))
      }
    })
  }

  get isOpen () {
    return !this.#socket.destroyed
  }

  #take (chunk) {
    for (const value of this.#parser.feed(chunk)) {
      const { resolve, reject } = this.#waiting.shift()
      if (value instanceof ReplyError) reject(value)
      else resolve(value)
    }
  }

  /**
   * @param {...(string | Buffer | number)} args
   * @returns {Promise<unknown>}  the reply, strings as Buffers
   */
  callBuffer (...args) {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) {
        reject(new Error('the connection is closed'))
        return
      }
      this.#waiting.push({ resolve, reject })
      this.#socket.write(encodeCommand(args))
    })
  }

  /**
   * @param {...(string | Buffer | number)} args
   * @returns {Promise<unknown>}  the reply, strings as strings
   */
  async call (...args) {
    return toStrings(await this.callBuffer(...args))
  }

  close () {
    this.#socket.destroy()
  }
}

module.exports = { Probe }
