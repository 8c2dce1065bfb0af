'use strict'

const { now } = require('../../../support/clock')

const LOOK_EVERY = 5000 // ms
const PATIENCE = 30000 // ms without a fetch, which takes a second, or a handler
const JOIN_LIMIT = 60000
const OPEN_LIMIT = 20000
const LONGEST_DELAY = 5000

// KafkaJS tries by itself for some seconds, and goes on as the member that it was. It is not let restart: what it
// leaves behind would try for ever, and keep the process.
const RETRY = { retries: 8, maxRetryTime: 1000, restartOnFailure: async () => false }

/**
 * A consumer of KafkaJS, and another one in its place when that gives up, which
 * it does after some errors, or does nothing any more.
 */
class KeptConsumer {
  /**
   * @param {object} options
   * @param {() => object} options.make       gives a consumer
   * @param {object} options.subscription     for its subscribe()
   * @param {object} options.run              for its run(), with eachMessage
   * @param {(consumer: object) => void} [options.onJoin]  it is in its group, or is again
   */
  constructor ({ make, subscription, run, onJoin = () => {} }) {
    this._make = make
    this._subscription = subscription
    this._run = { ...run, eachMessage: (each) => this._onMessage(run.eachMessage, each) }
    this._onJoin = onJoin
    this._running = 0
    this._seenAt = now()
    this._isClosed = false
    this._isRestarting = false
    this.current = null
  }

  async open () {
    const end = now() + OPEN_LIMIT
    for (;;) {
      try {
        await this._start()
        break
      } catch (error) {
        // A broker that has just started has not loaded its groups.
        if (error.retriable !== true || now() > end || this._isClosed) throw error
        await this._sleep(200)
      }
    }
    if (this._isClosed) return
    this._watch = setInterval(() => this._look(), LOOK_EVERY)
    this._watch.unref()
  }

  async _start () {
    const consumer = this._make()
    const { GROUP_JOIN, CRASH, FETCH } = consumer.events
    this.current = consumer
    let timer
    const joined = new Promise((resolve, reject) => {
      this._cancel = reject
      timer = setTimeout(() => reject(new Error(`no group for ${JOIN_LIMIT} ms`)), JOIN_LIMIT)
      consumer.on(GROUP_JOIN, () => {
        this._seenAt = now()
        this._onJoin(consumer)
        resolve()
      })
      consumer.on(CRASH, ({ payload: { error, restart } }) => {
        if (restart) return
        reject(error)
        if (consumer === this.current) this._restart()
      })
    })
    joined.catch(() => {}) // told below, unless something else fails first
    consumer.on(FETCH, () => { this._seenAt = now() })
    try {
      const made = consumer.connect()
        .then(() => consumer.subscribe(this._subscription))
        .then(() => consumer.run(this._run))
      made.catch(() => {})
      // Cancelled, or crashed, it is not waited for.
      await Promise.race([made.then(() => joined), joined.then(() => made)])
    } catch (error) {
      if (this.current === consumer) this.current = null
      // It may not answer; whoever waits for this one shall not.
      consumer.disconnect().catch(() => {})
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  async _onMessage (handle, each) {
    this._running++
    try {
      await handle(each)
    } finally {
      this._running--
      this._seenAt = now()
    }
  }

  _look () {
    if (this._running === 0 && now() - this._seenAt > PATIENCE) this._restart()
  }

  async _restart () {
    // The first one is told to whoever opens it.
    if (this._isRestarting || this._isClosed || this._watch === undefined) return
    this._isRestarting = true
    const old = this.current
    this.current = null
    old?.disconnect().catch(() => {})
    for (let delay = 100; !this._isClosed; delay = Math.min(2 * delay, LONGEST_DELAY)) {
      try {
        await this._start()
        break
      } catch {
        if (!this._isClosed) await this._sleep(delay)
      }
    }
    this._seenAt = now()
    this._isRestarting = false
    if (this._isClosed) this.current?.disconnect().catch(() => {})
  }

  _sleep (ms) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this._wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async close () {
    this._isClosed = true
    clearInterval(this._watch)
    const consumer = this.current
    this._cancel?.(new Error('closed'))
    this._wake?.()
    await consumer?.disconnect()
  }
}

module.exports = { KeptConsumer, RETRY }
