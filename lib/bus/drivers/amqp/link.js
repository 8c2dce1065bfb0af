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
   * @param {() => Promise<object>} open  gives a connection of amqplib
   * @param {{ setStatus: Function }} host
   */
  constructor (open, host) {
    this._open = open
    this._host = host
    this._users = new Set()
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
        if (this._isClosed) return await this.connection.close()
        for (const user of this._users) await within(user.restore(), RESTORE_LIMIT)
        this._host.setStatus('connected')
        return
      } catch {
        // A connection that went away meanwhile has begun anew by itself.
        if (this.isUp) {
          const half = this.connection
          this.connection = null
          this.isUp = false
          await within(half.close(), CLOSE_LIMIT).catch(() => half.connection?.stream?.destroy())
        }
      }
    }
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

  /** @returns {Promise<object>} a channel of amqplib */
  async createChannel () {
    if (!this.isUp) throw busError('ERR_HICAST_DISCONNECTED', 'the connection to the broker is lost; it is made again')
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
    this._wake?.()
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

module.exports = { Link, quiet }
