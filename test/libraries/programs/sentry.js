'use strict'

const assert = require('node:assert/strict')
const Sentry = require('@sentry/node')

const connection = { host: process.env.REDIS_HOST, port: Number(process.env.REDIS_PORT) }
const sent = []

/** What is sent to Sentry of two commands. */
async function spans (name) {
  sent.length = 0
  const { Redis } = require(name)
  const redis = new Redis(connection)
  await redis.ping()
  await Sentry.startSpan({ name: 'parent' }, async () => {
    await redis.set('k', 'v')
    await redis.get('k')
  })
  await redis.quit()
  await Sentry.flush(5000)
  return sent.join('\n')
}

async function main () {
  Sentry.init({
    dsn: 'http://key@127.0.0.1:1/1',
    tracesSampleRate: 1,
    transport: () => ({
      send: async (envelope) => {
        sent.push(JSON.stringify(envelope))
        return {}
      },
      flush: async () => true
    })
  })
  for (const name of ['ioredis', 'hicast']) {
    const text = await spans(name)
    for (const command of ['set', 'get']) assert.match(text, new RegExp(`"(name|description)":"${command}\\b`), name)
    assert.match(text, /db\.query/, name)
  }
  console.log('ok')
  process.exit()
}

main()
