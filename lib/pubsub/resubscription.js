'use strict'

const { now } = require('../support/clock')
const { replyError, throwLater } = require('../support/errors')

const KINDS = ['channel', 'pattern', 'shard channel']

/**
 * Watches what becomes of the subscriptions over a reconnect: how long nothing
 * could be heard, and which of them the server refused.
 */
class Resubscription {
  #redis
  #connection
  #since = null // when the connection was lost, while deaf
  #total = 0
  #refused = []

  /**
   * @param {import('../client/redis')} redis
   * @param {import('../connection/connection')} connection
   */
  constructor (redis, connection) {
    this.#redis = redis
    this.#connection = connection
  }

  /** Time in all, in ms, for which something was subscribed and not heard. */
  get deafMs () {
    return this.#total + (this.#since === null ? 0 : now() - this.#since)
  }

  /**
   * A connection closed.
   *
   * @param {number} silentMs  for which it had been dead before that
   */
  onLost (silentMs) {
    this.#tellRefused()
    if (this.#connection.subscriptionCount > 0) this.#since ??= now() - silentMs
  }

  /**
   * @param {string} text  the server's words
   * @param {0|1|2} kind
   * @param {string|Buffer} name
   */
  onRefused (text, kind, name) {
    this.#refused.push({ kind: KINDS[kind], name, reason: text })
  }

  /** The connection is ready: what the server took is subscribed again. */
  onReady () {
    this.#tellRefused()
    const deafMs = this.#stop()
    const channels = this.#connection.subscriptionCount
    if (deafMs === null || channels === 0) return
    // After `ready`, which is emitted at the end of this tick as well.
    process.nextTick(() => this.#redis.emit('resubscribed', { deafMs, channels }))
  }

  /** The client does not connect again. */
  onEnd () {
    this.#stop()
  }

  #stop () {
    if (this.#since === null) return null
    const deafMs = now() - this.#since
    this.#since = null
    this.#total += deafMs
    return deafMs
  }

  // One event for all of them: a list of access rules rarely forbids one name.
  #tellRefused () {
    if (this.#refused.length === 0) return
    const error = refusalError(this.#refused)
    this.#refused = []
    this.#redis._session.control.onRefused(error)
    try {
      this.#redis.silentEmit('error', error)
    } catch (thrown) {
      throwLater(thrown)
    }
  }
}

function refusalError (refused) {
  const [first] = refused
  const error = replyError(first.reason)
  const others = refused.length > 1 ? ` (and ${refused.length - 1} more)` : ''
  error.message = `Could not subscribe to ${first.kind} "${first.name}"${others} again: ${first.reason}`
  error.code = 'HC_ERESUBSCRIBE'
  error.channel = first.name
  error.channels = refused.map(({ name }) => name)
  error.refused = refused
  return error
}

module.exports = Resubscription
