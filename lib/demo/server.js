'use strict'

/**
 * A server of the demo, in a process of its own: node server.js NAME REDIS_URL PORT
 * It reports to its parent, which draws the picture.
 */

const Redis = require('hicast')
const { App } = require('./app')
const { startWeb } = require('./web')

const STATS_EVERY = 250 // ms
const TRAFFIC_EVERY = 20 // ms

const [name, redisUrl, port] = process.argv.slice(2)

function report (message) {
  if (process.connected) process.send(message)
}

/** Messages in a steady stream: `perSecond` of them. */
class Traffic {
  #timer = null

  constructor (app) {
    this.app = app
  }

  set (perSecond) {
    clearInterval(this.#timer)
    if (!perSecond) return
    const begin = performance.now()
    let sent = 0
    this.#timer = setInterval(() => {
      const due = Math.floor((performance.now() - begin) / 1000 * perSecond)
      this.app.makeTraffic(due - sent)
      sent = due
    }, TRAFFIC_EVERY)
  }
}

async function main () {
  const redis = new Redis(redisUrl, { lazyConnect: true, connectionName: `demo-${name}` })
  redis.on('error', (error) => report({ type: 'trouble', text: error.message }))
  await redis.connect()
  const app = new App({ name, redis, report })
  await app.start()
  const web = await startWeb({ port: Number(port), onTab: (socket, request) => app.open(socket, request) })
  const traffic = new Traffic(app)
  const stats = setInterval(() => report({ type: 'stats', ...app.counts }), STATS_EVERY)

  const orders = {
    servers: ({ servers }) => web.introduce(servers),
    traffic: ({ perSecond }) => traffic.set(perSecond),
    burst: (order) => app.makeBurst(order),
    async stop () {
      clearInterval(stats)
      traffic.set(0)
      await app.close()
      await web.close()
      await redis.quit()
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
