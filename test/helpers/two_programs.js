'use strict'

/**
 * node two_programs.js SUBSCRIBER PUBLISHER
 *
 * Runs the two programs, just as they are, on a redis-server at the default
 * port. Succeeds when the subscriber prints what the publisher's event makes
 * it print, once, both say nothing else, the publisher ends by itself, and the
 * subscriber lives on.
 */

const assert = require('node:assert/strict')
const { NodeProcess } = require('./processes')
const { RedisServer } = require('./redis_server')
const { eventually, sleep } = require('./wait')

const [subscriberFile, publisherFile] = process.argv.slice(2)

async function main () {
  const server = await RedisServer.start({ port: 6379 })
  const subscriber = new NodeProcess(subscriberFile)
  await eventually(async () => (await server.subscribers('user-events'))[0] === 1,
    'the subscriber to subscribe')
  const publisher = new NodeProcess(publisherFile)
  await eventually(() => subscriber.stdout !== '', 'the subscriber to hear')
  assert.deepEqual(await publisher.exit(), { code: 0, signal: null })
  await sleep(100) // for what should not come

  assert.equal(subscriber.stdout, 'user 42 logged out\n')
  assert.equal(subscriber.stderr, '')
  assert.equal(publisher.stdout + publisher.stderr, '')
  process.kill(subscriber.pid, 0) // throws when there is no such process

  await subscriber.kill()
  await server.stop()
}

main()
