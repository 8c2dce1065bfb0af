'use strict'

const { publicUrl } = require('../../../support/public_url')
const { now } = require('../../../support/clock')
const { busError } = require('../../errors')
const { decodeName, encodeName, isPattern } = require('../../names')
const { loadPeer } = require('../../peers')
const GroupMember = require('./group')
const { makeHeaders, toMessage } = require('./messages')
const LogReader = require('./reader')
const { Streams } = require('./streams')

const PEERS = ['@nats-io/transport-node', '@nats-io/jetstream']

const LOGS = {
  durable: true,
  replay: Object.freeze(['first', 'last', 'seq', 'time', 'resume']),
  group: true,
  receipt: Object.freeze(['seq', 'duplicate']),
  dedup: true,
  trims: true,
  persistent: true
}
const NO_LOGS = { durable: false, replay: Object.freeze([]), group: false, receipt: Object.freeze([]), dedup: false }

const WAYS_OUT = {
  durable: 'logs take JetStream, which this server has not enabled ("jetstream" in its configuration)',
  group: 'groups take JetStream, which this server has not enabled ("jetstream" in its configuration)',
  durableWildcard: 'subscribe to each log by its name'
}

class NatsDriver {
  name = 'nats'

  constructor ({ client, makeNatsHeaders, logs, settings, host }) {
    this.native = client
    this._makeHeaders = makeNatsHeaders
    this._logs = logs
    this._prefix = settings.prefix
    this._host = host
    this._live = new Set()
    this._readers = new Set()
    this._lostAt = null
    this.caps = Object.freeze({
      broadcast: true,
      wildcard: true,
      durableWildcard: false,
      redelivery: 'any',
      order: 'publisher',
      reconnect: true,
      ...(logs === null ? NO_LOGS : LOGS),
      maxPayload: client.info.max_payload,
      serverVersion: client.info.version
    })
    this._isClosed = false
    this._watch().catch(() => {})
    client.closed().then((error) => this._gaveUp(error))
  }

  async _watch () {
    for await (const { type, error } of this.native.status()) {
      if (type === 'disconnect') {
        this._lostAt ??= now()
        this._host.setStatus('disconnected')
      } else if (type === 'reconnect') {
        this._back()
      } else if (type === 'error' && this._lostAt !== null) {
        // Such as another password: it is tried on, and told.
        this._host.setStatus('disconnected', error)
      }
    }
  }

  /** As it does only where options of its own tell it to. */
  _gaveUp (cause) {
    if (this._isClosed || !cause) return
    const error = busError('ERR_HICAST_DISCONNECTED', `nats: the client gave up: ${cause.message}`, { cause })
    this._host.setStatus('disconnected', error)
    this._host.emitError(error)
  }

  _back () {
    const deafMs = now() - (this._lostAt ?? now())
    this._lostAt = null
    this._host.setStatus('connected')
    for (const subscription of this._live) subscription._gap({ reason: 'reconnect', deafMs })
    for (const reader of this._readers) reader.restart()
  }

  _subject (channel) {
    return encodeName(this._prefix + channel)
  }

  publish (channel, payload, contentType, options, durable) {
    const subject = this._subject(channel)
    const headers = makeHeaders(this._makeHeaders, payload, contentType, options)
    if (durable) return this._append(subject, payload, headers)
    this.native.publish(subject, payload, headers === undefined ? undefined : { headers })
    return DONE
  }

  async _append (subject, payload, headers) {
    await this._logs.streams.of(subject)
    const { seq, duplicate } = await this._logs.jetstream.publish(subject, payload, { headers })
    return duplicate ? { seq, duplicate } : { seq }
  }

  async subscribe (channel, subscription) {
    const length = this._prefix.length
    const nameOf = isPattern(channel) ? (message) => decodeName(message.subject).slice(length) : () => channel
    const native = this.native.subscribe(this._subject(channel), {
      callback: (error, message) => {
        if (error) subscription._end(error)
        else subscription._push(toMessage(nameOf(message), message))
      }
    })
    this._live.add(subscription)
    await this.native.flush()
    return {
      close: async () => {
        this._live.delete(subscription)
        native.unsubscribe()
        if (!this.native.isClosed() && this._lostAt === null) await this.native.flush()
      }
    }
  }

  async read (channel, subscription, { from }) {
    const reader = new LogReader({ ...this._logs, subject: this._subject(channel), channel, subscription, from })
    await reader.open()
    this._readers.add(reader)
    return {
      startsAfter: reader.startsAfter,
      commit: (message) => reader.commit(message),
      close: () => {
        this._readers.delete(reader)
        return reader.close()
      }
    }
  }

  consume (channel, consumer, options) {
    return new GroupMember({ ...this._logs, subject: this._subject(channel), channel, consumer, options }).open()
  }

  /** What to do about a thing that `caps` says it cannot. */
  wayOut (cap) {
    return WAYS_OUT[cap]
  }

  async close () {
    this._isClosed = true
    if (this._lostAt === null && !this.native.isClosed()) await this.native.flush().catch(() => {})
    await this.native.close()
  }
}

const DONE = Promise.resolve(Object.freeze({}))

function serverOf ({ scheme, base }) {
  const url = new URL(base.replace(/^[a-z+]+:/i, 'http:'))
  return {
    servers: `${url.hostname || '127.0.0.1'}:${url.port || 4222}`,
    ...(url.username === '' ? {} : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }),
    ...(scheme === 'tls+nats' ? { tls: {} } : {})
  }
}

module.exports = async function createNatsDriver (address, settings, host) {
  const { connect, headers } = await loadPeer(PEERS[0], PEERS)
  const { jetstream, jetstreamManager } = await loadPeer(PEERS[1], PEERS)
  let client
  try {
    client = await connect({
      maxReconnectAttempts: -1, ignoreAuthErrorAbort: true, reconnectTimeWait: 250, name: settings.name, ...serverOf(address), ...settings.nats
    })
  } catch (error) {
    throw busError(error.code ?? 'ERR_HICAST_CONNECT', `cannot connect to ${publicUrl(address.text)}: ${error.message}`,
      { cause: error })
  }
  let logs = null
  if (client.info.jetstream) {
    const manager = await jetstreamManager(client)
    logs = { jetstream: jetstream(client), manager, streams: new Streams(manager, settings) }
  }
  return new NatsDriver({ client, makeNatsHeaders: headers, logs, settings, host })
}
