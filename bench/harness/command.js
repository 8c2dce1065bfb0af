'use strict'

const { Meter } = require('./meter')
const { Side } = require('./side')

/**
 * Makes a question of what an operation costs that a client starts itself.
 *
 * @param {object} question  its name, title, clients and bars
 * @param {object} what
 * @param {number} what.inFlight
 * @param {number} what.count    operations measured
 * @param {number} what.warmUp   operations before
 * @param {number} [what.each]   commands in an operation, which the figures are of; 1
 * @param {number} [what.maxMs]  ends a slow client's measurement, and its warm-up, earlier
 * @param {(adapter: object, client: object) => Promise<(i: number) => Promise<unknown>>} prepare
 *   gives the operation
 */
function commandQuestion (question, what, prepare) {
  return {
    ...question,
    params: what,

    async run ({ server, client, factor }) {
      const { count, maxMs = 200 } = what
      const side = Side.start(question.name, client,
        { port: server.port, ...what, count: count * factor, maxMs: maxMs * factor })
      try {
        return await side.next()
      } finally {
        await side.stop()
      }
    },

    async side (adapter, params, { tell }) {
      const client = await adapter.connect(params.port)
      const operation = await prepare(adapter, client)
      await keepInFlight(operation, { ...params, count: params.warmUp })
      const meter = new Meter()
      const done = await keepInFlight(operation, params)
      tell(meter.read(done * (params.each ?? 1)))
    }
  }
}

/**
 * Runs an operation until it was done `count` times or `maxMs` have passed,
 * with `inFlight` of them waiting at any time.
 *
 * @returns {Promise<number>} how many were done
 */
async function keepInFlight (operation, { inFlight, count, maxMs, each = 1 }) {
  const mask = each > 1 ? 0 : 1023
  const end = performance.now() + maxMs
  let begun = 0

  async function worker () {
    while (begun < count) {
      const i = begun++
      if ((i & mask) === 0 && performance.now() > end) count = begun
      await operation(i)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return begun
}

module.exports = { commandQuestion }
