'use strict'

/**
 * Up to where a log has been handled: handlers may finish in another order
 * than they began.
 */
class Positions {
  _open = [] // { message, isDone }, in order

  add (message) {
    this._open.push({ message, isDone: false })
  }

  /**
   * @param {import('./message').Message} message
   * @param {{ commit?: (message: object) => void }} handle  told how far it is
   */
  done (message, handle) {
    const entry = this._open.find((each) => each.message === message)
    if (entry === undefined) return
    entry.isDone = true
    let last = null
    while (this._open.length > 0 && this._open[0].isDone) last = this._open.shift().message
    if (last !== null) handle?.commit?.(last)
  }
}

module.exports = Positions
