'use strict'

const assert = require('node:assert/strict')
const { loseNothing, publishOnce } = require('../../helpers/loss')
const { useBroker } = require('../../helpers/message_brokers')

// RabbitMQ 3.10 writes down somewhat later which queues it has: one that is made just before a crash does
// not come back ("home node is down or inaccessible"), whatever a client does.
const QUEUES_ON_DISK = 5000 // ms

describe('bus on amqp', function () {
  this.timeout(600000)
  const broker = useBroker('rabbitmq')

  it('a log loses nothing while its reader is cut 20 times and the broker killed 5 times', async () => {
    const { gaps, connections, inOrder } = await loseNothing({
      url: broker.url,
      port: broker.port,
      through: (port) => [`amqp://127.0.0.1:${port}`],
      kill: () => broker.kill(),
      start: () => broker.start(),
      settle: QUEUES_ON_DISK
    })
    assert.deepEqual(gaps, [])
    assert.ok(inOrder)
    assert.ok(connections > 20, String(connections))
  })

  it('a reader hands nothing on twice when the publisher is killed and begins again', () => publishOnce(broker.url))
})
