'use strict'

const { X509Certificate } = require('crypto')
const { hide } = require('../../support/hide')
const NativeStream = require('../stream')
const { checkPeer, peerCertificate } = require('./peer')

/**
 * What `redis.stream` is for a connection by TLS that the addon makes: it
 * answers as Node's TLSSocket does.
 */
class NativeTlsStream extends NativeStream {
  /**
   * @param {import('../connection')} connection
   * @param {import('.').TlsPlan} plan
   * @param {(error: Error) => void} onError  see NativeStream
   */
  constructor (connection, { target, policy }, onError) {
    super(connection, target, onError)
    hide(this, '_policy', policy)
    this.encrypted = true
    this.secureConnecting = true
    this.authorized = false
    this.authorizationError = null
    this.servername = policy.servername ?? false
    this.alpnProtocol = null
  }

  /**
   * The handshake is over, and nothing was sent yet: whether this is the server
   * that was looked for.
   *
   * @returns {Error|undefined} why the connection has to end
   */
  verify () {
    const policy = this._policy
    const info = this._connection.tlsInfo()
    const error = checkPeer(info, () => this._connection.tlsCertificates(), policy)
    this.alpnProtocol = info.alpn
    this.authorized = !error
    if (error) this.authorizationError = error.code || error.message
    return error && policy.rejectUnauthorized ? error : undefined
  }

  onConnect () {
    this.secureConnecting = false
    super.onConnect()
    this.emit('secureConnect')
  }

  /**
   * @param {boolean} [detailed]  with the issuers' certificates
   * @returns {object} as Node's TLSSocket gives it; `{}` when there is none
   */
  getPeerCertificate (detailed = false) {
    return peerCertificate(this._connection.tlsCertificates(), Boolean(detailed))
  }

  /** @returns {X509Certificate|undefined} */
  getPeerX509Certificate () {
    const [der] = this._connection.tlsCertificates()
    return der && new X509Certificate(der)
  }

  /** @returns {string|null} 'TLSv1.3' ...; null when it is not connected */
  getProtocol () {
    return this._connection.tlsInfo()?.protocol ?? null
  }

  /** @returns {{name: string, standardName: string, version: string}|undefined} */
  getCipher () {
    const info = this._connection.tlsInfo()
    return info ? { name: info.cipher, standardName: info.cipherStandard, version: info.cipherVersion } : undefined
  }

  /** Whether a session of an earlier connection was taken up. */
  isSessionReused () {
    return this._connection.tlsInfo()?.isResumed ?? false
  }
}

module.exports = NativeTlsStream
