'use strict'

const { createHub } = require('../hub')

/**
 * What one server of the demo does, and what an app's server would do: it
 * gives its WebSockets to a hub, and sends to people and rooms without knowing
 * on which server they are.
 */

const LOBBY = 'lobby' // everybody who is logged in
const LOAD = 'load' // messages that mean nothing, for the servers alone
const TRAFFIC = 'traffic'
const BURST = 'burst'

const REFUSED = 4400 // close codes of a WebSocket
const LOGGED_OUT = 4001
const FAILED = 1011
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,19}$/u
const MAX_TEXT = 200
const MAX_TAG = 40

/** Milliseconds on a clock that all processes of the machine share. */
function now () {
  return Number(process.hrtime.bigint()) / 1e6
}

/**
 * @param {string} text  from a WebSocket
 * @returns {object}  empty when it is not what it should be
 */
function parse (text) {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

/** A real app would look at a session; here everybody is who they say. */
function userOf ({ url }) {
  const name = new URL(url, 'http://localhost').searchParams.get('user')?.trim() ?? ''
  return NAME.test(name) ? name : null
}

class App {
  #name
  #hub
  #report
  #room // of those who are at this server
  #tabs = new Map() // user -> tabs at this server
  #lastId = 0
  #burst = 0
  #isClosed = false
  #onBurst = () => {}

  /**
   * @param {object} options
   * @param {string} options.name  of this server
   * @param {import('..')} options.redis
   * @param {(report: object) => void} options.report  tells the terminal
   */
  constructor ({ name, redis, report }) {
    this.#name = name
    this.#report = report
    this.#room = `at ${name}`
    this.#hub = createHub(redis, { name, prefix: 'demo:' })
    this.#hub.on('error', (error) => report({ type: 'trouble', text: error.message }))
  }

  /** The server listens, too: anything with a method `send` may join. */
  async start () {
    await this.#hub.join({ send: (text) => this.#hear(text) }, { rooms: [LOBBY, LOAD] })
  }

  /** Nothing more is sent; tabs that close from now on are nobody's news. */
  async close () {
    this.#isClosed = true
    await this.#hub.close()
  }

  /** Messages published and heard so far. */
  get counts () {
    const { sent, received } = this.#hub.stats()
    return { published: sent, heard: received }
  }

  #send (room, data) {
    return this.#hub.toRoom(room).send(data).catch((error) => this.#onError(error))
  }

  #onError (error) {
    if (!this.#isClosed) this.#report({ type: 'trouble', text: `cannot send: ${error.message}` })
  }

  /** @param {number} count  messages that mean nothing */
  makeTraffic (count) {
    for (let i = 0; i < count; i++) this.#send(LOAD, TRAFFIC)
  }

  /**
   * All servers publish so many messages, as fast as they can.
   * @param {{ count: number, total: number, at: number }} order  the number for
   *   this server and for all, and when it was given
   */
  makeBurst ({ count, total, at }) {
    this.#onBurst = () => {
      if (this.#burst < total) return
      this.#burst -= total
      this.#report({ type: 'burst', ms: now() - at })
    }
    for (let i = 0; i < count; i++) this.#send(LOAD, BURST)
  }

  /**
   * A new tab.
   * @param {import('ws').WebSocket} socket
   * @param {import('http').IncomingMessage} request  of its upgrade
   */
  async open (socket, request) {
    const user = userOf(request)
    if (user === null) return socket.close(REFUSED, 'A name has 1 to 20 letters, digits or spaces.')
    socket.on('error', () => {}) // a close follows
    try {
      const onMessage = (data) => this.#take(user, parse(data.toString()))
      await this.#hub.join(socket, { user, rooms: [LOBBY, this.#room], request, onMessage })
    } catch (error) {
      this.#onError(error)
      return socket.close(FAILED)
    }
    if (socket.readyState !== socket.OPEN) return
    this.#count(user, 1)
    socket.on('close', () => this.#count(user, -1))
  }

  /** What a tab wants. */
  #take (user, { type, text, tag }) {
    const mark = typeof tag === 'string' ? tag.slice(0, MAX_TAG) : undefined
    if (type === 'logout') this.#logOut(user, mark)
    else if (type === 'say' && typeof text === 'string' && text.trim()) {
      this.#tell({ type: 'said', user, text: text.trim().slice(0, MAX_TEXT), tag: mark })
    }
  }

  #count (user, change) {
    if (this.#isClosed) return
    const tabs = (this.#tabs.get(user) ?? 0) + change
    if (tabs > 0) this.#tabs.set(user, tabs)
    else this.#tabs.delete(user)
    const users = Object.fromEntries(this.#tabs)
    this.#report({ type: 'presence', users })
    this.#send(this.#room, { type: 'here', users })
  }

  /** Tells everybody, on all servers. */
  #tell (event) {
    return this.#send(LOBBY, { ...event, id: `${this.#name}${++this.#lastId}`, server: this.#name, at: now() })
  }

  /** All tabs of a user are closed, wherever they are. */
  #logOut (user, tag) {
    this.#tell({ type: 'logout', user, tag })
    this.#hub.disconnectUser(user, LOGGED_OUT, this.#name).catch((error) => this.#onError(error))
  }

  /** What was said to the lobby, or to the servers. */
  #hear (text) {
    if (text === TRAFFIC) return
    if (text === BURST) {
      this.#burst++
      return this.#onBurst()
    }
    const event = JSON.parse(text)
    const tabs = event.type === 'logout'
      ? this.#tabs.get(event.user) ?? 0
      : [...this.#tabs.values()].reduce((sum, count) => sum + count, 0)
    this.#report({ type: 'event', event, ms: now() - event.at, tabs })
  }
}

module.exports = { App, LOGGED_OUT, REFUSED, now }
