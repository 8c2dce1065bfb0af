'use strict'

const { EventEmitter } = require('events')
const { DELIVER } = require('./native')

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
    return this
  }

  #update (event) {
    const bit = Object.hasOwn(BITS, event) ? BITS[event] : 0
    if (bit === 0) return
    const bits = this.listenerCount(event) > 0 ? this.deliveryBits | bit : this.deliveryBits & ~bit
    if (bits === this.deliveryBits) return
    this.deliveryBits = bits
    this.onDeliveryChange()
  }
}

module.exports = MessageEmitter
