'use strict'

const { isPattern, matcher } = require('../../names')
const { Message } = require('../../message')
const { unwrap } = require('./envelope')

/**
 * Live subscriptions on one connection: each channel and pattern is subscribed
 * once, however many in this process want it.
 */
class Live {
  /** @param {() => Promise<object>} connect  gives the client, connected */
  constructor (connect, prefix) {
    this._connect = connect
    this._prefix = prefix
    this._client = null
    this._topics = new Map() // by name on the wire; patterns begin with 'p:', channels with 'c:'
    this._byBuffer = new WeakMap()
    this._last = null
    this._lastTopic = null
  }

  async _open () {
    this._client ??= this._connect().then((client) => {
      client.on('messageBuffer', (channel, bytes) => this._onMessage(channel, bytes))
      client.on('pmessageBuffer', (pattern, channel, bytes) => this._onPatternMessage(pattern, channel, bytes))
      client.on('resubscribed', ({ deafMs }) => this._onDeaf(deafMs))
      client.on('error', (error) => this._onError(error))
      return client
    }).catch((error) => {
      this._client = null
      throw error
    })
    return this._client
  }

  /**
   * @param {string} channel  or a pattern
   * @param {{ _push: Function, _gap: Function, _end: Function }} sink
   */
  async add (channel, sink) {
    const client = await this._open()
    const name = this._prefix + channel
    const isGlob = isPattern(channel)
    const key = (isGlob ? 'p:' : 'c:') + (isGlob ? globOf(name) : name)
    let topic = this._topics.get(key)
    if (topic === undefined) {
      topic = { name: isGlob ? globOf(name) : name, isGlob, channel, sinks: [], ready: null }
      this._topics.set(key, topic)
    }
    const entry = { sink, matches: isGlob ? matcher(name) : null }
    topic.sinks = [...topic.sinks, entry]
    try {
      // One after the other: a subscription may come while the last one leaves.
      topic.ready = Promise.resolve(topic.ready).catch(() => {})
        .then(() => isGlob ? client.psubscribe(topic.name) : client.subscribe(topic.name))
      await topic.ready
    } catch (error) {
      await this._remove(topic, key, entry)
      throw error
    }
    return { close: () => this._remove(topic, key, entry) }
  }

  async _remove (topic, key, entry) {
    topic.sinks = topic.sinks.filter((other) => other !== entry)
    if (topic.sinks.length > 0) return
    const client = await this._client
    topic.ready = Promise.resolve(topic.ready).catch(() => {}).then(() => {
      if (topic.sinks.length > 0 || client.status === 'end') return undefined
      if (this._topics.get(key) === topic) this._topics.delete(key)
      return topic.isGlob ? client.punsubscribe(topic.name) : client.unsubscribe(topic.name)
    })
    await topic.ready
  }

  // The client gives the same Buffer for a name each time.
  _onMessage (channel, bytes) {
    let topic = this._lastTopic
    if (channel !== this._last || topic.sinks.length === 0) {
      topic = this._byBuffer.get(channel)
      if (topic === undefined || topic.sinks.length === 0) {
        topic = this._topics.get('c:' + channel.toString())
        if (topic === undefined) return
        this._byBuffer.set(channel, topic)
      }
      this._last = channel
      this._lastTopic = topic
    }
    const { sinks } = topic
    for (let i = 0; i < sinks.length; i++) sinks[i].sink._push(unwrap(Message, topic.channel, bytes))
  }

  _onPatternMessage (pattern, channel, bytes) {
    const topic = this._topics.get('p:' + pattern)
    if (topic === undefined) return
    const name = channel.toString()
    for (const { sink, matches } of topic.sinks) {
      // Redis' * crosses dots.
      if (matches(name)) sink._push(unwrap(Message, name.slice(this._prefix.length), bytes))
    }
  }

  _onDeaf (deafMs) {
    for (const { sinks } of this._topics.values()) {
      for (const { sink } of sinks) sink._gap({ reason: 'reconnect', deafMs })
    }
  }

  _onError (error) {
    if (error.code !== 'HC_ERESUBSCRIBE') return
    for (const { kind, name, reason } of error.refused) {
      const topic = this._topics.get((kind === 'pattern' ? 'p:' : 'c:') + name)
      const told = Object.assign(new Error(`${name} could not be subscribed again: ${reason}`), { code: error.code, cause: error })
      for (const { sink } of topic?.sinks ?? []) sink._end(told)
    }
  }

  async close () {
    const client = await this._client?.catch(() => null)
    client?.disconnect()
  }
}

/** A pattern of the bus as Redis' glob: wider, for its star knows no dots. */
function globOf (name) {
  return name.split('.').map((token) => token === '*' || token === '>' ? '*' : token.replace(/[\\*?[\]^-]/g, '\\$&')).join('.')
}

module.exports = { Live, globOf }
