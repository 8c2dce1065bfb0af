'use strict'

const { settledRss, askOnce } = require('../harness/memory')

module.exports = {
  name: 'memory',
  title: 'resident memory of an idle subscriber beyond that of Node alone',
  unit: 'MiB',
  main: 'idle',
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atMost: 0.5 }],
  params: {},

  async run ({ server, client }) {
    const { port } = server
    const bare = await askOnce('memory', 'node', { port })
    const idle = await askOnce('memory', client, { port })
    return { idle: (idle.rss - bare.rss) / 2 ** 20, process: idle.rss / 2 ** 20 }
  },

  async side (adapter, { port }, { tell }) {
    const client = await adapter.connect(port)
    await adapter.receiver(client, 'subscribe', () => {})(['user-events'])
    tell({ rss: await settledRss() })
  }
}
