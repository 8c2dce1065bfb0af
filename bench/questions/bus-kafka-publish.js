'use strict'

const { busPublish } = require('../harness/bus')

module.exports = busPublish({
  name: 'bus-kafka-publish',
  title: 'hicast/bus: publish on Kafka, 1,000 at a time, beside its client',
  broker: 'kafka',
  clients: ['hicast', 'bare'],
  bars: [{ against: ['bare'], atLeast: 0.87 }]
}, { count: 50000 })
