'use strict'

const { AbstractConnector } = require('../connection/connector')
const { hide } = require('../support/hide')
const FailoverDetector = require('./failover_detector')
const HandshakeWatch = require('./handshake_watch')
const { askMaster, askReplica, askSentinels, isPort } = require('./questions')
const Redis = require('../client/redis')
const Search = require('./search')
const SentinelIterator = require('./sentinel_iterator')

function noop () {}

/**
 * Finds a server by asking sentinels: options `sentinels` and `name`.
 *
 * The client opens the connection itself, natively, once it has the address
 * from locate(); connect() opens a stream, for who wants one.
 */
class SentinelConnector extends AbstractConnector {
  /**
   * @param {object} options  of the client
   * @throws {Error} when they name no sentinel or no master
   */
  constructor (options) {
    super(options.disconnectTimeout)
    checkOptions(options)
    this.options = options
    /** The client: hears of `sentinelReconnecting` and `failoverSubscribed`. */
    this.emitter = null
    this.sentinelIterator = new SentinelIterator(options.sentinels)
    this.failoverDetector = null
    /** The server that was found last. */
    hide(this, 'address', null)
    hide(this, 'search', null)
    hide(this, 'handshakeWatch', null)
    // A failover was heard of while sentinels were asked.
    hide(this, 'isStale', false)
  }

  /** Whether the connection to the server goes through TLS. */
  get isEncrypted () {
    return Boolean(this.options.enableTLSForSentinelMode && this.options.tls)
  }

  /** Whether the client needs no more than the address. */
  get isAddressEnough () {
    return this.connect === SentinelConnector.prototype.connect
  }

  /**
   * @param {{role?: string}} info  what INFO says
   * @returns {boolean} whether this is the server that was looked for
   */
  check ({ role }) {
    if (!role || role === this.options.role) return true
    // Go on with the sentinel after the one that said so: the second next() is
    // for reset(), which goes one back.
    this.sentinelIterator.next()
    this.sentinelIterator.next()
    this.sentinelIterator.reset(true)
    return false
  }

  /**
   * Asks sentinels where the server is.
   *
   * @param {(event: string, error: Error) => void} emit  is told of
   *   `sentinelError` for each that fails, and of `error` when all have
   * @returns {Promise<{host: string, port: number, family?: 0|4|6, tls?: object|true}>}
   *   rejected by disconnect(), or when `sentinelRetryStrategy` wants no further
   *   round; tls: how it is to be spoken there
   */
  async locate (emit) {
    this.connecting = true
    do {
      this.isStale = false
      this.search = new Search({
        iterator: this.sentinelIterator,
        connect: (endpoint) => this.connectToSentinel(endpoint),
        ask: (client) => this.resolve(client),
        retryStrategy: this.options.sentinelRetryStrategy,
        emit
      })
      this.address = await this.search.run().finally(() => { this.search = null })
    } while (this.isStale)
    return { ...this.address, tls: this.isEncrypted ? this.options.tls : undefined }
  }

  /**
   * Asks sentinels where the server is, and connects.
   *
   * @param {(event: string, error: Error) => void} emit  see locate()
   * @returns {Promise<import('net').Socket>} a stream that is being opened
   */
  async connect (emit) {
    const { tls, ...address } = await this.locate(emit)
    // Loaded when wanted.
    this.useStream(tls ? require('tls').connect({ ...address, ...tls }) : require('net').connect(address))
    this.stream.once('error', (error) => { this.firstError = error })
    return this.stream
  }

  /** @param {object} stream  to the server that was found, being opened */
  useStream (stream) {
    this.stream = stream
    this.handshakeWatch?.stop()
    this.handshakeWatch = this.emitter === null ? null : new HandshakeWatch(this, stream)
    stream.once(this.isEncrypted ? 'secureConnect' : 'connect', () => this.watch())
  }

  /** Ends the connection to the server, the search for it, and the watch. */
  disconnect () {
    super.disconnect()
    this.search?.cancel()
    this.release()
  }

  /** Closes what the connector itself has open: there is no connection any more. */
  release () {
    this.handshakeWatch?.stop()
    this.failoverDetector?.stop()
    this.failoverDetector = null
  }

  /**
   * @param {import('../client/redis')} client  of a sentinel
   * @param {object} [override]  options that differ
   * @returns {Promise<object|null>} the address of the server
   */
  async resolve (client, override) {
    const ask = this.options.role === 'slave' ? askReplica : askMaster
    const address = await ask(client, { ...this.options, ...override })
    if (ask === askMaster && this.options.updateSentinels) {
      for (const found of await askSentinels(client, this.options)) {
        this.sentinelIterator.add(this.translate(found))
      }
    }
    if (address === null) return null
    const server = this.translate(address)
    if (server.host && isPort(server.port)) return server
    throw new Error(`"${server.host}:${server.port}" is no address`)
  }

  /** @returns {object} an address as this side of a NAT has it */
  translate (address) {
    const { natMap } = this.options
    const key = `${address.host}:${address.port}`
    const known = typeof natMap === 'function' ? natMap(key) : natMap?.[key]
    return known ? { ...known, port: Number(known.port) } : address
  }

  /**
   * @param {import('./sentinel_iterator').SentinelAddress} endpoint
   * @param {object} [override]  options that differ
   * @returns {import('../client/redis')} a client of a sentinel
   */
  connectToSentinel ({ host, port, family }, override) {
    const { options } = this
    return new Redis({
      port: port || 26379,
      host,
      username: options.sentinelUsername || null,
      password: options.sentinelPassword || null,
      family: family || (options.path ? undefined : options.family),
      tls: options.sentinelTLS,
      retryStrategy: null,
      enableReadyCheck: false,
      protocol: options.protocol,
      connectTimeout: options.connectTimeout,
      commandTimeout: options.sentinelCommandTimeout,
      // One that falls silent while it is asked must not be waited for.
      heartbeat: options.heartbeat && { ...options.heartbeat, always: true },
      ...override
    })
  }

  /**
   * Begins to listen for a failover, anew for each connection, so that no more
   * sentinels are connected to than `sentinelMaxConnections`.
   */
  async watch () {
    if (!this.options.failoverDetector) return
    const iterator = this.sentinelIterator
    // With the sentinel that answered first.
    iterator.reset(true)
    const sentinels = []
    while (sentinels.length < this.options.sentinelMaxConnections) {
      const { done, value: address } = iterator.next()
      if (done) break
      const client = this.connectToSentinel(address, {
        lazyConnect: true,
        retryStrategy: this.options.sentinelReconnectStrategy
      })
      client.on('reconnecting', () => this.emitter?.emit('sentinelReconnecting'))
      sentinels.push({ address, client })
    }
    iterator.reset(false)
    this.failoverDetector?.stop()
    this.failoverDetector = new FailoverDetector(sentinels, (news) => this.onSwitch(news))
    await this.failoverDetector.subscribe()
    this.emitter?.emit('failoverSubscribed')
  }

  /** @returns {boolean} whether `told`, as a sentinel says it, is the address */
  isAt (address, told) {
    const { host, port } = this.translate(told)
    return address !== null && address.host === host && address.port === port
  }

  /** Ends a connection, without waiting for a server from which nothing is due. */
  leave (stream) {
    if (stream.connecting || this.emitter?.commandQueue?.length === 0) stream.destroy()
    else super.disconnect()
  }

  /**
   * A sentinel says that there is a new master; so do the others, a little
   * later.
   *
   * @param {string} news  see FailoverDetector
   */
  onSwitch (news) {
    const [name, , , host, port] = String(news).split(' ')
    if (name !== this.options.name) return
    const { address, emitter, options, search, stream } = this
    if (search !== null) {
      this.isStale = true
    } else if (!stream || stream.destroyed) {
      // Waiting for the next attempt: that may be long.
      if (emitter?.status === 'reconnecting') emitter.connect().catch(noop)
    } else if (options.role === 'slave' || !this.isAt(address, { host, port: Number(port) })) {
      this.leave(stream)
    }
  }
}

function checkOptions ({ sentinels, name, role }) {
  if (!Array.isArray(sentinels)) {
    throw new TypeError('Option "sentinels" must be an array of { host, port }')
  }
  if (sentinels.length === 0) throw new Error('Requires at least one sentinel to connect to.')
  if (!name) throw new Error('Requires the name of master.')
  if (role !== undefined && role !== 'master' && role !== 'slave') {
    throw new TypeError(`Option "role" must be "master" or "slave", not ${String(role)}`)
  }
}

module.exports = SentinelConnector
