'use strict'

const { abortError } = require('./errors')
const Queue = require('./queue')

/**
 * The commands that a client has yet to see answered: those in flight, those
 * whose connection closed and which will be sent again, and those that wait
 * for a connection. In this order they are sent.
 */
class PendingCommands {
  /** Sent on the connection of now, oldest first. */
  inFlight = new Queue()
  /** Sent on an earlier connection; to be sent again. */
  unanswered = []
  /** Not sent yet. */
  offline = new Queue()

  /**
   * Rejects commands.
   *
   * @param {Error} error
   * @param {{offlineQueue?: boolean, commandQueue?: boolean}} [which]  both
   */
  flush (error, { offlineQueue = true, commandQueue = true } = {}) {
    const commands = []
    if (offlineQueue) commands.push(...this.offline.takeAll())
    if (commandQueue) commands.push(...this.#takeUnanswered(), ...this.inFlight.takeAll())
    for (const command of commands) command.fail(error)
  }

  /** @returns {import('./command')[]} what is to be sent, now in no queue */
  takeWaiting () {
    return this.#takeUnanswered().concat(this.offline.takeAll())
  }

  #takeUnanswered () {
    const commands = this.unanswered
    this.unanswered = []
    return commands
  }

  /**
   * Sorts out what a closed connection leaves behind: pieces of pipelines and
   * transactions are rejected, the rest waits to be sent again.
   */
  onClose () {
    this.unanswered.push(...abortPartialPipelines(this.inFlight.takeAll()))
    const waiting = abortPartialTransaction(this.offline.takeAll())
    for (const command of waiting) this.offline.push(command)
  }

  /** Rejects what would have to be sent twice. */
  abortUnanswered () {
    abort(this.#takeUnanswered())
  }
}

function abort (commands) {
  for (const command of commands) command.fail(abortError(command))
}

/**
 * A pipeline may be sent again only if none of it was answered. In a queue of
 * positions 2 3 4 0 1 2 the first three are the rest of a pipeline.
 */
function abortPartialPipelines (commands) {
  const intact = []
  const partial = []
  let expected = 0
  for (const command of commands) {
    const index = command.pipelineIndex
    if (index === undefined || index === 0) expected = 0
    const isPartial = index !== undefined && index !== expected
    if (index !== undefined) expected += 1
    ;(isPartial ? partial : intact).push(command)
  }
  abort(partial)
  return intact
}

/**
 * What waits may begin with the end of a transaction whose MULTI was answered:
 * that is, commands of a transaction before any MULTI, up to their EXEC.
 */
function abortPartialTransaction (commands) {
  const intact = []
  const partial = []
  let isOver = false
  for (const command of commands) {
    if (command.name === 'multi') isOver = true
    const isPartial = !isOver && (command.name === 'exec' || command.inTransaction)
    if (command.name === 'exec') isOver = true
    ;(isPartial ? partial : intact).push(command)
  }
  abort(partial)
  return intact
}

module.exports = PendingCommands
