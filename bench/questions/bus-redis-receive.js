'use strict'

const { busReceive } = require('../harness/bus')

module.exports = busReceive({
  name: 'bus-redis-receive',
  title: 'hicast/bus: receive from Redis, beside ioredis bare',
  clients: ['hicast', 'ioredis'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { count: 200000 })
