'use strict'

const { EventEmitter } = require('events')

const { emit } = EventEmitter.prototype
const EVENTS = ['message', 'messageBuffer', 'messages', 'pmessage', 'pmessageBuffer', 'smessage', 'smessageBuffer']

/**
 * Hands the messages that the connections of a cluster hear to the cluster's
 * listeners: only those kinds that have any, so that the others need not be
 * made.
 */
class Forwarder {
  #cluster
  #sources = new Set()
  #listeners

  /** @param {import('./cluster')} cluster */
  constructor (cluster) {
    this.#cluster = cluster
    this.#listeners = EVENTS.map((event) => [event, listenerFor(cluster, event)])
  }

  /** @param {import('../client/redis')} redis  whose messages are the cluster's */
  add (redis) {
    this.#sources.add(redis)
    this.#set(redis)
  }

  /** @param {import('../client/redis')} redis */
  remove (redis) {
    this.#sources.delete(redis)
    for (const [event, listener] of this.#listeners) redis.off(event, listener)
  }

  /** Other kinds of messages have listeners now. */
  update () {
    for (const redis of this.#sources) this.#set(redis)
  }

  #set (redis) {
    for (const [event, listener] of this.#listeners) {
      redis.off(event, listener)
      if (this.#cluster.listenerCount(event) > 0) redis.on(event, listener)
    }
  }
}

function listenerFor (cluster, event) {
  if (event.startsWith('p')) return (pattern, channel, message) => cluster.emit(event, pattern, channel, message)
  if (event === 'messages') return (batch) => cluster.emit(event, batch)
  if (event !== 'message') return (channel, message) => cluster.emit(event, channel, message)
  // The most frequent; without what emit() does to find its only listener.
  return (channel, message) => {
    const listener = cluster._delivery.messageListener
    if (listener !== null && cluster.emit === emit) Reflect.apply(listener, cluster, [channel, message])
    else cluster.emit('message', channel, message)
  }
}

module.exports = Forwarder
