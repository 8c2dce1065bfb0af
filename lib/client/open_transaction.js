'use strict'

const { COMMAND } = require('../support/native')
const { Watch, isExec } = require('./watch')

/**
 * Knows whether a transaction is open on the connection: MULTI was sent by
 * itself, `multi({ pipeline: false })`, and its EXEC not yet. A connection that
 * is lost takes with it what the server had queued, so that the rest of the
 * transaction must not be sent on another: each command would be carried out
 * by itself.
 */
class OpenTransaction {
  // Each MULTI that was sent since the last EXEC, and not refused.
  #begun = new Set()
  #isEnding = false
  #watch = new Watch()

  /**
   * Its connection was lost, and the app has not ended it yet: what it sends
   * now is part of it.
   */
  isCut = false

  /** Whether a transaction is open. */
  get #isOpen () {
    return this.#begun.size > 0
  }

  /** @param {import('../commands/command')} command  that was written: MULTI, EXEC, DISCARD, RESET, WATCH or UNWATCH */
  onWrite (command) {
    const { kind } = command.traits
    const wasOpen = this.#isOpen
    this.#watch.onWrite(command, wasOpen)
    if (kind === COMMAND.PLAIN) return
    command.wasInTransaction = wasOpen
    if (kind === COMMAND.MULTI) this.#begun.add(command)
    else this.#begun.clear()
  }

  /**
   * The server has answered MULTI with an error. It does so within a
   * transaction, too, which stays open.
   *
   * @param {import('../commands/command')} command
   */
  onRefused (command) {
    this.#begun.delete(command)
  }

  /**
   * @param {import('../commands/command')} command  that is about to be written
   * @returns {boolean} whether it is an EXEC that has to give null, as if a
   *   watched key had changed: the WATCH was lost with its connection
   */
  mustDiscard (command) {
    return this.#watch.isLost && this.#isOpen && isExec(command)
  }

  /**
   * The connection is closed.
   *
   * @param {import('../commands/command')[]} sent  and not answered, oldest first
   * @param {import('../commands/command')[]} waiting  for a connection, after those
   * @param {boolean} willResend  whether what was sent will be sent again
   * @returns {Set<import('../commands/command')>} those that the lost connection
   *   would have had to end
   */
  onClose (sent, waiting, willResend) {
    const isOpen = this.#isOpen
    const wasOpen = willResend ? isOpenBefore(sent) ?? isOpen : isOpen
    this.#begun.clear()
    const lost = new Set(this.#watch.onClose(sent, wasOpen, willResend))
    if (!wasOpen) return lost
    // Whoever ends it is told.
    if (isOpen) this.#watch.forget()
    for (const command of willResend ? [...sent, ...waiting] : waiting) {
      const { kind } = command.traits
      if (kind === COMMAND.MULTI && !command.wasInTransaction) return lost
      lost.add(command)
      if (kind === COMMAND.EXEC) return lost
    }
    this.isCut = true
    return lost
  }

  /**
   * @param {import('../commands/command')} command  that is about to be sent
   * @returns {boolean} whether it is the rest of a transaction that was cut
   */
  takes (command) {
    const { kind } = command.traits
    if (!this.isCut) return false
    if (kind === COMMAND.MULTI || kind === COMMAND.RESET || command.traits.willDisconnect) {
      this.isCut = false
      return false
    }
    if (kind === COMMAND.EXEC) this.isCut = false
    else this.#endSoon()
    return true
  }

  // Whoever was told of the loss may never end the transaction: what comes in
  // another turn of the loop is not part of it.
  #endSoon () {
    if (this.#isEnding) return
    this.#isEnding = true
    setImmediate(() => {
      this.#isEnding = false
      this.isCut = false
    })
  }

  /** There will be no other connection, unless the app makes one. */
  forget () {
    this.isCut = false
    this.#watch.forget()
  }
}

/** Whether a transaction was open before the first of these; undefined: they do not tell. */
function isOpenBefore (sent) {
  const isTelling = ({ traits: { kind } }) => kind === COMMAND.MULTI || kind === COMMAND.EXEC
  return sent.find(isTelling)?.wasInTransaction
}

/**
 * @param {import('../commands/command')[]} commands  in the order of sending
 * @param {(command: import('../commands/command')) => boolean} isMeant
 * @returns {Set<import('../commands/command')>} those that are meant, and all
 *   of the transactions in which one is
 */
function withTransactions (commands, isMeant) {
  const meant = new Set(commands.filter(isMeant))
  let transaction = null
  const end = () => {
    if (transaction?.some((command) => meant.has(command))) for (const command of transaction) meant.add(command)
    transaction = null
  }
  for (const command of commands) {
    const { kind } = command.traits
    if (kind === COMMAND.MULTI && transaction === null) transaction = []
    transaction?.push(command)
    if (kind === COMMAND.EXEC) end()
  }
  end()
  return meant
}

module.exports = { OpenTransaction, withTransactions }
