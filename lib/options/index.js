'use strict'

const { warnOfMisspelt } = require('./misspelt')
const { parseUrl } = require('./url')

/**
 * Milliseconds before the next attempt to connect: 50, 100, 200 ... 5000, and
 * up to 199 more, so that servers do not all come back at the same time.
 *
 * @param {number} times  attempts made so far, from 1
 * @returns {number}
 */
function retryStrategy (times) {
  return Math.min(50 * 2 ** (times - 1), 5000) + Math.floor(Math.random() * 200)
}

/**
 * How a server that says nothing is asked whether it lives.
 *
 * @typedef {object} Heartbeat
 * @property {number} [interval]  ms of silence before it is asked
 * @property {number} [timeout]   ms that it may take to answer; then the
 *   connection is dropped, with an error of code HC_EHEARTBEAT
 * @property {boolean} [always]   also while nothing is subscribed
 */

/**
 * Every option that has a default; names and values are ioredis 6's, but for
 * `heartbeat`, `maxQueueBytes` and `resendPublish`, which it has not.
 */
const DEFAULTS = {
  heartbeat: Object.freeze({ interval: 5000, timeout: 4000, always: false }),
  port: 6379,
  host: 'localhost',
  family: 0,
  connectTimeout: 10000,
  disconnectTimeout: 2000,
  retryStrategy,
  keepAlive: 30000,
  noDelay: true,
  connectionName: null,
  disableClientInfo: false,
  clientInfoTag: undefined,
  sentinels: null,
  name: null,
  role: 'master',
  sentinelRetryStrategy: (times) => Math.min(times * 10, 1000),
  sentinelReconnectStrategy: () => 60000,
  natMap: null,
  enableTLSForSentinelMode: false,
  updateSentinels: true,
  failoverDetector: false,
  username: null,
  password: null,
  db: 0,
  enableOfflineQueue: true,
  enableReadyCheck: true,
  autoResubscribe: true,
  autoResendUnfulfilledCommands: true,
  lazyConnect: false,
  keyPrefix: '',
  reconnectOnError: null,
  readOnly: false,
  stringNumbers: false,
  protocol: 3,
  replyMapping: 'legacy',
  maxRetriesPerRequest: 20,
  maxQueueBytes: 64 * 1024 * 1024,
  resendPublish: true,
  maxLoadingRetryTime: 10000,
  enableAutoPipelining: false,
  autoPipeliningIgnoredCommands: [],
  sentinelMaxConnections: 10,
  blockingTimeoutGrace: 100
}

/**
 * Reads the constructor's arguments: numbers are ports, strings what
 * parseUrl() takes, objects options. What comes first wins.
 *
 * @param {unknown[]} args
 * @returns {object} options, with all defaults filled in
 * @throws {Error} for an argument or option that means nothing here
 */
function parseOptions (args) {
  const options = {}
  let isTls = false
  for (const arg of args) {
    if (arg === null || arg === undefined) continue
    if (typeof arg === 'number') {
      options.port = arg
    } else if (typeof arg === 'string') {
      fillIn(options, parseUrl(arg))
      if (/^rediss:\/\//i.test(arg)) isTls = true
    } else if (typeof arg === 'object') {
      fillIn(options, arg)
    } else {
      throw new Error(`Invalid argument ${String(arg)}`)
    }
  }
  warnOfMisspelt(options)
  if (isTls) fillIn(options, { tls: true })
  fillIn(options, DEFAULTS)
  for (const key of ['port', 'db']) {
    if (typeof options[key] === 'string') options[key] = Number.parseInt(options[key], 10)
  }
  check(options)
  if (options.tls?.profile || typeof options.tls === 'string') {
    options.tls = require('./tls_profiles').withProfile(options.tls)
  }
  // A copy made at once is one that V8 reads fast, unlike one that grew.
  return { ...options }
}

/** Sets what is not set yet; inherited fields of the source count too. */
function fillIn (options, source) {
  for (const key in source) {
    if (options[key] === undefined && key !== '__proto__') options[key] = source[key]
  }
}

function check (options) {
  if (options.replyMapping === 'resp3' && options.protocol !== 3) {
    throw new Error('The "resp3" replyMapping is only supported with protocol 3')
  }
  checkHeartbeat(options.heartbeat)
  checkMaxQueueBytes(options.maxQueueBytes)
  checkMilliseconds(options)
}

function checkHeartbeat (heartbeat) {
  if (!heartbeat) return
  if (typeof heartbeat !== 'object') {
    throw new TypeError(`Option "heartbeat" must be an object or false, not ${String(heartbeat)}`)
  }
  for (const key of ['interval', 'timeout']) {
    const ms = heartbeat[key]
    if (ms === undefined || (Number.isFinite(ms) && ms > 0)) continue
    throw new RangeError(`Option "heartbeat.${key}" must be a positive number of milliseconds, not ${String(ms)}`)
  }
}

function checkMaxQueueBytes (bytes) {
  if (typeof bytes === 'number' && bytes > 0) return
  throw new RangeError(`Option "maxQueueBytes" must be a positive number of bytes or Infinity, not ${String(bytes)}`)
}

/** What is no number would make a timer throw later, where nobody can catch it. */
function checkMilliseconds (options) {
  for (const key of ['socketTimeout', 'commandTimeout', 'disconnectTimeout', 'connectTimeout', 'blockingTimeout']) {
    const ms = options[key]
    if (!ms || typeof ms === 'number' || (typeof ms === 'string' && !Number.isNaN(Number(ms)))) continue
    const text = typeof ms === 'symbol' || typeof ms === 'bigint' ? String(ms) : `a value of type ${typeof ms}`
    throw new TypeError(`Option "${key}" must be a number of milliseconds, not ${text}`)
  }
}

module.exports = { DEFAULTS, parseOptions }
