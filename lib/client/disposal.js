'use strict'

// Node has the two symbols since 20.4.
const DISPOSE = Symbol.dispose ?? Symbol.for('Symbol.dispose')
const ASYNC_DISPOSE = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')

/**
 * Closes a client and waits until it is closed.
 *
 * @param {import('./redis')} redis
 */
async function dispose (redis) {
  if (redis.status === 'end') return
  const ended = new Promise((resolve) => { redis.once('end', resolve) })
  if (redis.status === 'wait' || redis.status === 'reconnecting') redis.disconnect()
  else await redis.quit().catch(() => redis.disconnect())
  await ended
}

/**
 * Lets clients be declared by `using` and `await using`.
 *
 * @param {object} prototype  of clients
 */
function installDisposal (prototype) {
  /** Closes at once: for `using`. */
  prototype[DISPOSE] = function () {
    this.disconnect()
  }

  /** Quits, and waits for the end: for `await using`. */
  prototype[ASYNC_DISPOSE] = function () {
    return dispose(this)
  }
}

module.exports = { installDisposal }
