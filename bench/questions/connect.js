'use strict'

const { Meter } = require('../harness/meter')
const { askOnce } = require('../harness/memory')

/** A client that connects again and again, and new ones each time. */
module.exports = {
  name: 'connect',
  title: 'connecting again until ready',
  unit: 'µs',
  figures: ['cpu', 'fresh'],
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey'],
  bars: [{ against: ['ioredis'], atMost: 1 }],
  params: { count: 100, warmUp: 20 },

  async run ({ server, client, factor }) {
    return askOnce('connect', client, { port: server.port, ...this.params, count: this.params.count * factor })
  },

  async side (adapter, { port, count, warmUp }, { tell }) {
    const client = await adapter.connect(port, AT_ONCE)
    const again = await measure(() => adapter.reconnect(client), count, warmUp)
    const fresh = await measure(async () => adapter.close(await adapter.connect(port, AT_ONCE)), count, warmUp)
    tell({ ...again, fresh: fresh.cpu })
  }
}

// Clients with ioredis' API wait before they connect again.
const AT_ONCE = { retryStrategy: () => 0 }

async function measure (operation, count, warmUp) {
  for (let i = 0; i < warmUp; i++) await operation()
  const meter = new Meter()
  for (let i = 0; i < count; i++) await operation()
  return meter.read(count)
}
