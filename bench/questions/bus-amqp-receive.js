'use strict'

const { busReceive } = require('../harness/bus')

module.exports = busReceive({
  name: 'bus-amqp-receive',
  title: 'hicast/bus: receive from RabbitMQ, beside its client',
  broker: 'rabbitmq',
  clients: ['hicast', 'bare'],
  bars: [{ against: ['bare'], atLeast: 0.87 }]
}, { count: 50000 })
