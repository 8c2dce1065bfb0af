'use strict'

const { isUint8Array } = require('util').types
const { version } = require('../../package.json')
const { DEFAULTS } = require('./index')

const LIBRARY = 'hicast'

/**
 * The options of a client as the addon wants them.
 *
 * @param {object} options
 * @param {number} db  to be selected
 * @returns {import('../support/native').NativeSettings}
 */
function nativeSettings (options, db) {
  return {
    ...handshakeSettings(options),
    ...heartbeatSettings(options.heartbeat),
    db: firstDb(db),
    connectTimeout: Number(options.connectTimeout) || 0,
    noDelay: Boolean(options.noDelay),
    keepAlive: typeof options.keepAlive === 'number' ? options.keepAlive : -1,
    family: Number(options.family) || 0,
    stringNumbers: Boolean(options.stringNumbers),
    resp3: options.protocol === 3 && options.replyMapping === 'resp3'
  }
}

/**
 * The database to begin with. What is no whole number is for the server to
 * refuse: it is selected by a command, once the connection is ready.
 *
 * @param {unknown} db
 * @returns {number}
 */
function firstDb (db) {
  return Number.isInteger(db) ? db : 0
}

/** @param {import('.').Heartbeat|false|null} heartbeat */
function heartbeatSettings (heartbeat) {
  const { interval, timeout, always } = { ...DEFAULTS.heartbeat, ...heartbeat }
  return {
    heartbeatInterval: heartbeat ? interval : 0,
    heartbeatTimeout: timeout,
    heartbeatAlways: Boolean(always)
  }
}

function handshakeSettings (options) {
  const { username, password } = options
  const tag = options.clientInfoTag
  return {
    protocol: options.protocol === 3 ? 3 : 2,
    username: secret(username),
    // A user without a password still has to say so.
    password: secret(password) ?? (username ? '' : null),
    connectionName: options.connectionName ? String(options.connectionName) : null,
    libName: options.disableClientInfo ? null : LIBRARY + (tag ? `(${tag})` : ''),
    libVersion: options.disableClientInfo ? null : version,
    readOnly: Boolean(options.readOnly),
    readyCheck: Boolean(options.enableReadyCheck),
    maxLoadingRetryTime: Number(options.maxLoadingRetryTime) || 0,
    autoResubscribe: Boolean(options.autoResubscribe)
  }
}

function secret (value) {
  if (!value) return null
  return isUint8Array(value) ? value : String(value)
}

/** @returns {string} */
function hostOf ({ host }) {
  return host ? String(host) : 'localhost'
}

/**
 * @returns {number}
 * @throws {RangeError} in the words of Node
 */
function portOf ({ port }) {
  const number = port === null || port === undefined ? 6379 : Number(port)
  if (Number.isInteger(number) && number >= 0 && number < 65536) return number
  const error = new RangeError(`Port should be >= 0 and < 65536. Received ${String(port)}.`)
  error.code = 'ERR_SOCKET_BAD_PORT'
  throw error
}

/**
 * The server as traces name it.
 *
 * @param {object} options
 * @returns {{serverAddress: string, serverPort: number|undefined}}
 */
function serverOf ({ path, host, port }) {
  if (path) return { serverAddress: path, serverPort: undefined }
  return { serverAddress: host || 'localhost', serverPort: port || 6379 }
}

module.exports = { firstDb, hostOf, nativeSettings, portOf, serverOf }
