'use strict'

const { inferType } = require('./payload')
const Subscription = require('./subscription')

/**
 * What consume() gives: a group's member. A message is done when the handler
 * has returned, or its promise is fulfilled; it is delivered again when that
 * fails, and goes to the dead letters after `maxDeliver` times.
 *
 * Events beside those of a subscription: `dead` (message, error).
 */
class Consumer extends Subscription {
  constructor (bus, channel, handler, options) {
    super(bus, channel, handler, options)
    this.group = options.group
  }

  /** @ignore A message whose last delivery ended in a crash is not tried again. */
  _push (message) {
    if (!this._isClosed && message.deliveries > this.options.maxDeliver) {
      this._bury(message, new Error(`delivered ${message.deliveries - 1} times, and never done`))
      return null
    }
    return super._push(message)
  }

  _finish (message, error, isFailed = false) {
    const settlement = message._settlement
    if (!isFailed) {
      this._settle(settlement.ack())
    } else if (message.deliveries >= this.options.maxDeliver) {
      this._bury(message, error)
    } else {
      this._settle(settlement.nack({ delay: this.options.retryDelay }))
    }
    if (isFailed) this._tellFailure(message, error)
  }

  _settle (promise) {
    promise?.catch?.((error) => this._emitError(error))
  }

  // What a group's handler throws is an answer, not an accident.
  _tellFailure (message, error) {
    this._guard(() => this.emit('nack', message, error))
  }

  /** To the dead letters first: it may then be there twice, but not nowhere. */
  _bury (message, error) {
    const { deadLetter } = this.options
    const headers = {
      ...message.headers,
      'dead-channel': message.channel,
      'dead-group': this.group,
      'dead-deliveries': String(message.deliveries),
      'dead-reason': oneLine(error)
    }
    const contentType = message.contentType ?? inferType(message._payload)
    const stored = deadLetter === undefined
      ? Promise.resolve()
      : this.bus._forward(deadLetter, message._payload, { headers, key: message.key, contentType, durable: this.bus.caps.durable })
    this._settle(stored.then(
      () => message._settlement.ack(),
      async (failure) => {
        await message._settlement.nack({ delay: this.options.retryDelay })
        throw failure
      }).then(() => this._guard(() => this.emit('dead', message, error))))
  }

  /** Of an iterator: what was left behind goes to another. */
  async _close () {
    const left = this._current
    this._current = undefined
    if (left !== undefined) this._settle(left._settlement.nack({}))
    await super._close()
  }
}

function oneLine (error) {
  return String(error?.message ?? error).replace(/[\r\n\0]+/g, ' ').slice(0, 500)
}

module.exports = Consumer
