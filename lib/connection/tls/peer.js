'use strict'

const { X509Certificate } = require('crypto')
const tls = require('tls')
const { hasFlag } = require('./options')

// The names of X509_V_ERR_ numbers that Node tells as codes; of others it says
// UNSPECIFIED.
const VERIFY_CODES = {
  2: 'UNABLE_TO_GET_ISSUER_CERT',
  3: 'UNABLE_TO_GET_CRL',
  4: 'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  5: 'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  6: 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  7: 'CERT_SIGNATURE_FAILURE',
  8: 'CRL_SIGNATURE_FAILURE',
  9: 'CERT_NOT_YET_VALID',
  10: 'CERT_HAS_EXPIRED',
  11: 'CRL_NOT_YET_VALID',
  12: 'CRL_HAS_EXPIRED',
  13: 'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  14: 'ERROR_IN_CERT_NOT_AFTER_FIELD',
  15: 'ERROR_IN_CRL_LAST_UPDATE_FIELD',
  16: 'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  17: 'OUT_OF_MEM',
  18: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  19: 'SELF_SIGNED_CERT_IN_CHAIN',
  20: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  21: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  22: 'CERT_CHAIN_TOO_LONG',
  23: 'CERT_REVOKED',
  24: 'INVALID_CA',
  25: 'PATH_LENGTH_EXCEEDED',
  26: 'INVALID_PURPOSE',
  27: 'CERT_UNTRUSTED',
  28: 'CERT_REJECTED',
  62: 'HOSTNAME_MISMATCH'
}

// Node 24 and later have more to say to these, unless they do so already.
const HINTED = new Set([2, 18, 21])
const HINT = '; if the root CA is installed locally, try running Node.js with --use-system-ca'
const HAS_HINT = Number.parseInt(process.versions.node, 10) >= 24

/**
 * What is wrong with the server that has shown its certificates, if anything:
 * the chain, or the name.
 *
 * @param {object} info  of the addon, see native.js
 * @param {() => Buffer[]} certificates  in DER, the server's own first
 * @param {import('./options').TlsPolicy} policy
 * @returns {Error|undefined}  or what the app's own check gives
 */
function checkPeer ({ verifyError, verifyText }, certificates, { hostname, checkServerIdentity }) {
  if (verifyError !== 0) {
    const isHinted = HAS_HINT && HINTED.has(verifyError) && !hasFlag('--use-system-ca')
    const error = new Error(isHinted ? verifyText + HINT : verifyText)
    error.code = VERIFY_CODES[verifyError] ?? 'UNSPECIFIED'
    return error
  }
  // Node's own looks at no more than the server's certificate.
  const isOwn = checkServerIdentity === tls.checkServerIdentity
  return checkServerIdentity(hostname, peerCertificate(certificates(), !isOwn))
}

/**
 * What getPeerCertificate() of Node's sockets gives.
 *
 * @param {Buffer[]} ders  the server's own first; then others, in any order
 * @param {boolean} isDetailed  with the issuers
 * @returns {object}
 */
function peerCertificate (ders, isDetailed) {
  if (ders.length === 0) return {}
  const [own, ...others] = (isDetailed ? ders : ders.slice(0, 1)).map((der) => new X509Certificate(der))
  const result = legacyForm(own)
  if (isDetailed) addIssuers(result, own, others)
  return result
}

function addIssuers (result, certificate, others) {
  let left = others.filter(({ raw }) => !raw.equals(certificate.raw))
  while (!certificate.checkIssued(certificate)) {
    const issuer = left.find((other) => certificate.checkIssued(other))
    if (issuer === undefined) return
    left = left.filter(({ raw }) => !raw.equals(issuer.raw))
    result.issuerCertificate = legacyForm(issuer)
    result = result.issuerCertificate
    certificate = issuer
  }
  result.issuerCertificate = result
}

function legacyForm (certificate) {
  const legacy = certificate.toLegacyObject()
  if (legacy.infoAccess != null) legacy.infoAccess = parseInfoAccess(legacy.infoAccess)
  return legacy
}

/** Lines of "method:location" as an object of arrays. */
function parseInfoAccess (text) {
  const result = Object.create(null)
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon === -1) continue
    const name = line.slice(0, colon)
    const value = line.slice(colon + 1)
    result[name] ??= []
    result[name].push(value.startsWith('"') ? JSON.parse(value) : value)
  }
  return result
}

module.exports = { checkPeer, peerCertificate }
