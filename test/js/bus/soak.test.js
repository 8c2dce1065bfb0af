'use strict'

const assert = require('node:assert/strict')
const v8 = require('node:v8')
const vm = require('node:vm')
const { connect } = require('hicast/bus')
const { useRedis } = require('../../helpers/redis_server')
const { eventually, sleep } = require('../../helpers/wait')

const SECONDS = Number(process.env.HICAST_SOAK ?? 3)
const BATCH = 200
const LEAST_MIB = 60

/** @returns {number} bytes of the heap that are in use */
function heapUsed () {
  v8.setFlagsFromString('--expose-gc')
  vm.runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

/** Publishes and reads, live, a log and a group, for some time; gives how many. */
async function soak (url, end) {
  const bus = await connect(url, { history: { messages: 5000 } })
  const [live, log] = [[], []].map(() => ({ next: 0, holes: 0 }))
  const jobs = new Set()
  const inOrder = (state) => ({ data }) => {
    if (data !== state.next) state.holes++
    state.next = data + 1
  }
  await bus.subscribe('soak', inOrder(live))
  await bus.subscribe('soak', inOrder(log), { durable: true })
  await bus.consume('soak', ({ data }) => jobs.delete(data), { group: 'g', maxInFlight: 100 })
  let count = 0
  while (Date.now() < end) {
    const batch = Array.from({ length: BATCH }, () => count++)
    for (const i of batch) jobs.add(i)
    await Promise.all(batch.map((i) => bus.publish('soak', i, { durable: true })))
    await eventually(() => jobs.size < 1000, 'the group to keep up', { timeout: 60000 })
    await sleep(1)
  }
  await eventually(() => live.next === count && log.next === count && jobs.size === 0, `${url}: all`, { timeout: 60000 })
  await bus.close()
  return { count, holes: live.holes + log.holes }
}

describe('bus, for a while', function () {
  this.timeout(SECONDS * 1000 + 180000)
  const server = useRedis()

  it(`${SECONDS} s on mem: and Redis at once: nothing is lost, nothing piles up`, async () => {
    const urls = ['mem:soak', `redis://127.0.0.1:${server.port}`]
    const run = (ms) => Promise.all(urls.map((url) => soak(url, Date.now() + ms)))
    await run(Math.min(10000, SECONDS * 300))
    const before = heapUsed()
    const results = await run(SECONDS * 1000)
    for (const { count, holes } of results) assert.ok(count > 0 && holes === 0, `${holes} holes of ${count}`)
    const grown = (heapUsed() - before) / (1 << 20)
    assert.ok(grown < LEAST_MIB, `${grown.toFixed(0)} MiB more`)
    console.log(`      ${results.map(({ count }) => count).join(' and ')} messages, ${grown.toFixed(0)} MiB more`)
  })
})
