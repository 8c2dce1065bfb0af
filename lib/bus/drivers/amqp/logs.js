'use strict'

const { encodeName } = require('../../names')
const { RESTORE_LIMIT, quiet, within } = require('./link')

/** The queues that keep something: a stream for each log, a quorum queue for each group. */
class Queues {
  constructor (link, exchange, { prefix, history }, serverVersion) {
    this._link = link
    this._exchange = exchange
    this._prefix = prefix
    this._isWithoutLimit = Number.parseInt(serverVersion) >= 4
    this._streamArguments = {
      'x-queue-type': 'stream',
      'x-max-length-bytes': history.bytes ?? 1e9,
      ...(history.ms === undefined ? {} : { 'x-max-age': `${Math.ceil(history.ms / 1000)}s` })
    }
    this._made = new Map()
    link.add(this)
  }

  async restore () {
    this._made.clear()
  }

  /** @returns {Promise<string>} the queue of a channel's log */
  log (channel) {
    const key = encodeName(this._prefix + channel)
    return this._once(`hicast.log.${key}`, key, this._streamArguments)
  }

  group (channel, group) {
    const key = encodeName(this._prefix + channel)
    // From 4.0 on a message is thrown away after 20 deliveries, unless told not to.
    return this._once(`hicast.group.${encodeName(group)}.${key}`, key,
      { 'x-queue-type': 'quorum', ...(this._isWithoutLimit ? { 'x-delivery-limit': -1 } : {}) })
  }

  _once (name, routingKey, args) {
    let made = this._made.get(name)
    if (made === undefined) {
      made = within(this._make(name, routingKey, args), RESTORE_LIMIT)
      this._made.set(name, made)
      made.catch(() => this._made.delete(name))
    }
    return made
  }

  async _make (name, routingKey, args) {
    const channel = quiet(await this._link.createChannel())
    try {
      await channel.assertExchange(this._exchange, 'topic', { durable: true })
      await channel.assertQueue(name, { durable: true, arguments: args })
        .catch((error) => { if (!/PRECONDITION/.test(error.message)) throw error })
      const binder = quiet(await this._link.createChannel())
      await binder.bindQueue(name, this._exchange, routingKey)
      await binder.close()
    } finally {
      await channel.close().catch(() => {})
    }
    return name
  }
}

module.exports = Queues
