'use strict'

const { busPublish } = require('../harness/bus')

module.exports = busPublish({
  name: 'bus-redis-publish',
  title: 'hicast/bus: publish on Redis, 1,000 at a time, beside ioredis bare',
  clients: ['hicast', 'ioredis'],
  bars: [{ against: ['ioredis'], atLeast: 6 }]
}, { count: 200000 })
