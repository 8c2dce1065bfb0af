'use strict'

const { trusted } = require('../harness/tls')

/** The bench's view of node-redis; see like-ioredis.js. */
module.exports = {
  load: () => require('redis'),

  async connect (port) {
    const ca = trusted()
    const client = this.load().createClient({ socket: { port, host: '127.0.0.1', ...(ca && { tls: true, ca }) } })
    client.on('error', (error) => { throw error })
    await client.connect()
    return client
  },

  async reconnect (client) {
    client.destroy()
    await client.connect()
  },

  close: (client) => client.destroy(),

  receiver (client, form, listener) {
    return form === 'psubscribe'
      ? (names) => client.pSubscribe(names, listener)
      : (names) => client.subscribe(names, listener, form === 'subscribeBuffer')
  },

  publish: (client, channel, payload) => client.publish(channel, payload),
  get: (client, key) => client.get(key),
  set: (client, key, value) => client.set(key, value),
  lrange: (client, key, from, to) => client.lRange(key, from, to)
}
