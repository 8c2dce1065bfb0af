'use strict'

const { once } = require('events')

/** The bench's view of redis-fast-driver, which has no Buffers; see like-ioredis.js. */
module.exports = {
  load: () => require('redis-fast-driver'),

  async connect (port) {
    const Redis = this.load()
    const client = new Redis({ port, host: '127.0.0.1' })
    await once(client, 'ready')
    return client
  },

  receiver (client, form, listener) {
    return (names) => subscribe(client, form, names, form === 'psubscribe'
      ? (reply) => listener(reply[1], reply[2], reply[3])
      : (reply) => listener(reply[1], reply[2]))
  },

  publish: (client, channel, payload) => client.rawCallAsync(['PUBLISH', channel, payload]),
  get: (client, key) => client.rawCallAsync(['GET', key]),
  set: (client, key, value) => client.rawCallAsync(['SET', key, value]),
  lrange: (client, key, from, to) => client.rawCallAsync(['LRANGE', key, from, to])
}

/** Confirmations and messages come through one callback. */
function subscribe (client, command, names, listener) {
  let left = names.length
  return new Promise((resolve, reject) => {
    for (const name of names) {
      client.rawCall([command, name], (error, reply) => {
        if (error) reject(new Error(error))
        else if (reply[0] !== command) listener(reply)
        else if (--left === 0) resolve()
      })
    }
  })
}
