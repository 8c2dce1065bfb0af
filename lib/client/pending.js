'use strict'

const { sizeOf } = require('../commands/command_size')
const { dropSettled } = require('../commands/transaction_groups')
const { abortError, throwLater, tooLargeError } = require('../support/errors')
const { OpenTransaction, withTransactions } = require('./open_transaction')
const Queue = require('../support/queue')

const PUBLISH = /^s?publish$/i
// No server refuses a command that is smaller.
const LARGE = 1 << 20

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
  /** About how many bytes all those take that are not in flight. */
  bytes = 0
  /** Commands in automatic pipelines that are not sent yet, and their bytes. */
  collected = 0
  collectedBytes = 0
  /** Of the connection of now. */
  transaction = new OpenTransaction()
  #fail

  /** @param {(command: import('../commands/command'), error: Error) => void} fail  rejects one */
  constructor (fail) {
    this.#fail = fail
  }

  /** @param {import('../commands/command')} command  to wait for a connection */
  wait (command) {
    const size = sizeOf(command)
    this.offline.push(command)
    this.bytes += size
  }

  /**
   * Rejects commands.
   *
   * @param {Error} error
   * @param {{offlineQueue?: boolean, commandQueue?: boolean}} [which]  both
   */
  flush (error, { offlineQueue = true, commandQueue = true } = {}) {
    let commands = offlineQueue ? this.offline.takeAll() : []
    if (commandQueue) commands = commands.concat(this.#takeUnanswered(), this.inFlight.takeAll())
    this.#measure(offlineQueue ? [] : this.offline.peekAll())
    for (const command of commands) reject(command, error, this.#fail)
  }

  /**
   * @returns {import('../commands/command')[]} what is to be sent, now in no
   *   queue, without what nobody waits for any more
   */
  takeWaiting () {
    this.bytes = 0
    return dropSettled(this.#takeUnanswered().concat(this.offline.takeAll()), abort)
  }

  #takeUnanswered () {
    const commands = this.unanswered
    this.unanswered = []
    return commands
  }

  /**
   * Sorts out what a closed connection leaves behind: pieces of pipelines and
   * transactions are rejected, the rest waits to be sent again.
   *
   * @param {object} options  of the client
   * @param {boolean} [options.resendPublish]  false: publishes are rejected as well
   * @param {boolean} [options.autoResendUnfulfilledCommands]
   */
  onClose ({ resendPublish, autoResendUnfulfilledCommands }) {
    const all = [this.inFlight.takeAll(), this.offline.takeAll()]
    const lost = this.transaction.onClose(...all, Boolean(autoResendUnfulfilledCommands))
    abort([...lost])
    const [inFlight, offline] = all.map((commands) => commands.filter((command) => !lost.has(command)))
    let sent = abortPartialPipelines(inFlight)
    if (resendPublish === false) sent = abortPublishes(sent)
    for (const command of abortTooLarge(sent)) this.unanswered.push(command)
    const waiting = abortPartialTransaction(offline)
    for (const command of waiting) this.offline.push(command)
    this.#measure([...this.unanswered, ...waiting])
  }

  #measure (commands) {
    this.bytes = commands.reduce((sum, command) => sum + sizeOf(command), 0)
  }

  /** Rejects what would have to be sent twice. */
  abortUnanswered () {
    abort(this.#takeUnanswered())
    this.#measure(this.offline.peekAll())
  }
}

// Whatever a listener throws, the commands behind are rejected, too.
function reject (command, error, fail) {
  try {
    if (fail === undefined) command.fail(error)
    else fail(command, error)
  } catch (thrown) {
    throwLater(thrown)
    command.rejectWith(error)
  }
}

function abort (commands) {
  for (const command of commands) reject(command, abortError(command))
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

/**
 * A server may have got a publish whose reply never came, and would give it to
 * its subscribers twice. What is sent with one in a pipeline or a transaction
 * shares its lot.
 */
function abortPublishes (commands) {
  const isPublish = ({ name }) => PUBLISH.test(name)
  const pipelines = new Set(commands.filter(isPublish).map(({ pipeline }) => pipeline))
  pipelines.delete(null)
  const dropped = withTransactions(commands, (command) => isPublish(command) || pipelines.has(command.pipeline))
  abort([...dropped])
  return commands.filter((command) => !dropped.has(command))
}

/**
 * A server that finds a command too large closes the connection, and would do
 * so for ever: so such a command is sent twice, and no more. Nor is what it is
 * in a transaction with.
 */
function abortTooLarge (commands) {
  const large = commands.filter((command) => sizeOf(command) >= LARGE)
  if (large.length === 0) return commands
  const tooLarge = new Set(large.filter(({ wasCut }) => wasCut))
  for (const command of large) command.wasCut = true
  const dropped = withTransactions(commands, (command) => tooLarge.has(command))
  for (const command of dropped) {
    reject(command, tooLarge.has(command) ? tooLargeError(command, sizeOf(command)) : abortError(command))
  }
  return commands.filter((command) => !dropped.has(command))
}

module.exports = PendingCommands
