'use strict'

const { debuglog } = require('util')
const { autoPipelineKey } = require('./autopipeline_key')
const ClusterControl = require('./control')
const ClusterMethods = require('./hicast_methods')
const ClusterLifecycle = require('./lifecycle')
const NodePool = require('./node_pool')
const PipelineRun = require('./pipeline_run')
const Redirections = require('./redirections')
const { Router } = require('./router')
const Subscribers = require('./subscribers')
const { Topology } = require('./topology')
const Waiting = require('./waiting')

// Shown with NODE_DEBUG=hicast in the environment.
const debug = debuglog('hicast')

function noop () {}

/** What a cluster's client is made of, put together. */
class ClusterSession {
  #methods = null

  /** Whether the connections keep the process alive. */
  isRef = true

  /** @param {import('./cluster')} cluster  with its options set */
  constructor (cluster) {
    const { options } = cluster
    this.cluster = cluster
    /** Whether commands go to masters alone. */
    this.isPlain = options.scaleReads === 'master'
    /** What waits for the cluster. */
    this.pending = new Waiting(options.redisOptions?.maxQueueBytes)
    /** The clients of the nodes. */
    this.pool = new NodePool(options.redisOptions ?? {}, options.clusterNodeRetryStrategy, options.himportFieldsets)
    /** Who serves which slots. */
    this.topology = new Topology(cluster, this.pool, () => this.#onRefresh())
    this.routes = this.topology.routes
    this.control = new ClusterControl(this)
    this.subscribers = new Subscribers(this)
    /** What is to be done about errors of nodes. */
    this.redirections = new Redirections(this)
    /** Decides which node gets a command. */
    this.router = new Router(this)
    this.pool.attach(this.router)
    this.lifecycle = new ClusterLifecycle(this)
    this.pool.on('+node', (redis) => {
      this.control.onClient(redis, false)
      cluster.emit('+node', redis)
    })
    this.pool.on('-node', (redis) => cluster.emit('-node', redis))
    this.pool.on('nodeError', (error, key) => cluster.emit('node error', error, key))
    cluster._delivery.onChange = () => this.subscribers.onDeliveryChange()
  }

  /** What hicast has and ioredis has not: made when first wanted. */
  get methods () {
    this.#methods ??= new ClusterMethods(this)
    return this.#methods
  }

  #onRefresh () {
    this.lifecycle.onRefresh()
    this.subscribers.onRefresh()
    this.cluster.emit('refresh')
  }

  /** Connects by itself: what becomes of it is told by events. */
  connectQuietly () {
    // Whatever stands in its place.
    Promise.resolve(this.cluster.connect()).catch(noop)
  }

  /**
   * Changes the status, and emits it at the end of this tick.
   *
   * @param {string} status
   * @param {() => void} [after]  called after that
   */
  setStatus (status, after = noop) {
    const { cluster } = this
    debug('cluster: %s -> %s', cluster.status ?? 'new', status)
    cluster.status = status
    process.nextTick(() => {
      try {
        cluster.emit(status)
      } finally {
        after()
      }
    })
  }

  /**
   * Emits an event if it has listeners; an `error` without any is logged, and
   * never thrown.
   *
   * @param {string} event
   * @param {unknown} [argument]
   */
  silentEmit (event, argument) {
    const { cluster } = this
    if (cluster.listenerCount(event) > 0) {
      cluster.emit(event, argument)
    } else if (event === 'error' && cluster.status !== 'end' && argument instanceof Error) {
      console.error('[hicast] Unhandled error event:', argument.stack)
    }
  }

  /**
   * A timer that keeps the process alive only if the connections do.
   *
   * @param {() => void} callback
   * @param {number} ms
   * @returns {NodeJS.Timeout}
   */
  setTimer (callback, ms) {
    const timer = setTimeout(callback, ms)
    if (!this.isRef) timer.unref?.()
    return timer
  }

  /**
   * Sends the commands of a pipeline.
   *
   * @param {import('../pipelines/pipeline')} pipeline
   * @param {import('../commands/command')[]} commands
   */
  runPipeline (pipeline, commands) {
    new PipelineRun(this, pipeline, commands).start()
  }

  /** @returns {Error|null} why no more commands can be taken: too much waits for the cluster */
  refusalForSize () {
    return this.pending.refusal()
  }

  /**
   * @param {string} name  of the command or script
   * @param {unknown[]} args
   * @returns {string|null} which automatic pipeline it goes in; null: that is
   *   not known yet
   */
  autoPipelineKey (name, args) {
    return autoPipelineKey(this.cluster, name, args)
  }
}

module.exports = ClusterSession
