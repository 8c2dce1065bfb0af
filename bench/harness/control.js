'use strict'

const net = require('net')
const { once } = require('events')

/**
 * The bench's own connection to redis-server, independent of every client
 * under test. Knows only replies of one line and bulk strings.
 */
class Control {
  #socket
  #waiting = []
  #text = ''

  static async connect (port) {
    const socket = net.connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Control(socket)
  }

  constructor (socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.setEncoding('latin1')
    socket.on('data', (text) => this.#take(text))
    socket.on('error', (error) => this.#fail(error))
    socket.on('close', () => this.#fail(new Error('redis-server closed the connection')))
  }

  /**
   * Sends a command.
   *
   * @param {...(string|number|Buffer)} args
   * @returns {Promise<string>}
   */
  call (...args) {
    const parts = [Buffer.from(`*${args.length}\r\n`)]
    for (const arg of args) {
      const bytes = Buffer.isBuffer(arg) ? arg : Buffer.from(String(arg))
      parts.push(Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from('\r\n'))
    }
    this.#socket.write(Buffer.concat(parts))
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }))
  }

  close () {
    this.#waiting = []
    this.#socket.destroy()
  }

  #take (text) {
    this.#text += text
    let line
    while ((line = /^([^\r]*)\r\n/.exec(this.#text)) !== null) {
      let end = line[0].length
      let value = line[1].slice(1)
      if (line[1][0] === '$' && value !== '-1') {
        const length = Number(value)
        if (this.#text.length < end + length + 2) return
        value = this.#text.slice(end, end + length)
        end += length + 2
      }
      this.#text = this.#text.slice(end)
      const { resolve, reject } = this.#waiting.shift()
      if (line[1][0] === '-') reject(new Error(value))
      else resolve(value)
    }
  }

  #fail (error) {
    for (const { reject } of this.#waiting.splice(0)) reject(error)
  }
}

module.exports = { Control }
