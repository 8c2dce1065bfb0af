'use strict'

const assert = require('node:assert/strict')
const { connect } = require('hicast/bus')
const { Proxy } = require('./proxy')
const { eventually, sleep } = require('./wait')

const COUNT = 20000
const CUTS = 20
const KILLS = 5
const A_MS = 20 // messages: 20,000 a second

/** Publishes until the broker has confirmed, with the same id each time. */
async function publish (bus, channel, i) {
  const end = Date.now() + 120000
  for (;;) {
    try {
      return await bus.publish(channel, i, { durable: true, id: `${channel}-${i}` })
    } catch (error) {
      if (Date.now() > end) throw error
      await sleep(20)
    }
  }
}

/** Sends them in order: what failed is confirmed before the next ones go. */
async function publishAll (bus, channel, onProgress) {
  const begin = Date.now()
  for (let sent = 0; sent < COUNT;) {
    const size = Math.min(200, COUNT - sent)
    await Promise.all(Array.from({ length: size }, (_, i) => publish(bus, channel, sent + i)))
    sent += size
    onProgress(sent)
    const ahead = sent / A_MS - (Date.now() - begin)
    if (ahead > 0) await sleep(ahead)
  }
}

/**
 * A subscriber that is cut 20 times and a broker that is killed 5 times, while
 * 20,000 messages are published: none is lost, none is handed on twice.
 *
 * @param {{ url: string, port: number, scheme: string, kill: () => Promise<void>, start: () => Promise<void> }} subject
 */
async function loseNothing ({ url, port, scheme, kill, start }) {
  const proxy = await Proxy.start({ port, host: '127.0.0.1' })
  const publisher = await connect(url)
  const subscriber = await connect(`${scheme}://127.0.0.1:${proxy.port}`)
  try {
    const channel = `loss${Date.now()}`
    const got = []
    const gaps = []
    subscriber.on('gap', ({ reason }) => gaps.push(reason))
    await subscriber.subscribe(channel, ({ data }) => got.push(data), { durable: true })
    let sent = 0
    const publishing = publishAll(publisher, channel, (count) => { sent = count })
    for (let i = 0; i < CUTS; i++) {
      await eventually(() => sent >= COUNT / CUTS * i, `${COUNT / CUTS * i} to be published`, { timeout: 240000 })
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
    await eventually(() => got.at(-1) === COUNT - 1, 'the last', { timeout: 120000 })
    assert.equal(new Set(got).size, COUNT, 'lost')
    assert.equal(got.length, COUNT, 'handed on twice')
    return { inOrder: got.every((value, i) => value === i), gaps, connections: proxy.connections }
  } finally {
    await Promise.all([publisher.close(), subscriber.close()])
    await proxy.stop()
  }
}

module.exports = { loseNothing }
