'use strict'

const { isPattern, matcher } = require('../../names')
const { Message } = require('../../message')
const Group = require('./group')
const Log = require('./log')
const Reader = require('./reader')

/**
 * `mem:` and `mem:NAME`: all buses of one process and name share what is
 * published. A log lives as long as the process.
 */

const CAPS = Object.freeze({
  broadcast: true,
  durable: true,
  replay: Object.freeze(['first', 'last', 'seq', 'time', 'resume']),
  group: true,
  receipt: Object.freeze(['receivers', 'seq', 'duplicate']),
  wildcard: true,
  durableWildcard: false,
  dedup: true,
  redelivery: 'any',
  order: 'total',
  reconnect: false,
  trims: true,
  persistent: false,
  maxPayload: Infinity,
  serverVersion: process.version
})

const RESOLVED = Promise.resolve()
const spaces = new Map()

/** What the buses of one name share. */
class Space {
  channels = new Map() // channel -> Set of subscriptions
  patterns = new Set() // { matches, subscription }
  logs = new Map()
  _queue = []
  _isScheduled = false
  _deliver = () => {
    this._isScheduled = false
    const queue = this._queue
    this._queue = []
    for (let i = 0; i < queue.length; i += 2) queue[i]._push(queue[i + 1])
  }

  /** Not at once: a handler that publishes must not come between two others. */
  send (subscription, message) {
    this._queue.push(subscription, message)
    if (this._isScheduled) return
    this._isScheduled = true
    RESOLVED.then(this._deliver)
  }

  log (channel, history) {
    let log = this.logs.get(channel)
    if (log === undefined) this.logs.set(channel, log = new Log({ messages: history.messages ?? 100000 }))
    return log
  }
}

function toMessage (entry) {
  const message = new Message(entry.channel, entry.payload, entry.headers, entry.contentType)
  message.key = entry.key
  message.id = entry.id
  message.seq = entry.seq
  message.time = entry.time
  return message
}

class MemDriver {
  name = 'mem'
  caps = CAPS

  constructor (space, settings) {
    this._space = space
    this._prefix = settings.prefix
    this._history = settings.history
    this.native = space
  }

  publish (channel, payload, contentType, options, durable) {
    const name = this._prefix + channel
    const { headers, key, id } = options
    const entry = { channel, payload, contentType, headers, key, id, seq: undefined, time: undefined }
    let receipt = null
    if (durable) {
      entry.time = Date.now()
      receipt = this._space.log(name, this._history).append(entry)
      if (receipt.duplicate) return Promise.resolve(receipt)
    }
    const receivers = this._broadcast(name, entry)
    return Promise.resolve(receipt === null ? { receivers } : { receivers, seq: receipt.seq })
  }

  _broadcast (name, entry) {
    const { channels, patterns } = this._space
    let receivers = 0
    const subscriptions = channels.get(name)
    if (subscriptions !== undefined) {
      for (const subscription of subscriptions) {
        this._space.send(subscription, toMessage(entry))
        receivers++
      }
    }
    if (patterns.size === 0) return receivers
    for (const { matches, subscription } of patterns) {
      if (!matches(name)) continue
      this._space.send(subscription, toMessage(entry))
      receivers++
    }
    return receivers
  }

  subscribe (channel, subscription) {
    const name = this._prefix + channel
    if (isPattern(name)) {
      const entry = { matches: matcher(name), subscription }
      this._space.patterns.add(entry)
      return { close: async () => { this._space.patterns.delete(entry) } }
    }
    let set = this._space.channels.get(name)
    if (set === undefined) this._space.channels.set(name, set = new Set())
    set.add(subscription)
    return {
      close: async () => {
        set.delete(subscription)
        if (set.size === 0 && this._space.channels.get(name) === set) this._space.channels.delete(name)
      }
    }
  }

  read (channel, subscription, { from }) {
    return new Reader(this._space.log(this._prefix + channel, this._history), subscription, from, toMessage)
  }

  consume (channel, subscription, options) {
    const log = this._space.log(this._prefix + channel, this._history)
    let group = log.groups.get(options.group)
    if (group === undefined) log.groups.set(options.group, group = new Group(log, options.from))
    const member = {
      subscription, toMessage, open: new Set(), limit: options.maxInFlight, ackTimeout: options.ackTimeout
    }
    group.add(member)
    return { close: async () => group.remove(member) }
  }

  async close () {
    // What was published is with its subscriptions already, or on its way there.
  }
}

module.exports = function createMemDriver ({ base = 'mem:' }, settings) {
  const name = base.replace(/^mem:(\/\/)?/i, '')
  let space = spaces.get(name)
  if (space === undefined) spaces.set(name, space = new Space())
  return new MemDriver(space, settings)
}
