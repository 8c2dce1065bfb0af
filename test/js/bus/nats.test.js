'use strict'

const assert = require('node:assert/strict')
const { connect } = require('hicast/bus')
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

  it('a reader of one subject of many in a stream tells after which message of its own it begins', async () => {
    const bus = await connect(broker.url)
    const { jetstreamManager } = await import('@nats-io/jetstream')
    const manager = await jetstreamManager(bus.native)
    await manager.streams.add({ name: 'many', subjects: ['many.>'] })
    for (const name of ['many.a', 'many.b']) await bus.publish(name, 'x', { durable: true })
    const after = []
    for (const name of ['many.a', 'many.b', 'many.c']) {
      const subscription = await bus.subscribe(name, () => {}, { durable: true })
      after.push(subscription.startsAfter)
    }
    assert.deepEqual(after, [{ seq: 1 }, { seq: 2 }, { seq: 0 }])
    await manager.streams.delete('many')
    await bus.close()
  })
})
