'use strict'

const { fork } = require('child_process')
const { EventEmitter, once } = require('events')
const path = require('path')

const PROGRAM = path.join(__dirname, 'server.js')
const STOP_TIMEOUT = 5000 // ms

/**
 * A server process, as its parent sees it. Emits what it reports, by its type:
 * `presence`, `event`, `stats`, `trouble`; and `ended` when it ends unasked.
 */
class ServerProcess extends EventEmitter {
  #child
  #exited
  #isStopping = false
  url = ''
  pid = 0

  constructor (name, redisUrl, port) {
    super()
    this.name = name
    this.#child = fork(PROGRAM, [name, redisUrl, String(port)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child.on('message', ({ type, ...details }) => this.emit(type, details))
    this.#exited = once(this.#child, 'exit').then(([code]) => {
      if (!this.#isStopping) this.emit('ended', { code })
      return code
    })
  }

  /** Resolves when it serves its page. */
  async ready () {
    const failure = Promise.race([
      once(this, 'failed').then(([{ text }]) => text),
      this.#exited.then((code) => `it ended with code ${code}`)
    ]).then((text) => { throw new Error(`server ${this.name} did not start: ${text}`) })
    const [{ url, pid }] = await Promise.race([once(this, 'ready'), failure])
    Object.assign(this, { url, pid })
  }

  /** @param {object} order  with its type */
  send (order) {
    if (this.#child.connected) this.#child.send(order)
  }

  /** @returns {Promise<number|null>}  its exit code */
  async stop () {
    this.#isStopping = true
    this.send({ type: 'stop' })
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_TIMEOUT)
    const code = await this.#exited
    clearTimeout(timer)
    return code
  }
}

/**
 * @param {string[]} names
 * @param {string} redisUrl
 * @param {number} port  of the first one's page; 0: any
 * @returns {Promise<ServerProcess[]>}  once all of them serve
 */
async function startServers (names, redisUrl, port) {
  const servers = names.map((name, index) => new ServerProcess(name, redisUrl, port && port + index))
  try {
    await Promise.all(servers.map((server) => server.ready()))
  } catch (error) {
    await Promise.all(servers.map((server) => server.stop()))
    throw error
  }
  const list = servers.map(({ name, url, pid }) => ({ name, url, pid }))
  for (const server of servers) server.send({ type: 'servers', servers: list })
  return servers
}

module.exports = { startServers }
