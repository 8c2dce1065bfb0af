'use strict'

/**
 * A connection over a stream that somebody else opened: TLS, or the option
 * `Connector`. Bytes go back and forth between the stream and the addon.
 */
class StreamTransport {
  #connection
  #connector
  #onError
  #onClose
  #isReported = false

  /**
   * @param {import('./connection')} connection
   * @param {import('./connector').AbstractConnector} connector
   * @param {import('net').Socket} stream
   * @param {{onError: (error: Error) => void, onClose: () => void}} handlers
   *   onClose: the stream closed before it was open
   */
  constructor (connection, connector, stream, { onError, onClose }) {
    this.stream = stream
    this.#connection = connection
    this.#connector = connector
    this.#onError = onError
    this.#onClose = onClose
  }

  get isWritable () {
    return this.stream.writable
  }

  /**
   * Waits for the stream to open, then begins the handshake.
   *
   * @param {object} options  of the client
   * @param {number} db  to be selected
   */
  open (options, db) {
    const { stream } = this
    stream.on('error', (error) => this.#fail(error))
    if (stream.destroyed) {
      const { firstError } = this.#connector
      if (firstError) process.nextTick(() => this.#fail(firstError))
      process.nextTick(this.#onClose)
      return
    }
    const feed = (bytes) => this.#connection.feed(bytes)
    // TLS of our own reads into a buffer of ours.
    if ('onBytes' in this.#connector) this.#connector.onBytes = feed
    else stream.on('data', feed)
    stream.once('close', () => this.#close())
    if (options.noDelay) stream.setNoDelay?.(true)
    const begin = () => {
      if (typeof options.keepAlive === 'number') stream.setKeepAlive?.(true, options.keepAlive)
      this.#connection.openStream(this, db)
    }
    if (!stream.connecting) {
      process.nextTick(begin)
      return
    }
    const opened = isEncrypted(options) ? 'secureConnect' : 'connect'
    stream.once(opened, begin)
    this.#limit(options, opened)
  }

  #limit ({ connectTimeout }, opened) {
    if (!connectTimeout) return
    const { stream } = this
    stream.setTimeout(connectTimeout, () => {
      const error = new Error('connect ETIMEDOUT')
      error.code = 'ETIMEDOUT'
      error.syscall = 'connect'
      stream.destroy()
      this.#fail(error)
    })
    stream.once(opened, () => stream.setTimeout(0))
  }

  #fail (error) {
    if (this.#isReported) return
    this.#isReported = true
    this.#onError(error)
  }

  #close () {
    if (this.#connection.isOpen) this.#connection.streamClosed()
    else this.#onClose()
  }

  /** @param {Buffer} bytes  of the addon */
  write (bytes) {
    if (!this.stream.destroyed) this.stream.write(bytes)
  }

  /** Ends the stream as its connector does it. */
  end () {
    this.#connector.disconnect()
  }

  destroy () {
    this.stream.destroy()
  }
}

// Behind sentinels the option `tls` counts only where another one says so.
function isEncrypted ({ tls, sentinels, enableTLSForSentinelMode }) {
  return Boolean(tls) && (!sentinels || Boolean(enableTLSForSentinelMode))
}

module.exports = StreamTransport
