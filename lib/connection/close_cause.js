'use strict'

const { replyError, systemError } = require('../support/errors')
const { STATUS } = require('../support/native')

const CODES = Object.fromEntries(Object.entries(STATUS).map(([name, status]) => [status, `HC_${name}`]))

// OpenSSL's words for an end without a goodbye.
const TRUNCATED = 'unexpected eof while reading'

/**
 * Why a connection closed, as the client tells it.
 *
 * @typedef {object} CloseCause
 * @property {Error|null} error   to be emitted; null at a plain end
 * @property {'sent'|'all'|null} rejects  what it rejects at once: the commands
 *   in flight, or those that wait too
 * @property {boolean} [isRemote]  the server closed it
 * @property {number} [silentMs]  for how long it had been dead
 * @property {boolean} [isTruncated]  it ended without the goodbye that TLS has
 */

/**
 * @param {number} status   a STATUS of the addon
 * @param {string} code     'ECONNRESET' ... or ''
 * @param {string} syscall
 * @param {string} address
 * @param {number} port
 * @param {string} text     one line for a person; the server's words when it
 *   refused the handshake
 * @param {string} library  of TLS: the part of OpenSSL that says `reason`
 * @param {string} reason   of TLS
 * @returns {CloseCause}
 */
function closeCause (status, code, syscall, address, port, text, library, reason) {
  switch (status) {
    case STATUS.EEOF:
      return { error: null, rejects: null, isRemote: true }
    case STATUS.ECLOSED:
    case STATUS.OK:
      return { error: null, rejects: null }
    case STATUS.EHANDSHAKE:
      return { error: replyError(text), rejects: 'all' }
    case STATUS.EPROTOCOL:
    case STATUS.ELIMIT:
      return { error: statusError(status, `${text}. Please report this.`), rejects: 'sent' }
    case STATUS.EHEARTBEAT:
      return { error: statusError(status, text), rejects: null }
    case STATUS.ETIMEOUT:
      return { error: systemError(code || 'ETIMEDOUT', syscall || 'connect', '', 0), rejects: null }
    case STATUS.ETLS: {
      const isTruncated = reason === TRUNCATED
      return { error: tlsError(text, code, library, reason), rejects: null, isRemote: isTruncated, isTruncated }
    }
    default:
      return {
        error: code ? systemError(code, syscall, address, port) : statusError(status, text),
        rejects: null,
        isRemote: code === 'ECONNRESET' || code === 'EPIPE'
      }
  }
}

/**
 * A failure of TLS, as Node tells it.
 *
 * @param {string} text
 * @param {string} code     the system's, or ''
 * @param {string} library  OpenSSL's, or ''
 * @param {string} reason   OpenSSL's words, or ''
 * @returns {Error}
 */
function tlsError (text, code, library, reason) {
  const error = new Error(text)
  if (library) error.library = library
  if (reason) error.reason = reason
  error.code = code || (reason ? `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}` : CODES[STATUS.ETLS])
  return error
}

/**
 * An error with a code of our own, where the system has none.
 *
 * @param {number} status
 * @param {string} text
 * @returns {Error}
 */
function statusError (status, text) {
  const error = new Error(text)
  error.code = CODES[status] ?? 'HC_UNKNOWN'
  return error
}

module.exports = { closeCause, statusError }
