'use strict'

/**
 * Has the connections of a cluster give their messages to the cluster's
 * listeners, and make those forms only that have any.
 */
class Forwarder {
  #cluster
  #connections = new Set()

  /** @param {import('./cluster')} cluster */
  constructor (cluster) {
    this.#cluster = cluster
  }

  /** @param {import('../client/redis')} redis  whose messages are the cluster's */
  add (redis) {
    const { connection } = redis._session
    this.#connections.add(connection)
    connection.deliverTo(this.#cluster)
  }

  /** @param {import('../client/redis')} redis  whose messages are not, though more may come */
  remove (redis) {
    const { connection } = redis._session
    this.#connections.delete(connection)
    connection.deliverTo(redis)
  }

  /** Other forms of messages have listeners now. */
  update () {
    for (const connection of this.#connections) connection.updateDelivery()
  }
}

module.exports = Forwarder
