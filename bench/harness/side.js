'use strict'

const readline = require('readline')
const { execFile, spawn } = require('child_process')
const { once } = require('events')
const path = require('path')
const { promisify } = require('util')
const { canPin, pinned, CLIENT_CPU } = require('./machine')

const ENTRY = path.join(__dirname, '..', 'side.js')
const PATIENCE_MS = 120_000

let perfFile = null

/** Has perf sample a process; not all machines let it count cycles. */
function record (pid) {
  return spawn('perf', ['record', '-q', '-g', '-e', 'cpu-clock', '-F', '4999', '-o', perfFile,
    '-p', String(pid)], { stdio: 'ignore' })
}

/**
 * A client under test in a process of its own. The two talk in lines of JSON
 * over the process' standard input and output.
 */
class Side {
  #child
  #lines = []
  #waiting = null
  #ended
  #perf = null

  /**
   * @param {string[]} command
   * @param {number} cpu
   */
  constructor (command, cpu = CLIENT_CPU) {
    const [program, ...args] = pinned(cpu, command)
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#ended = once(this.#child, 'exit')
    const lines = readline.createInterface({ input: this.#child.stdout })
    lines.on('line', (line) => this.#take(JSON.parse(line)))
    lines.on('close', () => this.#take({ error: 'the process ended early' }))
    this.#child.stdin.on('error', () => {})
  }

  /**
   * Starts a client's part in a question.
   *
   * @param {string} question
   * @param {string} client
   * @param {object} params
   * @param {{ cpu?: number, node?: string[] }} [options]
   */
  static start (question, client, params, { cpu, node = [] } = {}) {
    const flags = perfFile === null ? node : [...node, '--perf-basic-prof']
    const side = new Side([process.execPath, ...flags, ENTRY, question, client,
      JSON.stringify(params)], cpu)
    if (perfFile !== null) side.#perf = record(side.pid)
    return side
  }

  /** Has perf look at all clients started from now on; the last one is kept. */
  static recordTo (file) {
    perfFile = file
  }

  /** Has the process, with all its threads, go on on one CPU. */
  async moveTo (cpu) {
    if (!canPin()) return
    await promisify(execFile)('taskset', ['-acp', String(cpu), String(this.pid)])
  }

  get pid () {
    return this.#child.pid
  }

  /** The next line of the process; throws when it tells of an error. */
  async next () {
    if (this.#lines.length === 0) await this.#wait()
    const line = this.#lines.shift()
    if (line.error !== undefined) throw new Error(line.error)
    return line
  }

  send (line) {
    this.#child.stdin.write(JSON.stringify(line) + '\n')
  }

  /** Ends the process and waits until it is gone. */
  async stop () {
    if (this.#perf !== null) {
      const ended = once(this.#perf, 'exit')
      this.#perf.kill('SIGINT')
      await ended
    }
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  #take (line) {
    this.#lines.push(line)
    if (this.#waiting !== null) this.#waiting()
  }

  #wait () {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = null
        reject(new Error(`nothing heard for ${PATIENCE_MS / 1000} s`))
      }, PATIENCE_MS)
      this.#waiting = () => {
        clearTimeout(timer)
        this.#waiting = null
        resolve()
      }
    })
  }
}

module.exports = { Side }
