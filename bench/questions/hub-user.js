'use strict'

const { simulate } = require('../harness/simulated')

const SERVERS = 64
const USERS = 500 // of each server
const MESSAGES = 3000
const WARM_UP = 300
const AT_ONCE = 20
const TEXT = 'x'.repeat(100)
const SHARED = 'events'

const name = (user) => `user-${user}`

/** What each library sends with: a function of the user. */
const SENDERS = {
  async hicast (port) {
    const { createHub } = require('../../lib/hub')
    const { Redis } = require('../..')
    const redis = new Redis({ port })
    const hub = createHub(redis)
    await hub.ready()
    return {
      channels: (server) => ['ws:s', 'ws:a', ...Array.from({ length: USERS }, (_, i) => `ws:u:${name(server * USERS + i)}`)],
      send: (user) => hub.toUser(name(user)).send(TEXT),
      async close () {
        await hub.close()
        redis.disconnect()
      }
    }
  },

  // As it is written by hand: everybody hears everything, and drops most of it.
  async ioredis (port) {
    const { Redis } = require('ioredis')
    const redis = new Redis({ port })
    return {
      channels: () => [SHARED],
      send: (user) => redis.publish(SHARED, JSON.stringify({ user: name(user), text: TEXT })),
      close: async () => redis.disconnect()
    }
  }
}

/** CPU seconds that the server has used. */
async function used (control) {
  const info = await control.call('INFO', 'cpu')
  return ['used_cpu_user', 'used_cpu_sys'].reduce((sum, key) => sum + Number(info.match(new RegExp(`${key}:([\\d.]+)`))[1]), 0)
}

/** Sends so many messages, each to one user. @returns {Promise<number>} µs of the server's CPU for each */
async function measure (control, send, count, atOnce) {
  const before = await used(control)
  for (let i = 0; i < count; i += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, (_, j) => send(((i + j) * 7919) % (SERVERS * USERS))))
  }
  return (await used(control) - before) / count * 1e6
}

module.exports = {
  name: 'hub-user',
  title: `a message of 100 bytes to one user, ${SERVERS} servers with ${USERS} users each; CPU of Redis`,
  unit: 'µs/message',
  clients: ['hicast', 'ioredis'],
  bars: [{ against: ['ioredis'], atMost: 0.125 }],
  params: { servers: SERVERS, users: USERS, messages: MESSAGES, together: AT_ONCE },

  async run ({ server, client }) {
    const sender = await SENDERS[client](server.port)
    const end = await simulate(server.port, Array.from({ length: SERVERS }, (_, i) => sender.channels(i)))
    try {
      await measure(server.control, sender.send, WARM_UP, 1)
      const cpu = await measure(server.control, sender.send, MESSAGES, 1)
      const together = await measure(server.control, sender.send, MESSAGES, AT_ONCE)
      return { cpu, together }
    } finally {
      end()
      await sender.close()
    }
  }
}
