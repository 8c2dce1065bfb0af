'use strict'

const { setTimeout: sleep } = require('timers/promises')
const { encodeToken } = require('../../names')
const { toLogMessage } = require('./messages')

const EXPIRES = 1000 // ms that one fetch waits

/** A member of a group: it pulls as much as it has hands for. */
class GroupMember {
  constructor ({ jetstream, manager, streams, subject, channel, consumer, options }) {
    this._jetstream = jetstream
    this._manager = manager
    this._streams = streams
    this._subject = subject
    this._channel = channel
    this._consumer = consumer
    this._options = options
    this._inHand = new Set() // messages of the client
    this._isClosed = false
    this._room = null
  }

  async open () {
    await this._create()
    this._keeper = setInterval(() => { for (const native of this._inHand) native.working() },
      Math.max(100, this._options.ackTimeout / 3))
    this._keeper.unref()
    this._running = this._run()
    return this
  }

  async _create () {
    const { group, from, ackTimeout } = this._options
    this._stream = await this._streams.of(this._subject)
    const name = encodeToken(group)
    try {
      this._pull = await this._jetstream.consumers.get(this._stream.name, name)
      return
    } catch (error) {
      if (!/consumer not found/i.test(error.message)) throw error
    }
    await this._manager.consumers.add(this._stream.name, {
      durable_name: name,
      ack_policy: 'explicit',
      ack_wait: ackTimeout * 1e6,
      max_ack_pending: -1,
      filter_subject: this._subject,
      deliver_policy: from.kind === 'new' ? 'new' : 'all'
    })
    this._pull = await this._jetstream.consumers.get(this._stream.name, name)
  }

  get _free () {
    return this._options.maxInFlight - this._inHand.size
  }

  async _run () {
    let tries = 0
    while (!this._isClosed) {
      try {
        if (this._free <= 0 || this._consumer.isPaused) {
          await this._untilRoom()
          continue
        }
        const messages = await this._pull.fetch({ max_messages: this._free, expires: EXPIRES })
        for await (const native of messages) this._deliver(native)
        tries = 0
      } catch (error) {
        if (this._isClosed) return
        if (/permissions violation/i.test(error.message)) return this._consumer._end(error)
        if (/(consumer|stream) not found/i.test(error.message)) {
          this._streams.forget(this._subject)
          await this._create().catch(() => {})
        }
        await sleep(Math.min(1000, 20 * 2 ** tries++))
      }
    }
  }

  _untilRoom () {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 200)
      this._room = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  _deliver (native) {
    if (this._isClosed) return native.nak()
    this._inHand.add(native)
    const message = toLogMessage(this._channel, native)
    message.deliveries = native.info.deliveryCount
    const settle = (answer) => {
      if (!this._inHand.delete(native)) return
      answer()
      this._room?.()
    }
    message._settlement = {
      ack: () => settle(() => native.ack()),
      nack: ({ delay = 0 } = {}) => settle(() => native.nak(delay > 0 ? delay : undefined))
    }
    this._consumer._push(message)
  }

  /** A fetch that waits is left to end: what it brings goes back. */
  async close () {
    this._isClosed = true
    clearInterval(this._keeper)
    for (const native of this._inHand) native.nak()
    this._inHand.clear()
    this._room?.()
    await this._running
  }
}

module.exports = GroupMember
