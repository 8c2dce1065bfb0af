'use strict'

/** No node could tell who serves which slots; `lastNodeError` says why the last one could not. */
class ClusterAllFailedError extends Error {
  static defaultMessage = 'Failed to refresh slots cache.'

  /**
   * @param {string} message
   * @param {Error|null} lastNodeError
   */
  constructor (message, lastNodeError) {
    super(message)
    this.lastNodeError = lastNodeError
  }

  get name () {
    return 'ClusterAllFailedError'
  }
}

module.exports = { ClusterAllFailedError }
