'use strict'

/* global afterEach */

const { fork } = require('node:child_process')
const { once } = require('node:events')
const { eventually, within } = require('./wait')

/** Every forked process that has not ended. */
const running = new Set()

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A node process of the tests, with what it said. */
class NodeProcess {
  #child
  #closed
  /** Everything that it sent by process.send(). */
  messages = []
  stdout = ''
  stderr = ''

  /**
   * @param {string} file
   * @param {{ args?: string[], env?: object, execArgv?: string[], cwd?: string }} [options]
   */
  constructor (file, options = {}) {
    const { args = [], env = {}, execArgv = [], cwd } = options
    const child = fork(file, args, {
      cwd,
      execArgv,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc']
    })
    this.#child = child
    running.add(child)
    child.on('message', (message) => this.messages.push(message))
    child.stdout.on('data', (chunk) => { this.stdout += chunk })
    child.stderr.on('data', (chunk) => { this.stderr += chunk })
    this.#closed = once(child, 'close')
      .finally(() => running.delete(child))
  }

  get pid () {
    return this.#child.pid
  }

  /** @param {unknown} message */
  send (message) {
    this.#child.send(message)
  }

  /**
   * The first message, past or to come, for which `test` holds.
   * @param {(message: any) => boolean} test
   * @param {string} what
   * @param {number} [timeout]
   */
  async message (test, what, timeout = 10000) {
    try {
      return await eventually(() => this.messages.find(test), what, { timeout })
    } catch (error) {
      error.message += `\nstderr: ${this.stderr}`
      throw error
    }
  }

  /**
   * Waits till the process has ended by itself.
   * @param {number} [timeout]
   * @returns {Promise<{ code: number | null, signal: string | null }>}
   */
  async exit (timeout = 10000) {
    try {
      const [code, signal] = await within(
        this.#closed, 'a process to exit', timeout)
      return { code, signal }
    } catch (error) {
      this.#child.kill('SIGKILL')
      error.message += `\nstdout: ${this.stdout}\nstderr: ${this.stderr}`
      throw error
    }
  }

  /** Lets go of the channel to it, which would keep it alive. */
  disconnect () {
    if (this.#child.connected) this.#child.disconnect()
  }

  /** Ends it, if it has not ended, and waits for that. */
  async kill () {
    if (!running.has(this.#child)) return
    this.#child.kill('SIGKILL')
    await this.#closed
  }
}

/**
 * Forks node processes that are killed after each test.
 * @returns {(file: string, options?: object) => NodeProcess}
 */
function useProcesses () {
  let started = []
  afterEach(async () => {
    await Promise.all(started.map((child) => child.kill()))
    started = []
  })
  return (file, options) => {
    const child = new NodeProcess(file, options)
    started.push(child)
    return child
  }
}

/** Ends what is still running and says how many that were. */
function killProcesses () {
  const count = running.size
  for (const child of running) child.kill('SIGKILL')
  return count
}

module.exports = { NodeProcess, useProcesses, killProcesses }
