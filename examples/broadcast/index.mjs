/**
 * The demo: three server processes behind what would be a load balancer. Each has open sockets of its
 * own. Whichever of them logs a user out tells the others through hicast, and all drop that user's sockets.
 *
 *   node examples/broadcast/index.mjs [--rounds=12] [--pause=400]
 *
 * Ends by itself; the exit status says whether every server heard every event once, in order.
 * REDIS_URL names a server to use; without it hicast's embedded broker is started in this process.
 */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { startCluster } from './cluster.mjs'
import { findServer } from './find_server.mjs'
import { Table } from './table.mjs'

const NAMES = ['A', 'B', 'C']
const DEADLINE = 5000 // ms for an event to reach every server

/** How many times out of `rounds`, and how fast, the servers heard. */
class Score {
  rounds = 0
  complete = 0
  latencies = []

  add (outcome) {
    this.rounds++
    if (outcome.isComplete) this.complete++
    for (const { latency } of outcome.heard.values()) this.latencies.push(latency)
  }

  get isPerfect () {
    return this.rounds > 0 && this.complete === this.rounds
  }

  toString () {
    const sorted = this.latencies.sort((a, b) => a - b)
    const median = sorted[sorted.length >> 1] ?? NaN
    return `${this.complete} of ${this.rounds} events reached all ${NAMES.length} servers, ` +
      `half of them within ${median.toFixed(2)} ms from publish() to the listener`
  }
}

/** One event: a server publishes, and all of them, itself included, hear. */
async function round (servers, number) {
  const from = servers[number % servers.length]
  const userId = 40 + number
  const start = performance.now()
  from.logout(userId, number)
  const heard = new Map()
  await Promise.race([
    Promise.all(servers.map(async (server) => {
      heard.set(server.name, await server.hears(number))
    })),
    sleep(DEADLINE, undefined, { ref: false })
  ])
  return { from: from.name, userId, start, heard, isComplete: heard.size === servers.length }
}

async function main () {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '12' },
      pause: { type: 'string', default: '400' }
    }
  })
  const server = await findServer(process.env.REDIS_URL)
  console.log(`hicast: ${NAMES.length} server processes broadcast through ${server.label}\n`)
  const servers = await startCluster(NAMES, server.url)
  const table = new Table(NAMES, process.stdout)
  const score = new Score()
  const interrupt = new AbortController()
  process.once('SIGINT', () => interrupt.abort())

  table.head()
  for (let number = 0; number < Number(values.rounds) && !interrupt.signal.aborted; number++) {
    const outcome = await round(servers, number)
    table.row(outcome)
    score.add(outcome)
    await sleep(Number(values.pause))
  }
  const ends = await Promise.all(servers.map((server) => server.stop()))
  await server.close()
  console.log(`\n${score}`)
  return score.isPerfect && ends.every((code) => code === 0) ? 0 : 1
}

process.exitCode = await main()
