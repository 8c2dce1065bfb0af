'use strict'

const { commandQuestion } = require('../harness/command')

const ELEMENTS = 1000
const PUSH = "for i = 1, tonumber(ARGV[1]) do redis.call('rpush', KEYS[1], 'user:' .. (10000 + i)) end"

module.exports = commandQuestion({
  name: 'lrange',
  title: 'LRANGE of 1,000 elements of 10 bytes, 10 in flight',
  unit: 'µs/command',
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis', 'redis'], atLeast: 3 }],
  setUp: ({ control }) => control.call('EVAL', PUSH, 1, 'list', ELEMENTS)
}, { inFlight: 10, count: 4_000, warmUp: 1_000 }, wholeList)

async function wholeList (adapter, client) {
  const list = await adapter.lrange(client, 'list', 0, -1)
  if (list.length !== ELEMENTS) throw new Error(`${list.length} elements, not ${ELEMENTS}`)
  return () => adapter.lrange(client, 'list', 0, -1)
}
