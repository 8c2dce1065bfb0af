'use strict'

const { closedError } = require('../support/errors')
const { hide } = require('../support/hide')

/**
 * Base of classes that open a stream to the server for the client: option
 * `Connector`.
 */
class AbstractConnector {
  connecting = false

  /** @param {number} disconnectTimeout  ms from end() to destroy() */
  constructor (disconnectTimeout) {
    this.disconnectTimeout = disconnectTimeout
  }

  /**
   * Opens the stream. To be overridden, and to put it in `this.stream`.
   *
   * @param {(event: string, error: Error) => void} emit  tells of an error
   * @returns {Promise<import('net').Socket>}
   */
  connect (emit) {
    return Promise.reject(new Error('connect() of the connector is not implemented'))
  }

  /**
   * @param {object} info  of the server
   * @returns {boolean} whether this is the server that was looked for
   */
  check (info) {
    return true
  }

  /** Ends the stream, and destroys it when the server does not end it too. */
  disconnect () {
    this.connecting = false
    const { stream } = this
    if (!stream || stream.destroyed) return
    const timer = setTimeout(() => stream.destroy(), this.disconnectTimeout)
    stream.on('close', () => clearTimeout(timer))
    stream.end()
  }
}

// What one read of TLS brings, at most: a few records.
const READ_SIZE = 65536

/** Opens TLS connections with Node's own `tls`, where the addon does not. */
class TlsConnector extends AbstractConnector {
  /** Gets what the stream reads, in a Buffer that is used again. */
  onBytes = null

  /** @param {object} options  of the client */
  constructor (options) {
    super(options.disconnectTimeout)
    hide(this, '_options', options)
  }

  async connect () {
    this.connecting = true
    // One turn, in which disconnect() may still call it off.
    await new Promise(process.nextTick)
    if (!this.connecting) throw closedError()
    const { path, port, host, family } = this._options
    // Loaded when wanted: it is the largest part of the start otherwise.
    const tls = require('tls')
    const { defaultServername } = require('./tls/options')
    const target = path ? { path } : { port, host, family }
    target.servername = defaultServername(this._options.tls.host ?? (path ? undefined : host))
    // One buffer for all reads: what comes is copied into the core at once.
    target.onread = { buffer: Buffer.allocUnsafe(READ_SIZE), callback: (length, buffer) => this._take(length, buffer) }
    this.stream = tls.connect(Object.assign(target, this._options.tls))
    this.stream.once('error', (error) => { this.firstError = error })
    return this.stream
  }

  _take (length, buffer) {
    this.onBytes?.(length === buffer.length ? buffer : buffer.subarray(0, length))
    return true
  }
}

/**
 * What `redis.connector` is where the addon connects by itself: enough of
 * ioredis' to get at the stream.
 */
class NativeConnector extends AbstractConnector {
  /** @param {import('../client/redis')} redis */
  constructor (redis) {
    super(redis.options.disconnectTimeout)
    hide(this, '_redis', redis)
  }

  /** The stream of now, or the last one. */
  get stream () {
    return this._redis.stream
  }
}

module.exports = { AbstractConnector, NativeConnector, TlsConnector }
