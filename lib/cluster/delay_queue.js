'use strict'

/**
 * Holds back what has to wait before it is tried again. What comes while
 * others of its kind wait goes on together with them.
 */
class DelayQueue {
  #waiting = new Map()
  #setTimer

  /** @param {(callback: () => void, ms: number) => void} setTimer */
  constructor (setTimer) {
    this.#setTimer = setTimer
  }

  /**
   * @param {string} kind
   * @param {() => void} retry
   * @param {number} ms
   * @param {(done: () => void) => void} [before]  called when the wait is over,
   *   and to call `done` when they may go on
   */
  push (kind, retry, ms, before) {
    const others = this.#waiting.get(kind)
    if (others !== undefined) {
      others.push(retry)
      return
    }
    this.#waiting.set(kind, [retry])
    const go = () => this.#go(kind)
    this.#setTimer(() => {
      if (before === undefined) go()
      else before(go)
    }, ms)
  }

  #go (kind) {
    const retries = this.#waiting.get(kind) ?? []
    this.#waiting.delete(kind)
    for (const retry of retries) retry()
  }
}

module.exports = DelayQueue
