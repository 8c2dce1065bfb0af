'use strict'

const { commandQuestion } = require('../harness/command')
const { publisher } = require('../harness/publisher')

module.exports = commandQuestion({
  name: 'publish-one',
  title: 'publish(), one at a time, awaited',
  unit: 'µs/publish',
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [{ against: ['ioredis'], atMost: 0.75 }]
}, { inFlight: 1, count: 20_000, warmUp: 3_000 }, publisher)
