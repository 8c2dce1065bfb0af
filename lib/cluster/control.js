'use strict'

const Iterators = require('../pubsub/iterators')

/**
 * What an app may do with the connections of a cluster: stop reading those that
 * messages come on, and say whether they keep the process alive.
 */
class ClusterControl {
  #session
  #holders = new Set() // who wants that no messages are read

  /** @param {import('./session')} session */
  constructor (session) {
    this.#session = session
    this.iterators = new Iterators((kind, name) => session.subscribers.isSubscribed(kind, name))
  }

  /** Whether anyone wants that no messages are read. */
  get isPaused () {
    return this.#holders.size > 0
  }

  /** @param {object} [holder]  reading goes on when all of them have resumed */
  pause (holder = this) {
    this.#holders.add(holder)
    for (const redis of this.#session.subscribers.clients()) redis.hicast.pause()
  }

  /** @param {object} [holder] */
  resume (holder = this) {
    if (!this.#holders.delete(holder) || this.isPaused) return
    for (const redis of this.#session.subscribers.clients()) redis.hicast.resume()
  }

  removeIterator (iterator) {
    this.iterators.remove(iterator)
    this.resume(iterator)
  }

  /** @param {Error & {refused: object[]}} error */
  onRefused (error) {
    this.iterators.onRefused(error)
  }

  /** @param {boolean} isRef  whether the connections keep the process alive */
  setRef (isRef) {
    const session = this.#session
    session.isRef = isRef
    session.lifecycle.setRef(isRef)
    for (const redis of [...session.pool.getNodes(), ...session.subscribers.clients()]) setRef(redis, isRef)
  }

  /**
   * A client is made, of a node or for messages.
   *
   * @param {import('../client/redis')} redis
   * @param {boolean} hears  messages
   */
  onClient (redis, hears) {
    if (!this.#session.isRef) setRef(redis, false)
    if (hears && this.isPaused) redis.hicast.pause()
  }
}

function setRef (redis, isRef) {
  if (isRef) redis.hicast.ref()
  else redis.hicast.unref()
}

module.exports = ClusterControl
