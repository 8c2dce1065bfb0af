'use strict'

const { hide } = require('../support/hide')

/**
 * What holds for the connection of now: `redis.condition`. Some libraries
 * look at it.
 */
class Condition {
  /**
   * @param {object} options  of the client
   * @param {import('./session')} session
   */
  constructor (options, session) {
    hide(this, '_session', session)
    /** The database that commands issued now are meant for. */
    this.select = options.db || 0
  }

  /** Password, or user and password. */
  get auth () {
    const { username, password } = this._session.options
    return username ? [username, password] : password
  }

  /** Protocol in effect, which is 2 where the server knows no other. */
  get protocol () {
    return this._session.connection.protocol
  }

  /** Shape of replies in effect. */
  get replyMapping () {
    return this.protocol === 3 && this._session.options.replyMapping === 'resp3' ? 'resp3' : 'legacy'
  }

  /** Whether the connection is made, and not ready yet. */
  get handshake () {
    return this._session.lifecycle.isInHandshake
  }

  /** What is subscribed; false when nothing is. */
  get subscriber () {
    const { connection } = this._session
    if (connection.subscriptionCount === 0) return false
    const kinds = { subscribe: 0, psubscribe: 1, ssubscribe: 2 }
    return {
      channels: (command) => connection.subscriptions(kinds[command.replace('un', '')]).map(String),
      isEmpty: () => connection.subscriptionCount === 0
    }
  }

  /** Whether only commands about subscriptions are allowed: RESP2's rule. */
  get isRestricted () {
    const { connection } = this._session
    return connection.subscriptionCount > 0 && connection.protocol !== 3
  }
}

module.exports = Condition
