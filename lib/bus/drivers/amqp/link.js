'use strict'

const { publicUrl } = require('../../../support/public_url')
const { busError } = require('../../errors')

const FIRST_DELAY = 50 // ms
const LONGEST_DELAY = 2000
// A broker that has just started may leave a request without an answer.
const RESTORE_LIMIT = 10000
const CLOSE_LIMIT = 1000

/**
 * A connection that is made again when it is lost. Whoever has something on it
 * makes that anew: `add()` takes an object with `restore()`, which is called
 * after each reconnect.
 */
class Link {
  /**
   * @param {() => Promise<object>} open  gives a connection of amqplib, or fails in time
   * @param {{ setStatus: Function }} host
   */
  constructor (open, host) {
    this._open = open
    this._host = host
    this._users = new Set()
    this._sleepers = new Set()
    this._isClosed = false
    this.connection = null
    this.isUp = false
  }

  async start (url) {
    try {
      this._use(await this._open())
    } catch (error) {
      throw busError(error.code ?? 'ERR_HICAST_CONNECT', `cannot connect to ${publicUrl(url)}: ${error.message}`, { cause: error })
    }
  }

  _use (connection) {
    this.connection = connection
    this.isUp = true
    let cause
    connection.on('error', (error) => { cause = error })
    connection.on('close', () => {
      if (connection !== this.connection) return
      this.isUp = false
      if (this._isClosed) return
      this._host.setStatus('disconnected', cause)
      this._again().catch((error) => this._host.emitError(error))
    })
  }

  async _again () {
    for (let delay = FIRST_DELAY; !this._isClosed; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      await this._sleep(delay * (0.75 + Math.random() / 2))
      if (this._isClosed) return
      try {
        this._use(await this._open())
      } catch (error) {
        // A password or a certificate may have changed: it is tried on, and told.
        if (!this._isClosed) this._host.setStatus('disconnected', error)
        continue
      }
      if (this._isClosed) return await this.connection.close()
      return await this._restoreAll(this.connection)
    }
  }

  /**
   * One that cannot be restored holds up no other: a queue may be lost, or not answer. It is tried
   * again and again; until all are there the bus is `disconnected`, with what is wrong.
   */
  async _restoreAll (connection) {
    const isHere = () => this.isUp && this.connection === connection && !this._isClosed
    let left = [...this._users]
    for (let delay = FIRST_DELAY; ; delay = Math.min(delay * 2, LONGEST_DELAY)) {
      const results = await Promise.allSettled(left.map((user) => within(user.restore(), RESTORE_LIMIT)))
      if (!isHere()) return
      left = left.filter((user, i) => results[i].status === 'rejected' && this._users.has(user))
      if (left.length === 0) return this._host.setStatus('connected')
      this._host.setStatus('disconnected', results.find(({ status }) => status === 'rejected').reason)
      await this._sleep(delay)
      if (!isHere()) return
    }
  }

  _sleep (ms) {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this._sleepers.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this._sleepers.add(wake)
    })
  }

  /** @returns {Promise<object>} a channel of amqplib */
  async createChannel () {
    if (!this.isUp) throw disconnected()
    return this.connection.createChannel()
  }

  /** @param {{ restore: () => Promise<void> }} user */
  add (user) {
    this._users.add(user)
  }

  remove (user) {
    this._users.delete(user)
  }

  async close () {
    this._isClosed = true
    for (const wake of this._sleepers) wake()
    const { connection } = this
    if (this.isUp) await within(connection.close(), CLOSE_LIMIT * 5).catch(() => connection.connection?.stream?.destroy())
  }
}

/** Rejects when it takes longer; what becomes of the promise then is of no interest. */
function within (promise, ms) {
  let timer
  const late = new Promise((resolve, reject) => { timer = setTimeout(() => reject(new Error(`no answer for ${ms} ms`)), ms) })
  promise.catch(() => {})
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** An error of a channel is told by what it was for; nobody else listens. */
function quiet (channel) {
  channel.on('error', () => {})
  return channel
}

function disconnected () {
  return busError('ERR_HICAST_DISCONNECTED', 'the connection to the broker is lost; it is made again')
}

/** Closes a channel that may be gone, or may not answer. */
function abandon (channel) {
  try {
    channel?.close().catch(() => {})
  } catch {
    // Its connection is lost, and it with that.
  }
}

module.exports = { Link, RESTORE_LIMIT, abandon, disconnected, quiet, within }
