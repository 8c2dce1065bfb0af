'use strict'

const { busReceive } = require('../harness/bus')

module.exports = busReceive({
  name: 'bus-nats-receive',
  title: 'hicast/bus: receive from NATS, beside its client',
  broker: 'nats',
  clients: ['hicast', 'bare'],
  bars: [{ against: ['bare'], atLeast: 0.87 }]
}, { count: 100000 })
