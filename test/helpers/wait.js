'use strict'

/**
 * Waiting with a deadline: every wait ends with what it waited for, or with
 * an error that says what did not come.
 */

const { setTimeout: sleep } = require('node:timers/promises')
const { inspect } = require('node:util')

const DEFAULT_TIMEOUT = 10000

/**
 * Rejects when the promise takes longer than `timeout` milliseconds.
 * @template T
 * @param {Promise<T>} promise
 * @param {string} what  named in the message
 * @param {number} [timeout]
 * @returns {Promise<T>}
 */
async function within (promise, what, timeout = DEFAULT_TIMEOUT) {
  let timer
  const deadline = new Promise((resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`waited ${timeout} ms for ${what}`))
    }, timeout)
  })
  try {
    return await Promise.race([promise, deadline])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The arguments of the next `event`. Unlike `events.once`, an `error` event
 * does not end the wait.
 * @param {import('node:events').EventEmitter} emitter
 * @param {string} event
 * @param {number} [timeout]
 * @returns {Promise<unknown[]>}
 */
async function event (emitter, event, timeout = DEFAULT_TIMEOUT) {
  const [args] = await events(emitter, event, 1, timeout)
  return args
}

/**
 * The arguments of the next `count` times that `event` is emitted.
 * @param {import('node:events').EventEmitter} emitter
 * @param {string} event
 * @param {number} count
 * @param {number} [timeout]
 * @returns {Promise<unknown[][]>}
 */
async function events (emitter, event, count, timeout = DEFAULT_TIMEOUT) {
  const seen = []
  let listener
  const all = new Promise((resolve) => {
    listener = (...args) => {
      seen.push(args)
      if (seen.length === count) resolve(seen)
    }
    emitter.on(event, listener)
  })
  try {
    return await within(all, `${count} × "${event}"`, timeout)
  } catch (error) {
    error.message += `; ${seen.length} came`
    throw error
  } finally {
    emitter.removeListener(event, listener)
  }
}

/**
 * Calls `probe` until it returns something truthy, and returns that. An error
 * that it throws counts as "not yet", and is named when the time is up.
 * @template T
 * @param {() => T | Promise<T>} probe
 * @param {string} what
 * @param {{ timeout?: number, interval?: number }} [options]
 * @returns {Promise<T>}
 */
async function eventually (probe, what, options = {}) {
  const { timeout = DEFAULT_TIMEOUT, interval = 5 } = options
  const end = Date.now() + timeout
  let last
  for (;;) {
    try {
      last = await probe()
      if (last) return last
    } catch (error) {
      last = error
    }
    if (Date.now() > end) {
      const state = last instanceof Error ? last.message : inspect(last)
      throw new Error(`waited ${timeout} ms for ${what}; last: ${state}`)
    }
    await sleep(interval)
  }
}

module.exports = { within, event, events, eventually, sleep }
