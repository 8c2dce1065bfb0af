'use strict'

const { settledRss, askOnce } = require('../harness/memory')
const { namesInChunks } = require('../harness/receive-side')

const WARM_UP = 10_000

module.exports = {
  name: 'memory-subscriptions',
  title: 'memory for each of 100,000 subscriptions, names of 19 bytes',
  unit: 'bytes',
  main: 'each',
  rounds: 1,
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey'],
  bars: [{ against: ['ioredis'], atMost: 0.5 }],
  params: { channels: 100_000 },

  run: ({ server, client }) =>
    askOnce('memory-subscriptions', client, { port: server.port, channels: 100_000 }),

  async side (adapter, { port, channels }, { tell }) {
    const client = await adapter.connect(port)
    const subscribe = adapter.receiver(client, 'subscribe', () => {})
    // What a process pays once, for code that gets compiled, say, belongs to
    // no subscription.
    for (const names of namesInChunks(WARM_UP)) await subscribe(names.map((name) => `warm-up:${name}`))
    const before = await settledRss()
    for (const names of namesInChunks(channels)) await subscribe(names)
    const after = await settledRss()
    tell({ each: (after - before) / channels })
  }
}
