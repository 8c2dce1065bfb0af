'use strict'

const MOST = 500000 // ids of one half; as many again are of the half before

/**
 * The ids that a reader has handed on lately, for logs of brokers that store a
 * second publish with the same id: two sets, of which the older one is
 * forgotten when its time is over. Times are those of the messages, since the
 * past is read much faster than it was written.
 */
class Seen {
  /** @param {number} [window]  ms, for which an id is remembered at least, up to `MOST` ids */
  constructor (window = 120000) {
    this._window = window
    this._new = new Set()
    this._old = new Set()
    this._since = -Infinity
  }

  /**
   * @param {string|undefined} id
   * @param {number} time  ms since 1970
   * @returns {boolean} whether it was there before
   */
  has (id, time) {
    if (id === undefined) return false
    if (time - this._since > this._window || this._new.size >= MOST) {
      // A pause longer than the window: nothing of before counts any more.
      this._old = time - this._since > 2 * this._window ? new Set() : this._new
      this._new = new Set()
      this._since = time
    }
    if (this._new.has(id) || this._old.has(id)) return true
    this._new.add(id)
    return false
  }
}

module.exports = Seen
