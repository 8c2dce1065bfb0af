'use strict'

const RedisSource = require('./redis')

/** Nothing was given: the embedded broker, for one server on one machine. */
class BrokerSource {
  constructor (options) {
    this.hasHistory = false
    this._options = options
    this._broker = null
    this._client = null
    this._source = null
  }

  async open (handlers) {
    const { createBroker } = require('../../broker')
    const { Redis } = require('hicast')
    this._broker = await createBroker()
    this._client = new Redis(this._broker.url)
    this._client.on('error', handlers.onError)
    this._source = new RedisSource(this._client, this._options)
    await this._source.open(handlers)
  }

  publish (id, bytes) {
    return this._source.publish(id, bytes)
  }

  tell (id, bytes) {
    return this._source.tell(id, bytes)
  }

  subscribe (id) {
    return this._source.subscribe(id)
  }

  unsubscribe (id) {
    return this._source.unsubscribe(id)
  }

  async close () {
    await this._source?.close()
    this._client?.disconnect()
    await this._broker?.close()
  }
}

module.exports = BrokerSource
