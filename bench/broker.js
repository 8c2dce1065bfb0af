'use strict'

const fs = require('fs')
const net = require('net')
const { spawn } = require('child_process')
const { once } = require('events')
const { parseArgs } = require('util')
const { describeMachine, pinned, pinSelf, CLIENT_CPU, SERVER_CPU } = require('./harness/machine')
const { keep } = require('./harness/run-question')
const { startServer } = require('./harness/server')
const { summarise } = require('./harness/stats')

const HELP = `node bench/broker.js [options]

What it costs a server to take in PUBLISH and to hand it to subscribers: the
embedded broker and redis-server, in turn, on a CPU of their own, with the same
load of plain sockets from another.

  --rounds N   of each; 5
  --no-keep    leave bench/results as it is
  --help`

const PAYLOAD = 'x'.repeat(100)
const CHANNEL = 'user-events'
const COMMAND = `*3\r\n$7\r\nPUBLISH\r\n$${CHANNEL.length}\r\n${CHANNEL}\r\n$${PAYLOAD.length}\r\n${PAYLOAD}\r\n`
const FRAME = `*3\r\n$7\r\nmessage\r\n$${CHANNEL.length}\r\n${CHANNEL}\r\n$${PAYLOAD.length}\r\n${PAYLOAD}\r\n`
const BATCH = 100
const IN_FLIGHT = 1000

/** How many messages are published, by the number of subscribers. */
const LOADS = { 0: 2_000_000, 1: 1_000_000, 16: 200_000, 64: 60_000 }

/* ---- The load, in a process of its own ---------------------------------- */

/** A subscriber that counts bytes, without a copy of them. */
function subscribe (port, onBytes) {
  return new Promise((resolve, reject) => {
    let isReady = false
    const onread = {
      buffer: Buffer.alloc(1 << 18),
      callback (length) {
        if (isReady) onBytes(length)
        isReady = true
        resolve()
        return true
      }
    }
    const socket = net.connect({ port, host: '127.0.0.1', onread }, () => socket.write(`SUBSCRIBE ${CHANNEL}\r\n`))
    socket.on('error', reject)
  })
}

/** Publishes with at most IN_FLIGHT unanswered, until all is answered and heard. */
async function load (port, subscribers, count) {
  const batch = Buffer.from(COMMAND.repeat(BATCH))
  const replyLength = `:${subscribers}\r\n`.length
  let missing = FRAME.length * count * subscribers
  let sent = 0
  let unanswered = 0
  let done
  const all = new Promise((resolve) => { done = resolve })
  const look = () => { if (missing === 0 && unanswered === 0 && sent === count) done() }

  for (let i = 0; i < subscribers; i++) {
    await subscribe(port, (length) => {
      missing -= length
      look()
    })
  }
  const publisher = net.connect({ port, host: '127.0.0.1', noDelay: true })
  await once(publisher, 'connect')
  const send = () => {
    for (; sent < count && unanswered <= IN_FLIGHT - BATCH; sent += BATCH) {
      publisher.write(batch)
      unanswered += BATCH
    }
  }
  let bytes = 0
  publisher.on('data', (chunk) => {
    bytes += chunk.length
    unanswered -= Math.floor(bytes / replyLength)
    bytes %= replyLength
    send()
    look()
  })
  const begin = process.hrtime.bigint()
  send()
  await all
  return Number(process.hrtime.bigint() - begin) / 1000
}

/* ---- The two servers ----------------------------------------------------- */

async function serve () {
  const { createBroker } = require('../lib/broker')
  // A slow client shall be slow here, not cut off.
  const unlimited = Number.MAX_SAFE_INTEGER
  const broker = await createBroker({ outputLimit: { hard: unlimited, soft: unlimited } })
  process.on('disconnect', () => process.exit())
  process.send(broker.port)
}

/** The broker in a Node process, as an app has it. */
async function startBroker () {
  const [program, ...args] = pinned(SERVER_CPU, [process.execPath, __filename, 'serve'])
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [port] = await once(child, 'message')
  return {
    port,
    pid: child.pid,
    async stop () {
      child.disconnect()
      await once(child, 'exit')
    }
  }
}

/** CPU time of a process so far, user and system, in microseconds. */
function cpuOf (pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(11, 13).map(Number)
  return (user + system) * 10_000
}

/** Puts the load on a server. */
async function measure (server, subscribers) {
  const count = LOADS[subscribers]
  const [program, ...args] = pinned(CLIENT_CPU, [process.execPath, __filename, 'load'])
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const begin = cpuOf(server.pid)
  child.send({ port: server.port, subscribers, count })
  const [wall] = await once(child, 'message')
  const cpu = cpuOf(server.pid) - begin
  child.disconnect()
  await once(child, 'exit')
  return { [`cpu${subscribers}`]: cpu / count, [`wall${subscribers}`]: wall / count }
}

/** All loads, of each of which the server takes a part. */
async function round (server) {
  const sample = {}
  for (const subscribers of Object.keys(LOADS)) Object.assign(sample, await measure(server, Number(subscribers)))
  return sample
}

/* ---- The report ------------------------------------------------------------ */

function describe (result) {
  const { hicast, 'redis-server': redis } = result.sides
  const lines = [`${result.title} (µs of the server's CPU for each PUBLISH, ${result.rounds} rounds)`]
  for (const subscribers of Object.keys(LOADS)) {
    const [own, theirs] = [hicast, redis].map(({ summary }) => summary[`cpu${subscribers}`].median)
    const [ownWall, theirWall] = [hicast, redis].map(({ summary }) => summary[`wall${subscribers}`].median)
    lines.push(`  ${subscribers.padStart(2)} subscribers  broker ${own.toFixed(3)}  redis-server ${theirs.toFixed(3)}  ` +
      `${(theirs / own).toFixed(2)}×; a second: ${perSecond(ownWall)} and ${perSecond(theirWall)}`)
  }
  return lines.join('\n')
}

function perSecond (micros) {
  return Math.round(1e6 / micros).toLocaleString('en')
}

async function bench ({ rounds, isKept }) {
  const sides = { hicast: { samples: [] }, 'redis-server': { samples: [] } }
  const begin = performance.now()
  const machine = describeMachine()
  pinSelf()
  for (let i = 0; i < rounds; i++) {
    const starts = [['hicast', startBroker], ['redis-server', startServer]]
    for (const [name, start] of i % 2 === 0 ? starts : starts.reverse()) {
      const server = await start()
      try {
        sides[name].samples.push(await round(server))
      } finally {
        await server.stop()
      }
    }
  }
  for (const side of Object.values(sides)) side.summary = summarise(side.samples)
  const result = {
    question: 'broker',
    title: 'PUBLISH of 100 bytes, 1,000 in flight, to 0, 1, 16 and 64 subscribers',
    unit: 'µs/publish',
    main: 'cpu1',
    params: { loads: LOADS, payload: `${PAYLOAD.length} bytes` },
    rounds,
    seconds: Math.round((performance.now() - begin) / 1000),
    date: new Date().toISOString().slice(0, 10),
    machine,
    versions: { hicast: require('../package.json').version },
    sides
  }
  console.log(describe(result))
  if (isKept) keep(result)
}

async function main () {
  const { values, positionals: [role] } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '5' }, 'no-keep': { type: 'boolean' }, help: { type: 'boolean' } }
  })
  if (values.help) return console.log(HELP)
  if (role === 'serve') return serve()
  if (role === 'load') {
    const [{ port, subscribers, count }] = await once(process, 'message')
    process.send(await load(port, subscribers, count))
    process.once('disconnect', () => process.exit())
    return
  }
  await bench({ rounds: Number(values.rounds), isKept: !values['no-keep'] })
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
