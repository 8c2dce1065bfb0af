'use strict'

/* global before, after */

const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')
const { RedisServer } = require('./redis_server')
const { eventually, sleep } = require('./wait')

const SLOTS = 16384

/**
 * A real Redis Cluster on free ports: masters first, then as many replicas, in
 * the order of their masters.
 *
 * @typedef {object} ClusterServersOptions
 * @property {number} [masters]      3
 * @property {number} [replicas]     of each master: 1
 * @property {number} [nodeTimeout]  ms after which a silent node has failed
 * @property {string[]} [args]       more arguments for each redis-server
 * @property {object[]} [places]     where each of them is: `host`, and `wrapper`
 * @property {import('./certificates').Certificates} [tls]  all speak it to each
 *   other, and to clients
 */
class ClusterServers {
  #options
  #folder = null
  #ids = new Map()

  /** @type {RedisServer[]} */
  servers = []

  /** @param {ClusterServersOptions} [options] */
  constructor (options = {}) {
    this.#options = { masters: 3, replicas: 1, nodeTimeout: 2000, args: [], ...options }
  }

  /** What the constructor of a client takes. */
  get nodes () {
    return this.servers.map(({ host, port, tlsPort }) => ({ host, port: tlsPort || port }))
  }

  /** The servers that began as masters. */
  get masters () {
    return this.servers.slice(0, this.#options.masters)
  }

  async start () {
    const { masters, replicas } = this.#options
    this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-cluster-'))
    this.servers = await this.#startAll(masters * (1 + replicas))
    await Promise.all(this.servers.map(async (server, i) => {
      this.#ids.set(server, await server.call('cluster', 'myid'))
      await server.call('cluster', 'set-config-epoch', i + 1)
    }))
    await Promise.all(this.masters.map((server, i) => {
      const [from, to] = this.range(i)
      return server.call('cluster', 'addslotsrange', from, to)
    }))
    await this.#meet()
    await this.#replicate()
    await this.untilWell()
  }

  /** @returns {[number, number]} first and last slot of a master, as at the start */
  range (i) {
    const { masters } = this.#options
    return [Math.ceil(SLOTS * i / masters), Math.ceil(SLOTS * (i + 1) / masters) - 1]
  }

  async #startAll (count) {
    for (let attempt = 0; ; attempt += 1) {
      const ports = await freePorts(count * 2)
      const starts = await Promise.allSettled(Array.from({ length: count }, (_, i) => this.#startOne(ports[i], ports[count + i], this.#options.places?.[i])))
      const failed = starts.find(({ status }) => status === 'rejected')
      if (failed === undefined) return starts.map(({ value }) => value)
      await Promise.all(starts.map(({ value }) => value?.kill()))
      if (attempt === 5) throw failed.reason
    }
  }

  async #startOne (port, bus, place) {
    const { nodeTimeout, args, tls } = this.#options
    return RedisServer.start({
      port,
      ...place,
      tls,
      // Replicas leave what they were sent in a file.
      args: ['--dir', this.#folder, '--dbfilename', `dump-${bus}.rdb`, '--cluster-enabled', 'yes', '--cluster-port', String(bus),
        '--cluster-config-file', path.join(this.#folder, `nodes-${bus}.conf`),
        '--cluster-node-timeout', String(nodeTimeout), '--cluster-replica-validity-factor', '0',
        '--cluster-migration-barrier', '100', '--repl-diskless-sync-delay', '0',
        '--repl-ping-replica-period', '1',
        ...(tls ? ['--tls-cluster', 'yes', '--tls-replication', 'yes'] : []), ...args]
    })
  }

  async #meet () {
    const [first, ...others] = this.servers
    for (const server of others) {
      const bus = (await server.call('config', 'get', 'cluster-port'))[1]
      await first.call('cluster', 'meet', server.host, server.port, bus)
    }
    await eventually(async () => {
      const counts = await Promise.all(this.servers.map((server) => info(server, 'cluster_known_nodes')))
      return counts.every((count) => Number(count) === this.servers.length)
    }, 'the nodes to know each other', { timeout: 30000, interval: 50 })
  }

  async #replicate () {
    const { masters } = this.#options
    const replicas = this.servers.slice(masters)
    await Promise.all(replicas.map((server, i) => eventually(async () =>
      await server.call('cluster', 'replicate', this.#ids.get(this.servers[i % masters])) === 'OK',
    'a replica to know its master', { timeout: 30000, interval: 50 })))
  }

  /**
   * Waits until all nodes that run think that all is well, agree on it, and list
   * each other: a replica is not listed before its master has sent it something.
   */
  async untilWell (timeout = 60000) {
    await eventually(async () => {
      const running = this.servers.filter(({ isRunning }) => isRunning)
      const views = await Promise.all(running.map((server) => this.#viewOf(server)))
      return views.every((view) => view !== null && view === views[0]) && countNodes(views[0]) === running.length
    }, 'the cluster to be well', { timeout, interval: 50 })
  }

  async #viewOf (server) {
    if (await info(server, 'cluster_state') !== 'ok') return null
    if (/^role:slave/m.test(await server.call('info', 'replication')) &&
      !/^master_link_status:up/m.test(await server.call('info', 'replication'))) return null
    const slots = await server.call('cluster', 'slots')
    return JSON.stringify(slots.map(([from, to, ...nodes]) =>
      [from, to, nodes[0][1], nodes.slice(1).map(([, port]) => port).sort()]).sort((a, b) => a[0] - b[0]))
  }

  /** Undoes what tests have done: all run, the first ones are masters again, of the slots they began with. */
  async restore () {
    for (const server of this.servers) {
      if (server.isRunning) server.thaw()
      else await server.start()
    }
    await this.untilWell()
    for (const master of this.masters) {
      if (!/^role:slave/m.test(await master.call('info', 'replication'))) continue
      await this.promote(master)
    }
    await this.untilWell()
  }

  /** Makes a replica a master, by hand; it may take more than one attempt. */
  async promote (replica) {
    await eventually(async () => {
      if (/^role:master/m.test(await replica.call('info', 'replication'))) return true
      await replica.call('cluster', 'failover').catch(() => {})
      await sleep(500)
      return false
    }, 'a replica to be a master', { timeout: 60000, interval: 50 })
  }

  /** @returns {string} by which the other nodes know it */
  idOf (server) {
    return this.#ids.get(server)
  }

  /**
   * @param {number} slot
   * @param {RedisServer} [asked]  the node whose view counts
   * @returns {Promise<RedisServer|undefined>} who serves the slot
   */
  async ownerOf (slot, asked = this.servers.find(({ isRunning }) => isRunning)) {
    const ranges = await asked.call('cluster', 'slots')
    const range = ranges.find(([from, to]) => from <= slot && slot <= to)
    return range && this.servers.find(({ port }) => port === range[2][1])
  }

  /**
   * Moves a slot, with its keys, to another master, as redis-cli does.
   *
   * @param {number} slot
   * @param {RedisServer} to
   */
  async move (slot, to) {
    const from = await this.ownerOf(slot)
    if (from === to) return
    await this.#untilEpochsAreKnown()
    await to.call('cluster', 'setslot', slot, 'importing', this.idOf(from))
    await from.call('cluster', 'setslot', slot, 'migrating', this.idOf(to))
    for (;;) {
      const keys = await from.call('cluster', 'getkeysinslot', slot, 100)
      if (keys.length === 0) break
      await from.call('migrate', to.host, to.tlsPort || to.port, '', 0, 5000, 'keys', ...keys)
    }
    await to.call('cluster', 'setslot', slot, 'node', this.idOf(to))
    await from.call('cluster', 'setslot', slot, 'node', this.idOf(to))
    const others = this.servers.filter((server) => server !== to && server !== from && server.isRunning)
    // Replicas hear of it from their masters.
    await Promise.all(others.map((server) => server.call('cluster', 'setslot', slot, 'node', this.idOf(to)).catch(() => {})))
  }

  // Whose epoch is greater serves a slot that two claim. A master that does not
  // know the greatest one takes a slot without a greater one of its own, and
  // loses it at once to who had it, who does not want it: each then points at
  // the other for good.
  async #untilEpochsAreKnown () {
    const masters = async (server) => {
      const lines = (await server.call('cluster', 'nodes')).trim().split('\n').map((line) => line.split(' '))
      return lines.filter(([, , flags]) => /master/.test(flags) && !/fail/.test(flags)).map(([id, , , , , , epoch]) => [id, epoch]).sort()
    }
    await eventually(async () => {
      const running = this.servers.filter(({ isRunning }) => isRunning)
      const views = await Promise.all(running.map(masters))
      const epochs = views[0].map(([, epoch]) => epoch)
      return new Set(epochs).size === epochs.length && views.every((view) => String(view) === String(views[0]))
    }, 'the nodes to agree on their epochs', { timeout: 30000, interval: 10 })
  }

  /** @returns {Promise<number>} of a key or a shard channel */
  async slotOf (key) {
    return this.servers.find(({ isRunning }) => isRunning).call('cluster', 'keyslot', key)
  }

  async stop () {
    await Promise.all(this.servers.map((server) => {
      server.isRunning && server.thaw()
      return server.kill()
    }))
    if (this.#folder) fs.rmSync(this.#folder, { recursive: true, force: true })
    this.#folder = null
  }
}

/**
 * Ports that are free now, below those that the system gives to connections: a
 * server that is restarted needs its own again.
 */
async function freePorts (count) {
  const holders = []
  while (holders.length < count) {
    const holder = net.createServer()
    const isFree = await new Promise((resolve) => {
      holder.once('error', () => resolve(false))
      holder.listen(12000 + Math.floor(Math.random() * 18000), '127.0.0.1', () => resolve(true))
    })
    if (isFree) holders.push(holder)
  }
  const ports = holders.map((holder) => holder.address().port)
  await Promise.all(holders.map((holder) => new Promise((resolve) => holder.close(resolve))))
  return ports
}

function countNodes (view) {
  return new Set(JSON.parse(view).flatMap(([, , master, replicas]) => [master, ...replicas])).size
}

async function info (server, field) {
  const text = await server.call('cluster', 'info')
  return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(text)?.[1]
}

/**
 * A cluster for the tests of one `describe`.
 *
 * @param {ClusterServersOptions} [options]
 * @returns {ClusterServers}
 */
function useCluster (options) {
  const cluster = new ClusterServers(options)
  before(async function () {
    this.timeout(120000)
    await cluster.start()
  })
  after(async function () {
    this.timeout(60000)
    await cluster.stop()
  })
  return cluster
}

module.exports = { ClusterServers, useCluster }
