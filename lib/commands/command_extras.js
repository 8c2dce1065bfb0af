'use strict'

const CommandTimers = require('./command_timers')
const { cleanStack } = require('../support/stack')

/** What only some commands have. */
class CommandExtras {
  #timers = null

  /** Set from outside: see Command#resolve. */
  onResolve = null
  onReject = null
  /** One of them was called. */
  isTold = false
  /** Where the caller stood. */
  errorStack = undefined

  /** @param {import('./command')} command */
  timersOf (command) {
    this.#timers ??= new CommandTimers(command)
    return this.#timers
  }

  clearTimers () {
    if (this.#timers !== null) this.#timers.clear()
  }

  /** @param {Error} error  that the command is rejected with */
  onRejected (error) {
    this.clearTimers()
    if (this.errorStack !== undefined) cleanStack(error, this.errorStack)
  }
}

module.exports = CommandExtras
