'use strict'

const { commandQuestion } = require('../harness/command')
const { publisher } = require('../harness/publisher')

module.exports = commandQuestion({
  name: 'publish',
  title: 'publish(), a promise for each message, 1,000 in flight',
  unit: 'µs/publish',
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [
    { against: ['ioredis'], atLeast: 12 },
    { against: ['redis-fast-driver'], atLeast: 2.5 }
  ]
}, { inFlight: 1000, count: 300_000, warmUp: 300_000 }, publisher)
