'use strict'

const { busPublish } = require('../harness/bus')

module.exports = busPublish({
  name: 'bus-amqp-publish',
  title: 'hicast/bus: publish on RabbitMQ, 1,000 at a time, beside its client',
  broker: 'rabbitmq',
  clients: ['hicast', 'bare'],
  bars: [{ against: ['bare'], atLeast: 0.87 }]
}, { count: 30000 })
