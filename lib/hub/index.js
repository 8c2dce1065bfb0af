'use strict'

const Hub = require('./hub')

/**
 * Makes this server one of those that share their browsers: what is sent to a
 * user, a room or everybody reaches each socket, on whichever server it is.
 *
 * @param {object} [from]  a hicast/bus, a Redis or Cluster client, or nothing:
 *   then the embedded broker, for one server
 * @param {object} [options]  see docs/hub.md
 * @returns {Hub}
 * @throws {TypeError|RangeError} for what cannot be used
 */
function createHub (from, options) {
  return new Hub(from, options)
}

module.exports = { createHub, Hub }
