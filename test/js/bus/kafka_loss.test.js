'use strict'

const assert = require('node:assert/strict')
const net = require('node:net')
const { loseNothing, publishOnce } = require('../../helpers/loss')
const { useBroker } = require('../../helpers/message_brokers')

describe('bus on kafka', function () {
  this.timeout(600000)
  const broker = useBroker('kafka')

  /** Kafka tells clients its own address: only a socket of ours goes by the proxy. */
  function through (port) {
    const socketFactory = ({ onConnect }) => net.connect(port, '127.0.0.1', onConnect)
    return [broker.url, { kafka: { socketFactory } }]
  }

  it('a log loses nothing while its reader is cut 20 times and the broker killed 5 times', async () => {
    const { gaps, connections, inOrder } = await loseNothing({
      url: broker.url, port: broker.port, through, kill: () => broker.kill(), start: () => broker.start()
    })
    assert.deepEqual(gaps, [])
    assert.ok(inOrder)
    assert.ok(connections > 20, String(connections))
  })

  it('a reader hands nothing on twice when the publisher is killed and begins again', () => publishOnce(broker.url))
})
