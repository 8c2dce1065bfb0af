'use strict'

const Command = require('../commands/command')
const { AbstractConnector } = require('../connection/connector')

/**
 * Whether a connector wants to see what INFO says before its server is used.
 *
 * @param {AbstractConnector} connector
 * @returns {boolean}
 */
function hasCheck (connector) {
  return typeof connector.check === 'function' && connector.check !== AbstractConnector.prototype.check
}

/**
 * Asks for INFO. Where it is refused the answer is that nothing is known, and
 * when the connection closes meanwhile there is none.
 *
 * @param {import('../connection/connection')} connection
 * @param {(info: object) => void} callback
 */
function askInfo (connection, callback) {
  const command = new Command('info', [], { replyEncoding: 'utf8' })
  command.promise.then(
    (text) => callback(parseInfo(text)),
    (error) => { if (error.name === 'ReplyError') callback({}) })
  connection.write(command)
}

/**
 * @param {string} text  lines of `field:value`
 * @returns {Record<string, string>}
 */
function parseInfo (text) {
  const info = {}
  for (const line of String(text).split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon > 0 && colon < line.length - 1) info[line.slice(0, colon)] = line.slice(colon + 1)
  }
  return info
}

module.exports = { askInfo, hasCheck }
