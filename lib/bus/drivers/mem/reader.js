'use strict'

/** Hands a log on to one subscription, at the pace of its handler. */
class Reader {
  constructor (log, subscription, from, toMessage) {
    this._log = log
    this._subscription = subscription
    this._toMessage = toMessage
    this._next = log.start(from)
    this._resume = from.kind === 'resume' ? from.value : null
    if (this._resume !== null && !log.resumes.has(this._resume)) log.resumes.set(this._resume, this._next - 1)
    this.startsAfter = { seq: this._next - 1 }
    this._isClosed = false
    this._isRunning = false
    this._forget = () => {}
    this._wake = () => setImmediate(() => this._run())
    this._wake()
  }

  async _run () {
    if (this._isRunning) return
    this._isRunning = true
    const log = this._log
    while (!this._isClosed && this._next < log.next) {
      if (this._next < log.first) {
        this._subscription._gap({ reason: 'trimmed', from: this._next, to: log.first - 1 })
        this._next = log.first
      }
      const room = this._subscription._push(this._toMessage(log.get(this._next++)))
      if (room !== null) await room
    }
    this._isRunning = false
    if (!this._isClosed) this._forget = log.onAppend(this._wake)
  }

  commit (message) {
    if (this._resume !== null) this._log.resumes.set(this._resume, message.seq)
  }

  async close () {
    this._isClosed = true
    this._forget()
  }
}

module.exports = Reader
