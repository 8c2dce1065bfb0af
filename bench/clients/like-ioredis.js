'use strict'

const { once } = require('events')
const { trusted } = require('../harness/tls')

const EVENTS = { subscribe: 'message', subscribeBuffer: 'messageBuffer', psubscribe: 'pmessage' }

/**
 * The bench's view of a client with ioredis' API.
 *
 * A listener is called with the client's own arguments in the client's own
 * order: wrapping it would cost time that is not the client's.
 *
 * @param {() => Function} load
 * @param {object} [options] for the constructor
 */
function like (load, options) {
  return {
    load,

    async connect (port, more) {
      const Redis = load()
      const ca = trusted()
      const tls = ca && { tls: { ca, ...options?.tls } }
      const client = new Redis({ port, host: '127.0.0.1', ...options, ...tls, ...more })
      await once(client, 'ready')
      return client
    },

    async reconnect (client) {
      const ready = once(client, 'ready')
      client.disconnect(true)
      await ready
    },

    async close (client) {
      const end = once(client, 'end')
      client.disconnect()
      await end
    },

    /** Sends what is received to `listener`; gives the function that subscribes. */
    receiver (client, form, listener) {
      client.on(EVENTS[form], listener)
      return form === 'psubscribe'
        ? (names) => client.psubscribe(...names)
        : (names) => client.subscribe(...names)
    },

    publish: (client, channel, payload) => client.publish(channel, payload),
    get: (client, key) => client.get(key),
    set: (client, key, value) => client.set(key, value),
    lrange: (client, key, from, to) => client.lrange(key, from, to)
  }
}

module.exports = { like }
