// What round_trip.cjs does, as an ES module.
import assert from 'node:assert/strict'
import Default, { Redis, ReplyError } from 'hicast'
import { createBroker } from 'hicast/broker'

assert.equal(Default, Redis)
assert.equal(typeof ReplyError, 'function')
const broker = await createBroker()
const [sub, pub] = [new Redis(broker.url), new Redis(broker.url)]
await sub.subscribe('events')
const came = new Promise((resolve) => sub.once('message', (channel, message) => resolve(message)))
await pub.publish('events', 'hello')
assert.equal(await came, 'hello')
await Promise.all([sub.quit(), pub.quit()])
await broker.close()
console.log(`ok Node ${process.versions.node}`)
