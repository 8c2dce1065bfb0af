'use strict'

/* global before, after */

const { spawn } = require('node:child_process')
const { once } = require('node:events')
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')
const { plainEnvironment } = require('./redis_server')
const { eventually, within } = require('./wait')

const SCRIPT = path.join(__dirname, '..', '..', 'scripts', 'brokers.sh')
const START_LIMIT = 240000 // ms; the machine may be busy
const running = new Set()

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A port of which the next two are free as well. */
async function freePorts () {
  for (;;) {
    const first = 20000 + Math.floor(Math.random() * 12000)
    const servers = await Promise.all([0, 1, 2].map((i) => new Promise((resolve) => {
      const server = net.createServer().once('error', () => resolve(null))
      server.listen(first + i, '127.0.0.1', () => resolve(server))
    })))
    for (const server of servers) server?.close()
    if (!servers.includes(null)) return first
  }
}

const SCHEMES = { redis: 'redis', nats: 'nats', rabbitmq: 'amqp', kafka: 'kafka' }

/** A broker of scripts/brokers.sh, for the tests of one `describe`. */
class Broker {
  #name
  #children = []
  #folder = null
  #log = ''
  #env = {}
  port = 0

  /** @param {'redis'|'nats'|'rabbitmq'|'kafka'} name */
  constructor (name) {
    this.#name = name
  }

  /** What it printed. */
  get log () {
    return this.#log
  }

  get url () {
    return `${SCHEMES[this.#name]}://127.0.0.1:${this.port}`
  }

  /**
   * Starts it; the second time where it was, with what it had.
   *
   * @param {Record<string, string>} [env]  more for scripts/brokers.sh
   */
  async start (env = this.#env) {
    this.#env = env
    this.port ||= await freePorts()
    this.#folder ??= fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-broker-'))
    if (this.#name === 'rabbitmq' && this.#children.length === 0) this.#run('epmd', this.port + 2)
    const child = this.#run(this.#name, this.port)
    await eventually(() => {
      if (child.exitCode !== null || child.signalCode !== null) return 'ended'
      return this.#answers()
    }, `${this.#name} to listen`, { timeout: START_LIMIT, interval: 50 })
    if (child.exitCode !== null) throw new Error(`${this.#name} did not start:\n${this.#log.slice(-2000)}`)
  }

  #run (name, port) {
    const child = spawn(SCRIPT, ['run', name, this.#folder, String(port)],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...plainEnvironment(), ...this.#env } })
    child.stdout.on('data', (chunk) => { this.#log += chunk })
    child.stderr.on('data', (chunk) => { this.#log += chunk })
    running.add(child)
    child.on('close', () => {
      running.delete(child)
      this.#children = this.#children.filter((other) => other !== child)
    })
    this.#children.push(child)
    return child
  }

  async #answers () {
    const socket = net.connect(this.port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return true
    } catch {
      return false
    } finally {
      socket.destroy()
    }
  }

  /** As by a crash; Erlang's name server, which is started first, stays. */
  async kill () {
    await this.#end(this.#children.at(-1), 'SIGKILL')
  }

  async #end (child, signal) {
    if (child === undefined || child.exitCode !== null) return
    const closed = once(child, 'close')
    child.kill(signal)
    await within(closed, `${this.#name} to end`, 60000)
  }

  async stop () {
    for (const child of [...this.#children].reverse()) await this.#end(child, 'SIGKILL')
    if (this.#folder) fs.rmSync(this.#folder, { recursive: true, force: true })
    this.#folder = null
  }
}

/**
 * @param {'redis'|'nats'|'rabbitmq'|'kafka'} name
 * @returns {Broker} started before the first test, and ended after the last
 */
function useBroker (name) {
  const broker = new Broker(name)
  before(async function () {
    this.timeout(START_LIMIT + 30000)
    await broker.start()
  })
  after(async function () {
    this.timeout(60000)
    await broker.stop()
  })
  return broker
}

module.exports = { Broker, useBroker }
