'use strict'

const { EventEmitter, once } = require('events')
const { WebSocket } = require('ws')
const { LOGGED_OUT } = require('./hub')

/** A browser tab, without the browser: a WebSocket to one of the servers. */
class Tab extends EventEmitter {
  #socket
  #opened

  constructor (server, user) {
    super()
    this.server = server
    this.user = user
    this.heard = []
    this.isLoggedOut = false
    this.#socket = new WebSocket(`${server.url.replace('http', 'ws')}tab`)
    this.#opened = once(this.#socket, 'open')
    this.#opened.catch(() => {})
    this.#socket.on('message', (data) => this.#take(JSON.parse(data)))
    this.#socket.on('close', (code) => {
      this.isLoggedOut = code === LOGGED_OUT
      this.emit('close')
    })
    this.#socket.on('error', () => {}) // "close" follows
  }

  #take (message) {
    if (message.type === 'said') this.heard.push(message.text)
    this.emit(message.type, message)
  }

  async login () {
    await this.#opened
    const done = once(this, 'loggedIn')
    this.#send({ type: 'login', user: this.user })
    await done
  }

  #send (message) {
    this.#socket.send(JSON.stringify(message))
  }

  say (text) {
    this.#send({ type: 'say', text })
  }

  logOutEverywhere () {
    this.#send({ type: 'logout' })
  }

  close () {
    this.#socket.terminate()
  }
}

module.exports = { Tab }
