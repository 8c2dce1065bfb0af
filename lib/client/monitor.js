'use strict'

const { asCallback } = require('../support/as_callback')

/**
 * Opens a connection that hears of every command the server gets.
 *
 * @param {import('./redis')} redis  whose options it takes over
 * @param {Function} [callback]
 * @returns {Promise<import('./redis')>} emits `monitor` (time, args, source, database)
 */
function openMonitor (redis, callback) {
  const monitor = redis.duplicate({ monitor: true, lazyConnect: false, himportFieldsets: undefined })
  const promise = new Promise((resolve, reject) => {
    monitor.once('error', reject)
    monitor.once('monitoring', () => resolve(monitor))
  })
  return asCallback(promise, callback)
}

module.exports = { openMonitor }
