'use strict'

const { randomBytes } = require('crypto')

const KEEP = /[A-Za-z0-9_-]/

/**
 * A hicast/bus: any broker it knows. With a log behind the channels, browsers
 * that come back get what they missed.
 */
class BusSource {
  /**
   * @param {import('../../bus/bus')} bus
   * @param {{prefix: string, durable: boolean}} options
   */
  constructor (bus, { prefix, durable }) {
    this.hasHistory = durable && bus.caps.durable === true && bus.caps.replay.includes('seq')
    this._bus = bus
    this._prefix = prefix
    this._subscriptions = new Map()
    // What is sent again because the answer was lost with the connection is not kept twice.
    this._sender = randomBytes(9).toString('base64url')
    this._sent = 0
    this._handlers = null
    this._onError = null
  }

  /** @param {import('./index').SourceHandlers} handlers */
  async open (handlers) {
    this._handlers = handlers
  }

  // Names of a bus are parts joined by dots; what else a name has is written
  // as its bytes in hexadecimal, so that no two names become one.
  _name (id) {
    return [...this._prefix + id].map((letter) => KEEP.test(letter) && letter !== '_'
      ? letter
      : `_${Buffer.from(letter).toString('hex')}_`).join('')
  }

  publish (id, bytes) {
    return this._send(id, bytes, this.hasHistory && !id.startsWith('s'))
  }

  tell (id, bytes) {
    return this._send(id, bytes, false)
  }

  async _send (id, bytes, durable) {
    const options = durable ? { durable, id: `${this._sender}.${this._sent += 1}` } : { durable }
    const { receivers } = await this._bus.publish(this._name(id), bytes, options)
    return receivers ?? null
  }

  async subscribe (id) {
    const isLog = this.hasHistory && !id.startsWith('s')
    const { onMessage, onGap, onError } = this._handlers
    const subscription = await this._bus.subscribe(this._name(id),
      (message) => onMessage(id, message.bytes, isLog ? positionOf(message) : null),
      isLog ? { durable: true, from: 'new' } : {})
    subscription.on('gap', ({ deafMs = 0, reason }) => onGap(deafMs, [id], reason))
    subscription.on('error', onError)
    this._subscriptions.set(id, subscription)
    const { startsAfter } = subscription
    return isLog && startsAfter !== undefined ? positionOf(startsAfter) : null
  }

  async unsubscribe (id) {
    const subscription = this._subscriptions.get(id)
    this._subscriptions.delete(id)
    await subscription?.close()
  }

  /**
   * Reads a topic's history after a position, and goes on with what is new.
   *
   * @param {string} id
   * @param {import('../positions').Position} since
   * @param {{onMessage: (bytes: Buffer, position: import('../positions').Position) => void, onGap: (reason: string) => void}} handlers
   * @returns {Promise<{close: () => Promise<void>}>}
   */
  read (id, since, { onMessage, onGap }) {
    return this.readEach(id, since, onMessage, onGap)
  }

  async readEach (id, { offset }, onMessage, onGap) {
    const subscription = await this._bus.subscribe(this._name(id),
      (message) => onMessage(message.bytes, positionOf(message)),
      { durable: true, from: { seq: Number(offset) + 1 } })
    subscription.on('gap', ({ reason }) => onGap(reason))
    return subscription
  }

  async close () {
    await Promise.allSettled([...this._subscriptions.values()].map((subscription) => subscription.close()))
    this._subscriptions.clear()
  }
}

function positionOf (message) {
  if (message.seq === undefined) return null
  return { epoch: String(message.epoch ?? message._epoch ?? ''), offset: message.seq }
}

module.exports = BusSource
