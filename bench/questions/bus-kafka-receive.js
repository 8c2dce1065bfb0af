'use strict'

const { busReceive } = require('../harness/bus')

module.exports = busReceive({
  name: 'bus-kafka-receive',
  title: 'hicast/bus: receive from Kafka, beside its client',
  broker: 'kafka',
  clients: ['hicast', 'bare'],
  bars: [{ against: ['bare'], atLeast: 0.87 }]
}, { count: 50000 })
