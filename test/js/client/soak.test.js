'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { eventually, sleep } = require('../../helpers/wait')

/** HICAST_SOAK=60 is the long form. */
const SECONDS = Number(process.env.HICAST_SOAK ?? 6)
const RATE = 50000
const STEP = 20 // ms

if (isHicast) {
  describe('soak', () => {
    const server = useRedis()
    const clients = useClients(server)

    it(`hears ${RATE} messages a second for ${SECONDS} s, without a gap and in flat memory`, async function () {
      this.timeout(SECONDS * 10000 + 60000)
      const sub = clients.create()
      const pub = clients.create()
      let next = 0
      sub.on('message', (channel, text) => {
        if (Number(text.slice(0, 10)) !== next) throw new Error(`${text.slice(0, 10)} in the place of ${next}`)
        next++
      })
      await sub.subscribe('a')
      const padding = ' '.repeat(90)
      let sent = 0
      let early = 0
      const begin = Date.now()
      // A machine that is too slow for the rate takes longer for as many.
      while (sent < SECONDS * RATE) {
        const due = Math.min(sent + RATE / 10, SECONDS * RATE, Math.floor((Date.now() - begin) * RATE / 1000))
        const batch = []
        for (; sent < due; sent++) batch.push(pub.publish('a', String(sent).padStart(10, '0') + padding))
        await Promise.all(batch)
        await sleep(STEP)
        if (early === 0 && sent > SECONDS * RATE / 2) early = process.memoryUsage().rss
      }
      await eventually(() => next === sent, 'the last message')
      const grown = process.memoryUsage().rss - early
      assert.ok(grown < 50e6, `${grown} bytes more than after half of the time`)
      assert.equal(sub.hicast.health().messages, sent)
      assert.equal(sub.hicast.health().reconnects, 0)
    })
  })
}
