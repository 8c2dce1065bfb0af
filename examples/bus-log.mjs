// A log: everybody gets everything, also what came before they did, and goes on where they were.
import { connect } from 'hicast/bus'

const bus = await connect(process.env.BROKER_URL ?? 'mem:')
const channel = `audit-${process.pid}`

/** Reads `count` messages from some place on. */
async function read (from, count) {
  const messages = []
  for await (const message of await bus.subscribe(channel, { durable: true, from })) {
    messages.push(message)
    if (messages.length === count) return messages
  }
}

for (const step of ['login', 'order', 'payment']) await bus.publish(channel, step, { durable: true })
const past = await read('first', 3)
console.log(`from the beginning: ${past.map(({ data }) => data).join(', ')}`)

for (const step of ['parcel', 'logout']) await bus.publish(channel, step, { durable: true })
const rest = await read({ seq: past.at(-1).seq + 1 }, 2)
console.log(`what came meanwhile: ${rest.map(({ data }) => data).join(', ')}`)
await bus.close()
