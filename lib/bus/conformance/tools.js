'use strict'

const { setTimeout: sleep } = require('timers/promises')
const { connect } = require('..')

/**
 * @typedef {object} Subject  what is tested
 * @property {string} name
 * @property {() => string} url           asked when the tests run
 * @property {object|(() => object)} [options]  for connect()
 * @property {{ kill: () => Promise<void>, start: () => Promise<void> }} [faults]  the broker's end, as by a crash, and its return
 * @property {number} [timeout]           ms for one test
 */

let names = 0

/** @returns {string} a channel that no other test uses */
function channelName (what = 'c') {
  return `t${process.pid}x${Date.now().toString(36)}.${what}${++names}`
}

/**
 * Calls `probe` until it returns something truthy.
 *
 * @param {() => unknown} probe
 * @param {string} what
 * @param {number} [timeout]  ms
 */
async function until (probe, what, timeout = 30000) {
  const end = Date.now() + timeout
  for (;;) {
    const value = await probe()
    if (value) return value
    if (Date.now() > end) throw new Error(`waited ${timeout} ms for ${typeof what === 'function' ? what() : what}`)
    await sleep(5)
  }
}

/** Buses of one test, closed after it. */
class Buses {
  #open = []
  #subject

  /** @param {Subject} subject */
  constructor (subject) {
    this.#subject = subject
  }

  async make (more = {}) {
    const { url, options = {} } = this.#subject
    const given = typeof options === 'function' ? options() : options
    const bus = await connect(url(), { ...given, ...more })
    this.#open.push(bus)
    return bus
  }

  async close () {
    await Promise.all(this.#open.splice(0).map((bus) => bus.close()))
  }
}

/** A handler that remembers what it got. */
function recorder (run) {
  const messages = []
  const handler = (message) => {
    messages.push(message)
    return run?.(message)
  }
  handler.messages = messages
  Object.defineProperty(handler, 'data', { get: () => messages.map(({ data }) => data) })
  handler.count = (count) => until(() => messages.length >= count, () => `${count} messages; ${messages.length} came`)
  return handler
}

function range (count, first = 0) {
  return Array.from({ length: count }, (_, i) => first + i)
}

/** Whether these are the numbers from 0 to count - 1, and where not. */
function assertInOrder (numbers, count) {
  const at = numbers.findIndex((number, i) => number !== i)
  if (at === -1 && numbers.length === count) return
  const near = at === -1 ? numbers.slice(-5) : numbers.slice(Math.max(0, at - 3), at + 5)
  throw new Error(`${numbers.length} numbers instead of ${count}; not in order at ${at}: ... ${near} ...`)
}

module.exports = { Buses, assertInOrder, channelName, range, recorder, sleep, until }
