/** The demo's server processes, as their parent sees them. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('server.mjs', import.meta.url))

class Server {
  #child
  #ended
  #heard = []
  #waiting = null

  constructor (name, url) {
    this.name = name
    this.#child = fork(PROGRAM, [name, url])
    this.#ended = once(this.#child, 'exit').then(([code]) => code)
    this.#child.on('message', (message) => {
      if (message.type !== 'heard') return
      if (this.#waiting) this.#waiting(message)
      else this.#heard.push(message)
    })
  }

  async ready () {
    const [message] = await Promise.race([
      once(this.#child, 'message'),
      this.#ended.then((code) => { throw new Error(`server ${this.name} ended with ${code}`) })
    ])
    if (message.type !== 'ready') throw new Error(`server ${this.name} said ${message.type}`)
  }

  /** A user logs out at this server. */
  logout (userId, number) {
    this.#child.send({ type: 'logout', userId, number })
  }

  /**
   * The next event that this server hears. One that is not the event of that number (a lost or doubled
   * one came before) is told as an error.
   */
  async hears (number) {
    const message = this.#heard.shift() ??
      await new Promise((resolve) => { this.#waiting = resolve })
    this.#waiting = null
    if (message.number !== number) {
      throw new Error(`server ${this.name} heard event ${message.number} instead of ${number}`)
    }
    return message
  }

  /** Ends it in order. Resolves with its exit status. */
  async stop () {
    if (this.#child.connected) this.#child.send({ type: 'stop' })
    const code = await this.#ended
    if (this.#heard.length > 0) throw new Error(`server ${this.name} heard an event twice`)
    return code
  }
}

/** Starts one process for each name and waits until all of them listen. */
export async function startCluster (names, url) {
  const servers = names.map((name) => new Server(name, url))
  await Promise.all(servers.map((server) => server.ready()))
  return servers
}
