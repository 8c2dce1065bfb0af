'use strict'

const { decode, toBuffer, toText } = require('./payload')

const NO_HEADERS = Object.freeze({})

/**
 * What a handler gets. Nothing of the payload is decoded until it is asked for.
 */
class Message {
  /**
   * @param {string} channel
   * @param {string|Buffer} payload
   * @param {Record<string, string>} [headers]
   * @param {string} [contentType]
   */
  constructor (channel, payload, headers, contentType) {
    this.channel = channel
    this._payload = payload
    this.headers = headers ?? NO_HEADERS
    this.contentType = contentType
    /** Where it stands in a log: a number, growing. */
    this.seq = undefined
    /** When the broker stored it, in ms since 1970, where that is known. */
    this.time = undefined
    /** What publish() was given. */
    this.key = undefined
    this.id = undefined
    /** How often it has been delivered to its group, this time included. */
    this.deliveries = undefined
    this._settlement = null
  }

  /** The payload by its content type: a value of JSON, a string, or a Buffer. */
  get data () {
    return decode(this._payload, this.contentType)
  }

  /** The payload as it is. */
  get bytes () {
    return toBuffer(this._payload)
  }

  /** The payload as text. */
  get text () {
    return toText(this._payload)
  }

  /** @returns {unknown} the payload read as JSON, whatever its content type */
  json () {
    return JSON.parse(toText(this._payload))
  }

  /** Of a group: done, before the handler returns. */
  ack () {
    return this._settlement?.ack()
  }

  /**
   * Of a group: not done, deliver it again.
   *
   * @param {{ delay?: number }} [options]  ms
   */
  nack (options) {
    return this._settlement?.nack(options)
  }
}

module.exports = { Message, NO_HEADERS }
