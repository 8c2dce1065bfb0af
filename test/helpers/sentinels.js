'use strict'

/* global after */

const { RedisServer, freePort } = require('./redis_server')
const { eventually } = require('./wait')

/** The name that the sentinels know their master by. */
const NAME = 'mymaster'

/**
 * A master, its replicas, and the sentinels that watch them: real servers on
 * free ports.
 *
 * @typedef {object} DeploymentOptions
 * @property {number} [replicas]
 * @property {number} [sentinels]
 * @property {number} [downAfter]  ms of silence after which a server counts as down
 * @property {string} [sentinelConfig]  more lines for each sentinel
 * @property {import('./certificates').Certificates} [tls]  all speak it to each
 *   other, and to clients
 */
class Deployment {
  #options
  #index = new Map() // servers by port
  sentinels = []
  servers = []

  /** @param {DeploymentOptions} [options] */
  constructor (options = {}) {
    this.#options = { replicas: 1, sentinels: 3, downAfter: 1000, sentinelConfig: '', ...options }
  }

  /** @param {DeploymentOptions} [options] */
  static async start (options) {
    const deployment = new Deployment(options)
    await deployment.start()
    return deployment
  }

  async start () {
    const { replicas, sentinels, tls } = this.#options
    const args = ['--repl-diskless-sync-delay', '0', ...(tls ? ['--tls-replication', 'yes'] : [])]
    const master = await RedisServer.start({ args, tls })
    this.#add(master)
    for (let i = 0; i < replicas; i++) {
      this.#add(await RedisServer.start({ args: [...args, '--replicaof', master.host, String(portOf(master))], tls }))
    }
    await eventually(async () => (await master.call('info', 'replication')).includes(`connected_slaves:${replicas}`),
      'the replicas to be connected')
    const text = this.#config(master)
    // By hand, since a sentinel answers before it knows its port.
    this.sentinels = await Promise.all(Array.from({ length: sentinels },
      async () => RedisServer.start({ sentinel: text, port: await freePort(), tls })))
    await this.settled()
  }

  #add (server) {
    this.servers.push(server)
    this.#index.set(portOf(server), server)
  }

  #config (master) {
    const { sentinels, downAfter, sentinelConfig, tls } = this.#options
    return [
      tls ? 'tls-replication yes' : '',
      `sentinel monitor ${NAME} ${master.host} ${portOf(master)} ${Math.floor(sentinels / 2) + 1}`,
      `sentinel down-after-milliseconds ${NAME} ${downAfter}`,
      `sentinel failover-timeout ${NAME} 10000`,
      sentinelConfig, ''
    ].join('\n')
  }

  /** Options of a client. */
  get options () {
    return { sentinels: this.sentinels.map((one) => ({ host: one.host, port: portOf(one) })), name: NAME }
  }

  /** @returns {Promise<RedisServer>} the master, as the running sentinels say */
  async master () {
    const sentinel = this.sentinels.find(({ isRunning }) => isRunning)
    const [, port] = await sentinel.call('sentinel', 'get-master-addr-by-name', NAME)
    return this.#index.get(Number(port))
  }

  /** Waits until the sentinels know each other and the replicas. */
  async settled () {
    const { replicas } = this.#options
    await eventually(async () => {
      for (const sentinel of this.sentinels) {
        const state = toObject(await sentinel.call('sentinel', 'master', NAME))
        if (Number(state['num-other-sentinels']) !== this.sentinels.length - 1) return false
        const known = (await sentinel.call('sentinel', 'replicas', NAME)).map(toObject)
        const good = known.filter((one) => one.flags === 'slave' && one['master-link-status'] === 'ok')
        if (good.length !== replicas) return false
      }
      return true
    }, 'the sentinels to know everybody', { timeout: 60000, interval: 100 })
  }

  /**
   * @param {RedisServer} old
   * @returns {Promise<RedisServer>} the one that all sentinels have put in its place
   */
  async replaced (old) {
    return eventually(async () => {
      for (const sentinel of this.sentinels.filter(({ isRunning }) => isRunning)) {
        const [, port] = await sentinel.call('sentinel', 'get-master-addr-by-name', NAME)
        if (Number(port) === portOf(old)) return null
      }
      return this.master()
    }, 'a new master', { timeout: 60000, interval: 50 })
  }

  async stop () {
    for (const server of [...this.sentinels, ...this.servers]) {
      if (server.isRunning) server.thaw()
      await server.kill()
      await server.stop()
    }
  }
}

/** Where clients are to connect to. */
function portOf ({ port, tlsPort }) {
  return tlsPort || port
}

function toObject (fields) {
  const object = {}
  for (let i = 0; i < fields.length; i += 2) object[fields[i]] = fields[i + 1]
  return object
}

/**
 * Deployments for the tests of one `describe`, stopped after the last.
 *
 * @returns {(options?: DeploymentOptions) => Promise<Deployment>}
 */
function useDeployments () {
  const all = []
  after(async () => { for (const one of all) await one.stop() })
  return async (options) => {
    const deployment = new Deployment(options)
    all.push(deployment)
    await deployment.start()
    return deployment
  }
}

module.exports = { Deployment, NAME, portOf, useDeployments }
