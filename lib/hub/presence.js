'use strict'

/**
 * Who is in a room or logged in as a user. There is no store: each server
 * knows its own sockets, and is asked. Events are told by the servers that
 * have them, and for a server that died by those that knew of it.
 */
class Presence {
  /**
   * @param {object} options
   * @param {boolean} options.hasEvents  whether joins and leaves are told
   * @param {(event: 'join'|'leave', about: object) => void} options.emit
   * @param {(message: object) => Promise<unknown>} options.tell  all servers
   * @param {string} options.id  of this server
   */
  constructor ({ hasEvents, emit, tell, id }) {
    this._hasEvents = hasEvents
    this._emit = emit
    this._tell = tell
    this._id = id
    this._elsewhere = new Map() // server -> Map(seat+topic -> about)
  }

  joined (topic, seat) {
    if (this._hasEvents) this._say('join', topic, seat)
  }

  left (topic, seat) {
    if (this._hasEvents) this._say('leave', topic, seat)
  }

  /**
   * @param {import('./topics').Topic|undefined} topic
   * @returns {{user: string|null, seat: string}[]} this server's part of the answer
   */
  local (topic) {
    if (topic === undefined) return []
    return [...topic.seats].map(({ user, id }) => ({ user, seat: id }))
  }

  /** @param {{presence: 'join'|'leave', server: string, topic: string, seat: string, user: string|null}} message */
  hear ({ presence: event, ...about }) {
    if (!this._hasEvents || (event !== 'join' && event !== 'leave')) return
    if (about.server !== this._id) this._remember(event, about)
    this._emit(event, described(about))
  }

  /** @param {string} server  that has gone: its sockets have, too */
  onGone (server) {
    const known = this._elsewhere.get(server)
    if (known === undefined) return
    this._elsewhere.delete(server)
    for (const about of known.values()) this._emit('leave', described(about))
  }

  _remember (event, about) {
    let known = this._elsewhere.get(about.server)
    if (known === undefined) {
      known = new Map()
      this._elsewhere.set(about.server, known)
    }
    const key = `${about.seat} ${about.topic}`
    if (event === 'join') known.set(key, about)
    else known.delete(key)
  }

  _say (event, topic, seat) {
    this._tell({ presence: event, server: this._id, topic, seat: seat.id, user: seat.user }).catch(() => {})
  }
}

function described ({ server, topic, seat, user }) {
  const name = topic.slice(2)
  return topic.startsWith('r:') ? { room: name, user, server, seat } : { user: name, server, seat }
}

module.exports = Presence
