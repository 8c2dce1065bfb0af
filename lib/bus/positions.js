'use strict'

/**
 * Up to where a log has been handled: handlers may finish in another order
 * than they began.
 */
class Positions {
  _open = [] // { message, isDone }, in order
  _early = null // what was handled before there was whom to tell

  add (message) {
    this._open.push({ message, isDone: false })
  }

  /**
   * @param {import('./message').Message} message
   * @param {{ commit?: (message: object) => void }|null} handle  told how far it is
   */
  done (message, handle) {
    const entry = this._open.find((each) => each.message === message)
    if (entry === undefined) return
    entry.isDone = true
    let last = null
    while (this._open.length > 0 && this._open[0].isDone) last = this._open.shift().message
    if (handle === null) this._early = last ?? this._early
    else if (last !== null) handle.commit?.(last)
  }

  opened (handle) {
    if (this._early !== null) handle.commit?.(this._early)
    this._early = null
  }
}

module.exports = Positions
