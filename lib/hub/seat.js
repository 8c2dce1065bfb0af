'use strict'

const { runOf } = require('./frames')
const { EVERYBODY, roomTopic } = require('./names')
const { encodePositions, isAfter } = require('./positions')
const Held = require('./held')

const MAX_CATCHING = 100000 // messages kept for a socket that is given its history
const TRY_AGAIN_LATER = 1013 // code of a close
const NONE = Object.freeze([])

/**
 * A socket that has joined. `hub.join()` gives one. There may be very many of
 * them: what few of them need is made when it is needed.
 */
class Seat {
  /**
   * @param {import('./hub')} hub
   * @param {object} about
   * @param {object} about.socket
   * @param {import('./sockets').Shape} about.shape
   * @param {'plain'|'labelled'|'events'} about.format
   * @param {string|null} about.user
   * @param {number} about.number
   */
  constructor (hub, { socket, shape, format, user, number }) {
    /** What was given to join(). */
    this.socket = socket
    /** The user, or null. */
    this.user = user
    /** In which form it gets messages. */
    this.format = format
    /** Messages that were not sent because the socket was slow. */
    this.dropped = 0
    this.isClosed = false
    this._hub = hub
    this._shape = shape
    this._number = number
    this._rooms = null
    /** Ids of its topics; each seat has few. */
    this._topics = []
    /** Topics whose history is being read, and the runs that came meanwhile. */
    this._catching = null
    this._positions = null // topic id -> position of the last message given, or of the last before it joined
    /** Topics whose history was given, up to these positions, to which the live feed may not have come yet. */
    this._caught = null
    this._pending = NONE
    this._held = null // Held, while the socket is slow and gets only the newest
    this._detach = null // ends listening to what the browser sends
  }

  /** Names this socket on all servers: what `except()` takes. */
  get id () {
    return `${this._hub.id}/${this._number}`
  }

  /** Names of the rooms it is in. @type {Set<string>} */
  get rooms () {
    this._rooms ??= new Set()
    return this._rooms
  }

  /**
   * Joins a room.
   *
   * @param {string} room
   * @returns {Promise<void>} when the broker has confirmed it
   */
  async join (room) {
    await this._joinRoom(room, null)
  }

  async _joinRoom (room, since) {
    const id = roomTopic(room)
    const { maxRooms } = this._hub.options
    if (this.isClosed) throw new Error('This socket has left the hub')
    if (!this.rooms.has(String(room)) && this.rooms.size >= maxRooms) {
      throw new RangeError(`A socket may be in ${maxRooms} rooms: see the option "maxRooms"`)
    }
    this.rooms.add(String(room))
    try {
      await this._enter(id, since)
    } catch (error) {
      this.rooms.delete(String(room))
      throw error
    }
    if (this.format !== 'plain' && this._positions?.has(id)) this._control({ seen: this._seen([id]) })
  }

  /**
   * Leaves a room, or everything: after that nothing comes any more. A socket
   * that closes does so by itself.
   *
   * @param {string} [room]
   */
  leave (room) {
    if (room !== undefined) {
      if (this.rooms.delete(String(room))) this._exit(roomTopic(room))
      return
    }
    this._detach?.()
    this._detach = null
    this._hub._vacate(this)
  }

  /**
   * Closes the socket.
   *
   * @param {number} [code]     4000 to 4999 are the app's
   * @param {string} [reason]
   */
  close (code = 1000, reason = '') {
    this._shape.close(this.socket, code, reason)
    // What the browser has sent before it hears of that still goes to the app.
    this._hub._vacate(this)
  }

  /** @ignore @returns {boolean} whether the socket was closed before it could join: of that nobody would tell */
  _isGone () {
    this.isClosed = this._shape.isGone(this.socket)
    return this.isClosed
  }

  /**
   * Enters a topic.
   *
   * @ignore
   * @param {string} id
   * @param {import('./positions').Position|null} since  from where its history is wanted
   * @returns {Promise<void>|undefined} undefined: it is in, without any waiting
   */
  _enter (id, since) {
    if (!this._topics.includes(id)) this._topics.push(id)
    if (since !== null) {
      this._catching ??= new Map()
      this._catching.set(id, { since, runs: [], count: 0, onLive: null, onLeave: null })
    }
    const topic = this._hub._topics.join(id, this)
    if (!(topic instanceof Promise)) return this._entered(topic, since)
    return topic.then((held) => this._entered(held, since), (error) => {
      this._forget(id)
      throw error
    })
  }

  _entered (topic, since) {
    const { id } = topic
    if (!this._topics.includes(id)) { // it has left meanwhile
      this._hub._topics.leave(id, this)
      return undefined
    }
    if (id !== EVERYBODY) this._hub._presence.joined(id, this)
    if (since !== null) return this._hub._resume.start(this, topic, since)
    if (topic.position !== null) {
      this._hub._outbox.flush() // so that it has what came up to there
      this._notePosition(id, topic.position)
    }
    return undefined
  }

  /**
   * Tells the browser that it is in, and whether it will get all that comes while
   * it is away.
   *
   * @ignore
   * @param {Map<string, import('./positions').Position>} positions  that it has told
   */
  _greet (positions) {
    if (this.format === 'plain') return
    const known = this._topics.filter((id) => this._positions?.has(id))
    const knowsAll = this._topics.every((id) => positions.has(id) || known.includes(id))
    this._control({ joined: this.id, history: this._hub._source.hasHistory && knowsAll, seen: this._seen(known) })
  }

  // From where it goes on there.
  _seen (ids) {
    return Object.fromEntries(ids.map((id) => {
      const { epoch, offset } = this._positions.get(id)
      return [id, [epoch, String(offset)]]
    }))
  }

  _exit (id) {
    if (!this._forget(id)) return
    this._hub._topics.leave(id, this)
    if (id !== EVERYBODY) this._hub._presence.left(id, this)
  }

  /** @returns {boolean} whether it was in the topic */
  _forget (id) {
    const at = this._topics.indexOf(id)
    if (at === -1) return false
    this._topics.splice(at, 1)
    const catching = this._catching?.get(id)
    this._catching?.delete(id)
    this._positions?.delete(id)
    this._caught?.delete(id)
    catching?.onLeave?.()
    return true
  }

  _notePosition (id, position) {
    this._positions ??= new Map()
    this._positions.set(id, position)
  }

  /** @ignore Whether it came back from a later place than this one, to which the live feed has not come yet. */
  _hasSeen (id, position) {
    const catching = position === null ? undefined : this._catching?.get(id)
    return catching !== undefined && !isAfter(position, catching.since)
  }

  /** @ignore @returns {boolean} whether it has to be flushed */
  _take (run) {
    const catching = this._catching?.get(run.topic.id)
    if (catching === undefined) {
      const news = this._caught === null ? run : this._afterHistory(run)
      if (news !== null) this._add(news)
      return news !== null
    }
    catching.count += run.messages.length
    if (catching.count <= MAX_CATCHING) catching.runs.push(run)
    catching.onLive?.()
    return false
  }

  // The history may have given what the live feed brings only now.
  _afterHistory (run) {
    const { topic, messages } = run
    const last = this._caught.get(topic.id)
    if (last === undefined) return run
    const later = messages.filter(({ position }) => position === null || isAfter(position, last))
    if (later.length === 0) return null
    this._caught.delete(topic.id)
    return later.length === messages.length ? run : runOf(topic, later)
  }

  _add (run) {
    if (this._pending === NONE) this._pending = [run]
    else this._pending.push(run)
  }

  /** @ignore A part of the history of a topic. */
  _give (run) {
    if (run.messages.length === 0 || !this._topics.includes(run.topic.id)) return
    this._add(run)
    this._hub._outbox.later(this)
  }

  /** @ignore What is called when the live feed brings something meanwhile, and when the socket has left. */
  _onLive (id, onLive, onLeave) {
    const catching = this._catching?.get(id)
    if (catching !== undefined) Object.assign(catching, { onLive, onLeave })
  }

  /** @ignore @returns {import('./positions').Position|null} of the first that the live feed brought */
  _firstLive (id) {
    return this._catching?.get(id)?.runs[0]?.messages[0].position ?? null
  }

  /** @ignore Gives what came in a topic while its history was being read. */
  _caughtUp (id, last) {
    const catching = this._catching?.get(id)
    if (catching === undefined) return
    const { runs, count } = catching
    this._catching.delete(id)
    if (last !== null) {
      this._notePosition(id, last)
      this._caught ??= new Map()
      this._caught.set(id, last)
    }
    if (count > MAX_CATCHING) {
      this._gap(id, 'too many messages came while the history was read')
      return
    }
    for (const run of runs) {
      const later = last === null
        ? run.messages
        : run.messages.filter(({ position }) => position === null || isAfter(position, last))
      if (later.length > 0) this._add(runOf(run.topic, later))
    }
    this._hub._outbox.later(this)
  }

  /** @ignore One write for all that is pending. */
  _flush () {
    const runs = this._pending
    if (runs.length === 0) return
    this._pending = NONE
    this._write(runs)
  }

  /** @ignore @param {import('./frames').Run[]} runs  which others may get as well */
  _write (runs) {
    if (this.isClosed || !this._shape.isOpen(this.socket)) return
    if (this._held !== null || this._shape.buffered(this.socket) > this._hub.options.maxBuffered) {
      this._onSlow(runs)
      return
    }
    const { metrics } = this._hub
    for (const run of runs) {
      const { messages } = run
      metrics.delivered += messages.length
      const { position } = messages[messages.length - 1]
      if (position !== null) this._notePosition(run.topic.id, position)
    }
    this._shape.write(this, runs)
  }

  _onSlow (runs) {
    const { onSlow, maxBuffered } = this._hub.options
    if (onSlow === 'latest') {
      this._held ??= new Held(this)
      this._held.add(runs)
      return
    }
    this._drop(runs.reduce((count, run) => count + run.messages.length, 0))
    if (onSlow === 'close') this.close(TRY_AGAIN_LATER, `more than ${maxBuffered} bytes wait to be read`)
  }

  _drop (count) {
    this.dropped += count
    this._hub.metrics.dropped += count
  }

  /** @ignore Tells hicast/hub/client, or an event stream, that messages are missing. */
  _gap (id, reason) {
    this._hub.metrics.gaps += 1
    this._control({ gap: id, reason })
  }

  /** @ignore */
  _control (message) {
    if (this.format !== 'plain' && !this.isClosed && this._shape.isOpen(this.socket)) {
      this._shape.control(this.socket, JSON.stringify({ hicast: message }), this)
    }
  }

  /** @ignore The positions of all topics, as the id of an event stream. */
  _lastEventId () {
    return this._positions === null ? '' : encodePositions(this._positions)
  }

  /** @ignore */
  _close () {
    for (const id of [...this._topics]) this._exit(id)
    this.isClosed = true
    this._held?.stop()
    this._held = null
    this._rooms?.clear()
  }
}

module.exports = { Seat }
