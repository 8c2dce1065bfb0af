'use strict'

const { Side } = require('../harness/side')
const { SERVER_CPU } = require('../harness/machine')
const { settledRss } = require('../harness/memory')
const { Meter } = require('../harness/meter')

const SOCKETS = 4000
const WARM_UP = 1000 // of them
const WARM_UPS = 10 // times that they join, and leave but for the last: until V8 has compiled what it will

/** What a socket's join costs beyond what ws takes for it, each with a user of its own. */
module.exports = {
  name: 'hub-join',
  title: 'join() of 4,000 WebSockets, a user each: CPU and memory beyond those of ws',
  unit: 'µs/join',
  main: 'cpu',
  figures: ['cpu', 'first', 'heap', 'bytes'],
  rounds: 3,
  clients: ['hicast'],
  bars: [],
  params: { sockets: SOCKETS, warmUp: WARM_UP },

  async run ({ server, client }) {
    const side = Side.start('hub-join', client, { port: server.port, role: 'server' }, { node: ['--expose-gc'] })
    const sink = Side.start('hub-join', client, { role: 'sink' }, { cpu: SERVER_CPU })
    try {
      const { port } = await side.next()
      sink.send({ port, sockets: SOCKETS, path: '/' })
      await sink.next()
      side.send('join')
      return await side.next()
    } finally {
      await side.stop()
      await sink.stop()
    }
  },

  async side (adapter, { port, role }, { tell, listen }) {
    if (role === 'sink') {
      require('../harness/sink').sink({ tell, listen })
      return
    }
    const { createHub } = require('../../lib/hub')
    const { WebSocketServer } = require('ws')
    const hub = createHub(new (adapter.load())({ port }))
    await hub.ready()
    const wss = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    const all = []
    wss.on('connection', (ws) => all.push(ws))
    listen(async () => {
      const joinAll = (some, name) => Promise.all(some.map((ws, i) => hub.join(ws, { user: `${name}-${i}` })))
      const meter = new Meter()
      await joinAll(all.slice(0, WARM_UP), 'first')
      const { cpu: first } = meter.read(WARM_UP)
      for (let i = 1; i < WARM_UPS; i++) {
        for (const ws of all.slice(0, WARM_UP)) hub.leave(ws)
        await joinAll(all.slice(0, WARM_UP), `warm-up-${i}`)
      }
      const count = SOCKETS - WARM_UP
      const before = { rss: await settledRss(), heap: process.memoryUsage().heapUsed }
      meter.start()
      await joinAll(all.slice(WARM_UP), 'user')
      const { cpu } = meter.read(count)
      const rss = await settledRss()
      tell({ cpu, first, bytes: (rss - before.rss) / count, heap: (process.memoryUsage().heapUsed - before.heap) / count })
    })
    wss.on('listening', () => tell({ port: wss.address().port }))
  }
}
