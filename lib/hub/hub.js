'use strict'

const { randomUUID } = require('crypto')
const diagnostics = require('diagnostics_channel')
const { EventEmitter } = require('events')
const Browser = require('./browser')
const { KIND, decode, decodeControl, encodeControl } = require('./envelope')
const { Members } = require('./members')
const { Metrics, openMetrics } = require('./metrics')
const { EVERYBODY, checkName, roomTopic, userTopic } = require('./names')
const { parseOptions } = require('./options')
const Outbox = require('./outbox')
const Presence = require('./presence')
const { Questions } = require('./questions')
const { Resume } = require('./resume')
const { Seat } = require('./seat')
const { sourceOf } = require('./sources')
const { eventStream, shapeOf } = require('./sockets')
const Target = require('./target')
const { Topics } = require('./topics')

const ALL_SERVERS = 's'
const PRESENCE = '$presence'
const NO_POSITIONS = new Map()
const GOOD_BYE = 1000 // ms that each part of closing may take
const RESTART = 1012 // close code: the service restarts

const messageChannel = diagnostics.channel('hicast:hub:message')
const gapChannel = diagnostics.channel('hicast:hub:gap')

/**
 * Sockets of browsers, on this server and on the others: see createHub().
 *
 * Events: `error` (of the connection to the broker), `gap` ({ reason, deafMs,
 * topics }), and with the option `presenceEvents` `join` and `leave`
 * ({ room?, user, server, seat }).
 */
class Hub extends EventEmitter {
  /**
   * @param {object} [from]  a hicast/bus, a Redis or Cluster client, or nothing
   * @param {import('./options').DEFAULTS & {name?: string}} [options]
   */
  constructor (from, options) {
    super()
    this.options = parseOptions(options)
    /** Names this server. */
    this.id = `${this.options.name ?? 'server'}-${randomUUID()}`
    /** Counts, as numbers: see stats(). */
    this.metrics = new Metrics()
    this._source = sourceOf(from, this.options)
    this._topics = new Topics(this._source, this.options.linger)
    this._outbox = new Outbox()
    this._seats = new Map() // socket -> Seat
    this._lastSeat = 0
    this._closing = null
    this._isClosed = false
    this._resume = new Resume(this._source, this.options.recent, this.metrics)
    // One for all sockets, which it gets as `this`.
    const hub = this
    this._onSocketClose = function () { hub.leave(this) }
    this._makeParts()
    this._isOpen = false
    this._opening = this._open()
    this._opening.catch(() => {}) // told to whoever joins or sends
  }

  _makeParts () {
    const { id } = this
    const tell = (message) => this._source.tell(ALL_SERVERS, encodeControl(message))
    this._presence = new Presence({
      id, tell, hasEvents: this.options.presenceEvents, emit: (event, about) => this.emit(event, about)
    })
    this._members = new Members({ id, tell, onGone: (server) => this._onGone(server) })
    this._questions = new Questions({
      id,
      tell,
      members: () => this._members.ids(),
      reply: (server, message) => this._source.tell(`${ALL_SERVERS}:${server}`, encodeControl(message))
    })
    this._questions.answer(PRESENCE, (topic) => this._presence.local(this._topics.get(topic)))
  }

  async _open () {
    await this._source.open({
      topicOf: (id) => this._topics.get(id),
      onMessage: (id, bytes, position, topic = this._topics.get(id)) => this._onMessage(id, bytes, position, topic),
      onGap: (deafMs, ids, reason) => this._onGap(deafMs, ids, reason),
      onError: (error) => this._onError(error)
    })
    await Promise.all([this._source.subscribe(ALL_SERVERS), this._source.subscribe(`${ALL_SERVERS}:${this.id}`)])
    await this._members.start()
    this._isOpen = true
  }

  /**
   * Waits until the hub is connected; join() and send() do so by themselves.
   *
   * @returns {Promise<this>}
   */
  async ready () {
    await this._opening
    return this
  }

  /**
   * Lets a socket take part: from now on it gets what is sent to everybody, to
   * its user and to its rooms. The app has checked before who it is.
   *
   * @param {object} socket  of ws, uWebSockets.js or crossws, or alike
   * @param {object} [about]
   * @param {string} [about.user]
   * @param {string[]} [about.rooms]
   * @param {import('http').IncomingMessage} [about.request]  of the upgrade:
   *   hicast/hub/client says in its URL what it has seen
   * @param {(data: Buffer|string, isBinary: boolean) => void} [about.onMessage]
   *   what the browser sends, without what hicast/hub/client says to the hub
   * @returns {Promise<Seat>} when the broker has confirmed everything: nothing
   *   that is sent after that is missed. The seat `isClosed` when the socket
   *   was closed before or meanwhile
   */
  async join (socket, about = {}) {
    this._checkOpen(this._closing !== null)
    const query = Browser.queryOf(about.request?.url)
    const seat = this._seat(socket, about, shapeOf(socket), query === null ? 'plain' : 'labelled')
    if (seat._isGone()) return seat
    if (query !== null || about.onMessage) Browser.attach(this, seat, about.onMessage)
    return this._admit(seat, about, query ?? NO_POSITIONS)
  }

  /**
   * The same for an event stream (SSE): answers the request with one.
   *
   * @param {import('http').ServerResponse} response  not begun yet
   * @param {object} [about]  as of join(); `request` for Last-Event-ID
   * @returns {Promise<Seat>}
   */
  async joinEventStream (response, about = {}) {
    this._checkOpen(this._closing !== null)
    const seat = this._seat(response, about, eventStream, 'events')
    if (seat._isGone()) return seat
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no'
    })
    response.flushHeaders()
    return this._admit(seat, about, Browser.lastEventOf(about.request))
  }

  _seat (socket, { user = null, rooms = [] }, shape, format) {
    if (this._seats.has(socket)) throw new Error('This socket has joined already: its seat can join more rooms')
    if (user !== null) checkName('user', user)
    if (!Array.isArray(rooms)) throw new TypeError(`The rooms must be an array of names, got ${typeof rooms}`)
    if (rooms.length > this.options.maxRooms) {
      throw new RangeError(`A socket may be in ${this.options.maxRooms} rooms: see the option "maxRooms"`)
    }
    for (const room of rooms) checkName('room', room)
    this._lastSeat += 1
    return new Seat(this, { socket, shape, format, user: user === null ? null : String(user), number: this._lastSeat })
  }

  async _admit (seat, { rooms = [] }, positions) {
    this._seats.set(seat.socket, seat)
    seat._shape.onClose(seat.socket, this._onSocketClose)
    for (const room of rooms) seat.rooms.add(String(room))
    const topics = [EVERYBODY, ...rooms.map(roomTopic)]
    if (seat.user !== null) topics.push(userTopic(seat.user))
    try {
      if (!this._isOpen) await this._opening
      const entering = topics.map((id) => seat._enter(id, positions.get(id) ?? null))
      // All are waited for: more than one may be refused.
      if (entering.some((one) => one !== undefined)) await Promise.all(entering)
    } catch (error) {
      seat.leave()
      throw error
    }
    seat._greet(positions)
    return seat
  }

  // What is sent goes out as long as there are sockets; who joins may not.
  _checkOpen (isClosed = this._isClosed) {
    if (isClosed) throw new Error('The hub is closed')
  }

  _vacate (seat) {
    if (seat.isClosed) return
    seat._close()
    seat._shape.offClose(seat.socket, this._onSocketClose)
    this._seats.delete(seat.socket)
  }

  /**
   * @param {object} socket
   * @returns {Seat|undefined}
   */
  seatOf (socket) {
    return this._seats.get(socket)
  }

  /** @param {object} socket  that shall get nothing any more; it stays open */
  leave (socket) {
    this._seats.get(socket)?.leave()
  }

  /** @returns {Target} all sockets of a user, on all servers */
  toUser (user) {
    return new Target(this, userTopic(user))
  }

  /** @returns {Target} all sockets in a room */
  toRoom (room) {
    return new Target(this, roomTopic(room))
  }

  /** @returns {Target} all sockets */
  toAll () {
    return new Target(this, EVERYBODY)
  }

  /**
   * Closes the sockets of a user, wherever they are.
   *
   * @param {string} user
   * @param {number} [code]    4000 to 4999 are the app's
   * @param {string} [reason]
   * @returns {Promise<{servers: number|null}>}
   */
  disconnectUser (user, code, reason) {
    return this.toUser(user).disconnect(code, reason)
  }

  async _publish (topic, bytes) {
    this._checkOpen()
    await this._opening
    return { servers: await this._source.publish(topic, bytes) }
  }

  /**
   * Who is in a room, on all servers.
   *
   * @param {string} room
   * @param {{timeout?: number}} [options]  ms, 2000
   * @returns {Promise<{members: {user: string|null, server: string, seat: string}[], missing: string[]}>}
   *   missing: servers that did not answer in time
   */
  presence (room, options) {
    return this._who(roomTopic(room), options)
  }

  /** The same for a user: where it is connected. */
  presenceOfUser (user, options) {
    return this._who(userTopic(user), options)
  }

  async _who (topic, { timeout } = {}) {
    const { answers, missing } = await this.ask(PRESENCE, topic, { timeout })
    const members = answers.flatMap(({ server, value }) => value.map((member) => ({ ...member, server })))
    return { members, missing }
  }

  /**
   * Asks all servers something, this one too.
   *
   * @param {string} name  for which they have called answer()
   * @param {unknown} data  what JSON can say
   * @param {{timeout?: number}} [options]  ms, 2000
   * @returns {Promise<{answers: {server: string, value: unknown}[],
   *   errors: {server: string, message: string}[], missing: string[]}>}
   */
  async ask (name, data, { timeout } = {}) {
    this._checkOpen()
    await this._opening
    return this._questions.ask(name, data, timeout)
  }

  /**
   * What this server answers to ask(name).
   *
   * @param {string} name
   * @param {(data: unknown) => unknown} answer  may be async
   */
  answer (name, answer) {
    this._questions.answer(name, answer)
  }

  /** @returns {string[]} ids of the servers that live, this one's first */
  servers () {
    return this._members.ids()
  }

  /** @returns {Record<string, number>} what the hub has and has counted */
  stats () {
    return this.metrics.with({
      sockets: this._seats.size, topics: this._topics.size, servers: this._members.ids().length
    })
  }

  /** @returns {string} the same as OpenMetrics text */
  openMetrics () {
    return openMetrics(this.stats())
  }

  _onMessage (id, bytes, position, topic) {
    // It does not go on with what the next subscription brings, to whoever waits for that.
    if (topic !== undefined && topic.isEnding) return
    const envelope = decode(bytes)
    if (envelope === null) {
      this.metrics.refused += 1
      return
    }
    if (envelope.kind === KIND.CONTROL) {
      this._onControl(topic, envelope, position)
    } else if (topic !== undefined) {
      this.metrics.received += 1
      if (messageChannel.hasSubscribers) messageChannel.publish({ topic: id, bytes: envelope.payload.length })
      if (position !== null) this._resume.remember(topic, { kind: envelope.kind, payload: envelope.payload, position })
      this._outbox.add(topic, envelope, position)
    }
  }

  _onControl (topic, { except, payload }, position) {
    const message = decodeControl(payload)
    if (topic !== undefined) {
      if (Array.isArray(message.disconnect)) this._disconnect(topic, except, position, message.disconnect)
    } else if (message.presence !== undefined) {
      this._presence.hear(message)
    } else if (message.ask !== undefined || message.answer !== undefined) {
      this._questions.hear(message)
    } else {
      this._members.hear(message)
    }
  }

  // What was sent before is written before.
  _disconnect (topic, except, position, [code, reason]) {
    this._outbox.flush()
    for (const seat of [...topic.seats]) {
      if (seat.id !== except && !seat._hasSeen(topic.id, position)) seat.close(code, reason)
    }
  }

  _onGap (deafMs, ids, reason) {
    this.metrics.deaf_ms += Math.round(deafMs)
    const topics = (ids ?? [...this._topics.all()].map(({ id }) => id)).filter((id) => this._topics.get(id) !== undefined)
    for (const id of topics) {
      const topic = this._topics.get(id)
      topic.forget()
      for (const seat of topic.seats) seat._gap(id, reason)
    }
    if (gapChannel.hasSubscribers) gapChannel.publish({ reason, deafMs, topics })
    this.emit('gap', { reason, deafMs, topics })
  }

  _onGone (server) {
    this._presence.onGone(server)
    this._questions.onGone(server)
  }

  _onError (error) {
    if (this.listenerCount('error') > 0) this.emit('error', error)
    else console.error('[hicast/hub] Unhandled error event:', error.message)
  }

  /**
   * Closes the hub and its sockets. Browsers are told to come back, to another
   * server, one after the other.
   *
   * @param {{drain?: number}} [options]  ms over which they are sent away; 0
   * @returns {Promise<void>} when nothing is open any more
   */
  close ({ drain = 0 } = {}) {
    this._closing ??= this._close(drain)
    return this._closing
  }

  async _close (drain) {
    await within(GOOD_BYE, this._opening)
    const seats = [...this._seats.values()]
    const start = Date.now()
    for (const [i, seat] of seats.entries()) {
      const wait = start + drain * i / seats.length - Date.now()
      if (wait > 1) await new Promise((resolve) => { setTimeout(resolve, wait) })
      seat.close(RESTART, 'this server restarts')
    }
    this._isClosed = true
    // Where the broker is away, nobody hears of it.
    await within(GOOD_BYE, this._members.stop())
    this._questions.close()
    this._topics.close()
    await within(GOOD_BYE, this._resume.close())
    await within(GOOD_BYE, this._source.close())
  }
}

/** Waits for something, whatever becomes of it, and no longer than so many ms. */
function within (ms, work) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    work.catch(() => {}).then(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

module.exports = Hub
