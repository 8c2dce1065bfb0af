'use strict'

/**
 * How hicast, ioredis and node-redis behave under the same faults; prints the
 * figures of docs/reliability.md. `node bench/reliability/run.js [question ...]`
 */

const { fork } = require('node:child_process')
const { once } = require('node:events')
const path = require('node:path')
const { setTimeout: sleep } = require('node:timers/promises')
const { RedisServer } = require('../../test/helpers/redis_server')
const Redis = require('../..')

const PLAIN = ['hicast', 'ioredis', 'redis']
const WATCHFUL = ['hicast', 'ioredis socketTimeout', 'redis pingInterval']
const KILLS = 10
const RATE = 5 // messages in a millisecond

/** A subscriber in its own process. */
class Subscriber {
  events = []

  constructor (name, port, username = '') {
    this.name = name
    this.child = fork(path.join(__dirname, 'subscriber.js'), [name, String(port), username])
    this.child.on('message', (message) => this.events.push(message))
  }

  async subscribed () {
    while (!this.events.some(({ event }) => event === 'subscribed')) await sleep(5)
  }

  async ask () {
    const seen = this.events.filter(({ event }) => event === 'seen').length
    this.child.send({})
    for (;;) {
      const answers = this.events.filter(({ event }) => event === 'seen')
      if (answers.length > seen) return answers.at(-1)
      await sleep(5)
    }
  }

  async end () {
    const closed = once(this.child, 'close')
    this.child.kill()
    await closed
  }
}

async function subscribe (names, server, username) {
  const all = names.map((name) => new Subscriber(name, server.port, username))
  await Promise.all(all.map((each) => each.subscribed()))
  await sleep(500)
  return all
}

const endAll = (all) => Promise.all(all.map((each) => each.end()))

const questions = {
  /** Seconds until a subscriber learns that its server is frozen. */
  async frozen (server) {
    const all = await subscribe([...WATCHFUL, 'ioredis', 'redis'], server)
    const begin = Date.now()
    server.freeze()
    await sleep(60000)
    server.thaw()
    for (const { name, events } of all) {
      const first = events.find(({ event, at }) => at > begin && ['error', 'close', 'reconnecting'].includes(event))
      console.log(`  ${name}: ${first && first.at < begin + 60000
        ? `${((first.at - begin) / 1000).toFixed(1)} s (${first.detail ?? first.event})`
        : 'nothing in 60 s'}`)
    }
    await endAll(all)
  },

  /** Messages lost for a CLIENT KILL at 5,000 a second. */
  async killed (server) {
    for (const name of PLAIN) {
      const losses = []
      for (let run = 0; run < KILLS; run++) losses.push(await lossOfKill(server, name))
      losses.sort((a, b) => a - b)
      console.log(`  ${name}: ${losses.join(' ')}; median ${losses[KILLS >> 1]}`)
    }
  },

  /** What an app learns when it may not subscribe again. */
  async refused (server) {
    for (const name of PLAIN) {
      await server.call('acl', 'setuser', 'limited', 'reset', 'on', 'nopass', '+@all', '~*', 'allchannels')
      const [sub] = await subscribe([name], server, 'limited')
      await server.call('acl', 'setuser', 'limited', 'resetchannels', '&b')
      await sleep(2000)
      await server.call('publish', 'b', 'x')
      await sleep(100)
      const { seen, status } = await sub.ask()
      const told = sub.events.slice(sub.events.findIndex(({ event }) => event === 'subscribed') + 1)
        .filter(({ event }) => event === 'error' || event === 'unhandledRejection')
      console.log(`  ${name}: ${told.length} × ${told[0]?.event ?? 'nothing'}` +
        `${told[0] ? ` "${told[0].detail}"` : ''}; then ${status}; the other channel is ${seen.length ? 'heard' : 'not heard'}`)
      await sub.end()
    }
  },

  /** What becomes of a subscriber whose loop is blocked for 6 s. */
  async blocked (server) {
    const all = await subscribe(WATCHFUL, server)
    const stream = publishSteadily(server, 0.1)
    await sleep(200)
    const begin = Date.now()
    for (const { child } of all) child.send({ block: 6000 })
    await sleep(8000)
    const count = await stream.end()
    await sleep(200)
    for (const each of all) {
      const { seen } = await each.ask()
      const closed = each.events.some(({ event, at }) => at > begin && ['error', 'close', 'reconnecting'].includes(event))
      console.log(`  ${each.name}: ${closed ? 'reconnected' : 'stayed connected'}, ${count - new Set(seen).size} of ${count} lost`)
    }
    await endAll(all)
  }
}

/** Publishes 0, 1, 2 ... to `a` at an even rate. */
function publishSteadily (server, perMillisecond) {
  const pub = new Redis({ port: server.port, host: server.host })
  const begin = Date.now()
  let next = 0
  const timer = setInterval(() => {
    const due = (Date.now() - begin) * perMillisecond
    while (next < due) pub.publish('a', String(next++))
  }, 1)
  return {
    end: async () => {
      clearInterval(timer)
      await pub.quit()
      return next
    }
  }
}

async function lossOfKill (server, name) {
  const [sub] = await subscribe([name], server)
  const stream = publishSteadily(server, RATE)
  await sleep(500 + Math.random() * 50)
  await server.call('client', 'kill', 'type', 'pubsub')
  await sleep(2000)
  const count = await stream.end()
  await sleep(200)
  const { seen } = await sub.ask()
  await sub.end()
  return count - new Set(seen).size
}

async function main () {
  const names = process.argv.slice(2)
  for (const name of names.length > 0 ? names : Object.keys(questions)) {
    const server = await RedisServer.start()
    console.log(name)
    await questions[name](server)
    await server.stop()
  }
}

main()
