'use strict'

const { NativeConnector } = require('../connection/connector')

let loadSentinelConnector

/**
 * Says where the class for the option `sentinels` comes from. It is built on
 * clients, and so stands above them; and few apps need it.
 *
 * @param {() => Function} load
 */
function provideSentinels (load) {
  loadSentinelConnector = load
}

/**
 * @param {import('./redis')} redis
 * @returns {import('../connection/connector').AbstractConnector} what
 *   finds the server, or opens the connection
 */
function connectorFor (redis) {
  const { options } = redis
  if (options.Connector) return new options.Connector(options)
  if (options.sentinels) {
    const connector = new (loadSentinelConnector())(options)
    connector.emitter = redis
    return connector
  }
  return new NativeConnector(redis)
}

module.exports = { connectorFor, provideSentinels }
