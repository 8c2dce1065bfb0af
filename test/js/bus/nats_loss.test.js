'use strict'

const assert = require('node:assert/strict')
const { loseNothing, publishOnce } = require('../../helpers/loss')
const { useBroker } = require('../../helpers/message_brokers')

describe('bus on nats', function () {
  this.timeout(400000)
  const broker = useBroker('nats')

  it('a log loses nothing while its reader is cut 20 times and the server killed 5 times', async () => {
    const { gaps, connections } = await loseNothing({
      url: broker.url,
      port: broker.port,
      through: (port) => [`nats://127.0.0.1:${port}`],
      kill: () => broker.kill(),
      start: () => broker.start()
    })
    assert.deepEqual(gaps, [])
    assert.ok(connections > 20, String(connections))
  })

  it('a log has nothing twice when its publisher is killed and begins again', () => publishOnce(broker.url))
})
