'use strict'

/**
 * @typedef {object} SentinelAddress
 * @property {string} [host]  127.0.0.1 if absent
 * @property {number} [port]  26379 if absent
 * @property {0|4|6} [family]
 */

/** The sentinels that are known, and which of them is to be asked next. */
class SentinelIterator {
  /** @param {SentinelAddress[]} sentinels */
  constructor (sentinels) {
    this.cursor = 0
    this.sentinels = sentinels.slice(0)
  }

  /** @returns {{done: boolean, value: SentinelAddress|undefined}} */
  next () {
    const done = this.cursor >= this.sentinels.length
    return { done, value: done ? undefined : this.sentinels[this.cursor++] }
  }

  /**
   * Begins anew.
   *
   * @param {boolean} moveCurrentEndpointToFirst  with the one that next() gave
   *   last, else with the first
   */
  reset (moveCurrentEndpointToFirst) {
    if (moveCurrentEndpointToFirst && this.sentinels.length > 1 && this.cursor !== 1) {
      this.sentinels.unshift(...this.sentinels.splice(this.cursor - 1))
    }
    this.cursor = 0
  }

  /**
   * @param {SentinelAddress} sentinel
   * @returns {boolean} false: it was known
   */
  add (sentinel) {
    if (this.sentinels.some((known) => isSame(known, sentinel))) return false
    this.sentinels.push(sentinel)
    return true
  }

  toString () {
    return `${JSON.stringify(this.sentinels)} @${this.cursor}`
  }
}

function isSame (a, b) {
  return (a.host || '127.0.0.1') === (b.host || '127.0.0.1') && (a.port || 26379) === (b.port || 26379)
}

module.exports = SentinelIterator
