'use strict'

const { commandQuestion } = require('../harness/command')
const { jsonPayload } = require('../harness/payload')

const KEYS = 1000

module.exports = commandQuestion({
  name: 'commands',
  title: 'GET and SET in turn, 100-byte values, 100 in flight',
  unit: 'µs/command',
  clients: ['hicast', 'ioredis', 'ioredis-pipelining', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis', 'redis'], atLeast: 3 }]
}, { inFlight: 100, count: 200_000, warmUp: 200_000 }, getAndSet)

/** The even turns set a key, the odd ones read it. */
async function getAndSet (adapter, client) {
  const value = jsonPayload(100)
  const keys = Array.from({ length: KEYS }, (_, i) => `user:${i}`)
  for (const key of keys) await adapter.set(client, key, value)
  return (i) => {
    const key = keys[(i >> 1) % KEYS]
    return (i & 1) === 0 ? adapter.set(client, key, value) : adapter.get(client, key)
  }
}
