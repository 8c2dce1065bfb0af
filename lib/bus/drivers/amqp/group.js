'use strict'

const { abandon, quiet } = require('./link')
const { toMessage } = require('./messages')

/** A member of a group: a consumer of the group's quorum queue. */
class GroupMember {
  constructor ({ link, queues, prefix, channel, consumer, options }) {
    this._link = link
    this._queues = queues
    this._prefix = prefix
    this._name = channel
    this._consumer = consumer
    this._options = options
    this._channel = null
    this._isClosed = false
    this._timers = new Set()
  }

  async open () {
    await this.restore()
    this._link.add(this)
    return this
  }

  async restore () {
    if (this._isClosed) return
    const queue = await this._queues.group(this._name, this._options.group)
    const channel = quiet(await this._link.createChannel())
    abandon(this._channel) // of another connection, or of a try that was not answered in time
    this._channel = channel
    await channel.prefetch(this._options.maxInFlight)
    await channel.consume(queue, (native) => {
      if (native === null) this._consumer._end(new Error(`the queue ${queue} was deleted`))
      else this._deliver(channel, native)
    })
  }

  _deliver (channel, native) {
    if (channel !== this._channel) return
    const message = toMessage(native, this._prefix.length)
    message.deliveries ??= 1
    let isSettled = false
    const settle = (answer) => {
      if (isSettled) return
      isSettled = true
      answer()
    }
    message._settlement = {
      ack: () => settle(() => this._answer(channel, () => channel.ack(native))),
      nack: ({ delay = 0 } = {}) => settle(() => this._again(channel, native, delay))
    }
    this._consumer._push(message)
  }

  _again (channel, native, delay) {
    const nack = () => this._answer(channel, () => channel.nack(native, false, true))
    if (delay === 0) return nack()
    const timer = setTimeout(() => {
      this._timers.delete(timer)
      nack()
    }, delay)
    this._timers.add(timer)
  }

  // The broker delivers again what a channel had that is gone.
  _answer (channel, answer) {
    if (channel !== this._channel || this._isClosed) return
    try {
      answer()
    } catch {
      this._channel = null
    }
  }

  async close () {
    this._isClosed = true
    this._link.remove(this)
    for (const timer of this._timers) clearTimeout(timer)
    await this._channel?.close().catch(() => {})
  }
}

module.exports = GroupMember
