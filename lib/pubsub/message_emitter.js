'use strict'

const { EventEmitter } = require('events')
const { DELIVER } = require('../support/native')

// `messages` is made of what `message` gets.
const BATCH = 'messages'

const BITS = {
  message: DELIVER.MESSAGE,
  messageBuffer: DELIVER.MESSAGE_BUFFER,
  pmessage: DELIVER.PMESSAGE,
  pmessageBuffer: DELIVER.PMESSAGE_BUFFER,
  smessage: DELIVER.SMESSAGE,
  smessageBuffer: DELIVER.SMESSAGE_BUFFER
}

/**
 * An emitter that knows which forms of messages are listened for, so that the
 * others need not be made: neither strings nor Buffers without a listener.
 *
 * Every way to add or remove a listener ends in one of the methods here.
 */
class MessageEmitter extends EventEmitter {
  /** DELIVER bits of the forms of messages that have listeners. */
  deliveryBits = 0
  /** Whether messages are wanted by the batch. */
  hasBatchListeners = false

  /** The only listener for `message`; null: there are more, or none. */
  messageListener = null

  /** Called when `deliveryBits` has changed. */
  onDeliveryChange () {}

  on (event, listener) {
    super.on(event, listener)
    this.#update(event)
    return this
  }

  addListener (event, listener) {
    return this.on(event, listener)
  }

  prependListener (event, listener) {
    super.prependListener(event, listener)
    this.#update(event)
    return this
  }

  removeListener (event, listener) {
    super.removeListener(event, listener)
    this.#update(event)
    return this
  }

  off (event, listener) {
    return this.removeListener(event, listener)
  }

  removeAllListeners (...args) {
    super.removeAllListeners(...args)
    for (const event of Object.keys(BITS)) this.#update(event)
    this.#update(BATCH)
    return this
  }

  #soleListener (event) {
    // What captures rejections is in emit().
    if (EventEmitter.captureRejections || this.listenerCount(event) !== 1) return null
    return this.rawListeners(event)[0]
  }

  #update (event) {
    if (event === BATCH) {
      this.hasBatchListeners = this.listenerCount(BATCH) > 0
      event = 'message'
    }
    if (event === 'message') this.messageListener = this.#soleListener(event)
    const bit = Object.hasOwn(BITS, event) ? BITS[event] : 0
    if (bit === 0) return
    const isWanted = this.listenerCount(event) > 0 || (event === 'message' && this.hasBatchListeners)
    const bits = isWanted ? this.deliveryBits | bit : this.deliveryBits & ~bit
    if (bits === this.deliveryBits) return
    this.deliveryBits = bits
    this.onDeliveryChange()
  }
}

module.exports = MessageEmitter
