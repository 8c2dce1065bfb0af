'use strict'

const { now } = require('../support/clock')

const BEAT = 2000 // ms between two signs of life
const DEAD_AFTER = 3 * BEAT // ms without one, and a server is gone

/**
 * Which servers there are. Each tells the others that it lives; one that ends
 * says so, one that was killed is missed after six seconds.
 */
class Members {
  /**
   * @param {object} options
   * @param {string} options.id  of this server
   * @param {(message: object) => Promise<unknown>} options.tell  all servers
   * @param {(id: string) => void} options.onGone
   */
  constructor ({ id, tell, onGone }) {
    this._id = id
    this._tell = tell
    this._onGone = onGone
    this._seen = new Map() // id -> ms on the clock of this process
    this._timer = null
    this._lastBeat = null // on the same clock
  }

  /** @returns {Promise<void>} when this server has been announced, or has failed to be: it is again with the next sign of life */
  async start () {
    this._seen.set(this._id, Infinity)
    this._lastBeat = now()
    this._timer = setInterval(() => this._beat(), BEAT)
    this._timer.unref()
    await this._tell({ hello: this._id }).catch(() => {})
  }

  async stop () {
    clearInterval(this._timer)
    await this._tell({ bye: this._id })
  }

  /** @returns {string[]} ids of the servers, this one's first */
  ids () {
    return [...this._seen.keys()]
  }

  /** @param {object} message  of another server */
  hear (message) {
    const id = message.hello ?? message.beat
    if (typeof id === 'string' && id !== this._id) {
      this._seen.set(id, now())
      if (message.hello !== undefined) this._say({ beat: this._id })
    } else if (typeof message.bye === 'string' && message.bye !== this._id) {
      this._forget(message.bye)
    }
  }

  _beat () {
    this._say({ beat: this._id })
    const time = now()
    const wasLate = time - this._lastBeat > 2 * BEAT
    this._lastBeat = time
    // The loop was blocked: what the others said meanwhile has not been read yet.
    if (wasLate) return
    const limit = time - DEAD_AFTER
    for (const [id, seen] of this._seen) {
      if (seen < limit) this._forget(id)
    }
  }

  // The next one comes soon.
  _say (message) {
    this._tell(message).catch(() => {})
  }

  _forget (id) {
    if (this._seen.delete(id)) this._onGone(id)
  }
}

module.exports = { BEAT, DEAD_AFTER, Members }
