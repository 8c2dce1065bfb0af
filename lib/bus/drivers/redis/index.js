'use strict'

const { openClient } = require('./connect')
const { metaOf, wrap } = require('./envelope')
const GroupMember = require('./group')
const { Live } = require('./live')
const { LogReader } = require('./reader')
const LogWriter = require('./writer')

const CAPS = {
  broadcast: true,
  durable: true,
  replay: Object.freeze(['first', 'last', 'seq', 'time', 'resume']),
  group: true,
  receipt: Object.freeze(['receivers', 'seq', 'duplicate']),
  wildcard: true,
  durableWildcard: false,
  dedup: true,
  redelivery: 'any',
  order: 'channel',
  reconnect: true,
  trims: true,
  persistent: true,
  maxPayload: 512 << 20
}

// Streams count by themselves (XADD 7-*) from here on.
const FIRST_WITH_LOGS = 7
const NO_LOGS = { durable: false, replay: Object.freeze([]), group: false, dedup: false, receipt: Object.freeze(['receivers']) }

const WAYS_OUT = {
  durable: 'logs take Redis 7.0 or later',
  group: 'groups take Redis 7.0 or later',
  durableWildcard: 'subscribe to each log by its name'
}

class RedisDriver {
  name = 'redis'

  constructor (address, settings, host, client, serverVersion) {
    this._prefix = settings.prefix
    this._name = settings.name
    this._open = (more) => openClient(address, { ...settings, redis: { ...settings.redis, ...more } })
    this.native = client
    const isOld = Number.parseInt(serverVersion) < FIRST_WITH_LOGS
    const caps = { ...CAPS, ...(isOld ? NO_LOGS : {}), serverVersion }
    // A node of a cluster knows its own subscribers only.
    if (client.isCluster) caps.receipt = Object.freeze(caps.receipt.filter((name) => name !== 'receivers'))
    this.caps = Object.freeze(caps)
    this._toReceipt = client.isCluster ? () => ({}) : toReceipt
    this._writer = new LogWriter(client, settings)
    this._live = new Live(() => openClient(address, settings), settings.prefix)
    client.on('ready', () => host.setStatus('connected'))
    client.on('close', () => host.setStatus('disconnected'))
    client.on('error', () => {}) // told by `close`; a publish that fails says so itself
  }

  publish (channel, payload, contentType, options, durable) {
    const meta = metaOf(payload, contentType, options)
    if (durable) return this._writer.append(channel, payload, meta, options.id)
    const message = wrap(payload, meta)
    this._writer.flushOne(channel)
    return this.native.publish(this._prefix + channel, message).then(this._toReceipt)
  }

  subscribe (channel, subscription) {
    return this._live.add(channel, subscription)
  }

  read (channel, subscription, { from }) {
    return new LogReader({
      client: this.native, live: this._live, keys: this._writer.keys(channel), channel, subscription, from
    }).open()
  }

  consume (channel, consumer, options) {
    return new GroupMember({
      client: this.native,
      openClient: this._open,
      keys: this._writer.keys(channel),
      channel,
      consumer,
      options,
      name: this._name
    }).open()
  }

  /** What to do about a thing that `caps` says it cannot. */
  wayOut (cap) {
    return WAYS_OUT[cap]
  }

  async close () {
    this._writer.flush()
    await this._live.close()
    // Waits for what was published, unless there is nobody to answer.
    if (this.native.status === 'ready') await this.native.quit().catch(() => {})
    this.native.disconnect()
  }
}

/** @returns {Promise<string|undefined>} undefined where the user may not ask */
async function versionOf (client) {
  const info = await client.info('server').catch(() => '')
  return /(?:valkey|redis)_version:(\S+)/.exec(info)?.[1]
}

function toReceipt (receivers) {
  return { receivers }
}

module.exports = async function createRedisDriver (address, settings, host) {
  const client = await openClient(address, settings)
  return new RedisDriver(address, settings, host, client, await versionOf(client))
}
