'use strict'

const { isAfter } = require('../positions')
const BusSource = require('./bus')

const MESSAGES = 'h' // what is kept, where there is a history
const TOLD = 's' // what servers tell each other
const EMPTY = Buffer.alloc(0)
const KNOWN = 10000 // topics of which it is known when something came last

/**
 * A bus whose channels are dear: a binding of RabbitMQ's takes a fifth of a
 * millisecond, a log of Kafka's a group of its own. So all topics share one
 * channel, to which each server is subscribed once. Each gets every message,
 * which says for what topic it is, and leaves those out that none of its
 * sockets wants. All topics have one order, and one history.
 */
class SharedSource {
  /**
   * @param {import('../../bus/bus')} bus
   * @param {{prefix: string, durable: boolean}} options
   */
  constructor (bus, options) {
    this._inner = new BusSource(bus, options)
    this.hasHistory = this._inner.hasHistory
    this._wanted = new Set()
    this._position = null // of the newest message of all topics
    this._onFirst = null
    this._latest = new Map() // topic -> position of its newest message, of those since `_from`
    this._from = null // a position, since which no message was missed
  }

  /** @param {import('./index').SourceHandlers} handlers */
  async open ({ onMessage, onGap, onError }) {
    await this._inner.open({
      onMessage: (_, bytes, position) => {
        const message = unwrap(bytes)
        if (position !== null) this._place(message === null ? '' : message.id, position)
        // What is none is counted.
        if (message === null) onMessage('', EMPTY, null)
        else if (this._wanted.has(message.id)) onMessage(message.id, message.bytes, position)
      },
      onGap: (deafMs, [channel], reason) => {
        // Of what servers tell each other browsers miss nothing.
        if (channel !== MESSAGES) return
        this._position = this._from = null
        onGap(deafMs, null, reason)
      },
      onError
    })
    const [start] = await Promise.all([this._inner.subscribe(MESSAGES), this._inner.subscribe(TOLD)])
    this._position ??= start
    this._from ??= start
    if (this.hasHistory && this._position === null) await this._mark()
  }

  _place (id, position) {
    this._position = position
    if (this._from === null || this._from.epoch !== position.epoch || this._latest.size >= KNOWN) {
      this._latest.clear()
      this._from = position
    }
    this._latest.set(id, position)
    this._onFirst?.()
    this._onFirst = null
  }

  // Where the broker does not tell after which message this server begins, a
  // message of its own does, which is for nobody.
  async _mark () {
    const first = new Promise((resolve) => { this._onFirst = resolve })
    await this._inner.publish(MESSAGES, wrap('', EMPTY))
    await first
  }

  // How many servers got it says nothing of who wants it.
  async publish (id, bytes) {
    await this._inner.publish(MESSAGES, wrap(id, bytes))
    return null
  }

  async tell (id, bytes) {
    await this._inner.tell(TOLD, wrap(id, bytes))
    return null
  }

  async subscribe (id) {
    this._wanted.add(id)
    return this._position
  }

  async unsubscribe (id) {
    this._wanted.delete(id)
  }

  /**
   * Whether nothing has come for a topic since then: to read the history of all
   * topics for that would be dear.
   *
   * @param {string} id
   * @param {import('../positions').Position} since
   */
  wasQuiet (id, since) {
    const from = this._from
    if (from === null || from.epoch !== since.epoch || isAfter(from, since)) return false
    const latest = this._latest.get(id)
    return latest === undefined || !isAfter(latest, since)
  }

  /** The history is that of all topics, read through for one. */
  read (id, since, { onMessage, onGap }) {
    return this._inner.readEach(MESSAGES, since, (bytes, position) => {
      const message = unwrap(bytes)
      if (message?.id === id) onMessage(message.bytes, position)
    }, onGap)
  }

  close () {
    return this._inner.close()
  }
}

/** Two bytes with the length of the topic's id, the id, and the message. */
function wrap (id, bytes) {
  const length = Buffer.byteLength(id)
  const whole = Buffer.allocUnsafe(2 + length + bytes.length)
  whole.writeUInt16BE(length, 0)
  whole.write(id, 2)
  bytes.copy(whole, 2 + length)
  return whole
}

/** @returns {{id: string, bytes: Buffer}|null} null: nothing that a hub has sent */
function unwrap (bytes) {
  if (bytes.length < 2) return null
  const end = 2 + bytes.readUInt16BE(0)
  if (end > bytes.length) return null
  return { id: bytes.toString('utf8', 2, end), bytes: bytes.subarray(end) }
}

module.exports = SharedSource
