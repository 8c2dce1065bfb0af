'use strict'

/**
 * Measures the CPU time (user and system, all threads) and the elapsed time
 * of this process over a window.
 */
class Meter {
  #cpu
  #at

  constructor () {
    this.start()
  }

  start () {
    this.#at = process.hrtime.bigint()
    this.#cpu = process.cpuUsage()
  }

  /** Takes the elapsed time from now on, the CPU time from start() on. */
  startClock () {
    this.#at = process.hrtime.bigint()
  }

  /**
   * @param {number} count  operations in the window
   * @returns {{ cpu: number, user: number, system: number, wall: number }}
   *   microseconds for each operation
   */
  read (count) {
    const { user, system } = process.cpuUsage(this.#cpu)
    const wall = Number(process.hrtime.bigint() - this.#at) / 1000
    return {
      cpu: (user + system) / count,
      user: user / count,
      system: system / count,
      wall: wall / count
    }
  }
}

module.exports = { Meter }
