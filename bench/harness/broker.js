'use strict'

const { Broker } = require('../../test/helpers/message_brokers')

/**
 * A broker of scripts/brokers.sh, in the place of redis-server.
 *
 * @param {'nats'|'rabbitmq'|'kafka'} name
 */
async function startBroker (name) {
  const broker = new Broker(name)
  await broker.start()
  return { url: broker.url, port: broker.port, stop: () => broker.stop() }
}

module.exports = { startBroker }
