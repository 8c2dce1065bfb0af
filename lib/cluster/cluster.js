'use strict'

const { asCallback } = require('../support/as_callback')
const { createCommands } = require('../commands/commander')
const { hide } = require('../support/hide')
const { installKeyScanStreams } = require('../commands/scan_streams')
const { installTransactions } = require('../pipelines/transactions')
const MessageEmitter = require('../pubsub/message_emitter')
const { slotOf } = require('./command_slot')
const { parseClusterOptions } = require('./options')
const ClusterSession = require('./session')

/**
 * A client of a Redis Cluster, with ioredis 6's API. Every command is a method
 * here too, and goes to the node that serves the slot of its first key.
 *
 * Events: those of a client, and `+node` and `-node` (the node's client), `node
 * error` (error, `host:port`), `refresh` (the map of slots was read anew),
 * `+subscriber`, `-subscriber` and `subscribersReady`.
 */
class Cluster extends MessageEmitter {
  /**
   * Connects at once, unless the option `lazyConnect` is set.
   *
   * @param {(string|number|object)[]} startupNodes  some of its nodes: URLs,
   *   ports, or options of which `host` and `port` are the most important
   * @param {object} [options]  see the type ClusterOptions
   * @throws {Error} for options that cannot be used
   */
  constructor (startupNodes, options) {
    super()
    this.startupNodes = startupNodes
    this.options = parseClusterOptions(options)
    this.isCluster = true
    this.scriptsSet = {}
    this.addedBuiltinSet = new Set()
    this._autoPipelines = new Map()
    this._runningAutoPipelines = new Set()
    hide(this, '_session', new ClusterSession(this))
    this.connectionPool = this._session.pool
    /** For each slot the addresses of its nodes, the master's first. */
    this.slots = this._session.topology.slots
    for (const [name, definition] of Object.entries(this.options.scripts ?? {})) {
      this.defineCommand(name, definition)
    }
    if (this.options.lazyConnect) this._session.setStatus('wait')
    else this._session.connectQuietly()
  }

  /** Number of commands that wait in automatic pipelines. */
  get autoPipelineQueueSize () {
    let size = 0
    for (const pipeline of this._autoPipelines.values()) size += pipeline.length
    return size
  }

  /**
   * What hicast has and ioredis has not: `pause`, `messages`, `health` and others.
   *
   * @type {import('./hicast_methods')}
   */
  get hicast () {
    return this._session.methods
  }

  /** Attempts to connect since the cluster was last ready. */
  get retryAttempts () {
    return this._session.lifecycle.retryAttempts
  }

  /**
   * Connects. Needed only with `lazyConnect`, and after the end.
   *
   * @returns {Promise<void>} fulfilled when ready; rejected when no node could
   *   be reached, or when the cluster is connected or connecting
   */
  connect () {
    return this._session.lifecycle.connect()
  }

  /**
   * Closes all connections without waiting for replies: see quit().
   *
   * @param {boolean} [reconnect]  whether to connect again, as after a loss
   */
  disconnect (reconnect = false) {
    this._session.lifecycle.disconnect(reconnect)
  }

  /**
   * Closes all connections, once what was sent is answered.
   *
   * @param {(error: Error|null, reply?: 'OK') => void} [callback]
   * @returns {Promise<'OK'>}
   */
  quit (callback) {
    return asCallback(this._session.lifecycle.quit(), callback)
  }

  /**
   * A client of its own with the same nodes and options.
   *
   * @param {(string|number|object)[]} [overrideStartupNodes]  in their place
   * @param {object} [overrideOptions]  options that differ
   * @returns {Cluster}
   */
  duplicate (overrideStartupNodes = [], overrideOptions = {}) {
    const nodes = overrideStartupNodes.length > 0 ? overrideStartupNodes : this.startupNodes.slice()
    const options = { ...this.options, ...overrideOptions }
    if (this.options.redisOptions && overrideOptions?.redisOptions) {
      options.redisOptions = { ...this.options.redisOptions, ...overrideOptions.redisOptions }
    }
    return new Cluster(nodes, options)
  }

  /**
   * The clients of the nodes.
   *
   * @param {'all'|'master'|'slave'} [role]
   * @returns {import('../client/redis')[]}
   */
  nodes (role = 'all') {
    if (role !== 'all' && role !== 'master' && role !== 'slave') {
      throw new Error(`Invalid role "${String(role)}". Expected "all", "master" or "slave"`)
    }
    return this.connectionPool.getNodes(role)
  }

  /**
   * Asks the nodes who serves which slots. The cluster does so by itself when a
   * node says that something has changed.
   *
   * @param {(error?: Error) => void} [callback]
   */
  refreshSlotsCache (callback) {
    this._session.topology.refresh(callback)
  }

  /** @ignore */
  delayUntilReady (callback) {
    this._session.lifecycle.delayUntilReady(callback)
  }

  /**
   * Sends a command. Every command method ends here, so that whoever replaces
   * this method sees them all.
   *
   * @param {import('../commands/command')} command
   * @param {object} [stream]  the pipeline that the command belongs to
   * @param {object} [target]  that of the pipeline
   * @returns {Promise<unknown>|undefined} the command's promise; none for a
   *   command of a pipeline, which has the replies
   */
  sendCommand (command, stream, target) {
    const session = this._session
    // What nearly every command comes to. Everything else takes the long way.
    if (stream === undefined && session.isPlain && this.status === 'ready' && command.traits.isPlain) {
      const slot = slotOf(command)
      if (slot >= 0) {
        const route = session.routes[slot]
        if (route !== undefined && route.master !== undefined && route.master.status === 'ready') {
          return route.master._route(command)
        }
      }
    }
    return session.router.send(command, stream, target)
  }
}

const commands = createCommands(MessageEmitter.prototype)
Object.setPrototypeOf(Cluster.prototype, commands)
installTransactions(Cluster.prototype, commands)
installKeyScanStreams(Cluster.prototype)

module.exports = Cluster
