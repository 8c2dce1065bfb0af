'use strict'

const assert = require('node:assert/strict')
const { peers } = require('./client')

/**
 * Each story is lived by a client of each kind on the same server, and must
 * be told by the same events, in the same order, with the same status.
 */

const names = ['connecting', 'connect', 'ready', 'close', 'reconnecting', 'end',
  'error', 'wait', 'select', 'monitoring', 'subscribe', '+node']

/** Writes down what a client emits, and its status at that moment. */
function listen (client) {
  const log = [`at first ${client.status}`]
  log.settled = []
  for (const name of names) {
    client.on(name, (arg) => {
      let entry = `${name} (${client.status})`
      if (arg instanceof Error) entry += ` ${arg.code ?? ''} ${arg.syscall ?? ''} ${arg.message}`
      else if (arg !== undefined) entry += ` ${arg}`
      log.push(entry)
    })
  }
  return log
}

/**
 * Writes down how promises settle, in their order. (Their place among the
 * events hangs on who runs first, a microtask or a tick, and says nothing.)
 */
function follow (log, title, promise) {
  return promise.then(
    (value) => log.settled.push(`${title} resolved ${value}`),
    (error) => log.settled.push(`${title} rejected ${error.name} ${error.message}`))
}

/**
 * Lives a story with both clients, and compares.
 * @param {(Client: Function) => Promise<string[]>} story  returns its log
 */
async function compare (story) {
  const { client, ioredis } = peers()
  const theirs = await story(ioredis)
  assert.ok(theirs.length > 1, 'the story is too short to say anything')
  const ours = await story(client)
  assert.deepEqual(ours, theirs)
  assert.deepEqual(ours.settled, theirs.settled)
}

/** Options of a client that connects again soon. */
// The wait is longer than these connections are ready: after one that held longer hicast does not wait.
const at = (port, options) => ({ port, host: '127.0.0.1', retryStrategy: () => 200, ...options })

module.exports = { listen, follow, compare, at }
