'use strict'

const { conformance } = require('hicast/bus/conformance')
const { useBroker } = require('../../helpers/message_brokers')

describe('bus', () => {
  const broker = useBroker('nats')

  conformance({
    name: 'nats',
    url: () => broker.url,
    faults: { kill: () => broker.kill(), start: () => broker.start() }
  })
})
