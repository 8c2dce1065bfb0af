'use strict'

const { runOf } = require('./frames')
const { EVERYBODY, roomTopic } = require('./names')
const { encodePositions, isAfter } = require('./positions')

const HELD_POLL = 50 // ms between looks at a slow socket that gets only the newest
const MAX_CATCHING = 100000 // messages kept for a socket that is given its history

const POLICY_CODE = 1013 // "try again later"

/**
 * A socket that has joined. `hub.join()` gives one.
 */
class Seat {
  /**
   * @param {import('./hub')} hub
   * @param {object} about
   * @param {string} about.id
   * @param {object|null} about.socket
   * @param {string|null} about.user
   * @param {boolean} about.isLabelled  whether it speaks with hicast/hub/client
   */
  constructor (hub, { id, socket, user, isLabelled }) {
    /** Names this socket on all servers: what `except()` takes. */
    this.id = id
    /** What was given to join(). */
    this.socket = socket
    /** The user, or null. */
    this.user = user
    /** Names of the rooms it is in. @type {Set<string>} */
    this.rooms = new Set()
    /** Messages that were not sent because the socket was slow. */
    this.dropped = 0
    this.isClosed = false
    this._hub = hub
    this._writer = null
    this._isLabelled = isLabelled
    this._topics = new Set()
    /** Topics whose history is being read, and the runs that came meanwhile. */
    this._catching = new Map()
    this._positions = new Map() // topic id -> position of the last message given
    this._pending = []
    this._held = new Map() // topic id -> Run, newest only, while the socket is slow
    this._heldTimer = null
  }

  /**
   * Joins a room.
   *
   * @param {string} room
   * @returns {Promise<void>} when the broker has confirmed it
   */
  join (room) {
    return this._joinRoom(room, null)
  }

  async _joinRoom (room, since) {
    const id = roomTopic(room)
    const { maxRooms } = this._hub.options
    if (!this.rooms.has(room) && this.rooms.size >= maxRooms) {
      throw new RangeError(`A socket may be in ${maxRooms} rooms: see the option "maxRooms"`)
    }
    this.rooms.add(String(room))
    try {
      await this._enter(id, since)
    } catch (error) {
      this.rooms.delete(String(room))
      throw error
    }
  }

  /**
   * Leaves a room, or everything: after that nothing comes any more. A socket
   * that closes does so by itself.
   *
   * @param {string} [room]
   */
  leave (room) {
    if (room === undefined) {
      this._hub._vacate(this)
    } else if (this.rooms.delete(String(room))) {
      this._exit(roomTopic(room))
    }
  }

  /**
   * Closes the socket.
   *
   * @param {number} [code]     4000 to 4999 are the app's
   * @param {string} [reason]
   */
  close (code = 1000, reason = '') {
    this._writer.close(code, reason)
    this.leave()
  }

  /** @ignore Enters a topic; `since` is where its history is wanted from. */
  async _enter (id, since) {
    this._topics.add(id)
    if (since !== null) this._catching.set(id, { runs: [], count: 0, onLive: null })
    let topic
    try {
      topic = await this._hub._topics.join(id, this)
    } catch (error) {
      this._topics.delete(id)
      this._catching.delete(id)
      throw error
    }
    if (!this._topics.has(id)) {
      this._hub._topics.leave(id, this)
      return
    }
    if (since !== null) await this._hub._resume.start(this, topic, since)
    else if (topic.position !== null && !this._positions.has(id)) this._positions.set(id, topic.position)
    if (id !== EVERYBODY) this._hub._presence.joined(id, this)
  }

  _exit (id) {
    if (!this._topics.delete(id)) return
    this._catching.delete(id)
    this._positions.delete(id)
    this._hub._topics.leave(id, this)
    if (id !== EVERYBODY) this._hub._presence.left(id, this)
  }

  /** @ignore @returns {boolean} whether it has to be flushed */
  _take (run) {
    const catching = this._catching.get(run.topic.id)
    if (catching === undefined) {
      this._pending.push(run)
      return true
    }
    catching.count += run.messages.length
    if (catching.count <= MAX_CATCHING) catching.runs.push(run)
    catching.onLive?.()
    return false
  }

  /** @ignore A part of the history of a topic. */
  _give (run) {
    if (run.messages.length === 0 || !this._topics.has(run.topic.id)) return
    this._pending.push(run)
    this._hub._outbox.later(this)
  }

  /** @ignore `listener` is called when the live feed brings something meanwhile. */
  _onLive (id, listener) {
    const catching = this._catching.get(id)
    if (catching !== undefined) catching.onLive = listener
  }

  /** @ignore @returns {import('./positions').Position|null} of the first that the live feed brought */
  _firstLive (id) {
    return this._catching.get(id)?.runs[0]?.messages[0].position ?? null
  }

  /** @ignore Gives what came in a topic while its history was being read. */
  _caughtUp (id, last) {
    const catching = this._catching.get(id)
    if (catching === undefined) return
    const { runs, count } = catching
    this._catching.delete(id)
    if (last !== null && !this._positions.has(id)) this._positions.set(id, last)
    if (count > MAX_CATCHING) {
      this._gap(id, 'too many messages came while the history was read')
      return
    }
    for (const run of runs) {
      const later = last === null
        ? run.messages
        : run.messages.filter(({ position }) => position === null || isAfter(position, last))
      if (later.length > 0) this._pending.push(runOf(run.topic, later))
    }
    this._hub._outbox.later(this)
  }

  /** @ignore One write for all that is pending. */
  _flush () {
    const runs = this._pending
    if (runs.length === 0) return
    this._pending = []
    const writer = this._writer
    const { metrics } = this._hub
    if (this.isClosed || !writer.isOpen()) return
    const { maxBuffered } = this._hub.options
    if (this._held.size > 0 || writer.buffered() > maxBuffered) {
      this._onSlow(runs)
      return
    }
    for (const run of runs) {
      metrics.delivered += run.messages.length
      const { position } = run.messages[run.messages.length - 1]
      if (position !== null) this._positions.set(run.topic.id, position)
    }
    writer.write(runs)
  }

  _onSlow (runs) {
    const { onSlow, maxBuffered } = this._hub.options
    if (onSlow === 'latest') {
      this._hold(runs)
      return
    }
    this._drop(runs.reduce((count, run) => count + run.messages.length, 0))
    if (onSlow === 'close') {
      this.close(POLICY_CODE, `more than ${maxBuffered} bytes wait to be read`)
    }
  }

  // Of each topic the newest message waits for the socket; those before are gone.
  _hold (runs) {
    for (const run of runs) {
      const before = this._held.get(run.topic.id)
      this._drop(run.messages.length - (before === undefined ? 1 : 0))
      this._held.set(run.topic.id, run.last())
    }
    this._heldTimer ??= setInterval(() => this._releaseHeld(), HELD_POLL)
    this._heldTimer.unref()
  }

  _releaseHeld () {
    if (!this.isClosed && this._writer.isOpen()) {
      if (this._writer.buffered() > this._hub.options.maxBuffered) return
      this._pending.unshift(...this._held.values())
    }
    this._stopHolding()
    this._flush()
  }

  _stopHolding () {
    this._held.clear()
    clearInterval(this._heldTimer)
    this._heldTimer = null
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
    if (this._isLabelled && !this.isClosed && this._writer.isOpen()) {
      this._writer.control(JSON.stringify({ hicast: message }))
    }
  }

  /** @ignore The positions of all topics, as the id of an event stream. */
  _lastEventId () {
    return encodePositions(this._positions)
  }
}

module.exports = { Seat }
