'use strict'

/**
 * What becomes of traffic while a real cluster of six nodes is treated badly,
 * with hicast and with ioredis. Prints a line for each: commands that failed,
 * channels that stay deaf, and after how long the last of the others is heard.
 *
 *   node bench/reliability/cluster.js [fault]
 */

const { keySlot } = require('../../lib/support/key_slot')
const { ClusterServers } = require('../../test/helpers/cluster_servers')
const { ClusterTraffic } = require('../../test/helpers/cluster_traffic')
const { eventually, sleep } = require('../../test/helpers/wait')

const CLIENTS = { hicast: require('../..'), ioredis: require('ioredis') }
const PATIENCE = 60000

async function untilTaken (servers, slot, from) {
  const asked = servers.masters.find((server) => server !== from)
  await eventually(async () => (await servers.ownerOf(slot, asked)) !== from, 'a replica to take over',
    { timeout: 60000, interval: 50 })
}

const FAULTS = {
  'slots moved 20 times': async (servers, traffic) => {
    const slot = keySlot(traffic.shards[0])
    const home = await servers.ownerOf(slot)
    const away = servers.masters.find((server) => server !== home)
    for (let i = 0; i < 20; i += 1) {
      await servers.move(slot, i % 2 === 0 ? away : home)
      await sleep(100)
    }
  },
  'master killed (kill -9)': async (servers) => {
    await servers.masters[0].kill()
    await untilTaken(servers, servers.range(0)[0], servers.masters[0])
  },
  'master frozen (SIGSTOP)': async (servers) => {
    servers.masters[1].freeze()
    await untilTaken(servers, servers.range(1)[0], servers.masters[1])
  },
  'replica promoted by hand': async (servers) => {
    await servers.promote(servers.servers[5])
    await untilTaken(servers, servers.range(2)[0], servers.servers[2])
  },
  'all nodes restarted': async (servers) => {
    await Promise.all(servers.servers.map((server) => server.kill()))
    await sleep(500)
    await Promise.all(servers.servers.map((server) => server.start()))
  },
  'CLUSTERDOWN for 5 s': async (servers) => {
    const [slot] = servers.range(0)
    await servers.masters[0].call('cluster', 'delslots', slot)
    await sleep(5000)
    await servers.masters[0].call('cluster', 'addslots', slot)
  }
}

async function run (name, client, servers) {
  await servers.restore()
  const clients = []
  const traffic = new ClusterTraffic((options) => {
    const cluster = new CLIENTS[client].Cluster(servers.nodes, options)
    cluster.on('error', () => {})
    clients.push(cluster)
    return cluster
  })
  await traffic.start()
  const begin = Date.now()
  await FAULTS[name](servers, traffic)
  const seconds = await traffic.untilAllAreHeard(PATIENCE).then(() => (Date.now() - begin) / 1000, () => null)
  const deaf = seconds === null ? traffic.deaf().length : 0
  await traffic.stop().catch(() => {})
  const pending = traffic.pending
  for (const cluster of clients) cluster.disconnect()
  console.log(`${name} | ${client} | heard after ${seconds === null ? 'never all' : `${seconds.toFixed(1)} s`} | ` +
    `${deaf} of ${traffic.channels.length} deaf | ${traffic.failures.length} commands failed, ${pending} never settled`)
}

async function main (only) {
  const servers = new ClusterServers({ nodeTimeout: 2000 })
  await servers.start()
  try {
    for (const name of Object.keys(FAULTS).filter((fault) => !only || fault.includes(only))) {
      for (const client of Object.keys(CLIENTS)) await run(name, client, servers)
    }
  } finally {
    await servers.stop()
  }
  process.exit()
}

main(process.argv[2])
