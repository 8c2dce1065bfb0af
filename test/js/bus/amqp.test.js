'use strict'

const { conformance } = require('hicast/bus/conformance')
const { useBroker } = require('../../helpers/message_brokers')

describe('bus', () => {
  const broker = useBroker('rabbitmq')

  conformance({
    name: 'amqp',
    url: () => broker.url,
    timeout: 180000,
    faults: { kill: () => broker.kill(), start: () => broker.start() }
  })
})
