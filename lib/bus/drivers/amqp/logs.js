'use strict'

const { encodeName } = require('../../names')
const { busError } = require('../../errors')
const { RESTORE_LIMIT, quiet, within } = require('./link')

const RESOURCE_LOCKED = 405
const PRECONDITION_FAILED = 406
// A queue that was made with other bounds is what it was.
const BOUNDS = /inequivalent arg 'x-(max-length-bytes|max-age|delivery-limit)'/

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
      made.catch(() => { if (this._made.get(name) === made) this._made.delete(name) })
    }
    return made
  }

  async _make (name, routingKey, args) {
    await this._declare(name, args).catch((error) => {
      if (!BOUNDS.test(error.message)) throw error
      // It has other bounds, or is of another kind, which the broker looks at later.
      return this._declare(name, { 'x-queue-type': args['x-queue-type'] })
        .catch((again) => { if (!BOUNDS.test(again.message)) throw again })
    }).catch((error) => { throw explained(name, error) })
    await this._with((channel) => channel.bindQueue(name, this._exchange, routingKey))
    return name
  }

  _declare (name, args) {
    return this._with(async (channel) => {
      await channel.assertExchange(this._exchange, 'topic', { durable: true })
      await channel.assertQueue(name, { durable: true, arguments: args })
    })
  }

  /** A channel does not outlive an error. */
  async _with (use) {
    const channel = quiet(await this._link.createChannel())
    try {
      await use(channel)
    } finally {
      await channel.close().catch(() => {})
    }
  }
}

function explained (name, error) {
  const what = { [RESOURCE_LOCKED]: 'belongs to another connection alone', [PRECONDITION_FAILED]: 'is there, and of another kind' }[error.code]
  if (what === undefined) return error
  return busError('ERR_HICAST_QUEUE',
    `the queue ${name} ${what}: delete it, or take another channel, group or prefix (${error.message})`, { cause: error })
}

module.exports = Queues
