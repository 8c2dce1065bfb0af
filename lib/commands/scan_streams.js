'use strict'

// Node's streams are loaded with the first of ours.
function open (options) {
  const ScanStream = require('./scan_stream')
  return new ScanStream({ objectMode: true, ...options })
}

/**
 * Gives a client's prototype `sscanStream`, `hscanStream`, `zscanStream` and
 * their twins that give Buffers, `sscanBufferStream` ...
 *
 * @param {object} prototype
 */
function installKeyScanStreams (prototype) {
  for (const form of ['', 'Buffer']) {
    for (const command of ['sscan', 'hscan', 'zscan']) {
      prototype[`${command}${form}Stream`] = function (key, options) {
        return open({ key, redis: this, command: command + form, ...options })
      }
    }
  }
}

/**
 * The same, and `scanStream` and `scanBufferStream`, which are about all keys of
 * a server.
 *
 * @param {object} prototype
 */
function installScanStreams (prototype) {
  for (const form of ['', 'Buffer']) {
    prototype[`scan${form}Stream`] = function (options) {
      return open({ redis: this, command: `scan${form}`, ...options })
    }
  }
  installKeyScanStreams(prototype)
}

module.exports = { installKeyScanStreams, installScanStreams }
