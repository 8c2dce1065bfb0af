'use strict'

const Seen = require('../../seen')
const { abandon, quiet } = require('./link')
const { toMessage } = require('./messages')

const AHEAD = 500 // messages that the broker sends without an answer

/** Reads a stream from an offset on; after a reconnect from where it was. */
class LogReader {
  constructor ({ link, queues, prefix, channel, subscription, from, dedupWindow }) {
    this._link = link
    this._queues = queues
    this._prefix = prefix
    this._name = channel
    this._subscription = subscription
    this._from = from
    this._last = from.kind === 'seq' ? from.value - 1 : null
    // A stream finds times by the second and by chunks; the rest is thrown away here.
    this._since = from.kind === 'time' ? from.value : null
    // The broker stores a second publish with the same id; it is handed on once.
    this._seen = new Seen(dedupWindow)
    this.startsAfter = this._last === null ? undefined : { seq: this._last }
    this._channel = null
    this._isClosed = false
  }

  async open () {
    const opened = Date.now()
    await this.restore()
    // From now on: should nothing have come when the connection is lost, what came later is found by its time.
    if (this._from.kind === 'new') this._since = opened
    this._link.add(this)
    return this
  }

  _offset () {
    if (this._last !== null) return this._last + 1
    if (this._since !== null) return { '!': 'timestamp', value: Math.max(0, Math.floor(this._since / 1000) - 1) }
    return this._from.kind === 'first' ? 'first' : 'next'
  }

  async restore () {
    if (this._isClosed) return
    const queue = await this._queues.log(this._name)
    const channel = quiet(await this._link.createChannel())
    abandon(this._channel) // of another connection, or of a try that was not answered in time
    this._channel = channel
    await channel.prefetch(AHEAD)
    let turn = Promise.resolve()
    const { consumerTag } = await channel.consume(queue, (native) => {
      if (native === null) return
      turn = turn.then(() => this._hand(channel, native)).catch((error) => this._subscription._emitError(error))
    }, { arguments: { 'x-stream-offset': this._offset() } })
    this._tag = consumerTag
  }

  async _hand (channel, native) {
    if (this._isClosed || channel !== this._channel) return
    const message = toMessage(native, this._prefix.length)
    const room = this._take(message) ? this._subscription._push(message) : null
    if (room !== null) await room
    try {
      channel.ack(native)
    } catch {
      // The channel is gone, and with it what it had sent.
    }
  }

  /** Whether it is one of those that the reader waits for. */
  _take ({ seq, time, id }) {
    if (this._last === null) {
      if (this._since !== null && time < this._since) return false
    } else if (seq <= this._last) {
      return false
    } else if (seq > this._last + 1) {
      this._subscription._gap({ reason: 'trimmed', from: this._last + 1, to: seq - 1 })
    }
    this._last = seq
    return !this._seen.has(id, time ?? Date.now())
  }

  async close () {
    this._isClosed = true
    this._link.remove(this)
    await this._channel?.close().catch(() => {})
  }
}

module.exports = LogReader
