'use strict'

const { debuglog } = require('util')
const native = require('../../support/native')
const { contextOf } = require('./context')
const { Unsupported, hasFlag, readOptions } = require('./options')

const debug = debuglog('hicast')

/**
 * How a connection by TLS is made by the addon itself.
 *
 * @typedef {object} TlsPlan
 * @property {import('../../support/native').NativeTls|null} native  null: not at all
 * @property {string|null} reason  why not
 * @property {object} [target]  where to: `path`, or `host`, `port` and `family`
 * @property {import('./options').TlsPolicy} [policy]
 */

/**
 * The addon speaks TLS with the OpenSSL of the runtime. Whatever it would not
 * do exactly as Node does is left to Node's own stream.
 *
 * @param {object} server  the client's options, or others with `tls` and the
 *   server's `path`, or `host`, `port` and `family`
 * @returns {TlsPlan}
 */
function planTls (server) {
  try {
    checkRuntime()
    const { config, connection, policy, target } = readOptions(server)
    return {
      native: { ...connection, context: contextOf(config), peer: peerOf(target, policy) },
      reason: null,
      target,
      policy
    }
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    debug('TLS by Node\'s stream: %s', error.message)
    return { native: null, reason: error.message }
  }
}

function checkRuntime () {
  const { version, reason } = native.tlsLibrary()
  if (version === null) throw new Unsupported(reason)
  // A library of somebody else's may have been found.
  const own = String(process.versions.openssl).split('+')[0]
  if (version.split('+')[0] !== own) {
    throw new Unsupported(`OpenSSL ${version} is loaded, and this runtime's own is ${own}`)
  }
  for (const flag of ['--trace-tls', '--tls-keylog']) {
    if (hasFlag(flag)) throw new Unsupported(`Node was started with ${flag}`)
  }
}

// A session is kept for the next connection to the same server under the same name.
function peerOf ({ path, host, port }, { hostname }) {
  return path ? `${hostname}|${path}` : `${hostname}|${host}|${port}`
}

module.exports = { planTls }
