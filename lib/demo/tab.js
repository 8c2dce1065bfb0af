'use strict'

const { EventEmitter, once } = require('events')
const { LOGGED_OUT } = require('./app')
const { WebSocket } = require('./web')

/** A browser tab, without the browser: what a page has, a client of the hub. */
class Tab extends EventEmitter {
  #client = null

  /**
   * @param {{ url: string }} server
   * @param {string} user
   */
  constructor (server, user) {
    super()
    this.server = server
    this.user = user
    this.heard = []
    this.isLoggedOut = false
  }

  /** @returns {Promise<void>} when it is logged in, and hears what is said */
  async login () {
    const { connect } = await import('../hub/client/index.mjs')
    const url = new URL('live', this.server.url.replace('http', 'ws'))
    url.searchParams.set('user', this.user)
    this.#client = connect(url.href, { WebSocket })
    this.#client.on('message', (data) => this.#take(data))
    this.#client.on('close', (about) => {
      this.isLoggedOut = about.code === LOGGED_OUT
      this.emit('close', about)
    })
    const opened = once(this, 'open')
    this.#client.on('open', () => this.emit('open'))
    await opened
  }

  #take (message) {
    if (message.type === 'said') this.heard.push(message.text)
    this.emit(message.type, message)
  }

  say (text) {
    this.#client.send({ type: 'say', text })
  }

  logOutEverywhere () {
    this.#client.send({ type: 'logout' })
  }

  close () {
    this.#client?.close()
  }
}

module.exports = { Tab }
