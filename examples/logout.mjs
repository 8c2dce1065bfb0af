/**
 * Log out everywhere: whichever server a user logs out at, all servers drop that user's connections.
 *
 *   node examples/logout.mjs
 *
 * Uses the server that REDIS_URL names, or a broker in this process. The three servers would be processes
 * on three machines; nothing in `AppServer` would change.
 */
import { EventEmitter, once } from 'node:events'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'

const CHANNEL = 'user-events'

class AppServer extends EventEmitter {
  #pub
  #sub
  #connections = new Map() // user -> what would be open WebSockets

  constructor (name, url) {
    super()
    this.name = name
    this.#pub = new Redis(url)
    this.#sub = new Redis(url)
    this.#sub.on('message', (channel, raw) => this.#hear(JSON.parse(raw)))
  }

  async start () {
    await this.#sub.subscribe(CHANNEL)
  }

  connect (user) {
    this.#connections.set(user, (this.#connections.get(user) ?? 0) + 1)
  }

  /** The only thing that a server does about a logout: to tell all, itself included. */
  async logout (user) {
    await this.#pub.publish(CHANNEL, JSON.stringify({ type: 'logout', user }))
  }

  #hear ({ type, user }) {
    if (type !== 'logout') return
    const dropped = this.#connections.get(user) ?? 0
    this.#connections.delete(user)
    console.log(`server ${this.name}: ${user} logged out, ${dropped} connection(s) dropped`)
    this.emit('logout', user)
  }

  isConnected (user) {
    return this.#connections.has(user)
  }

  async stop () {
    await Promise.all([this.#pub.quit(), this.#sub.quit()])
  }
}

const broker = process.env.REDIS_URL ? null : await createBroker()
const url = process.env.REDIS_URL || broker.url

const servers = ['A', 'B', 'C'].map((name) => new AppServer(name, url))
await Promise.all(servers.map((server) => server.start()))

const [a, b, c] = servers
a.connect('ann')
b.connect('ann')
b.connect('ann')
c.connect('bob')

const heard = Promise.all(servers.map((server) => once(server, 'logout')))
await b.logout('ann')
await heard
console.log(`ann is connected: ${servers.some((server) => server.isConnected('ann'))}`)
console.log(`bob is connected: ${servers.some((server) => server.isConnected('bob'))}`)

await Promise.all(servers.map((server) => server.stop()))
await broker?.close()
