'use strict'

/* global before, beforeEach, after, it */

const { spawn } = require('node:child_process')
const { once } = require('node:events')
const fs = require('node:fs')
const net = require('node:net')
const os = require('node:os')
const path = require('node:path')
const { Probe } = require('./probe')
const { eventually, within } = require('./wait')

/** Every server process that has not ended. */
const running = new Set()

/** Whether the embedded broker stands in for redis-server. */
const IS_BROKER = process.env.HICAST_TEST_SERVER === 'broker'

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** @returns {Promise<number>}  a TCP port that was free a moment ago */
async function freePort () {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/**
 * The environment without what is meant for the addon alone: redis-server has
 * an allocator of its own and would not start under a preloaded sanitizer.
 */
function plainEnvironment () {
  const env = { ...process.env }
  for (const name of ['LD_PRELOAD', 'ASAN_OPTIONS', 'NODE_OPTIONS']) {
    delete env[name]
  }
  return env
}

/**
 * A real redis-server on a free port of 127.0.0.1, with nothing on disk.
 *
 * @typedef {object} ServerOptions
 * @property {string[]} [args]      more arguments for redis-server
 * @property {number} [port]        instead of a free one
 * @property {string[]} [bind]      instead of 127.0.0.1
 * @property {boolean} [unixSocket] listen at `path` as well
 * @property {string} [password]    requirepass
 * @property {string} [host]       its address, 127.0.0.1 if not given
 * @property {string[]} [wrapper]   a program that starts it, and becomes it
 * @property {string[]} [users]     ACL rules: 'alice on >secret ~* &* +@all'
 * @property {string} [sentinel]    a configuration file: it is to be a sentinel
 * @property {import('./certificates').Certificates} [tls]  with `ca` and
 *   `server`: listen at `tlsPort` as well
 */
class RedisServer {
  #options
  #child = null
  #folder = null
  #probe = null
  #log = ''
  port = 0
  tlsPort = 0
  path = ''

  /** @param {ServerOptions} [options] */
  constructor (options = {}) {
    this.#options = options
  }

  /**
   * @param {ServerOptions} [options]
   * @returns {Promise<RedisServer>}
   */
  static async start (options) {
    const server = new RedisServer(options)
    await server.start()
    return server
  }

  get host () {
    return this.#options.host ?? '127.0.0.1'
  }

  get isRunning () {
    return this.#child !== null
  }

  /** What redis-server printed. */
  get log () {
    return this.#log
  }

  /** Starts it, the second time at the same port and path as the first. */
  async start () {
    const { unixSocket, sentinel } = this.#options
    // Its own: a dump.rdb that another server left in a shared one would be loaded, or refused.
    if (!this.#folder) {
      this.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hicast-test-'))
      if (unixSocket) this.path = path.join(this.#folder, 'redis.sock')
      if (sentinel) fs.writeFileSync(this.#configFile, sentinel)
    }
    const isPortGiven = this.port !== 0 || this.#options.port !== undefined
    for (let attempt = 0; ; attempt++) {
      if (!isPortGiven) this.port = await freePort()
      else this.port ||= this.#options.port
      if (this.#options.tls) this.tlsPort ||= await freePort()
      this.#spawn()
      try {
        await this.#untilItAnswers()
        return
      } catch (error) {
        await this.kill()
        // Another process may have taken a port that was free a moment ago.
        const isTaken = this.#log.includes('Address already in use')
        if (isPortGiven || !isTaken || attempt === 5) {
          throw new Error(`${error.message}\n${this.#log}`)
        }
      }
    }
  }

  // A sentinel keeps in it what it has learnt.
  get #configFile () {
    return path.join(this.#folder, 'sentinel.conf')
  }

  /** @returns {[string, string[]]} */
  #command () {
    const [program, ...before] = [...this.#options.wrapper ?? [], 'redis-server']
    return [program, [...before, ...this.#arguments()]]
  }

  #arguments () {
    const { args = [], bind = [this.host], password, users = [], sentinel } = this.#options
    // No other program's dump in the folder for temporary files is to be read.
    const kind = sentinel
      ? [this.#configFile, '--sentinel']
      : ['--save', '', '--appendonly', 'no', '--dbfilename', `hicast-test-${process.pid}-${this.port}.rdb`]
    const list = [...kind, '--port', String(this.port), '--bind', ...bind,
      '--daemonize', 'no', '--loglevel', 'warning',
      '--dir', this.#folder]
    if (this.path) list.push('--unixsocket', this.path)
    if (password) list.push('--requirepass', password)
    for (const user of users) list.push('--user', ...user.split(' '))
    return list.concat(this.#tlsArguments(), args)
  }

  #tlsArguments () {
    const { tls } = this.#options
    if (!tls) return []
    return ['--tls-port', String(this.tlsPort), '--tls-cert-file', tls.file('server.pem'), '--tls-key-file', tls.file('server.key'),
      '--tls-ca-cert-file', tls.file('ca.pem'), '--tls-auth-clients', 'no']
  }

  #spawn () {
    this.#log = ''
    const child = IS_BROKER
      ? spawn(process.execPath, [require.resolve('./broker_server'), ...this.#arguments()],
        { stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(...this.#command(), { stdio: ['ignore', 'pipe', 'pipe'], env: plainEnvironment() })
    running.add(child)
    this.#child = child
    const keep = (chunk) => { this.#log += chunk }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => { this.#log += error.message })
    child.on('close', () => {
      running.delete(child)
      if (this.#child === child) this.#child = null
    })
  }

  async #untilItAnswers () {
    await eventually(async () => {
      if (!this.#child) throw new Error('it ended')
      return await this.call('ping') === 'PONG'
    }, 'redis-server to answer')
  }

  /**
   * Asks the server, by a connection that no client under test has to do with.
   * @param {...(string | Buffer | number)} args
   * @returns {Promise<unknown>}
   */
  async call (...args) {
    if (!this.#probe?.isOpen) {
      this.#probe = new Probe({ port: this.port, host: this.host })
      const { password } = this.#options
      if (password) await this.#probe.call('auth', password)
    }
    return this.#probe.call(...args)
  }

  /** How many clients are subscribed to each of the channels, in order. */
  async subscribers (...channels) {
    const reply = await this.call('pubsub', 'numsub', ...channels)
    return reply.filter((value, index) => index % 2 === 1)
  }

  /** The same for shard channels. */
  async shardSubscribers (...channels) {
    const reply = await this.call('pubsub', 'shardnumsub', ...channels)
    return reply.filter((value, index) => index % 2 === 1)
  }

  /** CLIENT LIST as one object for each client, without the probe's own. */
  async clients () {
    const self = String(await this.call('client', 'id'))
    const list = await this.call('client', 'list')
    return list.trim().split('\n')
      .map((line) => Object.fromEntries(line.split(' ').map((field) => {
        const at = field.indexOf('=')
        return [field.slice(0, at), field.slice(at + 1)]
      })))
      .filter(({ id }) => id !== self)
  }

  async #end (signal) {
    this.#probe?.close()
    this.#probe = null
    const child = this.#child
    if (!child) return
    const closed = once(child, 'close')
    child.kill(signal)
    await within(closed, `redis-server to end by ${signal}`)
  }

  /** Orderly end. */
  async stop () {
    await this.#end('SIGTERM')
    if (this.#folder) fs.rmSync(this.#folder, { recursive: true, force: true })
    this.#folder = null
    this.path = ''
  }

  /** As by a crash: no farewell to anybody. */
  async kill () {
    await this.#end('SIGKILL')
  }

  /** Stops the process, whose sockets stay open and acknowledge data. */
  freeze () {
    this.#child.kill('SIGSTOP')
  }

  thaw () {
    this.#child.kill('SIGCONT')
  }
}

/**
 * A server for the tests of one `describe`: started before the first of them
 * and stopped after the last. It is empty at the start of each test.
 * @param {ServerOptions} [options]
 * @returns {RedisServer}
 */
function useRedis (options) {
  const server = new RedisServer(options)
  before(() => server.start())
  beforeEach(async () => {
    if (!server.isRunning) await server.start()
    if (!IS_BROKER) await server.call('flushall')
  })
  after(() => server.stop())
  return server
}

/** A test of pub/sub that cannot do without keys, which the broker has not. */
function needsKeys (title, test) {
  if (!IS_BROKER) it(title, test)
}

/** Ends what is still running and says how many that were. */
function killServers () {
  const count = running.size
  for (const child of running) child.kill('SIGKILL')
  return count
}

module.exports = { RedisServer, useRedis, needsKeys, freePort, killServers, plainEnvironment }
