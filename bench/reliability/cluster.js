'use strict'

/**
 * What becomes of traffic while a real cluster of six nodes is treated badly,
 * with hicast and with ioredis. Prints a line for each: commands that failed,
 * messages that were published and not heard, channels that stay deaf, and after
 * how long the last of the others is heard.
 *
 *   node bench/reliability/cluster.js [fault]
 *
 * Where namespaces of the network may be made, each node has one, as if it were a
 * machine of its own, and is cut off from the others, too.
 */

const { execFileSync, spawnSync } = require('node:child_process')
const { keySlot } = require('../../lib/support/key_slot')
const { ClusterServers } = require('../../test/helpers/cluster_servers')
const { ClusterTraffic } = require('../../test/helpers/cluster_traffic')
const { eventually, sleep } = require('../../test/helpers/wait')

const CLIENTS = { hicast: require('../..'), ioredis: require('ioredis') }
const PATIENCE = 60000
const IS_INSIDE = process.env.HICAST_NETWORK === 'own'
const CLIENTS_HOST = '10.55.0.254'
// A bridge, and at its ports the nodes; all of it ends with the process.
const NETWORK = `
  set -e
  mkdir -p /run/netns
  mount -t tmpfs none /run/netns
  ip link set lo up
  ip link add bridge type bridge
  ip addr add ${CLIENTS_HOST}/24 dev bridge
  ip link set bridge up
  for i in 1 2 3 4 5 6; do
    ip netns add node$i
    ip link add port$i type veth peer name eth0 netns node$i
    ip link set port$i master bridge up
    ip -n node$i addr add 10.55.0.$i/24 dev eth0
    ip -n node$i link set eth0 up
    ip -n node$i link set lo up
  done`
const PLACES = [1, 2, 3, 4, 5, 6].map((i) => ({ host: `10.55.0.${i}`, wrapper: ['ip', 'netns', 'exec', `node${i}`] }))

async function untilTaken (servers, slot, from) {
  const asked = servers.masters.find((server) => server !== from)
  await eventually(async () => (await servers.ownerOf(slot, asked)) !== from, 'a replica to take over',
    { timeout: 60000, interval: 50 })
}

/** A node has no way to some addresses any more, until the function that this returns is called. */
function cut (servers, lost, hosts) {
  const route = (what, host) => execFileSync('ip', ['-n', `node${servers.servers.indexOf(lost) + 1}`, 'route', what, 'blackhole', `${host}/32`])
  for (const host of hosts) route('add', host)
  return () => {
    for (const host of hosts) route('del', host)
  }
}

const othersOf = (servers, lost) => servers.servers.filter((server) => server !== lost).map(({ host }) => host)

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

const PARTITIONS = {
  'master cut off from the other nodes': async (servers) => {
    const [lost] = servers.servers
    const heal = cut(servers, lost, othersOf(servers, lost))
    await untilTaken(servers, servers.range(0)[0], lost)
    return heal
  },
  'replica cut off from the other nodes': async (servers) => {
    const lost = servers.servers[4]
    const heal = cut(servers, lost, othersOf(servers, lost))
    await sleep(5000)
    return heal
  },
  'master cut off from all, clients too': async (servers) => {
    const [, lost] = servers.servers
    const heal = cut(servers, lost, [CLIENTS_HOST, ...othersOf(servers, lost)])
    await untilTaken(servers, servers.range(1)[0], lost)
    return heal
  }
}

const ALL = IS_INSIDE ? { ...FAULTS, ...PARTITIONS } : FAULTS

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
  const heal = await ALL[name](servers, traffic)
  const seconds = await traffic.untilAllAreHeard(PATIENCE).then(() => (Date.now() - begin) / 1000, () => null)
  const deaf = seconds === null ? traffic.deaf().length : 0
  heal?.()
  await traffic.stop().catch(() => {})
  await sleep(1000) // what is under way
  const { pending, failures, losses: { published, lost } } = traffic
  for (const cluster of clients) cluster.disconnect()
  console.log(`${name} | ${client} | heard after ${seconds === null ? 'never all' : `${seconds.toFixed(1)} s`} | ` +
    `${deaf} of ${traffic.channels.length} deaf | ${lost} of ${published} messages lost | ` +
    `${failures.length} commands failed, ${pending} never settled`)
  for (const message of new Set(failures)) console.log(`  ${failures.filter((one) => one === message).length}: ${message}`)
}

async function main (only) {
  const servers = new ClusterServers({
    nodeTimeout: 2000, ...(IS_INSIDE ? { places: PLACES, args: ['--protected-mode', 'no'] } : {})
  })
  await servers.start()
  try {
    for (const name of Object.keys(ALL).filter((fault) => !only || fault.includes(only))) {
      for (const client of Object.keys(CLIENTS)) await run(name, client, servers)
    }
  } finally {
    await servers.stop()
  }
  process.exit()
}

/** @returns {number|null} exit code of the run in a network of its own; null: none can be made */
function runInside () {
  if (spawnSync('unshare', ['-n', '-m', 'sh', '-c', NETWORK]).status !== 0) return null
  return spawnSync('unshare', ['-n', '-m', 'sh', '-c', `${NETWORK}\nexec "$@"`, 'sh', process.execPath, ...process.argv.slice(1)],
    { stdio: 'inherit', env: { ...process.env, HICAST_NETWORK: 'own' } }).status
}

const code = IS_INSIDE ? null : runInside()
if (code !== null) {
  process.exitCode = code
} else {
  if (!IS_INSIDE) console.log('No network of its own can be made here: without partitions.')
  main(process.argv[2])
}
