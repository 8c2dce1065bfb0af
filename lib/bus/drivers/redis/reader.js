'use strict'

const { setTimeout: sleep } = require('timers/promises')
const { idOf } = require('./entries')
const Pager = require('./pager')
const { startOf } = require('./start')

const MOST_AHEAD = 2000 // live messages kept while the past is read
const SAVE_EVERY = 200 // ms

/**
 * Reads a log for one subscription: live by pub/sub, and by XRANGE what that
 * did not bring: the past, and holes.
 */
class LogReader {
  constructor ({ client, live, keys, channel, subscription, from }) {
    this._client = client
    this._live = live
    this._keys = keys
    this._pager = new Pager(client, keys.log, channel)
    this._channel = channel
    this._subscription = subscription
    this._from = from
    this._cursor = null
    this._ahead = [] // live messages behind the cursor, without a hole
    this._mustRead = true
    this._isRunning = true // until the first run: all that comes is kept
    this._isClosed = false
    this._saved = null // a position that is to be saved
    this._timer = null
    this.startsAfter = undefined
  }

  async open () {
    this._handle = await this._live.add(this._channel, this)
    try {
      this._cursor = await startOf(this._client, this._keys, this._from)
    } catch (error) {
      await this._handle.close()
      throw error
    }
    const { epoch, seq } = this._cursor
    this.startsAfter = epoch === null ? { seq } : { epoch, seq }
    this._isRunning = false
    this._run()
    return this
  }

  /** From the live channel: a message of the log, or one that is not of it. */
  _push (message) {
    if (message._epoch === undefined || this._isClosed) return null
    if (!this._isRunning) {
      if (this._isOld(message)) return null
      if (this._isNext(message)) {
        this._hand(message)
        return null
      }
    }
    this._keep(message)
    this._run()
    return null
  }

  /** From the live channel: it was deaf. */
  _gap () {
    this._mustRead = true
    this._run()
  }

  _end (error) {
    this._subscription._end(error)
  }

  _isNext ({ _epoch, seq }) {
    return _epoch === this._cursor.epoch && seq === this._cursor.seq + 1
  }

  _isOld ({ _epoch, seq }) {
    return _epoch === this._cursor.epoch && seq <= this._cursor.seq
  }

  _keep (message) {
    const last = this._ahead.at(-1)
    const follows = last === undefined || (last._epoch === message._epoch && last.seq + 1 === message.seq)
    if (follows && this._ahead.length < MOST_AHEAD) {
      this._ahead.push(message)
      return
    }
    // It is all in the log.
    this._ahead = []
    this._mustRead = true
  }

  /** @returns {Promise<void>|null} */
  _hand (message) {
    this._cursor.epoch = message._epoch
    this._cursor.seq = message.seq
    const room = this._subscription._push(message)
    if (room === null || this._isRunning) return room
    this._isRunning = true
    room.then(() => {
      this._isRunning = false
      this._run()
    })
    return room
  }

  async _run () {
    if (this._isRunning || this._isClosed) return
    this._isRunning = true
    let tries = 0
    while (!this._isClosed) {
      try {
        await this._handAhead()
        // More may have come since that looked.
        if (this._ahead.length > 0 && (this._isOld(this._ahead[0]) || this._isNext(this._ahead[0]))) continue
        if (this._ahead.length === 0 && !this._mustRead) break
        await this._readPage()
        tries = 0
      } catch (error) {
        if (this._isClosed) break
        if (isLasting(error)) {
          this._subscription._end(error)
          break
        }
        await sleep(Math.min(2000, 50 * 2 ** tries++))
      }
    }
    this._isRunning = false
  }

  /** What came live, as far as it joins on. */
  async _handAhead () {
    while (this._ahead.length > 0 && !this._isClosed) {
      const message = this._ahead[0]
      const isOld = this._isOld(message)
      if (!isOld && !this._isNext(message)) return
      this._ahead.shift()
      if (isOld) continue
      const room = this._hand(message)
      if (room !== null) await room
    }
  }

  async _readPage () {
    const { epoch, seq } = this._cursor
    const isWhole = this._mustRead
    this._mustRead = false
    const start = epoch === null || seq < 0 ? (epoch === null ? '-' : `${epoch}-0`) : `(${epoch}-${seq}`
    let page
    try {
      page = await this._pager.read(start)
    } catch (error) {
      this._mustRead = true
      throw error
    }
    const { messages, isLast } = page
    if (!isLast) this._mustRead = true
    if (messages.length === 0 && !isWhole) this._skipTo(this._ahead[0])
    for (const message of messages) {
      if (this._isClosed) return
      this._tellHole(message)
      const room = this._hand(message)
      if (room !== null) await room
    }
  }

  /** The log does not have what is before this one, nor this one itself. */
  _skipTo (message) {
    if (message === undefined || this._isOld(message)) return
    this._tellHole(message)
    this._cursor = { epoch: message._epoch, seq: message.seq - 1 }
  }

  _tellHole ({ _epoch, seq }) {
    const { epoch, seq: last } = this._cursor
    if (epoch === null) {
      // Nothing was there when it began: what came first is what it waits for.
      if (seq > last + 1) this._subscription._gap({ reason: 'trimmed', from: last + 1, to: seq - 1 })
    } else if (epoch !== _epoch) {
      this._subscription._gap({ reason: 'epoch', from: last + 1 })
    } else if (seq > last + 1) {
      this._subscription._gap({ reason: 'trimmed', from: last + 1, to: seq - 1 })
    }
  }

  /** Handled up to here: with `resume` that is remembered. */
  commit (message) {
    if (this._from.kind !== 'resume') return
    this._saved = idOf(message)
    this._timer ??= setTimeout(() => {
      this._timer = null
      this._save().catch(() => {})
    }, SAVE_EVERY)
  }

  async _save () {
    const saved = this._saved
    this._saved = null
    if (saved !== null) await this._client.set(this._keys.position(this._from.value), saved)
  }

  async close () {
    this._isClosed = true
    clearTimeout(this._timer)
    this._timer = null
    this._ahead = []
    const isUp = this._client.status === 'ready'
    await Promise.all([this._handle.close(), isUp ? this._save() : undefined])
  }
}

/** Whether trying again would not help. */
function isLasting (error) {
  return /^(WRONGTYPE|NOPERM|NOAUTH|ERR)/.test(error.message)
}

module.exports = { LogReader, isLasting }
