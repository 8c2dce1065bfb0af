'use strict'

const assert = require('node:assert/strict')
const { isHicast, useClients } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { useProcesses } = require('../../helpers/processes')
const { useProxies } = require('../../helpers/proxy')
const { event, eventually } = require('../../helpers/wait')

const CUTS = 200

if (isHicast) {
  describe('endurance', () => {
    const server = useRedis()
    const clients = useClients(server)
    const startProxy = useProxies()
    const start = useProcesses()

    // Text in which a byte that is lost, doubled or moved is noticed.
    const payloadOf = (number) => `${number}:${String(number % 10).repeat(number % 997)}`

    function check (text) {
      const number = Number.parseInt(text, 10)
      assert.equal(text, payloadOf(number))
      return number
    }

    it(`hears whole messages in order over ${CUTS} cuts in a stream`, async function () {
      this.timeout(60000)
      const proxy = await startProxy(server)
      const sub = clients.create({ port: proxy.port, retryStrategy: () => 0 })
      const pub = clients.create()
      sub.on('error', ({ code }) => assert.match(code, /^(ECONNRESET|EPIPE)$/))
      let last = -1
      let heard = 0
      sub.on('message', (channel, text) => {
        const number = check(text)
        assert.ok(number > last, `${number} after ${last}`)
        last = number
        heard++
      })
      await sub.subscribe('a')
      let next = 0
      for (let cut = 0; cut < CUTS; cut++) {
        const back = event(sub, 'resubscribed')
        const sent = []
        for (let i = 0; i < 20; i++) sent.push(pub.publish('a', payloadOf(next++)))
        // Pieces of random size, so that the cut is at any byte.
        proxy.setLink({ packet: 1 + Math.floor(Math.random() * 3000) })
        await sent[Math.floor(Math.random() * sent.length)]
        if (cut % 4 === 0) await server.call('client', 'kill', 'type', 'pubsub')
        else proxy.cut(cut % 2 ? 'rst' : 'fin')
        await Promise.all(sent)
        proxy.setLink({})
        const [{ channels }] = await back
        assert.equal(channels, 1)
      }
      await pub.publish('a', payloadOf(next))
      await eventually(() => last === next, 'the last message')
      assert.ok(heard > CUTS, `${heard} of ${next} heard`)
      assert.equal(sub.hicast.health().reconnects, CUTS)
    })

    for (const story of ['create and close', 'reconnect']) {
      it(`leaks neither memory nor descriptors: ${story}`, async function () {
        this.timeout(30000)
        const life = start(require.resolve('../fixtures/leak'), {
          args: [story, String(server.port)],
          execArgv: ['--expose-gc'],
          // AddressSanitizer keeps what was freed, unless it is told not to.
          env: { ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:quarantine_size_mb=1:thread_local_quarantine_size_kb=64` }
        })
        const { before, after } = await life.message(({ after }) => after, 'the figures', 20000)
        await life.exit()
        assert.equal(after.files, before.files)
        const heap = after.heap - before.heap
        assert.ok(heap < 200000, `${heap} bytes of heap for 100 rounds`)
        assert.ok(after.rss - before.rss < 8e6, `${after.rss - before.rss} bytes in all for 100 rounds`)
      })
    }
  })
}
