'use strict'

/** Every option that has a default; names and values are ioredis 6's. */
const DEFAULTS = {
  clusterRetryStrategy: (times) => Math.min(100 + times * 2, 2000),
  clusterNodeRetryStrategy: null,
  enableOfflineQueue: true,
  enableReadyCheck: true,
  scaleReads: 'master',
  maxRedirections: 16,
  retryDelayOnMoved: 0,
  retryDelayOnFailover: 100,
  retryDelayOnClusterDown: 100,
  retryDelayOnTryAgain: 100,
  slotsRefreshTimeout: 1000,
  useSRVRecords: false,
  resolveSrv: (hostname, callback) => require('dns').resolveSrv(hostname, callback),
  dnsLookup: (hostname, callback) => require('dns').lookup(hostname, callback),
  enableAutoPipelining: false,
  autoPipeliningIgnoredCommands: [],
  shardedSubscribers: false
}

const READERS = ['all', 'master', 'slave']

/**
 * @param {object|null} [options]
 * @returns {object} with all defaults filled in
 * @throws {Error} for an option that means nothing here
 */
function parseClusterOptions (options) {
  const all = { ...options }
  for (const [name, value] of Object.entries(DEFAULTS)) {
    if (all[name] === undefined) all[name] = value
  }
  if (all.redisOptions?.keyPrefix && !all.keyPrefix) all.keyPrefix = all.redisOptions.keyPrefix
  check(all)
  if (all.himportFieldsets) all.himportFieldsets = require('../client/fieldsets').copyFieldsets(all.himportFieldsets)
  return all
}

function check ({ scaleReads, redisOptions }) {
  if (typeof scaleReads !== 'function' && !READERS.includes(scaleReads)) {
    throw new Error(`Invalid option scaleReads "${String(scaleReads)}". Expected "all", "master", "slave" or a custom function`)
  }
  if (redisOptions !== undefined && redisOptions !== null && typeof redisOptions !== 'object') {
    throw new TypeError(`Option "redisOptions" must be an object, not ${String(redisOptions)}`)
  }
}

module.exports = { parseClusterOptions }
