'use strict'

const { setTimeout: sleep } = require('node:timers/promises')
const { conformance } = require('hicast/bus/conformance')
const { useBroker } = require('../../helpers/message_brokers')

// RabbitMQ 3.10 writes down somewhat later which quorum queues it has: one that is made just before a
// crash does not come back ("0 registered servers" in its log), whatever a client does.
const QUEUES_ON_DISK = 5000 // ms

describe('bus', () => {
  const broker = useBroker('rabbitmq')

  conformance({
    name: 'amqp',
    url: () => broker.url,
    timeout: 180000,
    faults: {
      kill: async () => {
        await sleep(QUEUES_ON_DISK)
        await broker.kill()
      },
      start: () => broker.start()
    }
  })
})
