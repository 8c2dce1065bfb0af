'use strict'

const { openClient } = require('./connect')
const { metaOf, wrap } = require('./envelope')
const { Live } = require('./live')

const CAPS = {
  broadcast: true,
  durable: false,
  replay: Object.freeze([]),
  group: false,
  receipt: Object.freeze(['receivers']),
  wildcard: true,
  durableWildcard: false,
  dedup: false,
  redelivery: 'any',
  order: 'channel',
  reconnect: true,
  maxPayload: 512 << 20
}

const WAYS_OUT = {
  durableWildcard: 'subscribe to each log by its name'
}

class RedisDriver {
  name = 'redis'

  constructor (address, settings, host, client, serverVersion) {
    this._prefix = settings.prefix
    this.native = client
    this.caps = Object.freeze({ ...CAPS, serverVersion })
    this._live = new Live(() => openClient(address, settings), settings.prefix)
    client.on('ready', () => host.setStatus('connected'))
    client.on('close', () => host.setStatus('disconnected'))
    client.on('error', () => {}) // told by `close`; a publish that fails says so itself
  }

  publish (channel, payload, contentType, options) {
    const message = wrap(payload, metaOf(payload, contentType, options))
    return this.native.publish(this._prefix + channel, message).then(toReceipt)
  }

  subscribe (channel, subscription) {
    return this._live.add(channel, subscription)
  }

  /** What to do about a thing that `caps` says it cannot. */
  wayOut (cap) {
    return WAYS_OUT[cap]
  }

  async close () {
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
