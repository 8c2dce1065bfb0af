'use strict'

const { setTimeout: sleep } = require('timers/promises')
const Saver = require('../../saver')
const { toLogMessage } = require('./messages')

/** Reads a log by ordered consumers, a new one after each reconnect. */
class LogReader {
  constructor ({ jetstream, streams, subject, channel, subscription, from }) {
    this._jetstream = jetstream
    this._streams = streams
    this._subject = subject
    this._channel = channel
    this._subscription = subscription
    this._from = from
    this._last = 0 // the seq that was handed on last
    this._isClosed = false
    this._messages = null
    this.startsAfter = undefined
    this._saver = new Saver((seq) =>
      jetstream.publish(streams.positionSubject(subject, from.value), String(seq)))
  }

  async open () {
    this._stream = await this._streams.of(this._subject)
    const state = await this._streams.state(this._stream.name)
    this._created = state.created
    this._last = await this._startAfter(state)
    if (this._last !== null) this.startsAfter = { seq: await this._lastBefore() }
    this._messages = await this._consume()
    this._running = this._run()
    return this
  }

  // In a stream of many subjects the newest message may be of another.
  async _lastBefore () {
    if (this._stream.isOwn || this._from.kind !== 'new') return this._last
    return Math.min(this._last, await this._streams.lastOf(this._stream.name, this._subject))
  }

  async _startAfter (state) {
    const { kind, value } = this._from
    switch (kind) {
      case 'first': return Math.max(0, state.first_seq - 1)
      case 'seq': return value - 1
      case 'last': return Math.max(0, state.last_seq - 1)
      case 'time': {
        this._time = value
        return null
      }
      case 'resume': return await this._resume(state)
      default: return state.last_seq
    }
  }

  async _resume (state) {
    const { value } = this._from
    const saved = await this._streams.position(this._subject, value)
    if (saved !== null) return saved
    await this._jetstream.publish(this._streams.positionSubject(this._subject, value), String(state.last_seq))
    return state.last_seq
  }

  async _consume () {
    const start = this._last === null
      ? { deliver_policy: 'by_start_time', opt_start_time: new Date(this._time).toISOString() }
      : { deliver_policy: 'by_start_sequence', opt_start_seq: this._last + 1 }
    const consumer = await this._jetstream.consumers.get(this._stream.name, { filter_subjects: this._subject, ...start })
    return consumer.consume({ max_messages: 500 })
  }

  async _run () {
    let tries = 0
    while (!this._isClosed) {
      try {
        this._messages ??= await this._reopen()
        for await (const native of this._messages) {
          tries = 0
          await this._hand(native)
          if (this._isClosed) break
        }
      } catch (error) {
        if (this._isClosed) return
        if (/permissions violation/i.test(error.message)) return this._subscription._end(error)
      }
      this._messages = null
      if (!this._isClosed) await sleep(Math.min(1000, 10 * 2 ** tries++))
    }
  }

  /** Is it still the same log? */
  async _reopen () {
    this._streams.forget(this._subject)
    this._stream = await this._streams.of(this._subject)
    const { created, first_seq: first } = await this._streams.state(this._stream.name)
    if (created !== this._created) {
      this._created = created
      if (this._last !== null) this._subscription._gap({ reason: 'epoch', from: this._last + 1 })
      this._last = Math.max(0, first - 1)
    }
    return this._consume()
  }

  async _hand (native) {
    const message = toLogMessage(this._channel, native)
    const last = this._last
    if (last !== null && message.seq <= last) return
    // In a stream of many subjects the numbers in between are of others.
    if (this._stream.isOwn && last !== null && message.seq > last + 1) {
      this._subscription._gap({ reason: 'trimmed', from: last + 1, to: message.seq - 1 })
    }
    this._last = message.seq
    const room = this._subscription._push(message)
    if (room !== null) await room
  }

  /** The connection is back. */
  restart () {
    this._messages?.stop()
  }

  commit (message) {
    if (this._from.kind === 'resume') this._saver.set(message.seq)
  }

  async close () {
    this._isClosed = true
    this._messages?.stop()
    await this._saver.flush().catch(() => {})
    await this._messages?.close?.().catch?.(() => {})
  }
}

module.exports = LogReader
