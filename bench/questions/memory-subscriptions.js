'use strict'

const { settledRss, askOnce } = require('../harness/memory')
const { namesInChunks } = require('../harness/receive-side')

module.exports = {
  name: 'memory-subscriptions',
  title: 'memory for each of 100,000 subscriptions, names of 19 bytes',
  unit: 'bytes',
  main: 'each',
  figures: ['each', 'further'],
  rounds: 1,
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey'],
  bars: [{ against: ['ioredis'], atMost: 0.5 }],
  params: { channels: 100_000 },

  run: ({ server, client }) =>
    askOnce('memory-subscriptions', client, { port: server.port, channels: 100_000 }),

  async side (adapter, { port, channels }, { tell }) {
    const client = await adapter.connect(port)
    const subscribe = adapter.receiver(client, 'subscribe', () => {})
    await subscribe(['user-events'])
    const before = await settledRss()
    for (const names of namesInChunks(channels)) await subscribe(names)
    const after = await settledRss()
    // Of as many more: without what a process pays once, for compiled code say.
    for (const names of namesInChunks(channels)) await subscribe(names.map((name) => name.replace('user', 'more')))
    tell({ each: (after - before) / channels, further: (await settledRss() - after) / channels })
  }
}
