/**
 * Caches that agree: each server keeps what it read from the database in memory, and forgets it when another
 * server says that it has changed.
 *
 *   node examples/cache.mjs
 *
 * Uses the server that REDIS_URL names, or a broker in this process.
 */
import { EventEmitter, once } from 'node:events'
import { Redis } from 'hicast'
import { createBroker } from 'hicast/broker'

const CHANNEL = 'cache:changed'

/** Stands for the database that all servers share. */
const database = new Map([['price', 10]])

class Cache extends EventEmitter {
  #values = new Map()
  #pub
  #sub

  constructor (name, url) {
    super()
    this.name = name
    this.#pub = new Redis(url)
    this.#sub = new Redis(url)
    this.#sub.on('message', (channel, key) => {
      this.#values.delete(key)
      this.emit('forgot', key)
    })
    // Pub/sub is at most once: what was said while the connection was lost is not said again. So whatever
    // may have changed meanwhile is forgotten. "ready" comes when the subscription is made again.
    this.#sub.on('ready', () => this.#values.clear())
  }

  async start () {
    await this.#sub.subscribe(CHANNEL)
  }

  read (key) {
    const isHit = this.#values.has(key)
    if (!isHit) this.#values.set(key, database.get(key))
    console.log(`server ${this.name}: ${key} is ${this.#values.get(key)} (${isHit ? 'memory' : 'database'})`)
    return this.#values.get(key)
  }

  /** First the database, then the news: nobody can read the old value after the news. */
  async write (key, value) {
    database.set(key, value)
    await this.#pub.publish(CHANNEL, key)
  }

  async stop () {
    await Promise.all([this.#pub.quit(), this.#sub.quit()])
  }
}

const broker = process.env.REDIS_URL ? null : await createBroker()
const url = process.env.REDIS_URL || broker.url

const caches = ['A', 'B'].map((name) => new Cache(name, url))
await Promise.all(caches.map((cache) => cache.start()))
const [a, b] = caches

b.read('price')
b.read('price')
const forgot = once(b, 'forgot')
await a.write('price', 12)
await forgot
console.log('server A wrote price 12')
b.read('price')
b.read('price')

await Promise.all(caches.map((cache) => cache.stop()))
await broker?.close()
