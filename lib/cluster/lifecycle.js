'use strict'

const { resolveStartupNodes } = require('./addresses')
const { ClusterAllFailedError } = require('./errors')
const { CONNECTION_CLOSED, throwLater } = require('../support/errors')

// How often the nodes are asked who serves which slots while something is
// subscribed, in ms.
const LOOK_INTERVAL = 5000

const NO_NODE = 'None of startup nodes is available'

/**
 * Connects, disconnects and reconnects a cluster's client. Statuses go from
 * `wait` (or nothing) over `connecting`, `connect`, `ready` to `close`; from
 * there to `reconnecting` and back to `connecting`, or to `end`.
 */
class ClusterLifecycle {
  #session
  #cluster
  #pool
  #router
  #subscribers
  #epoch = 0
  #attempt = null // of connect(), until ready or closed
  #isManuallyClosing = false
  #retryTimer = null
  #refreshTimer = null
  #hasNodes = false // of this attempt; when the last one ends, so does it
  #waiters = [] // for the map of slots

  /** Attempts to connect since the cluster was last ready. */
  retryAttempts = 0

  /** @param {import('./session')} session */
  constructor (session) {
    const { cluster, pool, router, subscribers } = session
    this.#session = session
    this.#cluster = cluster
    this.#pool = pool
    this.#router = router
    this.#subscribers = subscribers
    pool.on('drain', () => {
      if (this.#hasNodes) this.#close()
    })
  }

  /** @returns {Promise<void>} fulfilled when ready; rejected when closed before */
  connect () {
    const cluster = this.#cluster
    if (['connecting', 'connect', 'ready'].includes(cluster.status)) {
      return Promise.reject(new Error('Redis is already connecting/connected'))
    }
    this.#stopRetrying()
    this.#epoch += 1
    const epoch = this.#epoch
    this.#attempt?.reject(new Error('Connection is discarded because a new connection is made'))
    this.#session.setStatus('connecting')
    return new Promise((resolve, reject) => {
      const attempt = this.#attempt = { resolve, reject }
      resolveStartupNodes(cluster.startupNodes, cluster.options).then(
        (nodes) => {
          if (epoch === this.#epoch && attempt === this.#attempt) this.#begin(nodes)
        },
        (error) => {
          if (epoch === this.#epoch && attempt === this.#attempt) this.#close(error)
        })
    })
  }

  #begin (nodes) {
    this.#hasNodes = true
    this.#pool.remember(nodes)
    this.#pool.reset(nodes)
    this.#subscribers.start()
    this.#cluster.refreshSlotsCache((error) => {
      if (error instanceof ClusterAllFailedError && this.#cluster.status === 'connecting') {
        this.#emit('error', error)
        this.#pool.reset([])
      }
    })
  }

  /** The nodes have told who serves which slots. */
  onRefresh () {
    if (this.#cluster.status !== 'connecting') return
    this.#tellWaiters()
    this.#isManuallyClosing = false
    this.#session.setStatus('connect')
    if (this.#cluster.options.enableReadyCheck) this.#check(this.#epoch)
    else this.#becomeReady()
  }

  #check (epoch) {
    const finish = (isGood) => {
      if (epoch !== this.#epoch || this.#cluster.status !== 'connect') return
      if (isGood) this.#becomeReady()
      else this.disconnect(true)
    }
    this.#cluster.cluster('INFO').then(
      (info) => finish(!/^cluster_state:fail\s*$/m.test(String(info))),
      () => finish(false))
  }

  #becomeReady () {
    this.retryAttempts = 0
    this.#session.setStatus('ready')
    const attempt = this.#attempt
    this.#attempt = null
    this.#router.sendWaiting()
    this.#refreshRegularly()
    this.#subscribers.onReady()
    attempt?.resolve()
  }

  // Who sends commands is told by their errors when slots have moved. Who only
  // listens is not, and would not hear of new masters.
  #refreshRegularly () {
    const { slotsRefreshInterval } = this.#cluster.options
    if (this.#refreshTimer !== null) return
    const refresh = slotsRefreshInterval
      ? (done) => this.#cluster.refreshSlotsCache(done)
      : (done) => this.#lookAfterSubscriptions(done)
    const next = () => {
      const timer = this.#refreshTimer = this.#session.setTimer(() => refresh(() => {
        // It may be another's turn by now, after a reconnect.
        if (this.#refreshTimer === timer) next()
      }), slotsRefreshInterval || LOOK_INTERVAL)
    }
    next()
  }

  #lookAfterSubscriptions (done) {
    if (this.#subscribers.isEmpty) done()
    else this.#session.topology.look().then(() => done())
  }

  /** @param {boolean} reconnect  whether to connect again, as after a loss */
  disconnect (reconnect) {
    const status = this.#shut(!reconnect)
    if (status === 'end' || status === undefined) return
    if (status === 'wait' || !this.#hasNodes) this.#closeSoon(status)
    else this.#pool.reset([])
  }

  /** @returns {Promise<'OK'>} fulfilled when all nodes have taken leave */
  async quit () {
    const status = this.#shut(true)
    if (status === 'end') return 'OK'
    if (status === 'wait' || !this.#hasNodes) {
      // So that `close` comes after this call.
      setImmediate(() => this.#closeSoon(status))
      return 'OK'
    }
    await Promise.all(this.#pool.getNodes().map((node) => node.quit().catch((error) => {
      if (error.message !== CONNECTION_CLOSED) throw error
    })))
    return 'OK'
  }

  /** @returns {string} the status before */
  #shut (isManual) {
    const { status } = this.#cluster
    if (status === 'end') return status
    const isWaiting = this.#retryTimer !== null
    if (isManual) {
      this.#isManuallyClosing = true
      this.#stopRetrying()
    }
    clearTimeout(this.#refreshTimer)
    this.#refreshTimer = null
    this.#subscribers.stop()
    this.#session.setStatus('disconnecting')
    if (!isWaiting) return status
    // It is closed, and will be opened again all the same, or never.
    return isManual ? 'reconnecting' : undefined
  }

  // There is no node whose end would lead to the close.
  #closeSoon (status) {
    if (status === 'disconnecting' || status === 'close') return // under way
    this.#close()
  }

  #close (reason) {
    this.#hasNodes = false
    const attempt = this.#attempt
    this.#attempt = null
    clearTimeout(this.#refreshTimer)
    this.#refreshTimer = null
    this.#session.setStatus('close', () => {
      const error = reason ?? new Error(NO_NODE)
      this.#tellWaiters(error)
      attempt?.reject(error)
      this.#afterClose(reason)
    })
  }

  #afterClose (reason) {
    if (this.#cluster.status !== 'close' && this.#cluster.status !== 'disconnecting') return
    const delay = this.#retryDelay(reason)
    if (delay === null) {
      this.#subscribers.end()
      this.#session.setStatus('end')
      this.#router.flush(new Error(NO_NODE))
      return
    }
    this.#session.setStatus('reconnecting')
    this.#retryTimer = this.#session.setTimer(() => {
      this.#retryTimer = null
      this.#session.connectQuietly()
    }, delay)
  }

  /** @returns {number|null} ms until the next attempt; null: none */
  #retryDelay (reason) {
    const { clusterRetryStrategy } = this.#cluster.options
    let delay = null
    if (!this.#isManuallyClosing && typeof clusterRetryStrategy === 'function') {
      this.retryAttempts += 1
      try {
        delay = clusterRetryStrategy.call(this.#cluster, this.retryAttempts, reason)
      } catch (error) {
        throwLater(error)
      }
    }
    // The strategy may itself have called disconnect().
    const isLast = this.#isManuallyClosing || typeof delay !== 'number'
    this.#isManuallyClosing = false
    return isLast ? null : delay
  }

  /** @param {boolean} isRef  whether a wait for the next attempt keeps the process alive */
  setRef (isRef) {
    for (const timer of [this.#retryTimer, this.#refreshTimer]) {
      if (isRef) timer?.ref?.()
      else timer?.unref?.()
    }
  }

  #stopRetrying () {
    clearTimeout(this.#retryTimer)
    this.#retryTimer = null
  }

  /** @param {(error?: Error) => void} callback  called when the slots are known, or will not be */
  delayUntilReady (callback) {
    this.#waiters.push(callback)
  }

  #tellWaiters (error) {
    for (const waiter of this.#waiters.splice(0)) process.nextTick(waiter, error)
  }

  // What a listener throws must not keep the cluster from going on.
  #emit (event, argument) {
    try {
      this.#session.silentEmit(event, argument)
    } catch (error) {
      throwLater(error)
    }
  }
}

module.exports = ClusterLifecycle
