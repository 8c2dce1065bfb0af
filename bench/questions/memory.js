'use strict'

const { settledRss, askOnce } = require('../harness/memory')
const { median } = require('../harness/stats')

const BARE_ROUNDS = 3
// Of a process of Node that loads no client, in bytes.
let bare

module.exports = {
  name: 'memory',
  title: 'resident memory of an idle subscriber beyond that of Node alone',
  unit: 'MiB',
  main: 'idle',
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atMost: 0.5 }],
  params: {},

  async setUp ({ port }) {
    const sizes = []
    for (let i = 0; i < BARE_ROUNDS; i++) sizes.push((await askOnce('memory', 'node', { port })).rss)
    bare = median(sizes)
  },

  async run ({ server, client }) {
    const { rss } = await askOnce('memory', client, { port: server.port })
    return { idle: (rss - bare) / 2 ** 20, process: rss / 2 ** 20 }
  },

  async side (adapter, { port }, { tell }) {
    const client = await adapter.connect(port)
    await adapter.receiver(client, 'subscribe', () => {})(['user-events'])
    tell({ rss: await settledRss() })
  }
}
