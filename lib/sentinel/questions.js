'use strict'

const { choose, usable } = require('./replicas')

/**
 * What a sentinel is asked. Each takes a client of the sentinel and the
 * options of the client that looks for its server.
 */

/**
 * @param {import('../client/redis')} sentinel
 * @param {object} options
 * @returns {Promise<import('./sentinel_iterator').SentinelAddress|null>}
 */
async function askMaster (sentinel, { name }) {
  const reply = await sentinel.sentinel('get-master-addr-by-name', name)
  return Array.isArray(reply) ? { host: reply[0], port: Number(reply[1]) } : null
}

/**
 * @param {import('../client/redis')} sentinel
 * @param {object} options
 * @returns {Promise<import('./sentinel_iterator').SentinelAddress|null>} null:
 *   there is no replica to connect to
 */
async function askReplica (sentinel, { name, preferredSlaves }) {
  const reply = await sentinel.sentinel('slaves', name)
  if (!Array.isArray(reply)) return null
  const replica = choose(usable(reply.map(toObject)), preferredSlaves)
  return replica && addressOf(replica)
}

/**
 * @param {import('../client/redis')} sentinel
 * @param {object} options
 * @returns {Promise<import('./sentinel_iterator').SentinelAddress[]>} the other
 *   sentinels that it knows, and that it is connected to
 */
async function askSentinels (sentinel, { name }) {
  const reply = await sentinel.sentinel('sentinels', name)
  if (!Array.isArray(reply)) return []
  return reply.map(toObject)
    .filter(({ ip, port, flags }) => ip && isPort(Number(port)) && !(flags ?? '').split(',').includes('disconnected'))
    .map(addressOf)
}

// Fields and values come one after the other; from some servers as a map.
function toObject (fields) {
  if (!Array.isArray(fields)) return fields !== null && typeof fields === 'object' ? fields : {}
  const object = {}
  for (let i = 0; i + 1 < fields.length; i += 2) object[String(fields[i])] = fields[i + 1]
  return object
}

function addressOf ({ ip, port }) {
  return { host: ip, port: Number(port) }
}

/** @returns {boolean} whether a server may listen there */
function isPort (port) {
  return Number.isInteger(port) && port > 0 && port < 65536
}

module.exports = { askMaster, askReplica, askSentinels, isPort }
