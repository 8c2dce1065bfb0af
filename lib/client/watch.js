'use strict'

const { COMMAND } = require('../support/native')

/**
 * Knows whether keys are watched. A connection that is lost takes its WATCH with
 * it: the server would carry out the next transaction on another one, whatever
 * had become of the keys meanwhile.
 */
class Watch {
  #isOn = false

  /** A connection was lost while keys were watched: the next EXEC has to give null. */
  isLost = false

  /**
   * @param {import('../commands/command')} command  that was written: WATCH,
   *   UNWATCH, MULTI, EXEC, DISCARD or RESET
   * @param {boolean} wasOpen  whether it was in a transaction
   */
  onWrite (command, wasOpen) {
    command.wasWatching = this.#isOn
    if (command.isWatchLost) this.isLost = true
    if (isWatch(command)) this.#isOn ||= !wasOpen
    else if (isEnd(command, wasOpen)) this.forget()
  }

  /** Nothing is watched any more, or the app knows that it is not. */
  forget () {
    this.#isOn = false
    this.isLost = false
  }

  /**
   * The connection is closed.
   *
   * @param {import('../commands/command')[]} sent  and not answered, oldest first
   * @param {boolean} wasOpen  whether a transaction was open before those
   * @param {boolean} willResend  whether what was sent will be sent again
   * @returns {import('../commands/command')[]} a transaction that was sent after
   *   a WATCH which is lost: nobody knows whether it was carried out, and
   *   without the WATCH it must not be
   */
  onClose (sent, wasOpen, willResend) {
    const before = willResend ? sent.find(({ wasWatching }) => wasWatching !== undefined) : undefined
    this.isLost ||= before?.wasWatching ?? this.#isOn
    this.#isOn = false
    return willResend && this.isLost ? this.#lose(sent, wasOpen) : []
  }

  #lose (sent, wasOpen) {
    let transaction = wasOpen ? [] : null
    for (const command of sent) {
      const { kind } = command.traits
      if (kind === COMMAND.MULTI) transaction ??= []
      transaction?.push(command)
      if (!isEnd(command, transaction !== null)) continue
      this.isLost = false
      return isExec(command) && transaction !== null ? transaction : []
    }
    return []
  }
}

function isNamed (command, name) {
  return command.name.toLowerCase() === name
}

function isWatch (command) {
  return command.traits.isWatch && isNamed(command, 'watch')
}

/** @returns {boolean} whether it is EXEC, and not DISCARD */
function isExec (command) {
  return command.traits.kind === COMMAND.EXEC && isNamed(command, 'exec')
}

// EXEC and DISCARD end it in a transaction, UNWATCH outside of one.
function isEnd (command, wasOpen) {
  const { kind } = command.traits
  if (kind === COMMAND.RESET) return true
  return wasOpen ? kind === COMMAND.EXEC : command.traits.isWatch && !isWatch(command)
}

module.exports = { Watch, isExec }
