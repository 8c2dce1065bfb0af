'use strict'

const { sizeOf } = require('./payload')

/** Messages in the order of their coming. */
class Fifo {
  _items = []
  _head = 0

  get length () {
    return this._items.length - this._head
  }

  push (message) {
    this._items.push(message)
  }

  shift () {
    const message = this._items[this._head]
    this._items[this._head++] = undefined
    if (this._head === this._items.length) {
      this._items.length = 0
      this._head = 0
    } else if (this._head > 1024 && this._head * 2 > this._items.length) {
      this._items = this._items.slice(this._head)
      this._head = 0
    }
    return message
  }
}

/** Of each key only the latest message, in the order of their coming. */
class LatestByKey {
  _items = new Map()

  get length () {
    return this._items.size
  }

  /** @returns {import('./message').Message|undefined} the one that it replaces */
  push (message) {
    const key = message.key ?? message.channel
    const replaced = this._items.get(key)
    if (replaced !== undefined) this._items.delete(key)
    this._items.set(key, message)
    return replaced
  }

  shift () {
    const [key, message] = this._items.entries().next().value
    this._items.delete(key)
    return message
  }
}

/**
 * Messages that wait for a handler, bounded in number and bytes. What happens
 * at the bound is the policy's; `wait` has none, its driver stops by itself.
 */
class MessageQueue {
  bytes = 0
  /** Messages thrown away, in all. */
  dropped = 0

  /**
   * @param {object} options
   * @param {number} options.maxMessages
   * @param {number} options.maxBytes
   * @param {'drop-oldest'|'drop-newest'|'latest'|'close'|'wait'} options.overflow
   */
  constructor ({ maxMessages, maxBytes, overflow }) {
    this.maxMessages = maxMessages
    this.maxBytes = maxBytes
    this.overflow = overflow
    this.clear()
  }

  get length () {
    return this._items.length
  }

  get isFull () {
    return this.length >= this.maxMessages || this.bytes >= this.maxBytes
  }

  /**
   * @param {import('./message').Message} message
   * @returns {boolean} false: the bound is reached, and the policy is `close`
   */
  push (message) {
    const size = sizeOf(message._payload)
    if (this.overflow !== 'wait' && this.overflow !== 'latest' && !this._hasRoom(size)) {
      if (this.overflow === 'close') return false
      if (this.overflow === 'drop-newest') {
        this.dropped++
        return true
      }
    }
    const replaced = this._items.push(message)
    this.bytes += size
    if (this.overflow === 'wait') return true
    if (this.overflow === 'latest' && replaced !== undefined) this._forget(replaced)
    while (this.length > this.maxMessages || (this.bytes > this.maxBytes && this.length > 1)) {
      this._forget(this._items.shift())
    }
    return true
  }

  _hasRoom (size) {
    return this.length < this.maxMessages && (this.length === 0 || this.bytes + size <= this.maxBytes)
  }

  _forget (message) {
    this.bytes -= sizeOf(message._payload)
    this.dropped++
  }

  shift () {
    const message = this._items.shift()
    this.bytes -= sizeOf(message._payload)
    return message
  }

  /** Forgets what waits. */
  clear () {
    this._items = this.overflow === 'latest' ? new LatestByKey() : new Fifo()
    this.bytes = 0
  }
}

module.exports = MessageQueue
