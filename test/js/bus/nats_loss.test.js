'use strict'

const assert = require('node:assert/strict')
const { useBroker } = require('../../helpers/message_brokers')
const { loseNothing } = require('../../helpers/loss')

describe('bus on nats', () => {
  const broker = useBroker('nats')

  it('a log loses nothing while its reader is cut 20 times and the server killed 5 times', async function () {
    this.timeout(400000)
    const { gaps, connections } = await loseNothing({
      url: broker.url, scheme: 'nats', port: broker.port, kill: () => broker.kill(), start: () => broker.start()
    })
    assert.deepEqual(gaps, [])
    assert.ok(connections > 20, String(connections))
  })
})
