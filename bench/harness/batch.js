'use strict'

const { commandQuestion } = require('./command')

/** Commands of a pipeline or transaction. */
const SIZE = 500

/**
 * Makes a question of what a command costs in a pipeline or transaction.
 *
 * @param {{ name: string, title: string }} question
 * @param {'pipeline'|'multi'} kind
 * @param {(batch: object, i: number) => unknown} add  puts the command in
 */
function batchQuestion (question, kind, add) {
  return commandQuestion({
    ...question,
    unit: 'µs/command',
    clients: ['hicast', 'ioredis', 'iovalkey']
  }, { inFlight: 1, count: 400, warmUp: 200, each: SIZE, maxMs: 1000 }, async (adapter, client) => {
    client.defineCommand('addJob', { numberOfKeys: 8, lua: 'return "1"' })
    return async () => {
      const batch = client[kind]()
      for (let i = 0; i < SIZE; i++) add(batch, i)
      await batch.exec()
    }
  })
}

module.exports = { batchQuestion, SIZE }
