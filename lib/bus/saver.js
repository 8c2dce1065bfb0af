'use strict'

const EVERY = 200 // ms

/** Saves a reader's position now and then, and at the end. */
class Saver {
  /** @param {(value: any) => Promise<unknown>} save */
  constructor (save) {
    this._save = save
    this._value = null
    this._timer = null
  }

  set (value) {
    this._value = value
    this._timer ??= setTimeout(() => {
      this._timer = null
      // The next one may do better; what was not saved is delivered again.
      this.flush().catch(() => {})
    }, EVERY)
  }

  async flush () {
    clearTimeout(this._timer)
    this._timer = null
    const value = this._value
    this._value = null
    if (value !== null) await this._save(value)
  }

  /** Without saving. */
  stop () {
    clearTimeout(this._timer)
    this._timer = null
  }
}

module.exports = Saver
