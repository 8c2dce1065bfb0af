'use strict'

const { EventEmitter } = require('events')
const Delivery = require('./delivery')
const { hide } = require('../support/hide')

/**
 * An emitter that knows which forms of messages are listened for, so that the
 * others need not be made: neither strings nor Buffers without a listener.
 *
 * Every way to add or remove a listener ends in one of the methods here.
 */
class MessageEmitter extends EventEmitter {
  constructor () {
    super()
    hide(this, '_delivery', new Delivery(this))
  }

  on (event, listener) {
    super.on(event, listener)
    this._delivery.update(event)
    return this
  }

  addListener (event, listener) {
    return this.on(event, listener)
  }

  prependListener (event, listener) {
    super.prependListener(event, listener)
    this._delivery.update(event)
    return this
  }

  removeListener (event, listener) {
    super.removeListener(event, listener)
    this._delivery.update(event)
    return this
  }

  off (event, listener) {
    return this.removeListener(event, listener)
  }

  removeAllListeners (...args) {
    super.removeAllListeners(...args)
    this._delivery.updateAll()
    return this
  }
}

module.exports = MessageEmitter
