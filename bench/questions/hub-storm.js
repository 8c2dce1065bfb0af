'use strict'

const { Side } = require('../harness/side')

const SOCKETS = 10_000

/** 10,000 sockets join at once, as after a restart; simulated, a user each, in three rooms. */
module.exports = {
  name: 'hub-storm',
  title: '10,000 sockets join at once: until half, 99 of 100 and all have joined, and until a message to one that was there',
  unit: 'ms',
  main: 'all',
  figures: ['half', 'most', 'all', 'message'],
  rounds: 3,
  clients: ['hicast'],
  bars: [],
  params: { sockets: SOCKETS },

  async run ({ server, client }) {
    const side = Side.start('hub-storm', client, { port: server.port })
    try {
      return await side.next()
    } finally {
      await side.stop()
    }
  },

  async side (adapter, { port }, { tell }) {
    const { createHub } = require('../../lib/hub')
    const hub = createHub(new (adapter.load())({ port }))
    let onMessage
    const heard = new Promise((resolve) => { onMessage = resolve })
    await hub.join({ send: onMessage }, { user: 'seated', rooms: ['r'] })
    const begin = performance.now()
    const since = () => performance.now() - begin
    const times = []
    const joins = Array.from({ length: SOCKETS }, (_, i) =>
      hub.join({ send () {} }, { user: `user-${i}`, rooms: ['r', `r${i % 100}`] }).then(() => times.push(since())))
    hub.toUser('seated').send('meanwhile')
    const message = heard.then(since)
    await Promise.all(joins)
    times.sort((a, b) => a - b)
    tell({ half: times[SOCKETS >> 1], most: times[Math.floor(SOCKETS * 0.99)], all: times.at(-1), message: await message })
  }
}
