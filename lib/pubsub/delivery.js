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
 * Which forms of messages a client has listeners for. An object of its own, so
 * that a listener which comes by way of `Object.create(client)` is seen as well.
 */
class Delivery {
  #emitter

  /** DELIVER bits of the forms of messages that have listeners. */
  bits = 0
  /** Whether messages are wanted by the batch. */
  hasBatchListeners = false
  /** The only listener for `message`; null: there are more, or none. */
  messageListener = null
  /** The same for `smessage`. */
  shardListener = null

  /** @param {EventEmitter} emitter  the client, or a cluster's */
  constructor (emitter) {
    this.#emitter = emitter
  }

  /** Called when `bits` has changed. */
  onChange () {}

  /** @param {string|symbol} event  whose listeners may have changed */
  update (event) {
    const emitter = this.#emitter
    if (event === BATCH) {
      this.hasBatchListeners = emitter.listenerCount(BATCH) > 0
      event = 'message'
    }
    if (event === 'message') this.messageListener = this.#soleListener(event)
    if (event === 'smessage') this.shardListener = this.#soleListener(event)
    const bit = Object.hasOwn(BITS, event) ? BITS[event] : 0
    if (bit === 0) return
    const isWanted = emitter.listenerCount(event) > 0 || (event === 'message' && this.hasBatchListeners)
    const bits = isWanted ? this.bits | bit : this.bits & ~bit
    if (bits === this.bits) return
    this.bits = bits
    this.onChange()
  }

  updateAll () {
    for (const event of Object.keys(BITS)) this.update(event)
    this.update(BATCH)
  }

  #soleListener (event) {
    // What captures rejections is in emit().
    if (EventEmitter.captureRejections || this.#emitter.listenerCount(event) !== 1) return null
    return this.#emitter.rawListeners(event)[0]
  }
}

module.exports = Delivery
