'use strict'

const POLL = 50 // ms between looks at the socket

/**
 * For a slow socket with the policy `latest`: of each topic the newest message
 * waits until the socket has room again; those before it are dropped.
 */
class Held {
  /** @param {import('./seat').Seat} seat */
  constructor (seat) {
    this._seat = seat
    this._runs = new Map() // topic id -> Run of one message
    this._timer = setInterval(() => this._look(), POLL)
    this._timer.unref()
  }

  /** @param {import('./frames').Run[]} runs */
  add (runs) {
    for (const run of runs) {
      const waits = this._runs.has(run.topic.id)
      this._seat._drop(run.messages.length - (waits ? 0 : 1))
      this._runs.set(run.topic.id, run.last())
    }
  }

  stop () {
    clearInterval(this._timer)
  }

  _look () {
    const seat = this._seat
    if (seat._shape.buffered(seat.socket) > seat._hub.options.maxBuffered) return
    this.stop()
    seat._held = null
    for (const run of this._runs.values()) seat._add(run)
    seat._flush()
  }
}

module.exports = Held
