'use strict'

const { encodeName } = require('../../names')
const { loadPeer } = require('../../peers')
const GroupMember = require('./group')
const { Link } = require('./link')
const Live = require('./live')
const Queues = require('./logs')
const { makeProperties } = require('./messages')
const Publisher = require('./publisher')
const LogReader = require('./reader')

const EXCHANGE = 'hicast'
const HEARTBEAT = 10 // s
const OPEN_LIMIT = 30000 // ms without a byte, until the connection is open

const CAPS = {
  broadcast: true,
  durable: true,
  replay: Object.freeze(['first', 'seq', 'time']),
  group: true,
  groupFrom: Object.freeze(['new']),
  receipt: Object.freeze(['routed']),
  wildcard: true,
  durableWildcard: false,
  dedup: 'read',
  redelivery: 'any',
  order: 'publisher',
  reconnect: true,
  persistent: true,
  dearChannels: true,
  maxPayload: 128 << 20
}

const WAYS_OUT = {
  'replay.last': 'a stream finds its last chunk only; read from { time } or { seq }',
  'replay.resume': 'keep subscription.position yourself, and read from { seq: position + 1 }',
  'groupFrom.first': 'a queue begins when its group does; start a member before the first publish',
  durableWildcard: 'subscribe to each log by its name'
}

class AmqpDriver {
  name = 'amqp'

  constructor (link, settings) {
    const version = link.connection.connection?.serverProperties?.version
    this.caps = Object.freeze({ ...CAPS, serverVersion: version })
    this._link = link
    this._prefix = settings.prefix
    this._dedupWindow = settings.dedupWindow
    this._publisher = new Publisher(link, EXCHANGE)
    this._live = new Live(link, EXCHANGE, settings.prefix)
    this._queues = new Queues(link, EXCHANGE, settings, version)
  }

  get native () {
    return this._link.connection
  }

  async open () {
    await this._publisher.restore()
    this._link.add(this._publisher)
    return this
  }

  publish (channel, payload, contentType, options, durable) {
    const properties = makeProperties(contentType, options, durable)
    if (durable) return this._append(channel, payload, properties)
    return this._publisher.publish(encodeName(this._prefix + channel), payload, properties)
  }

  async _append (channel, payload, properties) {
    await this._queues.log(channel)
    return this._publisher.publish(encodeName(this._prefix + channel), payload, properties)
  }

  subscribe (channel, subscription) {
    return this._live.add(channel, subscription)
  }

  read (channel, subscription, { from }) {
    return new LogReader({
      link: this._link, queues: this._queues, prefix: this._prefix, channel, subscription, from, dedupWindow: this._dedupWindow
    }).open()
  }

  consume (channel, consumer, options) {
    return new GroupMember({
      link: this._link, queues: this._queues, prefix: this._prefix, channel, consumer, options
    }).open()
  }

  /** What to do about a thing that `caps` says it cannot. */
  wayOut (cap) {
    return WAYS_OUT[cap]
  }

  async close () {
    await this._publisher.close()
    await this._link.close()
  }
}

/** RabbitMQ's own is a minute, and a connection that hangs is given up after two. */
function withHeartbeat ({ text, query }) {
  return query.has('heartbeat') ? text : `${text}${text.includes('?') ? '&' : '?'}heartbeat=${HEARTBEAT}`
}

module.exports = async function createAmqpDriver (address, settings, host) {
  const { default: amqplib } = await loadPeer('amqplib')
  const { socket, ...more } = settings.amqp ?? {}
  const link = new Link(() => amqplib.connect(withHeartbeat(address), {
    noDelay: true, timeout: OPEN_LIMIT, ...more, clientProperties: { connection_name: settings.name }, ...socket
  }), host)
  await link.start(address.text)
  try {
    return await new AmqpDriver(link, settings).open()
  } catch (error) {
    await link.close()
    throw error
  }
}
