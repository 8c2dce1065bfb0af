'use strict'

const { conformance } = require('hicast/bus/conformance')
const { testBusSpans } = require('../../helpers/bus_spans')
const { testCloudEvents } = require('../../helpers/cloud_events')
const { useBroker } = require('../../helpers/message_brokers')

describe('bus', () => {
  const broker = useBroker('nats')

  conformance({
    name: 'nats',
    url: () => broker.url,
    faults: { kill: () => broker.kill(), start: () => broker.start() }
  })
  testCloudEvents(() => broker.url)
  testBusSpans(() => broker.url)
})
