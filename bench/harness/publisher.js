'use strict'

const { jsonPayload } = require('./payload')

/** Publishes 100 bytes of JSON to a channel that nobody listens to. */
async function publisher (adapter, client) {
  const payload = jsonPayload(100)
  return () => adapter.publish(client, 'user-events', payload)
}

module.exports = { publisher }
