'use strict'

const { queueError } = require('../support/errors')

const MAX_BYTES = 64 * 1024 * 1024

/**
 * What waits for the cluster, and not for the connection of a node: until the
 * cluster is ready, until it is time to try again, or for an automatic pipeline
 * to be sent. All that together is bounded.
 */
class Waiting {
  #limit

  /** Commands that wait, and about how many bytes they take. */
  commands = 0
  bytes = 0
  /** Of these, those in automatic pipelines that are not sent yet. */
  collected = 0
  collectedBytes = 0

  /** @param {number} [limit]  in bytes; more is refused */
  constructor (limit = MAX_BYTES) {
    this.#limit = limit
  }

  get length () {
    return this.commands + this.collected
  }

  get size () {
    return this.bytes + this.collectedBytes
  }

  /** @returns {Error|null} why no more can be taken */
  refusal () {
    return this.size >= this.#limit ? queueError(this.size, this.#limit) : null
  }

  /**
   * @param {number} bytes
   * @param {number} [commands]
   * @returns {() => void} to be called once, when they wait no longer
   */
  hold (bytes, commands = 1) {
    this.bytes += bytes
    this.commands += commands
    return () => {
      this.bytes -= bytes
      this.commands -= commands
    }
  }
}

module.exports = Waiting
