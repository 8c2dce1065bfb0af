'use strict'

const { fork } = require('child_process')
const { once } = require('events')
const { createRequire } = require('module')
const path = require('path')
const { publicUrl } = require('../support/public_url')
const { checkShared, isOther, openBus } = require('./bus')
const { connect } = require('./connect')
const { Failure } = require('./errors')
const { aborted, onInterrupt } = require('./interrupt')

const SIDE = path.join(__dirname, 'bench_side.js')
const OURS = require.resolve('hicast')
const BROKER = path.join(__dirname, 'bench_broker.js')

const ROUNDS = 2 // of each measurement; the better one counts
const MEASURE = 2000 // ms, after a second of the same to warm up
const LIMIT = 12000 // ms for one measurement
const BUS_LIMIT = 25000 // Kafka's groups begin slowly
const BUDGET = 36000 // ms for all of them
const GRACE = 1000 // ms to end in
const ROLES = ['publish', 'receive']

/** The user's own ioredis, if there is one. */
function findClients () {
  const clients = [{ name: 'hicast', file: OURS, version: require('../../package.json').version }]
  try {
    const here = createRequire(path.join(process.cwd(), 'index.js'))
    const file = here.resolve('ioredis')
    clients.push({ name: 'ioredis', file, version: here('ioredis/package.json').version })
  } catch {
    // There is none here.
  }
  return clients
}

/** With another broker than Redis there is nothing to measure beside. */
function clientsFor (url) {
  if (!url || !isOther(url)) return findClients()
  checkShared(url, 'bench')
  return [{ name: 'hicast/bus', file: 'bus', version: require('../../package.json').version }]
}

/** A process, whose messages can be waited for. */
function start (file, args) {
  const child = fork(file, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(([code, signal]) => {
    // Ctrl-C may reach it before it can ignore that, and be told of here first.
    if (signal === 'SIGINT') throw new Failure('interrupted')
    throw new Failure(`a process of the measurement ended with ${signal ?? `code ${code}`}`)
  })
  ended.catch(() => {})
  return {
    async next () {
      const [message] = await Promise.race([once(child, 'message'), ended])
      if (message.error) throw new Failure(`cannot measure: ${message.error}`)
      return message
    },
    /** A process of ours ends when nobody listens to it; one that hangs is killed. */
    async end () {
      if (child.connected) child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE)
      await ended.catch(() => {})
      clearTimeout(timer)
    }
  }
}

/** The broker to measure with when no server is named: in a process of its own. */
async function openBroker (url) {
  if (url) {
    const connection = await (isOther(url) ? openBus(url) : connect(url))
    await (connection.close ?? connection.disconnect).call(connection)
    return { url, label: publicUrl(url), async close () {} }
  }
  const broker = start(BROKER, [])
  const message = await broker.next()
  return { url: message.url, label: 'the embedded broker, in a process of its own', close: () => broker.end() }
}

/** One measurement of one client. */
async function measure (role, client, url, started) {
  const side = start(SIDE, [role, client.file, url, String(MEASURE)])
  started.add(side)
  if (role === 'publish') return await side.next()
  await side.next() // it is subscribed
  const feed = start(SIDE, ['feed', client.file === 'bus' ? 'bus' : OURS, url, '0'])
  started.add(feed)
  return await side.next()
}

/** The same, within a time, and with nothing left behind. */
async function measureWithin (ms, role, client, url, interrupt) {
  const started = new Set()
  let timer
  const late = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new Failure(`it takes too long: ${role}, ${client.name}`)), ms)
  })
  try {
    const interrupted = aborted(interrupt).then(() => { throw new Failure('interrupted') })
    return await Promise.race([measure(role, client, url, started), late, interrupted])
  } finally {
    clearTimeout(timer)
    await Promise.all([...started].map((side) => side.end()))
  }
}

/**
 * All measurements, in turns. A machine that is slow gets fewer rounds.
 * @returns {Promise<Map<string, object[]>>}  by role and name
 */
async function measureAll (clients, url, interrupt, terminal) {
  const begin = performance.now()
  const results = new Map()
  for (let round = 1; round <= ROUNDS; round++) {
    for (const role of ROLES) {
      for (const client of clients) {
        terminal.status(`measuring: ${role}, ${client.name}, round ${round} of ${ROUNDS}`)
        const left = Math.max(BUDGET - (performance.now() - begin), 0)
        const key = `${role} ${client.name}`
        const limit = client.file === 'bus' ? BUS_LIMIT : LIMIT
        const result = await measureWithin(Math.min(left, limit), role, client, url, interrupt)
        results.set(key, [...(results.get(key) ?? []), result])
      }
    }
    if (performance.now() - begin > BUDGET / ROUNDS) break
  }
  return results
}

function best (results) {
  return results.reduce((a, b) => b.perSecond > a.perSecond ? b : a)
}

function table (clients, results, terminal) {
  const cell = ({ perSecond, cpuMicros }) =>
    `${Math.round(perSecond).toLocaleString('en').padStart(11)} /s ${cpuMicros.toFixed(2).padStart(7)} µs`
  terminal.out(`${''.padEnd(18)}${ROLES.map((role) => terminal.paint('bold', role.padStart(24))).join('')}\n`)
  for (const client of clients) {
    const cells = ROLES.map((role) => cell(results.get(`${role} ${client.name}`)))
    terminal.out(`${`${client.name} ${client.version}`.padEnd(18)}${cells.join('')}\n`)
  }
  if (clients[0].file === 'bus') return
  if (clients.length < 2) {
    return terminal.out('\nNo ioredis was found from this folder; with one, it is measured beside.\n')
  }
  const factors = ROLES.map((role) => {
    const [ours, theirs] = clients.map(({ name }) => results.get(`${role} ${name}`).cpuMicros)
    return `${(theirs / ours).toFixed(1)} times less CPU to ${role}`
  })
  terminal.out(`\nhicast takes ${factors.join(', and ')}.\n`)
}

module.exports = {
  summary: 'measures publish and receive on this machine, beside ioredis if it is there',
  usage: ['[options]'],
  options: {
    url: { type: 'string', short: 'u', value: 'URL', text: 'the server; default: REDIS_URL, or an embedded broker' }
  },
  details: `Messages of 100 bytes on one channel, each client in a process of its own: messages a second, and the CPU time
of the client's process for each. Publish keeps 1,000 in flight, receive is fed by another process. Each is
measured twice for two seconds in turns, after a second to warm up, and the better one counts; once where the machine is
slow. Takes about 30 seconds, never more than 40, and two cores. ioredis is measured when it can be loaded from the current
folder; of other brokers than Redis (nats: amqp: kafka:) hicast/bus alone is measured. It loads the server heavily: do not name
one that others use.`,

  async run ({ values, terminal }) {
    const url = values.url || process.env.REDIS_URL
    const clients = clientsFor(url)
    const interrupt = onInterrupt()
    const broker = await openBroker(url)
    let results
    try {
      results = await measureAll(clients, broker.url, interrupt, terminal)
    } finally {
      interrupt.dispose()
      terminal.endStatus()
      await broker.close()
    }
    for (const [key, all] of results) results.set(key, best(all))
    terminal.out(`Through ${broker.label}; Node ${process.versions.node}\n\n`)
    table(clients, results, terminal)
  }
}
