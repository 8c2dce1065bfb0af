'use strict'

const { EventEmitter } = require('events')
const { hide } = require('../support/hide')

/**
 * What `redis.stream` is for a connection of the addon's own: enough of a
 * socket to look at it and to end it. Connections through TLS or a Connector
 * have the real stream there.
 */
class NativeStream extends EventEmitter {
  /**
   * @param {import('./connection')} connection
   * @param {object} options  of the client
   * @param {(error: Error) => void} onError  for an `error` that an app emits here
   */
  constructor (connection, { path, host, port }, onError) {
    super()
    this.on('error', onError)
    hide(this, '_connection', connection)
    this.connecting = true
    this.destroyed = false
    this.remotePort = path ? undefined : port
    hide(this, '_host', path ? '' : String(host))
  }

  /** The server's address, if it was given as one. */
  get remoteAddress () {
    return require('net').isIP(this._host) ? this._host : undefined
  }

  /** Whether commands may be written. */
  get writable () {
    return !this.destroyed && this._connection.isWritable
  }

  /** Sends what is left, and tells the server that no more will come. */
  end () {
    if (!this.destroyed) this._connection.end()
    return this
  }

  /**
   * Drops the connection.
   *
   * @param {Error} [error]  to be emitted by the client
   */
  destroy (error) {
    if (!this.destroyed) this._connection.close(error)
    this.destroyed = true
    return this
  }

  ref () {
    this._connection.ref()
    return this
  }

  unref () {
    this._connection.unref()
    return this
  }

  /** The connection is open. */
  onConnect () {
    this.connecting = false
    this.emit('connect')
  }

  /** The connection is closed. */
  onClose () {
    this.connecting = false
    this.destroyed = true
    this.emit('close')
  }
}

module.exports = NativeStream
