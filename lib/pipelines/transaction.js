'use strict'

const { asCallback } = require('../support/as_callback')
const Pipeline = require('./pipeline')
const { pairWithErrors } = require('../commands/reply_transformers')
const { batchTracer } = require('../support/tracing')

/**
 * A pipeline between MULTI and EXEC: `redis.multi()`. Its `exec` gives the
 * replies inside EXEC's reply.
 */
class Transaction extends Pipeline {
  /** @param {import('../client/redis')} redis */
  constructor (redis) {
    super(redis)
    this._replies = undefined
    this.multi()
  }

  /**
   * Sends EXEC after the collected commands, all at once.
   *
   * @param {(error: Error|null, replies?: Array<[Error|null, unknown]>|null) => void} [callback]
   * @returns {Promise<Array<[Error|null, unknown]>|null>} null when a watched
   *   key changed; rejects when the server discarded the transaction, with
   *   what led to it in `error.previousErrors`
   */
  exec (callback) {
    while (this._transactions > 0) super.exec()
    this._replies ??= batchTracer.trace(
      () => super.exec().then(unwrap),
      () => this._context(Math.max(this.length - 2, 0)))
    return asCallback(this._replies, callback)
  }

  /** For those who trace. Which node of a cluster it goes to is not known yet. */
  _context (batchSize) {
    if (this.isCluster) return { batchMode: 'MULTI', batchSize, database: 0, serverAddress: '', serverPort: undefined }
    return this.redis._buildBatchContext(batchSize)
  }

  /**
   * @deprecated exec() does the same
   * @param {Function} [callback]
   */
  execBuffer (callback) {
    return this.exec(callback)
  }
}

function unwrap (results) {
  const last = results[results.length - 1]
  // A command that came after exec().
  const [error, replies] = last
  if (error) {
    error.previousErrors = results.slice(0, -1).flatMap(([earlier]) => earlier ? [earlier] : [])
    throw error
  }
  return pairWithErrors(replies)
}

module.exports = Transaction
