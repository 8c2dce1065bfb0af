'use strict'

/**
 * One side of a measurement of `hicast bench`, in a process of its own, so
 * that the CPU it takes is that of one client:
 *
 *   node bench_side.js ROLE CLIENT_FILE URL MS
 *
 * ROLE is `publish` (measured), `receive` (measured) or `feed` (what the
 * receiver receives comes from it). Reports by process.send().
 */

const { once } = require('events')

const CHANNEL = 'hicast:bench'
const ACK = 'hicast:bench:ack'
const MESSAGE = 'x'.repeat(100)
const IN_FLIGHT = 1000
const WARM_UP = 1000 // ms; compilers and buffers settle
// How far the feed may be ahead of the receiver: nobody's buffer may overflow.
const AHEAD = 20000
const ACK_EVERY = 2000

const [role, clientFile, url, ms] = process.argv.slice(2)
const { Redis } = require(clientFile)

/** What `count()` grew by in that time, and what it took. */
async function measure (count) {
  await new Promise((resolve) => setTimeout(resolve, WARM_UP))
  const begin = { count: count(), at: performance.now(), cpu: process.cpuUsage() }
  await new Promise((resolve) => setTimeout(resolve, ms))
  const cpu = process.cpuUsage(begin.cpu)
  const done = count() - begin.count
  return { perSecond: done / (performance.now() - begin.at) * 1000, cpuMicros: (cpu.user + cpu.system) / done }
}

async function connect () {
  const redis = new Redis(url, { lazyConnect: true })
  redis.on('error', (error) => process.send({ error: error.message }))
  await redis.connect()
  return redis
}

const roles = {
  async publish () {
    const redis = await connect()
    let done = 0
    const run = { isOver: false }
    async function worker () {
      for (; !run.isOver; done++) await redis.publish(CHANNEL, MESSAGE)
    }
    const workers = Array.from({ length: IN_FLIGHT }, worker)
    process.send(await measure(() => done))
    run.isOver = true
    await Promise.all(workers)
    redis.disconnect()
  },

  async receive () {
    const [sub, ack] = [await connect(), await connect()]
    let heard = 0
    sub.on('message', () => {
      if (++heard % ACK_EVERY === 0) ack.publish(ACK, String(heard))
    })
    await sub.subscribe(CHANNEL)
    process.send({ isReady: true })
    await once(sub, 'message') // the process that feeds it has to start first
    process.send(await measure(() => heard))
    sub.disconnect()
    ack.disconnect()
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
    ack.on('message', (channel, count) => {
      acked = Number(count)
      feed()
    })
    await ack.subscribe(ACK)
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
