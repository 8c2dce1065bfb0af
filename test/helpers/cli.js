'use strict'

/* global afterEach */

const { spawn } = require('node:child_process')
const { once } = require('node:events')
const path = require('node:path')
const { eventually, within } = require('./wait')

const PROGRAM = path.join(__dirname, '..', '..', 'bin', 'hicast.js')

/** By `script`, which has a terminal to give, of 120 columns and 40 rows. */
function onTerminal (command) {
  const quoted = command.map((arg) => `'${arg}'`).join(' ')
  return ['script', '-qec', `stty cols 120 rows 40 && exec ${quoted}`, '/dev/null']
}

/** `hicast` in a process of its own, with what it said. */
class Cli {
  stdout = ''
  stderr = ''

  /**
   * @param {string[]} args
   * @param {{ env?: object, cwd?: string, isTerminal?: boolean }} [options]
   *   a terminal mixes its two outputs; what is typed is written to `child.stdin`
   */
  constructor (args, { env = {}, cwd, isTerminal = false } = {}) {
    const plain = { ...process.env, REDIS_URL: '', NO_COLOR: '', TERM: 'xterm', ...env }
    const command = [process.execPath, PROGRAM, ...args]
    const [file, ...rest] = isTerminal ? onTerminal(command) : command
    this.child = spawn(file, rest, { cwd, env: plain, stdio: 'pipe' })
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
