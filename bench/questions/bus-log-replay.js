'use strict'

const { ownQuestion, replayLog } = require('../harness/bus_log')

module.exports = ownQuestion({
  name: 'bus-log-replay',
  title: 'hicast/bus: read a log of 100,000 messages on Redis, beside XRANGE by ioredis',
  clients: ['hicast', 'ioredis'],
  bars: [{ against: ['ioredis'], atLeast: 3 }]
}, { count: 100000 }, replayLog)
