'use strict'

/**
 * One side of a measurement of `hicast bench`, in a process of its own, so
 * that the CPU it takes is that of one client:
 *
 *   node bench_side.js ROLE CLIENT_FILE URL MS
 *
 * ROLE is `publish` (measured), `receive` (measured) or `feed` (what the
 * receiver receives comes from it). CLIENT_FILE is a module with `Redis`, or
 * `bus` for hicast/bus. Reports by process.send().
 */

const CHANNEL = 'hicast-bench'
const ACK = 'hicast-bench-ack'
const MESSAGE = 'x'.repeat(100)
const IN_FLIGHT = 1000
const WARM_UP = 1000 // ms; compilers and buffers settle
// How far the feed may be ahead of the receiver: nobody's buffer may overflow.
const AHEAD = 20000
const ACK_EVERY = 2000

const [role, clientFile, url, ms] = process.argv.slice(2)

/** What `count()` grew by in that time, and what it took. */
async function measure (count) {
  await new Promise((resolve) => setTimeout(resolve, WARM_UP))
  const begin = { count: count(), at: performance.now(), cpu: process.cpuUsage() }
  await new Promise((resolve) => setTimeout(resolve, ms))
  const cpu = process.cpuUsage(begin.cpu)
  const done = count() - begin.count
  return { perSecond: done / (performance.now() - begin.at) * 1000, cpuMicros: (cpu.user + cpu.system) / done }
}

/** @returns {Promise<{ publish: Function, subscribe: Function, close: Function }>} */
async function connect () {
  if (clientFile === 'bus') return connectBus()
  const { Redis } = require(clientFile)
  const redis = new Redis(url, { lazyConnect: true })
  redis.on('error', (error) => process.send({ error: error.message }))
  await redis.connect()
  return {
    publish: (channel, text) => redis.publish(channel, text),
    subscribe (channel, listener) {
      redis.on('message', (from, text) => listener(text))
      return redis.subscribe(channel)
    },
    close: () => redis.disconnect()
  }
}

async function connectBus () {
  const bus = await require('../bus').connect(url)
  bus.on('error', (error) => process.send({ error: error.message }))
  return {
    publish: (channel, text) => bus.publish(channel, text),
    // NATS takes what it is given and tells nothing: without this there would be no end to what waits.
    flush: () => bus.native.flush?.(),
    subscribe: (channel, listener) => bus.subscribe(channel, (message) => listener(message.text)),
    close: () => bus.close()
  }
}

const roles = {
  async publish () {
    const client = await connect()
    let done = 0
    let barrier // of clients that settle at once, and would leave nobody else a turn
    const run = { isOver: false }
    async function worker () {
      while (!run.isOver) {
        await client.publish(CHANNEL, MESSAGE)
        if (++done % IN_FLIGHT === 0) barrier = client.flush?.()
        if (barrier !== undefined) await barrier
      }
    }
    const workers = Array.from({ length: IN_FLIGHT }, worker)
    process.send(await measure(() => done))
    run.isOver = true
    await Promise.all(workers)
    await client.close()
  },

  async receive () {
    const [sub, ack] = [await connect(), await connect()]
    let heard = 0
    let begin
    const first = new Promise((resolve) => { begin = resolve })
    await sub.subscribe(CHANNEL, () => {
      if (heard === 0) begin()
      if (++heard % ACK_EVERY === 0) ack.publish(ACK, String(heard))
    })
    process.send({ isReady: true })
    await first // the process that feeds it has to start first
    process.send(await measure(() => heard))
    await Promise.all([sub.close(), ack.close()])
  },

  async feed () {
    const [pub, ack] = [await connect(), await connect()]
    let acked = 0
    let sent = 0
    let isFeeding = false
    async function feed () {
      if (isFeeding) return
      isFeeding = true
      while (sent - acked < AHEAD) {
        const batch = Array.from({ length: Math.min(IN_FLIGHT, AHEAD - (sent - acked)) }, () => pub.publish(CHANNEL, MESSAGE))
        sent += batch.length
        await Promise.all(batch)
      }
      isFeeding = false
    }
    await ack.subscribe(ACK, (count) => {
      acked = Number(count)
      feed()
    })
    await feed()
    await new Promise(() => {}) // until the parent has what it wants
  }
}

// Ctrl-C reaches all processes of a terminal; the parent ends this one.
process.on('SIGINT', () => {})

// The parent is gone, or has what it wants.
process.on('disconnect', () => process.exit())

roles[role]().then(() => process.disconnect(), (error) => {
  process.send({ error: error.message })
  process.exit(1)
})
