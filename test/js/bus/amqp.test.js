'use strict'

const assert = require('node:assert/strict')
const { setTimeout: sleep } = require('node:timers/promises')
const { cloudEvents, connect } = require('hicast/bus')
const { conformance } = require('hicast/bus/conformance')
const { testBusSpans } = require('../../helpers/bus_spans')
const { testCloudEvents } = require('../../helpers/cloud_events')
const { useBroker } = require('../../helpers/message_brokers')
const { eventually } = require('../../helpers/wait')

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
  testCloudEvents(() => broker.url)
  testBusSpans(() => broker.url)

  it('dead letters take whatever headers another program gave', async function () {
    this.timeout(120000)
    const bus = await connect(broker.url)
    const got = []
    await bus.subscribe('foreign.dead', (message) => got.push(message))
    await bus.consume('foreign', () => { throw new Error('no') }, { group: 'g', maxDeliver: 1, deadLetter: 'foreign.dead' })
    const channel = await bus.native.createChannel()
    channel.publish('hicast', 'foreign', Buffer.from('x'), { headers: { 'App Name:X': 'a\nb' } })
    await eventually(() => got.length > 0, 'the dead letter', { timeout: 60000 })
    assert.deepEqual([got[0].text, got[0].headers['app name:x'], got[0].headers['dead-reason']], ['x', 'a\nb', 'no'])
    await bus.close()
  })

  it('dead letters have the headers of an event as the binding for AMQP spells them', async function () {
    this.timeout(120000)
    const bus = await connect(broker.url, { codec: cloudEvents({ source: '/shop', mode: 'binary' }) })
    try {
      const channel = await bus.native.createChannel()
      const { queue } = await channel.assertQueue('', { exclusive: true })
      await channel.bindQueue(queue, 'hicast', 'spelt.dead')
      const seen = []
      await channel.consume(queue, ({ properties }) => seen.push(properties.headers), { noAck: true })
      await bus.consume('spelt', () => { throw new Error('no') }, { group: 'g', maxDeliver: 1, deadLetter: 'spelt.dead' })
      await bus.publish('spelt', { type: 'order.paid' })
      await eventually(() => seen.length > 0, 'the dead letter', { timeout: 60000 })
      assert.deepEqual([seen[0]['cloudEvents:type'], seen[0]['cloudEvents:source']], ['order.paid', '/shop'])
    } finally {
      await bus.close()
    }
  })
})
