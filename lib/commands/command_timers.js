'use strict'

/**
 * The two timers that a command may have. They are plain `setTimeout` timers,
 * looked up when used, so that fake timers work.
 */
class CommandTimers {
  #command
  #timeout
  #blocking
  #deadline

  /** @param {import('./command')} command */
  constructor (command) {
    this.#command = command
  }

  /** @param {number} ms  until the command is rejected; only the first counts */
  startTimeout (ms) {
    this.#timeout ??= setTimeout(() => {
      this.#command.fail(new Error('Command timed out'))
    }, ms)
  }

  /**
   * A command keeps the deadline it got first: being moved from the offline
   * queue to the server does not make it wait longer.
   *
   * @param {number} ms  until the command is fulfilled with null
   */
  startBlocking (ms) {
    if (this.#command.isSettled) return
    clearTimeout(this.#blocking)
    this.#deadline ??= Date.now() + ms
    const left = this.#deadline - Date.now()
    if (left <= 0) {
      this.#command.succeed(null)
    } else {
      this.#blocking = setTimeout(() => this.#command.succeed(null), left)
    }
  }

  clear () {
    clearTimeout(this.#timeout)
    clearTimeout(this.#blocking)
  }
}

module.exports = CommandTimers
