'use strict'

const { randomBytes } = require('crypto')
const { setTimeout: sleep } = require('timers/promises')
const { toMessage } = require('./entries')
const { CREATE_GROUP, LEAVE_GROUP } = require('./scripts')

const BLOCK = 2000 // ms that one XREADGROUP waits
const CLAIM_EVERY = 1000 // ms

/**
 * A member of a group of a log: XREADGROUP for what is new, XAUTOCLAIM for what
 * members left that are gone. What is in hand is kept from being claimed by
 * others for as long as this process lives.
 */
class GroupMember {
  constructor ({ client, openClient, keys, channel, consumer, options, name }) {
    this._client = client
    this._openClient = openClient
    this._keys = keys
    this._channel = channel
    this._consumer = consumer
    this._options = options
    this._group = options.group
    this._name = `${name}-${randomBytes(4).toString('hex')}`
    this._inHand = new Map() // id -> deliveries
    this._waiting = new Map() // id -> timer of what is to be delivered again
    this._isClosed = false
    this._room = null
    this._mustRecover = false
    this._readerId = null
  }

  async open () {
    await this._create()
    this._reader = await this._openClient({ autoResendUnfulfilledCommands: false, maxRetriesPerRequest: 0 })
    this._reader.on('error', () => {})
    // What a reply that was lost had brought is pending, and nobody has it.
    this._reader.on('ready', () => {
      this._mustRecover = true
      this._askId().catch(() => {})
    })
    await this._askId()
    this._running = this._run()
    this._keeper = setInterval(() => this._keep().catch(() => {}), Math.max(100, this._options.ackTimeout / 3))
    this._keeper.unref()
    return this
  }

  async _create (from = this._options.from.kind === 'new' ? '$' : '0') {
    await this._client.eval(CREATE_GROUP, 2, this._keys.log, this._keys.epoch, this._group, from)
  }

  async _askId () {
    this._readerId = null
    if (!this._reader.isCluster) this._readerId = await this._reader.client('ID')
  }

  get _free () {
    return this._options.maxInFlight - this._inHand.size
  }

  async _run () {
    let claimAt = 0
    let tries = 0
    while (!this._isClosed) {
      try {
        if (this._free <= 0 || this._consumer.isPaused) await this._untilRoom()
        else if (this._mustRecover) await this._recover()
        else if (Date.now() >= claimAt) {
          claimAt = Date.now() + CLAIM_EVERY
          await this._claim()
        } else await this._readNew()
        tries = 0
      } catch (error) {
        if (this._isClosed) return
        if (String(error.message).startsWith('NOGROUP')) await this._create('0').catch(() => {})
        else if (/^(WRONGTYPE|NOPERM|NOAUTH|ERR)/.test(error.message)) return this._consumer._end(error)
        await sleep(Math.min(1000, 20 * 2 ** tries++))
      }
    }
  }

  // A pause has no event: it is looked at again now and then.
  _untilRoom () {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 200)
      this._room = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async _readNew () {
    const reply = await this._reader.xreadgroupBuffer('GROUP', this._group, this._name, 'COUNT', this._free,
      'BLOCK', BLOCK, 'STREAMS', this._keys.log, '>')
    for (const [, entries] of reply ?? []) {
      for (const entry of entries) this._deliver(entry, 1)
    }
  }

  async _recover () {
    this._mustRecover = false
    const reply = await this._reader.xreadgroupBuffer('GROUP', this._group, this._name, 'COUNT', 1000,
      'STREAMS', this._keys.log, '0')
    for (const [, entries] of reply ?? []) await this._again(entries)
  }

  async _claim () {
    const [, entries] = await this._reader.xautoclaimBuffer(this._keys.log, this._group, this._name,
      this._options.ackTimeout, '0', 'COUNT', this._free)
    await this._again(entries)
  }

  /** Entries that somebody, perhaps this member, has had before. */
  async _again (entries) {
    const fresh = entries.filter((entry) => entry !== null && entry[1] !== null && !this._inHand.has(entry[0].toString()))
    const counts = await Promise.all(fresh.map(([id]) =>
      this._client.xpending(this._keys.log, this._group, id.toString(), id.toString(), 1)))
    fresh.forEach((entry, i) => {
      // Without a row somebody was done with it meanwhile.
      if (counts[i].length > 0) this._deliver(entry, Number(counts[i][0][3]))
    })
  }

  _deliver (entry, deliveries) {
    if (this._isClosed) return
    const id = entry[0].toString()
    this._inHand.set(id, deliveries)
    const message = toMessage(this._channel, entry)
    message.deliveries = deliveries
    message._settlement = {
      ack: () => this._ack(id, deliveries),
      nack: ({ delay = 0 } = {}) => this._nack(entry, id, deliveries, delay)
    }
    this._consumer._push(message)
  }

  _isMine (id, deliveries) {
    return this._inHand.get(id) === deliveries && !this._waiting.has(id)
  }

  _letGo (id) {
    this._inHand.delete(id)
    this._room?.()
  }

  async _ack (id, deliveries) {
    if (!this._isMine(id, deliveries)) return
    this._letGo(id)
    await this._client.xack(this._keys.log, this._group, id)
  }

  _nack (entry, id, deliveries, delay) {
    if (!this._isMine(id, deliveries) || this._isClosed) return
    this._waiting.set(id, setTimeout(() => {
      this._waiting.delete(id)
      // The count of deliveries is the server's, too.
      this._client.xclaim(this._keys.log, this._group, this._name, 0, id)
        .then(() => this._deliver(entry, deliveries + 1), (error) => this._consumer._emitError(error))
    }, delay))
  }

  /** Says that what is in hand is being worked on. */
  async _keep () {
    if (this._inHand.size === 0 || this._client.status !== 'ready') return
    await this._client.xclaim(this._keys.log, this._group, this._name, 0, ...this._inHand.keys(), 'JUSTID')
  }

  async close () {
    this._isClosed = true
    clearInterval(this._keeper)
    for (const timer of this._waiting.values()) clearTimeout(timer)
    this._room?.()
    await this._stopReading()
    if (this._client.status === 'ready') await this._release()
  }

  // What a reading brings that ends now must not be lost on the way.
  async _stopReading () {
    const isUp = this._client.status === 'ready' && this._reader.status === 'ready'
    if (isUp && this._readerId !== null) await this._client.client('UNBLOCK', this._readerId).catch(() => {})
    else this._reader.disconnect()
    await this._running
    this._reader.disconnect()
  }

  /** Makes what is not done so old that the others claim it at once. */
  async _release () {
    const { log } = this._keys
    const ids = (await this._client.xpending(log, this._group, '-', '+', 10000, this._name)).map(([id]) => id)
    this._inHand.clear()
    if (ids.length > 0) await this._client.xclaim(log, this._group, this._name, 0, ...ids, 'IDLE', 1e9, 'JUSTID')
    await this._client.eval(LEAVE_GROUP, 1, log, this._group, this._name)
  }
}

module.exports = GroupMember
