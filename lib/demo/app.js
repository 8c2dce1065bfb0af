'use strict'

/**
 * What one server of the demo does, and what an app's server would do: it
 * knows its own WebSockets only, tells the others what happens here, and acts
 * on what it hears, its own messages included.
 */

const EVENTS = 'demo:events' // what people do
const PRESENCE = 'demo:presence' // who is connected to which server
const TRAFFIC = 'demo:traffic' // nothing but load
const BURST = 'demo:burst' // as much load as there can be

const LOGGED_OUT = 4001 // close code of a WebSocket
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,19}$/u
const MAX_TEXT = 200

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

class Hub {
  #name
  #pub
  #sub
  #report
  #tabs = new Map() // WebSocket -> user, or null before the login
  #presence = new Map() // server -> { user: tabs }
  #servers = []
  #lastId = 0
  #published = 0
  #heard = 0
  #burst = 0
  #isClosed = false
  #onBurst = () => {}

  /**
   * @param {object} options
   * @param {string} options.name  of this server
   * @param {import('..')} options.pub
   * @param {import('..')} options.sub
   * @param {(report: object) => void} options.report  tells the terminal
   */
  constructor ({ name, pub, sub, report }) {
    this.#name = name
    this.#pub = pub
    this.#sub = sub
    this.#report = report
  }

  async start () {
    this.#sub.on('message', (channel, message) => this.#hear(channel, message))
    await this.#sub.subscribe(EVENTS, PRESENCE, TRAFFIC, BURST)
  }

  /** Nothing more is published; tabs that close from now on are nobody's news. */
  close () {
    this.#isClosed = true
  }

  /** @param {Array<{ name: string, url: string }>} servers  all of them */
  introduce (servers) {
    this.#servers = servers
  }

  /** Messages published and heard so far. */
  get counts () {
    return { published: this.#published, heard: this.#heard }
  }

  #publish (channel, value) {
    this.#published++
    return this.#pub.publish(channel, JSON.stringify(value)).catch((error) => {
      this.#report({ type: 'trouble', text: `cannot publish: ${error.message}` })
    })
  }

  /** @param {number} count  messages that mean nothing */
  makeTraffic (count) {
    for (let i = 0; i < count; i++) this.#publish(TRAFFIC, { from: this.#name, i })
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
    for (let i = 0; i < count; i++) this.#publish(BURST, { from: this.#name, i })
  }

  /** @param {import('ws').WebSocket} socket  of a new tab */
  open (socket) {
    this.#tabs.set(socket, null)
    socket.on('message', (data) => this.#take(socket, parse(data.toString())))
    socket.on('close', () => this.#forget(socket))
    socket.on('error', () => {})
    this.#send(socket, { type: 'welcome', server: this.#name, pid: process.pid, servers: this.#servers })
    this.#sendPresence([socket])
  }

  #send (socket, value) {
    socket.send(JSON.stringify(value))
  }

  /** What a tab wants. */
  #take (socket, { type, user, text }) {
    if (type === 'login') return this.#login(socket, user)
    const known = this.#tabs.get(socket)
    if (!known) return
    if (type === 'logout') this.#tell({ type: 'logout', user: known })
    else if (type === 'say' && typeof text === 'string' && text.trim()) {
      this.#tell({ type: 'said', user: known, text: text.trim().slice(0, MAX_TEXT) })
    }
  }

  #login (socket, user) {
    const name = typeof user === 'string' ? user.trim() : ''
    if (!NAME.test(name)) {
      return this.#send(socket, { type: 'refused', text: 'A name has 1 to 20 letters, digits or spaces.' })
    }
    this.#tabs.set(socket, name)
    this.#send(socket, { type: 'loggedIn', user: name })
    this.#tellPresence()
  }

  #forget (socket) {
    const user = this.#tabs.get(socket)
    this.#tabs.delete(socket)
    if (user && !this.#isClosed) this.#tellPresence()
  }

  /** Tells all servers, this one included. */
  #tell (event) {
    this.#publish(EVENTS, { ...event, id: `${this.#name}${++this.#lastId}`, server: this.#name, at: now() })
  }

  #tellPresence () {
    const users = {}
    for (const user of this.#tabs.values()) if (user) users[user] = (users[user] ?? 0) + 1
    this.#report({ type: 'presence', users })
    this.#publish(PRESENCE, { server: this.#name, users })
  }

  #hear (channel, message) {
    this.#heard++
    if (channel === TRAFFIC) return
    if (channel === BURST) {
      this.#burst++
      return this.#onBurst()
    }
    const event = JSON.parse(message)
    if (channel === PRESENCE) {
      this.#presence.set(event.server, event.users)
      this.#sendPresence(this.#tabs.keys())
      return
    }
    const ms = now() - event.at
    const tabs = event.type === 'logout' ? this.#drop(event, ms) : this.#show(event, ms)
    this.#report({ type: 'event', event, ms, tabs })
  }

  /** Somebody logged out somewhere: their tabs here are closed. */
  #drop ({ user, server }, ms) {
    let count = 0
    for (const [socket, owner] of this.#tabs) {
      if (owner !== user) continue
      count++
      socket.close(LOGGED_OUT, JSON.stringify({ server, ms: Number(ms.toFixed(2)) }))
    }
    return count
  }

  /** Somebody said something somewhere: all tabs here show it. */
  #show ({ user, text, server }, ms) {
    const loggedIn = [...this.#tabs].filter(([, owner]) => owner)
    for (const [socket] of loggedIn) this.#send(socket, { type: 'said', user, text, server, ms })
    return loggedIn.length
  }

  #sendPresence (sockets) {
    const servers = Object.fromEntries(this.#presence)
    for (const socket of sockets) this.#send(socket, { type: 'presence', servers })
  }
}

module.exports = { Hub, LOGGED_OUT, now }
