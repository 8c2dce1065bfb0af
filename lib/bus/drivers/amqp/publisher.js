'use strict'

const { busError } = require('../../errors')
const { abandon, quiet } = require('./link')

/** Publishes with confirmation, and tells whether any queue took the message. */
class Publisher {
  constructor (link, exchange) {
    this._link = link
    this._exchange = exchange
    this._channel = null
    this._count = 0
    this._unrouted = new Set()
  }

  async restore () {
    const channel = quiet(await this._link.connection.createConfirmChannel())
    await channel.assertExchange(this._exchange, 'topic', { durable: true })
    // Comes before the confirmation.
    channel.on('return', ({ properties }) => this._unrouted.add(properties.correlationId))
    channel.on('close', () => { if (this._channel === channel) this._channel = null })
    const last = this._channel
    this._channel = channel
    // Of a try that was answered late: what went that way is confirmed that way.
    last?.waitForConfirms().catch(() => {}).then(() => abandon(last))
  }

  publish (routingKey, payload, properties) {
    if (this._channel === null) {
      return Promise.reject(busError('ERR_HICAST_DISCONNECTED', 'not published: the connection to the broker is lost'))
    }
    const correlationId = String(this._count++)
    properties.correlationId = correlationId
    const content = typeof payload === 'string' ? Buffer.from(payload) : payload
    return new Promise((resolve, reject) => {
      try {
        this._channel.publish(this._exchange, routingKey, content, properties, (error) => {
          if (error) reject(lost(error))
          else resolve({ routed: !this._unrouted.delete(correlationId) })
        })
      } catch (error) {
        reject(lost(error))
      }
    })
  }

  async close () {
    // What was published is confirmed, or the connection is lost.
    await this._channel?.waitForConfirms().catch(() => {})
  }
}

function lost (error) {
  return busError('ERR_HICAST_UNCONFIRMED', `published, and not confirmed: ${error.message}`, { cause: error })
}

module.exports = Publisher
