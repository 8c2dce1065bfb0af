'use strict'

const net = require('net')
const util = require('util')
const { hide } = require('../support/hide')
const { Broker: Native } = require('../support/native')
const { readOptions } = require('./options')

/**
 * A Redis pub/sub server in this process, for development and tests, and its
 * faults on demand. docs/broker.md tells what it knows and what not.
 *
 * @typedef {import('../../types/broker').BrokerClient} BrokerClient
 * @typedef {import('../../types/broker').BrokerStats} BrokerStats
 */

/** What it means that listening failed, as Node's own servers tell it. */
function listenError (errno, address, port) {
  const [code, text] = util.getSystemErrorMap().get(errno)
  const at = port === undefined ? address : `${address}:${port}`
  const error = new Error(`listen ${code}: ${text} ${at}`)
  return Object.assign(error, { code, errno, syscall: 'listen', address },
    port === undefined ? {} : { port })
}

function check (name, value, isRight, expected) {
  if (isRight) return
  const error = new RangeError(`broker: "${name}" must be ${expected}, not ${String(value)}`)
  error.code = 'HC_BROKER_OPTION'
  throw error
}

function checkRate (rate) {
  check('rate', rate, typeof rate === 'number' && rate >= 0 && rate <= 1, 'a number from 0 to 1')
}

/** The host for a URL: one that can be connected to. */
function urlHost (address) {
  if (address === '0.0.0.0') return '127.0.0.1'
  if (address === '::') return '[::1]'
  return net.isIPv6(address) ? `[${address}]` : address
}

class Broker {
  /** Use createBroker(). */
  constructor (options) {
    hide(this, '_state', { native: new Native(options.native), options, closed: null, last: null })
    this.port = 0
    this.host = options.address ?? undefined
    this.path = options.path
  }

  /** @internal */
  listen () {
    const { address, port, path } = this._state.options
    if (address !== null) this._listened(this._state.native.listenTcp(address, port), address, port)
    if (path !== undefined) this._listened(this._state.native.listenUnix(path), path)
    this.port = this._state.native.port()
    this.url = this._makeUrl()
  }

  _listened (errno, address, port) {
    if (errno < 0) throw listenError(errno, address, port)
  }

  _makeUrl () {
    const { address, path, native: { username = '', password } } = this._state.options
    const credentials = password === undefined
      ? ''
      : `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`
    if (address === null) return `unix://${credentials}${path}`
    return `redis://${credentials}${urlHost(address)}:${this.port}`
  }

  /**
   * Disconnects all clients and stops listening.
   * @returns {Promise<void>}  once nothing is open any more
   */
  close () {
    if (!this._state.closed) {
      this._state.last = this.stats()
      this._state.closed = new Promise((resolve) => this._state.native.close(resolve))
    }
    return this._state.closed
  }

  [Symbol.asyncDispose] () {
    return this.close()
  }

  /** The broker keeps the process alive, as it does from the beginning. */
  ref () {
    this._state.native.ref()
    return this
  }

  /** The process may end though the broker is open. */
  unref () {
    this._state.native.unref()
    return this
  }

  /** @returns {BrokerStats}  after close(): those of its end */
  stats () {
    return { ...(this._state.last ?? this._state.native.stats()) }
  }

  /** @returns {BrokerClient[]}  oldest first */
  clients () {
    if (this._state.closed) return []
    return Array.from(this._state.native.clients(), (client) => ({
      ...client,
      type: client.channels + client.patterns + client.shardChannels > 0 ? 'pubsub' : 'normal'
    }))
  }

  /**
   * Stands still, as a stopped process does.
   * @param {number} [ms]  absent: until freeze(0) or heal()
   */
  freeze (ms = Infinity) {
    check('ms', ms, typeof ms === 'number' && ms >= 0, 'a number of milliseconds')
    this._state.native.freeze(ms)
  }

  /**
   * Disconnects clients.
   * @param {Partial<BrokerClient>|((client: BrokerClient) => boolean)} [filter]
   *   the properties they have, or a function; absent: all
   * @returns {number}  how many
   */
  killClients (filter = {}) {
    check('filter', filter, filter !== null && ['object', 'function'].includes(typeof filter),
      'an object or a function')
    const isMatch = typeof filter === 'function'
      ? filter
      : (client) => Object.entries(filter).every(([key, value]) => client[key] === value)
    return this.clients().filter((client) => isMatch(client))
      .filter(({ id }) => this._state.native.kill(id)).length
  }

  /**
   * New connections get ECONNREFUSED; those that are there stay.
   * @param {boolean} [isRefusing]  false: they are accepted again
   */
  refuse (isRefusing = true) {
    const { address, path } = this._state.options
    const errno = this._state.native.refuse(isRefusing)
    if (address === null) this._listened(errno, path)
    else this._listened(errno, address, this.port)
  }

  /**
   * Sends to each client at most so many bytes a second.
   * @param {number} bytesPerSecond  0 or Infinity: as many as it takes
   */
  slow (bytesPerSecond) {
    check('bytesPerSecond', bytesPerSecond,
      typeof bytesPerSecond === 'number' && bytesPerSecond >= 0, 'a number that is not negative')
    this._state.native.slow(bytesPerSecond)
  }

  /**
   * Spoils replies and messages, so that they break the protocol.
   * @param {number} [rate]  how many of them, from 0 to 1
   */
  garble (rate = 1) {
    checkRate(rate)
    this._state.native.garble(rate)
  }

  /**
   * Loses messages on their way to subscribers.
   * @param {number} [rate]  how many of them, from 0 to 1
   */
  drop (rate = 1) {
    checkRate(rate)
    this._state.native.drop(rate)
  }

  /** Undoes all faults. */
  heal () {
    this.drop(0)
    this.garble(0)
    this.slow(0)
    this.freeze(0)
    this.refuse(false)
  }
}

/**
 * Starts a broker.
 *
 * @param {import('../../types/broker').BrokerOptions} [options]
 * @returns {Promise<Broker>}  once it listens
 */
async function createBroker (options = {}) {
  const broker = new Broker(await readOptions(options))
  try {
    broker.listen()
  } catch (error) {
    await broker.close()
    throw error
  }
  return broker
}

module.exports = { createBroker, Broker }
