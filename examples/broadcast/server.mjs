/**
 * One server of the demo, in a process of its own: node server.mjs NAME REDIS_URL
 *
 * Its parent stands for the outside world. It tells this server, over the process' channel, that a user
 * logs out here; what the server then does is what an app would do.
 */
import process from 'node:process'
import { Redis } from 'hicast'

const CHANNEL = 'user-events'
const [name, url] = process.argv.slice(2)

const pub = new Redis(url)
const sub = pub.duplicate()

/** Stands for this server's open sockets: so many of each user. */
const sockets = new Map()
for (let userId = 40; userId < 140; userId++) {
  sockets.set(userId, (userId * 7 + name.charCodeAt(0) * 5) % 4)
}

/** Time in ms on a clock that all processes of the machine share. */
function now () {
  return Number(process.hrtime.bigint()) / 1e6
}

function disconnectUser (userId) {
  const closed = sockets.get(userId) ?? 0
  sockets.delete(userId)
  return closed
}

sub.on('message', (channel, raw) => {
  const event = JSON.parse(raw)
  if (event.type !== 'logout') return
  const latency = now() - event.at
  const closed = disconnectUser(event.userId)
  process.send({ type: 'heard', number: event.number, latency, closed })
})

const commands = {
  async logout ({ userId, number }) {
    const event = { type: 'logout', userId, number, at: now() }
    await pub.publish(CHANNEL, JSON.stringify(event))
  },

  async stop () {
    await Promise.all([pub.quit(), sub.quit()])
    process.disconnect()
  }
}

process.on('message', ({ type, ...details }) => commands[type](details))

// The parent is gone, or has been told that this server is done.
process.on('disconnect', () => {
  pub.disconnect()
  sub.disconnect()
})

// Ctrl-C reaches every process of the terminal; it is the parent that ends the others.
process.on('SIGINT', () => {})

await sub.subscribe(CHANNEL)
process.send({ type: 'ready' })
