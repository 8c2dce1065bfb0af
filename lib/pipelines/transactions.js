'use strict'

const { asCallback } = require('../support/as_callback')
const { pairWithErrors } = require('../commands/reply_transformers')

// Pipelines have methods for all commands, too, and so are loaded with the
// first one that is made.

/**
 * Gives a client's prototype `pipeline`, `multi` and `exec`.
 *
 * @param {object} prototype
 * @param {object} commands  the commands of these names
 */
function installTransactions (prototype, { multi, exec }) {
  /**
   * @param {unknown[][]} [commands]  to begin with: see Pipeline#addBatch
   * @returns {import('./pipeline')}
   */
  prototype.pipeline = function (commands) {
    const Pipeline = require('./pipeline')
    return begin(new Pipeline(this), commands)
  }

  /**
   * @param {unknown[][]} [commands]
   * @param {{pipeline?: boolean}} [options]  pipeline: false sends MULTI now
   * @returns {import('./transaction')|Promise<'OK'>}
   */
  prototype.multi = function (commands, options) {
    if (options === undefined && !Array.isArray(commands)) options = commands
    if (options?.pipeline === false) return multi.call(this)
    const Transaction = require('./transaction')
    return begin(new Transaction(this), commands)
  }

  /**
   * EXEC, after `multi({ pipeline: false })`.
   *
   * @param {Function} [callback]
   * @returns {Promise<Array<[Error|null, unknown]>|null>}
   */
  prototype.exec = function (callback) {
    return asCallback(exec.call(this).then(pairReplies), callback)
  }
}

function begin (pipeline, commands) {
  return Array.isArray(commands) ? pipeline.addBatch(commands) : pipeline
}

function pairReplies (replies) {
  return Array.isArray(replies) ? pairWithErrors(replies) : replies
}

module.exports = { installTransactions }
