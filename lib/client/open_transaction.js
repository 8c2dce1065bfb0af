'use strict'

const { COMMAND } = require('../support/native')

/**
 * Knows whether a transaction is open on the connection: MULTI was sent by
 * itself, `multi({ pipeline: false })`, and its EXEC not yet. A connection that
 * is lost takes with it what the server had queued, so that the rest of the
 * transaction must not be sent on another: each command would be carried out
 * by itself.
 */
class OpenTransaction {
  #isOpen = false
  #isEnding = false

  /**
   * Its connection was lost, and the app has not ended it yet: what it sends
   * now is part of it.
   */
  isCut = false

  /** @param {import('../commands/command')} command  that was written: MULTI, EXEC, DISCARD or RESET */
  onWrite (command) {
    const { kind } = command.traits
    if (kind === COMMAND.EXEC) command.endsTransaction = this.#isOpen
    this.#isOpen = kind === COMMAND.MULTI
  }

  /** The server has answered MULTI with an error. */
  onRefused () {
    this.#isOpen = false
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
    const wasOpen = willResend ? isOpenBefore(sent) ?? this.#isOpen : this.#isOpen
    this.#isOpen = false
    const lost = new Set()
    if (!wasOpen) return lost
    for (const command of willResend ? [...sent, ...waiting] : waiting) {
      const { kind } = command.traits
      if (kind === COMMAND.MULTI) return lost
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
  }
}

/** Whether a transaction was open before the first of these; undefined: they do not tell. */
function isOpenBefore (sent) {
  for (const { traits: { kind }, endsTransaction } of sent) {
    if (kind === COMMAND.MULTI) return false
    if (kind === COMMAND.EXEC) return endsTransaction === true
  }
  return undefined
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
