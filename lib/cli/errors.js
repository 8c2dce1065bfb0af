'use strict'

/** The command could not do what it is for: exit code 1. */
class Failure extends Error {
  /**
   * @param {string} message
   * @param {string} [hint]  what to do about it
   */
  constructor (message, hint) {
    super(message)
    this.hint = hint
  }
}

/** Called in a wrong way: exit code 2. */
class UsageError extends Error {
  /**
   * @param {string} message
   * @param {string} [command]  whose help tells more
   */
  constructor (message, command) {
    super(message)
    this.hint = `"hicast ${command ? `${command} ` : ''}--help" tells how it is used`
  }
}

module.exports = { Failure, UsageError }
