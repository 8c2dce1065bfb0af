'use strict'

const Keys = require('./keys')
const { APPEND } = require('./scripts')

/**
 * Publishes into logs. A server that has forgotten the script, as it does when
 * it starts anew, gets it again; meanwhile nothing overtakes what failed.
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
    const keys = this.keys(channel)
    const args = id === undefined
      ? [APPEND.sha, 2, keys.log, keys.epoch, this._prefix + channel, payload, meta, this._max]
      : [APPEND.sha, 3, keys.log, keys.epoch, keys.id(id), this._prefix + channel, payload, meta, this._max, this._window]
    if (this._isLoaded !== null) return later(this._queued, args)
    return this._send(args)
  }

  _send (args) {
    this._inFlight++
    return this._client.evalsha(args).then(
      (reply) => {
        this._settled()
        return toReceipt(reply)
      },
      (error) => {
        if (!String(error?.message).startsWith('NOSCRIPT')) {
          this._settled()
          throw error
        }
        const again = later(this._failed, args)
        this._load()
        this._settled()
        return again
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
    for (const { args, resolve, reject } of failed) {
      if (failure === null) this._send(args).then(resolve, reject)
      else reject(failure)
    }
  }

  async _loadInto () {
    if (!this._client.isCluster) return this._client.script('LOAD', APPEND.lua)
    return Promise.all(this._client.nodes('master').map((node) => node.script('LOAD', APPEND.lua)))
  }
}

function later (list, args) {
  return new Promise((resolve, reject) => { list.push({ args, resolve, reject }) })
}

function toReceipt ([id, receivers]) {
  const seq = Number(id.slice(id.indexOf('-') + 1))
  return receivers === -1 ? { seq, duplicate: true } : { receivers, seq }
}

module.exports = LogWriter
