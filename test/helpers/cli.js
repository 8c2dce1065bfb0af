'use strict'

/* global afterEach */

const { spawn } = require('node:child_process')
const { once } = require('node:events')
const path = require('node:path')
const { eventually, within } = require('./wait')

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'hicast.js')

/** `hicast` in a process of its own, with what it said. */
class Cli {
  stdout = ''
  stderr = ''

  /**
   * @param {string[]} args
   * @param {{ env?: object, cwd?: string }} [options]
   */
  constructor (args, { env = {}, cwd } = {}) {
    const plain = { ...process.env, REDIS_URL: '', ...env }
    this.child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: plain, stdio: 'pipe' })
    this.child.stdout.setEncoding('utf8').on('data', (text) => { this.stdout += text })
    this.child.stderr.setEncoding('utf8').on('data', (text) => { this.stderr += text })
    this.child.stdin.on('error', () => {}) // it may end without reading all
    this.closed = once(this.child, 'close').then(([code, signal]) => ({ code, signal }))
  }

  /** @param {string|RegExp} text  waits till it is in standard output */
  async says (text, timeout = 10000) {
    const has = () => text instanceof RegExp ? text.test(this.stdout) : this.stdout.includes(text)
    try {
      await eventually(has, `"hicast" to say ${text}`, { timeout })
    } catch (error) {
      error.message += `\nstdout: ${this.stdout}\nstderr: ${this.stderr}`
      throw error
    }
  }

  /** Ends it by a signal, and waits for the end. */
  async end (signal = 'SIGINT') {
    this.child.kill(signal)
    return await this.exit()
  }

  async exit (timeout = 20000) {
    try {
      return await within(this.closed, '"hicast" to end', timeout)
    } catch (error) {
      this.child.kill('SIGKILL')
      error.message += `\nstdout: ${this.stdout}\nstderr: ${this.stderr}`
      throw error
    }
  }
}

/**
 * Starts `hicast`; what still runs after a test is ended, and is a failure.
 * @returns {(args: string[], options?: object) => Cli}
 */
function useCli () {
  let started = []
  afterEach(async () => {
    const left = started.filter(({ child }) => child.exitCode === null && child.signalCode === null)
    started = []
    for (const { child } of left) child.kill('SIGKILL')
    await Promise.all(left.map(({ closed }) => closed))
    if (left.length > 0) throw new Error(`${left.length} commands did not end`)
  })
  return (args, options) => {
    const cli = new Cli(args, options)
    started.push(cli)
    return cli
  }
}

module.exports = { useCli, PROGRAM }
