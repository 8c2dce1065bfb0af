'use strict'

const { busError } = require('./errors')

/**
 * Loads a broker's client, which the app has to have installed.
 *
 * @param {string} name  of the package
 * @param {string[]} all  what the broker takes, for npm
 * @returns {Promise<object>}
 */
async function loadPeer (name, all = [name]) {
  try {
    return await import(name)
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw busError('ERR_HICAST_PEER', `${name} is not installed: npm install ${all.join(' ')}`, { cause: error })
  }
}

module.exports = { loadPeer }
