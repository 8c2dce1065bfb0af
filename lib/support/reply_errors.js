'use strict'

// Loaded when first wanted: the package brings Node's `assert` along, which
// takes longer to load than much of this library.
const { AbortError, ReplyError } = require('redis-errors')

/**
 * Given to every command that still waits when the number of failed attempts
 * to connect reaches `maxRetriesPerRequest`.
 */
class MaxRetriesPerRequestError extends AbortError {
  /** @param {number} limit  the value of the option */
  constructor (limit) {
    super(`Reached the max retries per request limit (which is ${limit}). Refer to "maxRetriesPerRequest" option for details.`)
    Error.captureStackTrace(this, this.constructor)
  }

  get name () {
    return 'MaxRetriesPerRequestError'
  }
}

module.exports = { AbortError, MaxRetriesPerRequestError, ReplyError }
