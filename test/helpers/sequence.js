'use strict'

const { sleep } = require('./wait')

const EVERY = 5 // ms from one publish to the next

/**
 * Traffic with sequence numbers, from one client to another: what was heard,
 * what was lost, and whether each promise settled.
 */
class Sequence {
  #pub
  #channel
  #timer = null
  #waiting = 0
  #heard = new Set()
  #lastAt = null
  sent = 0
  /** Messages that came a second time. */
  duplicates = 0
  /** Messages that came after a later one, for the first time. */
  disordered = 0
  /** Longest time between two messages, in ms. */
  gap = 0
  /** Promises that settled, and that were rejected. */
  settled = 0
  rejected = 0
  #highest = 0

  /**
   * @param {object} pub
   * @param {object} sub  is subscribed to the channel
   * @param {string} channel
   */
  constructor (pub, sub, channel) {
    this.#pub = pub
    this.#channel = channel
    sub.on('message', (name, text) => { if (name === channel) this.#hear(Number(text)) })
  }

  #hear (number) {
    const at = performance.now()
    if (this.#lastAt !== null) this.gap = Math.max(this.gap, at - this.#lastAt)
    this.#lastAt = at
    if (this.#heard.has(number)) this.duplicates++
    else if (number < this.#highest) this.disordered++
    this.#heard.add(number)
    this.#highest = Math.max(this.#highest, number)
  }

  start () {
    this.#timer = setInterval(() => {
      this.sent++
      this.#waiting++
      const done = () => { this.#waiting--; this.settled++ }
      this.#pub.publish(this.#channel, String(this.sent)).then(done, () => { this.rejected++; done() })
    }, EVERY)
  }

  /** Whether messages flow: one that is sent from now on comes. */
  async flows (timeout) {
    const from = this.sent
    const end = performance.now() + timeout
    while (this.#highest <= from && performance.now() < end) await sleep(20)
    return this.#highest > from
  }

  /** Ends, and waits for what is under way. */
  async stop (timeout = 10000) {
    clearInterval(this.#timer)
    const end = performance.now() + timeout
    while ((this.#waiting > 0 || !this.#heard.has(this.sent)) && performance.now() < end) await sleep(20)
  }

  /** The numbers that were never heard. */
  get lost () {
    const lost = []
    for (let number = 1; number <= this.sent; number++) if (!this.#heard.has(number)) lost.push(number)
    return lost
  }

  get unsettled () {
    return this.#waiting
  }

  /** For a table. */
  get figures () {
    const { sent, duplicates, disordered, rejected, unsettled } = this
    return { sent, lost: this.lost.length, duplicates, disordered, rejected, unsettled, longestGapMs: Math.round(this.gap) }
  }
}

module.exports = Sequence
