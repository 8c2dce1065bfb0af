'use strict'

const { COMMAND } = require('../support/native')

/**
 * Leaves out commands that are settled before they are sent. A transaction,
 * from MULTI to EXEC, goes whole or not at all.
 *
 * @param {import('./command')[]} commands  in the order of sending
 * @param {(commands: import('./command')[]) => void} abort  rejects those of a
 *   transaction that is left out
 * @returns {import('./command')[]} what is to be sent
 */
function dropSettled (commands, abort) {
  const kept = []
  let transaction = null
  const end = () => {
    if (transaction.some(({ isSettled }) => isSettled)) abort(transaction)
    else for (const command of transaction) kept.push(command)
    transaction = null
  }
  for (const command of commands) {
    const { kind } = command.traits
    if (kind === COMMAND.MULTI && transaction === null) transaction = []
    if (transaction !== null) transaction.push(command)
    else if (!command.isSettled) kept.push(command)
    if (kind === COMMAND.EXEC && transaction !== null) end()
  }
  if (transaction !== null) end()
  return kept
}

module.exports = { dropSettled }
