'use strict'

const { traceBus } = require('./bus/spans')
const { version } = require('../package.json')

/**
 * Spans for hicast under its own name: has the instrumentation of ioredis
 * (`@opentelemetry/instrumentation-ioredis`) trace hicast, too. With hicast
 * installed as `ioredis` it does so by itself.
 *
 * @param {object} instrumentation  an IORedisInstrumentation
 * @returns {() => void} undoes it
 * @throws {TypeError} when it is something else
 */
function traceHicast (instrumentation) {
  const definitions = instrumentation?.getModuleDefinitions?.() ?? []
  const definition = definitions.find(({ name }) => name === 'ioredis')
  if (typeof definition?.patch !== 'function') {
    throw new TypeError('traceHicast() takes an IORedisInstrumentation of @opentelemetry/instrumentation-ioredis')
  }
  // The module as apps load it.
  const Redis = require('hicast')
  definition.patch(Redis, version)
  return () => definition.unpatch(Redis, version)
}

module.exports = { traceHicast, traceBus }
