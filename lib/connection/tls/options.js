'use strict'

const net = require('net')
const tls = require('tls')

/** The addon would do something else than Node: Node's stream is taken. */
class Unsupported extends Error {}

// Every option of tls.connect() that is known here.
const KNOWN = new Set([
  'ca', 'cert', 'key', 'passphrase', 'pfx', 'crl', 'ciphers', 'ecdhCurve', 'sigalgs', 'minVersion', 'maxVersion',
  'secureProtocol', 'secureOptions', 'honorCipherOrder', 'servername', 'ALPNProtocols', 'session',
  'rejectUnauthorized', 'checkServerIdentity', 'host', 'port', 'path', 'family'
])

const VERSIONS = { TLSv1: 0x301, 'TLSv1.1': 0x302, 'TLSv1.2': 0x303, 'TLSv1.3': 0x304 }

// What Node makes of secureProtocol: the least version (null: the default) and the greatest.
const PROTOCOLS = {
  TLS_method: [0, 0x304],
  TLS_client_method: [0, 0x304],
  SSLv23_method: [null, 0x303],
  SSLv23_client_method: [null, 0x303],
  TLSv1_method: [0x301, 0x301],
  TLSv1_client_method: [0x301, 0x301],
  TLSv1_1_method: [0x302, 0x302],
  TLSv1_1_client_method: [0x302, 0x302],
  TLSv1_2_method: [0x303, 0x303],
  TLSv1_2_client_method: [0x303, 0x303]
}

const MAX_NAME = 255

/**
 * What decides about a server that has shown its certificate.
 *
 * @typedef {object} TlsPolicy
 * @property {string} hostname  who it has to be
 * @property {boolean} rejectUnauthorized
 * @property {(hostname: string, certificate: object) => Error|undefined} checkServerIdentity
 * @property {string|null} servername  SNI
 */

/**
 * Reads the options of tls.connect() as Node reads them.
 *
 * @param {object} server  with `tls` and where the server is
 * @returns {{config: object, connection: object, policy: TlsPolicy, target: object}}
 *   config: what a TlsContext is made of, see context.js
 * @throws {Unsupported}
 */
function readOptions (server) {
  const options = typeof server.tls === 'object' ? { ...server.tls } : {}
  for (const name of Object.keys(options)) {
    if (!KNOWN.has(name) && options[name] !== undefined) throw new Unsupported(`the option tls.${name} is set`)
  }
  const target = targetOf(server, options)
  const policy = policyOf(options, target)
  return {
    config: { ...versionsOf(options), ...algorithmsOf(options), material: options },
    connection: connectionOf(options, policy),
    policy,
    target
  }
}

/** Where to connect to: options of `tls` go before the client's. */
function targetOf ({ path, host, port, family }, options) {
  const base = path ? { path } : { port, host, family }
  for (const name of ['path', 'host', 'port', 'family']) {
    if (options[name] !== undefined) base[name] = options[name]
  }
  return base
}

function policyOf (options, { host }) {
  const servername = servernameOf(options, host)
  const has = (name) => Object.hasOwn(options, name)
  if (has('checkServerIdentity') && typeof options.checkServerIdentity !== 'function') {
    throw new Unsupported('the option tls.checkServerIdentity is no function')
  }
  return {
    hostname: options.servername || host || 'localhost',
    servername,
    rejectUnauthorized: has('rejectUnauthorized') ? options.rejectUnauthorized !== false : !isAllowedByEnvironment(),
    checkServerIdentity: options.checkServerIdentity ?? tls.checkServerIdentity
  }
}

function servernameOf ({ servername }, host) {
  const name = servername || defaultServername(host)
  if (!name) return null
  if (typeof name !== 'string' || name.length > MAX_NAME || name.includes('\0') || net.isIP(name)) {
    throw new Unsupported('the option tls.servername is no host name')
  }
  return name
}

/**
 * The host's name, which the server may need to know which certificate to show.
 *
 * @param {unknown} host
 * @returns {string|undefined}
 */
function defaultServername (host) {
  const isName = typeof host === 'string' && host !== '' && host.length <= MAX_NAME && !net.isIP(host)
  return isName ? host : undefined
}

let isWarned = false

function isAllowedByEnvironment () {
  const isAllowed = process.env.NODE_TLS_REJECT_UNAUTHORIZED === '0'
  if (isAllowed && !isWarned) {
    isWarned = true
    process.emitWarning('Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to \'0\' makes TLS ' +
      'connections and HTTPS requests insecure by disabling certificate verification.')
  }
  return isAllowed
}

function connectionOf (options, { servername }) {
  const { session, ALPNProtocols } = options
  const isBytes = session && (typeof session === 'string' || Buffer.isBuffer(session))
  if (session && !isBytes) throw new Unsupported('the option tls.session is no Buffer')
  const out = {}
  if (ALPNProtocols) tls.convertALPNProtocols(ALPNProtocols, out)
  return {
    servername,
    session: isBytes ? Buffer.from(session, 'latin1') : null,
    alpn: out.ALPNProtocols?.length > 0 ? out.ALPNProtocols : null
  }
}

function versionsOf ({ minVersion, maxVersion, secureProtocol, secureOptions }) {
  let min = versionOf(minVersion ?? tls.DEFAULT_MIN_VERSION)
  let max = versionOf(maxVersion ?? tls.DEFAULT_MAX_VERSION)
  if (secureProtocol) {
    const pair = Object.hasOwn(PROTOCOLS, secureProtocol) && PROTOCOLS[secureProtocol]
    if (!pair || minVersion != null || maxVersion != null) throw new Unsupported('the option tls.secureProtocol is set')
    min = pair[0] ?? min
    max = pair[1]
  }
  if (secureOptions && !Number.isSafeInteger(secureOptions)) {
    throw new Unsupported('the option tls.secureOptions is no number')
  }
  return { minVersion: min, maxVersion: max, options: secureOptions >>> 0 }
}

function versionOf (name) {
  if (!Object.hasOwn(VERSIONS, name)) throw new Unsupported(`there is no TLS version ${String(name)}`)
  return VERSIONS[name]
}

/** Ciphers of TLS 1.3 are named in a list of their own. */
function algorithmsOf ({ ciphers, ecdhCurve, sigalgs }) {
  const list = ciphers || tls.DEFAULT_CIPHERS
  const curve = ecdhCurve === undefined ? tls.DEFAULT_ECDH_CURVE || 'auto' : ecdhCurve
  if (typeof list !== 'string' || typeof curve !== 'string' || !(sigalgs == null || typeof sigalgs === 'string')) {
    throw new Unsupported('one of the options tls.ciphers, ecdhCurve and sigalgs is no string')
  }
  // Node looks at the size of the server's Diffie-Hellman key then.
  if (/SECLEVEL=0/i.test(list)) throw new Unsupported('the option tls.ciphers has SECLEVEL=0')
  const names = list.split(':').filter((name) => name !== '')
  const isSuite = (name) => /^!?TLS_/.test(name)
  const suites = names.filter(isSuite).join(':')
  const others = names.filter((name) => !isSuite(name)).join(':')
  if (others === '' || sigalgs === '') throw new Unsupported('the option tls.ciphers or tls.sigalgs names none')
  return {
    ciphers: others,
    suites: suites === '' ? null : suites,
    groups: curve === 'auto' ? null : curve,
    sigalgs: sigalgs ?? null
  }
}

/**
 * Whether Node was started with a flag.
 *
 * @param {string} name  '--use-openssl-ca' ...
 */
function hasFlag (name) {
  const given = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/\s+/)]
  return given.some((flag) => flag.split('=')[0].replace(/_/g, '-') === name)
}

module.exports = { Unsupported, defaultServername, hasFlag, readOptions }
