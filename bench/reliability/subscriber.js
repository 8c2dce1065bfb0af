'use strict'

/**
 * One subscriber in a process of its own: `subscriber.js <client> <port>`.
 * Tells its parent what it is told, and obeys `{ block: ms }`.
 */

const [name, port, username] = process.argv.slice(2)
const begin = Date.now()
const seen = []

function tell (event, detail) {
  process.send({ event, detail: detail === undefined ? undefined : String(detail), at: Date.now() })
}

/** The options that are about noticing; else each client as it comes. */
const makers = {
  hicast: () => likeIoredis(require('../..'), {}),
  ioredis: () => likeIoredis(require('ioredis'), {}),
  'ioredis socketTimeout': () => likeIoredis(require('ioredis'), { socketTimeout: 5000 }),
  redis: () => nodeRedis({}),
  'redis pingInterval': () => nodeRedis({ pingInterval: 5000 })
}

async function likeIoredis (Redis, options) {
  const user = username ? { username, password: 'x' } : {}
  const client = new Redis({ port: Number(port), host: '127.0.0.1', ...user, ...options })
  for (const event of ['error', 'close', 'reconnecting', 'ready', 'resubscribed']) {
    client.on(event, (detail) => tell(event, event === 'error' ? detail.message : undefined))
  }
  client.on('message', (channel, text) => note(channel, text))
  await client.subscribe('a', 'b')
  return () => client.status
}

async function nodeRedis (options) {
  const { createClient } = require('redis')
  const user = username ? { username, password: 'x' } : {}
  const client = createClient({ socket: { port: Number(port), host: '127.0.0.1' }, ...user, ...options })
  for (const event of ['error', 'reconnecting', 'ready']) {
    client.on(event, (detail) => tell(event, event === 'error' ? detail.message : undefined))
  }
  await client.connect()
  await client.subscribe(['a', 'b'], (text, channel) => note(channel, text))
  return () => client.isReady ? 'ready' : 'not ready'
}

function note (channel, text) {
  seen.push(channel === 'a' ? Number(text) : text)
}

process.on('unhandledRejection', (reason) => tell('unhandledRejection', reason))

makers[name]().then((status) => {
  process.on('message', ({ block }) => {
    if (block) {
      const until = Date.now() + block
      while (Date.now() < until);
    } else {
      process.send({ event: 'seen', seen, status: status(), age: Date.now() - begin })
    }
  })
  tell('subscribed')
})
