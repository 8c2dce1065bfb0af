'use strict'

const BusSource = require('./bus')

const MESSAGES = 'h' // what is kept, where there is a history
const TOLD = 's' // what servers tell each other
const EMPTY = Buffer.alloc(0)

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
  }

  /** @param {import('./index').SourceHandlers} handlers */
  async open ({ onMessage, onGap, onError }) {
    await this._inner.open({
      onMessage: (_, bytes, position) => {
        const message = unwrap(bytes)
        this._position = position ?? this._position
        // What is none is counted.
        if (message === null) onMessage('', EMPTY, null)
        else if (this._wanted.has(message.id)) onMessage(message.id, message.bytes, position)
      },
      onGap: (deafMs, _, reason) => onGap(deafMs, null, reason),
      onError
    })
    const [start] = await Promise.all([this._inner.subscribe(MESSAGES), this._inner.subscribe(TOLD)])
    this._position ??= start
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
