'use strict'

const Search = require('./search')
const SentinelIterator = require('./sentinel_iterator')

const EVERY = 2000 // ms from one question to the next

function noop () {}

/**
 * A server that accepts a connection and says nothing more may be one that the
 * sentinels are about to replace: a frozen process does that. As long as the
 * client is not ready they are asked again, and when they name another server
 * the connection is dropped.
 */
class HandshakeWatch {
  #connector
  #stream
  #search = null
  #timer

  /**
   * @param {import('./sentinel_connector')} connector
   * @param {object} stream  to connector.address
   */
  constructor (connector, stream) {
    this.#connector = connector
    this.#stream = stream
    this.#timer = setInterval(() => this.#check(), EVERY)
    // The stream itself keeps the process alive.
    this.#timer.unref?.()
  }

  stop () {
    clearInterval(this.#timer)
    this.#search?.cancel()
  }

  #check () {
    const { emitter } = this.#connector
    if (this.#stream.destroyed || emitter.status === 'ready') this.stop()
    else if (this.#search === null) this.#ask()
  }

  #ask () {
    const connector = this.#connector
    const { address, options: { role } } = connector
    // Any replica will do, but the one that was chosen first of all.
    const preferredSlaves = (replicas) =>
      replicas.find(({ ip, port }) => connector.isAt(address, { host: ip, port: Number(port) }))
    this.#search = new Search({
      iterator: new SentinelIterator(connector.sentinelIterator.sentinels),
      connect: (endpoint) => connector.connectToSentinel(endpoint),
      ask: (client) => connector.resolve(client, role === 'slave' ? { preferredSlaves } : {}),
      retryStrategy: null,
      emit: noop
    })
    this.#search.run().then((found) => {
      const isOther = found.host !== address.host || found.port !== address.port
      if (isOther && connector.emitter.status !== 'ready') this.#stream.destroy()
    }).catch(noop).finally(() => { this.#search = null })
  }
}

module.exports = HandshakeWatch
