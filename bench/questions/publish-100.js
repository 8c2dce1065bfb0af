'use strict'

const { commandQuestion } = require('../harness/command')
const { publisher } = require('../harness/publisher')

module.exports = commandQuestion({
  name: 'publish-100',
  title: 'publish(), a promise for each message, 100 in flight',
  unit: 'µs/publish',
  clients: ['hicast', 'ioredis', 'ioredis-pipelining', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [
    { against: ['ioredis'], atLeast: 10 },
    { against: ['ioredis-pipelining'], atLeast: 7 }
  ]
}, { inFlight: 100, count: 200_000, warmUp: 200_000 }, publisher)
