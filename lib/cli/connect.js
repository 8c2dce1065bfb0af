'use strict'

const { publicUrl } = require('../support/public_url')
const { Failure, UsageError } = require('./errors')

/** Connecting to the server that a command is for, and what to say if it fails. */

const DEFAULT_URL = 'redis://127.0.0.1:6379'
const CONNECT_TIMEOUT = 5000 // ms; somebody waits

const URL_OPTION = {
  type: 'string',
  short: 'u',
  value: 'URL',
  text: 'the server; default: REDIS_URL, or redis://127.0.0.1:6379'
}

/**
 * @param {string} [url]  of --url
 * @returns {string}
 */
function serverUrl (url) {
  return url || process.env.REDIS_URL || DEFAULT_URL
}

/** The client takes what it does not know for a path, as ioredis does; a person has mistyped it. */
function checkScheme (url) {
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url) ?? []
  if (scheme === undefined || /^(rediss?|unix)$/i.test(scheme)) return
  throw new UsageError(`"${publicUrl(url)}" is not the URL of a server: it begins with redis://, rediss:// for TLS, or unix:// for a socket`)
}

/** For each sort of failure what it means and what to do. */
const CAUSES = [
  [/ECONNREFUSED/, 'nobody listens there', '"hicast broker" starts a broker at redis://127.0.0.1:6379'],
  [/ENOENT/, 'there is no such socket', 'Is the path right, and does the server run?'],
  [/ENOTFOUND|EAI_AGAIN|EAI_NONAME/, 'that host name has no address', 'Is the name right, and does name resolution work?'],
  [/ETIMEDOUT|timed? ?out/i, 'nobody answers', 'Is the server up, and does a firewall let the port through?',
    'Does the server speak TLS there? Else the URL begins with redis://. Is it up, and does a firewall let the port through?'],
  [/EHOSTUNREACH|ENETUNREACH/, 'there is no route to it', 'Does the network reach that address?'],
  [/NOAUTH/, 'it wants a password', 'Put it into the URL: redis://:PASSWORD@host:port'],
  [/WRONGPASS|invalid password/, 'it does not take that user name and password', 'They stand in the URL: redis://USER:PASSWORD@host:port'],
  [/NOPERM/, 'that user has no right to do this', '"hicast doctor" tells which rights are missing'],
  [/wrong version number|packet length too long|EPROTO|Unknown RESP type|\bSSL\b/i, 'it speaks something else',
    'rediss:// is for servers with TLS, redis:// for those without'],
  [/CERT|certificate/i, 'its certificate is not trusted', 'NODE_EXTRA_CA_CERTS names a file with the authority\'s certificate'],
  [/ECONNRESET|EPIPE|HC_EEOF|Connection is closed/, 'it closes the connection',
    'Does the server want TLS there? Then the URL begins with rediss://',
    'Does the server speak TLS there? Else the URL begins with redis://'],
  [/max number of clients/i, 'it has as many clients as it takes', 'Raise maxclients, or close connections']
]

/**
 * @param {Error & { code?: string }} error
 * @param {string} [url]  of the server
 * @returns {{ text: string, hint?: string }}
 */
function explain (error, url = '') {
  const all = `${error.code ?? ''} ${error.message}`
  const cause = CAUSES.find(([pattern]) => pattern.test(all))
  if (!cause) return { text: error.message }
  return { text: `${cause[1]} (${error.message.split('\n')[0]})`, hint: (/^rediss:/i.test(url) && cause[3]) || cause[2] }
}

function create (url, options) {
  checkScheme(url)
  const Redis = require('hicast') // not before: help and "hicast build" are for those without a binary, too
  try {
    return new Redis(url, options)
  } catch (error) {
    throw new UsageError(`"${publicUrl(url)}" is not the URL of a server: ${error.message}`)
  }
}

/**
 * @param {string} url
 * @param {object} [options]  of Redis; with `retryStrategy` for a connection that is lost later
 * @returns {Promise<Redis>}  connected
 * @throws {Failure}
 */
async function connect (url, options = {}) {
  const { retryStrategy = () => null, ...rest } = options
  let isConnected = false
  let cause = null
  const redis = create(url, {
    connectTimeout: CONNECT_TIMEOUT,
    connectionName: 'hicast-cli',
    maxRetriesPerRequest: 0,
    ...rest,
    lazyConnect: true,
    retryStrategy: (times) => isConnected ? retryStrategy(times) : null
  })
  redis.on('error', (error) => { cause = error })
  try {
    await redis.connect()
    isConnected = true
    return redis
  } catch (error) {
    redis.disconnect()
    const { text, hint } = explain(cause ?? error, url)
    throw Object.assign(new Failure(`cannot connect to ${publicUrl(url)}: ${text}`, hint), { cause: cause ?? error })
  }
}

/**
 * @param {Error} error  of a command
 * @param {string} what  was to be done
 * @returns {Failure}
 */
function failed (error, what) {
  const { text, hint } = explain(error)
  return new Failure(`cannot ${what}: ${text}`, hint)
}

module.exports = { URL_OPTION, serverUrl, connect, explain, failed }
