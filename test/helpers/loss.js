'use strict'

const assert = require('node:assert/strict')
const { fork } = require('node:child_process')
const { once } = require('node:events')
const path = require('node:path')
const { connect } = require('hicast/bus')
const { Proxy } = require('./proxy')
const { eventually, sleep } = require('./wait')

const PUBLISHER = path.join(__dirname, 'loss_publisher.js')
const COUNT = 20000
const CUTS = 20
const KILLS = 5
const A_MS = 20 // messages: 20,000 a second
const BATCH = 200
const UNKNOWN = 150 // messages that were confirmed, and are published again

/**
 * Publishes until the broker has confirmed. What failed is sent again in the
 * order that it had, with the ids that it had.
 */
async function publishBatch (bus, channel, numbers) {
  const end = Date.now() + 180000
  while (numbers.length > 0) {
    const results = await Promise.allSettled(numbers.map((i) => bus.publish(channel, i, { durable: true, id: `${channel}-${i}` })))
    const failed = results.findIndex(({ status }) => status === 'rejected')
    if (failed === -1) return
    if (Date.now() > end) throw results[failed].reason
    numbers = numbers.filter((_, i) => results[i].status === 'rejected')
    await sleep(20)
  }
}

/** Publishes at 20,000 a second, and no further than it is let. */
async function publishAll (bus, channel, gate) {
  let begin = Date.now()
  for (let sent = 0, inRow = 0; sent < COUNT;) {
    const size = Math.min(BATCH, COUNT - sent)
    await publishBatch(bus, channel, Array.from({ length: size }, (_, i) => sent + i))
    gate.sent = sent += size
    const ahead = (inRow += size) / A_MS - (Date.now() - begin)
    if (ahead > 0) await sleep(ahead)
    if (sent < gate.until || sent === COUNT) continue
    await eventually(() => sent < gate.until, 'the next cut', { timeout: 240000 })
    begin = Date.now()
    inRow = 0
  }
}

/** Until the last has come, or more than there are. */
function untilDone (got) {
  return eventually(() => {
    if (got.at(-1) === COUNT - 1 || got.length > COUNT) return true
    const hole = got.findIndex((value, i) => value !== i)
    throw new Error(`${got.length} came, ${new Set(got).size} of them different; the last is ${got.at(-1)}; not in order at ${hole}`)
  }, 'the last', { timeout: 120000 })
}

function assertWhole (got) {
  assert.equal(new Set(got).size, COUNT, 'lost')
  assert.equal(got.length, COUNT, 'handed on twice')
}

/**
 * A subscriber that is cut 20 times and a broker that is killed 5 times, each
 * time while messages are published, 20,000 in all: none is lost, none is
 * handed on twice.
 *
 * @param {object} subject
 * @param {string} subject.url
 * @param {number} subject.port
 * @param {(port: number) => [string, object?]} subject.through  URL and options of a subscriber by a proxy
 * @param {() => Promise<void>} subject.kill
 * @param {() => Promise<void>} subject.start
 * @param {number} [subject.settle]  ms that the broker takes to write down that there is a log
 */
async function loseNothing ({ url, port, through, kill, start, settle = 0 }) {
  const proxy = await Proxy.start({ port, host: '127.0.0.1' })
  const publisher = await connect(url)
  const subscriber = await connect(...through(proxy.port))
  try {
    const channel = `loss${Date.now()}`
    const got = []
    const gaps = []
    subscriber.on('gap', ({ reason }) => gaps.push(reason))
    await subscriber.subscribe(channel, ({ data }) => got.push(data), { durable: true })
    await sleep(settle)
    const gate = { sent: 0, until: 0 }
    const publishing = publishAll(publisher, channel, gate)
    publishing.catch(() => {}) // told below
    for (let i = 0; i < CUTS; i++) {
      gate.until = COUNT / CUTS * (i + 1)
      await eventually(() => gate.sent >= COUNT / CUTS * (i + 0.4), 'some to be published', { timeout: 240000 })
      const before = proxy.connections
      proxy.cut(i % 2 === 0 ? 'rst' : 'fin')
      if (i % (CUTS / KILLS) === 2) {
        await kill()
        await start()
      }
      // Else the next one would cut nothing.
      await eventually(() => proxy.connections > before && subscriber.status === 'connected', 'the reader to be back', { timeout: 120000 })
    }
    await publishing
    await untilDone(got)
    assertWhole(got)
    return { inOrder: got.every((value, i) => value === i), gaps, connections: proxy.connections }
  } finally {
    await Promise.all([publisher.close(), subscriber.close()])
    await proxy.stop()
  }
}

/** A publisher's process, from a number on; `confirmed` is what it has told. */
async function runPublisher (url, channel, from, untilConfirmed) {
  const child = fork(PUBLISHER, [url, channel, String(from), String(COUNT)])
  const closed = once(child, 'close')
  let confirmed = from
  child.on('message', (count) => { confirmed = count })
  try {
    await eventually(() => confirmed >= untilConfirmed || child.exitCode !== null, 'it to publish', { timeout: 180000 })
  } finally {
    child.kill('SIGKILL')
    await closed
  }
  assert.ok(confirmed >= untilConfirmed, `it ended with ${child.exitCode}`)
  return confirmed
}

/**
 * A publisher's process that is killed 5 times in the middle of it, and each
 * time begins again somewhat before the last that it knows to be confirmed, as
 * an app that does not write down each: what was published twice is there once.
 *
 * @param {string} url
 */
async function publishOnce (url) {
  const bus = await connect(url)
  try {
    const channel = `again${Date.now()}`
    const got = []
    await bus.subscribe(channel, ({ data }) => got.push(data), { durable: true })
    let confirmed = 0
    for (let i = 1; i <= KILLS + 1; i++) {
      confirmed = await runPublisher(url, channel, Math.max(0, confirmed - UNKNOWN), i > KILLS ? COUNT : COUNT / (KILLS + 2) * i)
    }
    await untilDone(got)
    assertWhole(got)
    assert.ok(got.every((value, i) => value === i), 'not in order')
  } finally {
    await bus.close()
  }
}

module.exports = { loseNothing, publishOnce }
