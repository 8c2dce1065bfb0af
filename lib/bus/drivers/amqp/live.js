'use strict'

const { now } = require('../../../support/clock')
const { encodeName, isPattern, matcher } = require('../../names')
const { abandon, disconnected, quiet } = require('./link')
const { toMessage } = require('./messages')

/** Live subscriptions: one queue of this process, with a binding for each channel. */
class Live {
  constructor (link, exchange, prefix) {
    this._link = link
    this._exchange = exchange
    this._prefix = prefix
    this._channel = null
    this._opening = null
    this._bindings = new Map() // routing key or pattern -> Set of entries
    this._exact = new Map() // channel -> Set of entries
    this._patterns = new Set()
    this._lostAt = null
  }

  async add (name, subscription) {
    const isGlob = isPattern(name)
    const entry = { name, subscription, isGlob, matches: isGlob ? matcher(name) : null, binding: bindingOf(this._prefix + name) }
    this._keep(entry)
    try {
      this._opening ??= this._open()
      await this._opening
      if (this._channel === null) throw disconnected()
      await this._channel.bindQueue(this._queue, this._exchange, entry.binding)
    } catch (error) {
      this._drop(entry)
      throw error
    }
    return { close: () => this._remove(entry) }
  }

  _keep (entry) {
    add(this._bindings, entry.binding, entry)
    if (entry.isGlob) this._patterns.add(entry)
    else add(this._exact, entry.name, entry)
  }

  _drop (entry) {
    this._patterns.delete(entry)
    if (!entry.isGlob) remove(this._exact, entry.name, entry)
    return remove(this._bindings, entry.binding, entry)
  }

  async _remove (entry) {
    const isLast = this._drop(entry)
    if (!isLast || this._channel === null) return
    const channel = this._channel
    try {
      await channel.unbindQueue(this._queue, this._exchange, entry.binding)
      // One may have come meanwhile.
      if (this._bindings.has(entry.binding)) await channel.bindQueue(this._queue, this._exchange, entry.binding)
    } catch (error) {
      // The binding went with the connection.
      if (channel === this._channel) throw error
    }
  }

  async _open () {
    try {
      await this._make()
    } catch (error) {
      this._opening = null // the next one tries again
      throw error
    }
    this._link.add(this)
  }

  async _make () {
    const channel = quiet(await this._link.createChannel())
    await channel.assertExchange(this._exchange, 'topic', { durable: true })
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true, durable: false })
    this._queue = queue
    for (const binding of this._bindings.keys()) await channel.bindQueue(queue, this._exchange, binding)
    await channel.consume(queue, (native) => { if (native !== null) this._onMessage(native) }, { noAck: true })
    channel.on('close', () => {
      if (channel !== this._channel) return
      this._channel = null
      this._lostAt = now()
    })
    abandon(this._channel) // of a try that was answered late
    this._channel = channel
  }

  async restore () {
    await this._make()
    const deafMs = this._lostAt === null ? 0 : now() - this._lostAt
    this._lostAt = null
    for (const entries of this._bindings.values()) {
      for (const { subscription } of entries) subscription._gap({ reason: 'reconnect', deafMs })
    }
  }

  _onMessage (native) {
    const first = toMessage(native, this._prefix.length)
    let message = first
    const deliver = ({ subscription }) => {
      subscription._push(message)
      message = null
    }
    for (const entry of this._exact.get(first.channel) ?? []) {
      message ??= toMessage(native, this._prefix.length)
      deliver(entry)
    }
    for (const entry of this._patterns) {
      if (!entry.matches(first.channel)) continue
      message ??= toMessage(native, this._prefix.length)
      deliver(entry)
    }
  }
}

function add (map, key, entry) {
  const set = map.get(key)
  if (set === undefined) map.set(key, new Set([entry]))
  else set.add(entry)
}

/** @returns {boolean} whether it was the last one */
function remove (map, key, entry) {
  const set = map.get(key)
  if (set === undefined || !set.delete(entry) || set.size > 0) return false
  map.delete(key)
  return true
}

/** In AMQP # is any number of words, none included: the matcher looks again. */
function bindingOf (name) {
  return encodeName(name).replace(/(^|\.)>$/, '$1#')
}

module.exports = Live
