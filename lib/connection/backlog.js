'use strict'

const { now } = require('../support/clock')

// A client is behind when it read nothing for so long, in ms, ...
const GAP = 1000
// ... and then found so many bytes waiting: more than an idle socket has.
const MANY = 512 * 1024
// So long after the gap, in ms, it is a matter of the past.
const RECENT = 10000

/**
 * Notices that a subscriber reads more slowly than the server sends: because
 * it was paused, or because the event loop was blocked. A server that has to
 * keep too much for such a client closes the connection, and does not say why
 * (client-output-buffer-limit).
 */
class Backlog {
  /** Only of silences that are longer, in ms, this is told. */
  static GAP = GAP

  #connection
  #since = 0 // what was before counts no more
  #pausedAt = null
  #gap = null // { endedAt, ms, bytesIn, isPause }

  /** @param {import('./connection')} connection */
  constructor (connection) {
    this.#connection = connection
  }

  /** A connection begins. */
  start () {
    this.#since = now()
    this.#pausedAt = null
    this.#gap = null
  }

  /**
   * Something was read after a silence.
   *
   * @param {number} silence  ms, more than GAP
   */
  onGap (silence) {
    const time = now()
    const ms = Math.min(silence, time - this.#since)
    if (ms > GAP) this.#note(time, ms, false)
    this.#since = time
  }

  onPause () {
    this.#pausedAt ??= now()
  }

  onResume () {
    if (this.#pausedAt === null) return
    const time = now()
    if (time - this.#pausedAt > GAP) this.#note(time, time - this.#pausedAt, true)
    this.#pausedAt = null
    this.#since = time
  }

  // Of a row of gaps the first one counts: the client never caught up.
  #note (endedAt, ms, isPause) {
    const isNext = this.#gap !== null && endedAt - ms - this.#gap.endedAt < RECENT
    const bytesIn = isNext ? this.#gap.bytesIn : this.#connection.bytesIn
    if (isNext) ms += this.#gap.ms
    this.#gap = { endedAt, ms, bytesIn, isPause: isPause || (isNext && this.#gap.isPause) }
  }

  /**
   * The server closed the connection.
   *
   * @returns {Error|null} what it probably closed it for
   */
  explain () {
    this.onResume()
    const gap = this.#gap
    if (gap === null || now() - gap.endedAt > RECENT) return null
    const bytes = this.#connection.bytesIn - gap.bytesIn
    if (bytes < MANY) return null
    const ms = Math.round(gap.ms)
    const reason = gap.isPause ? 'it was paused' : 'the event loop was blocked'
    const error = new Error(`The server closed the connection of a subscriber that was behind: it had read nothing for ${ms} ms ` +
      `(${reason}), and then ${bytes} bytes that had waited. The server's client-output-buffer-limit may be exceeded`)
    return Object.assign(error, { code: 'HC_EBEHIND', bytes, behindMs: ms })
  }
}

module.exports = Backlog
