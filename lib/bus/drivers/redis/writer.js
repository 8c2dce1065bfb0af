'use strict'

const Batch = require('./batch')
const Keys = require('./keys')
const { APPEND } = require('./scripts')

/**
 * Publishes into logs, what comes in one turn of the loop together. A server
 * that has forgotten the script, as it does when it starts anew, gets it
 * again; meanwhile nothing overtakes what failed.
 */
class LogWriter {
  /**
   * @param {object} client
   * @param {{ prefix: string, history: { messages?: number }, dedupWindow?: number }} settings
   */
  constructor (client, { prefix, history, dedupWindow = 120000 }) {
    this._client = client
    this._prefix = prefix
    this._max = String(history.messages ?? 100000)
    this._window = String(dedupWindow)
    this._keys = new Map()
    this._open = new Map() // channel -> Batch of this turn
    this._isScheduled = false
    this._inFlight = 0
    this._failed = [] // to be sent again, in order
    this._queued = [] // to be sent after those
    this._isLoaded = null // a promise, while the script is loaded
    this._onIdle = null
  }

  /** @returns {Keys} */
  keys (channel) {
    let keys = this._keys.get(channel)
    if (keys === undefined) {
      if (this._keys.size > 10000) this._keys.clear()
      this._keys.set(channel, keys = new Keys(this._prefix + channel))
    }
    return keys
  }

  append (channel, payload, meta, id) {
    const hasIds = id !== undefined
    let batch = this._open.get(channel)
    if (batch === undefined || batch.hasIds !== hasIds || batch.isFull) {
      if (batch !== undefined) this._write(batch)
      batch = new Batch(this.keys(channel), this._prefix + channel, hasIds)
      this._open.set(channel, batch)
      this._schedule()
    }
    return batch.add(payload, meta, id)
  }

  _schedule () {
    if (this._isScheduled) return
    this._isScheduled = true
    process.nextTick(() => this.flush())
  }

  /** Sends what waits for the end of this turn. */
  flush () {
    this._isScheduled = false
    if (this._open.size === 0) return
    const open = this._open
    this._open = new Map()
    for (const batch of open.values()) this._write(batch)
  }

  /** The same of one channel, that nothing overtakes it there. */
  flushOne (channel) {
    const batch = this._open.get(channel)
    if (batch === undefined) return
    this._open.delete(channel)
    this._write(batch)
  }

  _write (batch) {
    if (this._isLoaded !== null) this._queued.push(batch)
    else this._send(batch)
  }

  _send (batch) {
    this._inFlight++
    this._client.evalsha(batch.toArguments(this._max, this._window)).then(
      (replies) => {
        this._settled()
        batch.succeed(replies, !this._client.isCluster)
      },
      (error) => {
        if (String(error?.message).startsWith('NOSCRIPT')) {
          this._failed.push(batch)
          this._load()
          this._settled()
        } else {
          this._settled()
          batch.fail(error)
        }
      })
  }

  _settled () {
    this._inFlight--
    if (this._inFlight === 0) this._onIdle?.()
  }

  _load () {
    this._isLoaded ??= this._loadOnce()
  }

  // All that was sent has failed or is done before the first is sent again.
  async _loadOnce () {
    if (this._inFlight > 0) await new Promise((resolve) => { this._onIdle = resolve })
    this._onIdle = null
    let failure = null
    try {
      await this._loadInto()
    } catch (error) {
      failure = error
    }
    const failed = [...this._failed, ...this._queued]
    this._failed = []
    this._queued = []
    this._isLoaded = null
    for (const batch of failed) {
      if (failure === null) this._send(batch)
      else batch.fail(failure)
    }
  }

  async _loadInto () {
    if (!this._client.isCluster) return this._client.script('LOAD', APPEND.lua)
    return Promise.all(this._client.nodes('master').map((node) => node.script('LOAD', APPEND.lua)))
  }
}

module.exports = LogWriter
