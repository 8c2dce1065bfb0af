'use strict'

/**
 * A server of the demo, in a process of its own: node server.js NAME REDIS_URL PORT
 * It reports to its parent, which draws the picture.
 */

const Redis = require('hicast')
const { Hub } = require('./hub')
const { startWeb } = require('./web')

const STATS_EVERY = 250 // ms
const TRAFFIC_EVERY = 20 // ms

const [name, redisUrl, port] = process.argv.slice(2)

function report (message) {
  if (process.connected) process.send(message)
}

function connect (options) {
  const redis = new Redis(redisUrl, { lazyConnect: true, connectionName: `demo-${name}`, ...options })
  redis.on('error', (error) => report({ type: 'trouble', text: error.message }))
  return redis
}

/** Messages in a steady stream: `perSecond` of them. */
class Traffic {
  #timer = null

  constructor (hub) {
    this.hub = hub
  }

  set (perSecond) {
    clearInterval(this.#timer)
    if (!perSecond) return
    const begin = performance.now()
    let sent = 0
    this.#timer = setInterval(() => {
      const due = Math.floor((performance.now() - begin) / 1000 * perSecond)
      this.hub.makeTraffic(due - sent)
      sent = due
    }, TRAFFIC_EVERY)
  }
}

async function main () {
  const pub = connect()
  const sub = connect()
  await Promise.all([pub.connect(), sub.connect()])
  const hub = new Hub({ name, pub, sub, report })
  await hub.start()
  const web = await startWeb({ port: Number(port), onTab: (socket) => hub.open(socket) })
  const traffic = new Traffic(hub)
  const stats = setInterval(() => report({ type: 'stats', ...hub.counts }), STATS_EVERY)

  const orders = {
    servers: ({ servers }) => hub.introduce(servers),
    traffic: ({ perSecond }) => traffic.set(perSecond),
    burst: (order) => hub.makeBurst(order),
    async stop () {
      clearInterval(stats)
      traffic.set(0)
      hub.close()
      await web.close()
      await Promise.all([pub.quit(), sub.quit()])
      if (process.connected) process.disconnect()
    }
  }
  process.on('message', ({ type, ...details }) => orders[type](details))
  report({ type: 'ready', url: web.url, pid: process.pid })
}

// The parent is gone: nobody needs this server any more.
process.on('disconnect', () => setImmediate(() => process.exit()))
// Ctrl-C reaches every process of the terminal; the parent ends the others.
process.on('SIGINT', () => {})

main().catch((error) => {
  report({ type: 'failed', text: error.message })
  process.exitCode = 1
  process.disconnect()
})
