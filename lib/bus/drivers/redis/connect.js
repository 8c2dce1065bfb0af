'use strict'

const { publicUrl } = require('../../../support/public_url')
const { busError } = require('../../errors')

/**
 * The class is the app's own, so that options it changed hold here as well.
 *
 * @param {{ scheme: string, text: string }} address
 * @param {object} settings  of connect()
 */
function makeClient (address, settings) {
  const { Redis } = require('hicast')
  const { text, scheme } = address
  const where = scheme === 'unix' ? text.replace(/^unix:(\/\/)?/i, '') : text
  let isUp = false
  const client = new Redis(where, {
    maxRetriesPerRequest: null,
    connectionName: settings.name.replace(/[^!-~]/g, '_'),
    ...settings.redis,
    lazyConnect: true,
    // A first connection that fails is told to whoever called connect().
    retryStrategy: (times) => isUp ? (settings.redis?.retryStrategy ?? retryDelay)(times) : null
  })
  return { client, up: () => { isUp = true } }
}

function retryDelay (times) {
  return Math.min(times * 50, 2000) * (0.75 + Math.random() / 2)
}

/**
 * @param {object} address
 * @param {object} settings
 * @returns {Promise<object>} a client, connected
 */
async function openClient (address, settings) {
  const { client, up } = makeClient(address, settings)
  let cause = null
  const remember = (error) => { cause = error }
  client.on('error', remember)
  try {
    await client.connect()
  } catch (error) {
    client.disconnect()
    const reason = cause ?? error
    throw busError(reason.code ?? 'ERR_HICAST_CONNECT', `cannot connect to ${publicUrl(address.text)}: ${reason.message}`,
      { cause: reason })
  }
  up()
  return client
}

module.exports = { openClient }
