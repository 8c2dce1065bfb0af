'use strict'

const { busPublish } = require('../harness/bus')

module.exports = busPublish({
  name: 'bus-nats-publish',
  title: 'hicast/bus: publish on NATS, 1,000 at a time, beside its client',
  broker: 'nats',
  clients: ['hicast', 'bare'],
  bars: [{ against: ['bare'], atLeast: 0.87 }]
}, { count: 100000 })
