'use strict'

const { debuglog } = require('util')

const debug = debuglog('hicast')
const CHANNEL = '+switch-master'

/**
 * Listens to sentinels for news of a failover: option `failoverDetector`.
 *
 * @typedef {object} WatchedSentinel
 * @property {import('./sentinel_iterator').SentinelAddress} address
 * @property {import('../client/redis')} client  is used for nothing else
 */
class FailoverDetector {
  /**
   * @param {WatchedSentinel[]} sentinels
   * @param {(news: string) => void} onSwitch  `<name> <old ip> <old port> <new
   *   ip> <new port>`, from each sentinel
   */
  constructor (sentinels, onSwitch) {
    this.sentinels = sentinels
    this.onSwitch = onSwitch
    this.isStopped = false
  }

  /** @returns {Promise<void>} fulfilled when all have answered, or failed */
  async subscribe () {
    await Promise.all(this.sentinels.map(({ address, client }) => {
      client.on('error', (error) => {
        debug('sentinel %s:%s: %s', address.host, address.port, error.message)
      })
      client.on('message', (channel, news) => {
        if (!this.isStopped) this.onSwitch(news)
      })
      return client.subscribe(CHANNEL).catch(() => {})
    }))
  }

  /** Closes the connections to the sentinels. */
  stop () {
    this.isStopped = true
    for (const { client } of this.sentinels) client.disconnect()
  }
}

module.exports = FailoverDetector
