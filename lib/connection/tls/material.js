'use strict'

const tls = require('tls')
const { Unsupported, hasFlag } = require('./options')

/**
 * Certificates and keys as the addon wants them: Buffers.
 *
 * @typedef {object} Secret
 * @property {Buffer} text
 * @property {Buffer|null} passphrase
 */

/**
 * @param {object} options  of tls.connect()
 * @returns {{ca: Buffer[]|null, certs: Buffer[], keys: Secret[], pfxs: Secret[], crls: Buffer[]}}
 *   ca: null for the default ones
 * @throws {Unsupported} for what Node refuses, in its own words
 */
function readMaterial ({ ca, cert, key, passphrase, pfx, crl }) {
  return {
    ca: ca ? listOf(ca).map((text) => bytesOf('ca', text)) : null,
    certs: cert ? listOf(cert).map((text) => bytesOf('cert', text)) : [],
    keys: key ? keysOf(key, passphrase) : [],
    crls: crl == null ? [] : listOf(crl).map((text) => bytesOf('crl', text)),
    pfxs: pfx == null ? [] : pfxsOf(pfx, passphrase)
  }
}

function listOf (value) {
  return Array.isArray(value) ? value : [value]
}

function bytesOf (name, value) {
  if (typeof value === 'string') return Buffer.from(value)
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  throw new Unsupported(`the option tls.${name} is neither a string nor bytes`)
}

function keysOf (key, passphrase) {
  if (!Array.isArray(key)) return [secretOf('key', key, passphrase)]
  return key.map((value) => secretOf('key', value?.pem !== undefined ? value.pem : value,
    value?.passphrase !== undefined ? value.passphrase : passphrase))
}

function pfxsOf (pfx, passphrase) {
  if (!Array.isArray(pfx)) return [secretOf('pfx', pfx, passphrase || null)]
  return pfx.map((value) => secretOf('pfx', value.buf || value, value.passphrase || passphrase))
}

function secretOf (name, text, passphrase) {
  return {
    text: bytesOf(name, text),
    passphrase: passphrase == null ? null : bytesOf('passphrase', passphrase)
  }
}

let roots = null // the last list that was asked for, and what was made of it

/**
 * The certificates that Node trusts when it is not told which.
 *
 * @returns {{id: string, ca: () => Buffer[], opensslCa: boolean}}  id: two with
 *   the same are the same; ca: made anew, since it is long and wanted once
 */
function readRoots () {
  const list = tls.getCACertificates?.('default') ?? tls.rootCertificates
  if (roots === null || roots.list !== list) {
    const { certificates, extra, opensslCa } = tls.getCACertificates ? rootsByName(list) : rootsByFlags(list)
    const count = (roots?.count ?? 0) + 1
    roots = { list, count, id: `roots ${count}`, ca: () => [...joined(certificates), ...extra], opensslCa }
  }
  return roots
}

// Node's list has the extra ones in it, but not OpenSSL's own folders.
function rootsByName (list) {
  const isExtraOnly = list.length === tls.getCACertificates('extra').length
  return { certificates: list, extra: [], opensslCa: isExtraOnly && hasOpensslStore() }
}

function rootsByFlags (list) {
  if (hasFlag('--use-system-ca')) throw new Unsupported('Node was started with --use-system-ca')
  const opensslCa = hasOpensslStore()
  const file = process.env.NODE_EXTRA_CA_CERTS
  return { certificates: opensslCa ? [] : list, extra: file ? [readExtra(file)] : [], opensslCa }
}

function hasOpensslStore () {
  if (hasFlag('--use-bundled-ca')) return false
  return hasFlag('--use-openssl-ca') ||
    Boolean(process.config.target_defaults?.defines?.includes('NODE_OPENSSL_CERT_STORE'))
}

// Node warns of a file that it cannot read, and goes on without.
function readExtra (file) {
  try {
    return require('fs').readFileSync(file)
  } catch {
    throw new Unsupported('NODE_EXTRA_CA_CERTS names a file that cannot be read')
  }
}

function joined (list) {
  return list.length === 0 ? [] : [Buffer.from(list.map(String).join('\n'))]
}

module.exports = { readMaterial, readRoots }
