'use strict'

const assert = require('node:assert/strict')
const { createBroker } = require('hicast/broker')
const { Redis } = require('hicast')
const { Line } = require('../../helpers/broker_play')
const { eventually, sleep } = require('../../helpers/wait')

/** HICAST_SOAK=60 is the long form. */
const SECONDS = Number(process.env.HICAST_SOAK ?? 6)
const SUBSCRIBERS = 4
const BATCH = 200 // of 1,000 bytes, every STEP ms
const STEP = 20

/** A subscriber that never reads. */
async function startSlow (broker) {
  const line = new Line(broker.port)
  line.socket.write('SUBSCRIBE a\r\n')
  await line.until(':1\r\n')
  line.socket.pause()
  return line
}

describe('broker, soak', () => {
  const open = []
  let broker

  beforeEach(async () => {
    broker = await createBroker({ outputLimit: { hard: 1 << 20 } })
  })

  afterEach(async () => {
    for (const end of open.splice(0)) end()
    await broker.close()
  })

  function connect () {
    const redis = new Redis(broker.url)
    open.push(() => redis.disconnect())
    return redis
  }

  it(`serves ${SUBSCRIBERS} subscribers for ${SECONDS} s in flat memory, and cuts those that do not read`, async function () {
    this.timeout(SECONDS * 2000 + 20000)
    const pub = connect()
    const heard = new Array(SUBSCRIBERS).fill(0)
    for (let i = 0; i < SUBSCRIBERS; i++) {
      const sub = connect()
      await sub.subscribe('a')
      sub.on('message', () => { heard[i]++ })
    }
    const payload = 'x'.repeat(1000)
    let slow = 0
    let sent = 0
    let early = 0
    const begin = Date.now()
    while (Date.now() - begin < SECONDS * 1000) {
      if (broker.stats().cut === slow) {
        const line = await startSlow(broker)
        open.push(() => line.socket.destroy())
        slow++
      }
      await Promise.all(Array.from({ length: BATCH }, () => pub.publish('a', payload)))
      sent += BATCH
      await sleep(STEP)
      if (early === 0 && Date.now() - begin > SECONDS * 500) early = process.memoryUsage().rss
    }
    await eventually(() => heard.every((count) => count === sent), 'the last message at all subscribers')
    const grown = process.memoryUsage().rss - early
    assert.ok(broker.stats().cut >= 2, `${broker.stats().cut} cut`)
    assert.ok(grown < 50e6, `${grown} bytes more than after half of the time`)
  })
})
