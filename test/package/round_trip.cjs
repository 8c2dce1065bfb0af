'use strict'

/**
 * A message from one client to another through the embedded broker, as text and as Buffer:
 *
 *   node round_trip.cjs [FOLDER]   of the package; without it, require('hicast') finds it
 *
 * Prints "ok" and what it ran on.
 */

const path = require('path')

const [folder] = process.argv.slice(2)
const Redis = require(folder ?? 'hicast')
const { createBroker } = require(folder ? path.join(folder, 'lib/broker') : 'hicast/broker')
const TEXT = 'logout of user 42: ünï'

async function main () {
  const broker = await createBroker()
  const [sub, pub] = [new Redis(broker.url), new Redis(broker.url)]
  await sub.subscribe('events')
  const text = new Promise((resolve) => sub.once('message', (channel, message) => resolve(message)))
  const bytes = new Promise((resolve) => sub.once('messageBuffer', (channel, message) => resolve(message.toString())))
  await pub.publish('events', TEXT)
  if (await text !== TEXT || await bytes !== TEXT) throw new Error('what came is not what was sent')
  await Promise.all([sub.quit(), pub.quit()])
  await broker.close()
  console.log(`ok Node ${process.versions.node} ${process.platform}-${process.arch}`)
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
