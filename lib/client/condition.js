'use strict'

/**
 * What holds for the connection of now: `redis.condition`. Some libraries
 * look at it.
 */
class Condition {
  #connection
  #lifecycle
  #options

  /**
   * @param {object} options  of the client
   * @param {import('../connection/connection')} connection
   * @param {import('./lifecycle')} lifecycle
   */
  constructor (options, connection, lifecycle) {
    this.#options = options
    this.#connection = connection
    this.#lifecycle = lifecycle
    /** The database that commands issued now are meant for. */
    this.select = Number.isInteger(options.db) ? options.db : 0
  }

  /** Password, or user and password. */
  get auth () {
    const { username, password } = this.#options
    return username ? [username, password] : password
  }

  /** Protocol in effect, which is 2 where the server knows no other. */
  get protocol () {
    return this.#connection.protocol
  }

  /** Shape of replies in effect. */
  get replyMapping () {
    return this.protocol === 3 && this.#options.replyMapping === 'resp3' ? 'resp3' : 'legacy'
  }

  /** Whether the connection is made, and not ready yet. */
  get handshake () {
    return this.#lifecycle.isInHandshake
  }

  /** What is subscribed; false when nothing is. */
  get subscriber () {
    if (this.#connection.subscriptionCount === 0) return false
    const connection = this.#connection
    const kinds = { subscribe: 0, psubscribe: 1, ssubscribe: 2 }
    return {
      channels: (command) => connection.subscriptions(kinds[command.replace('un', '')]).map(String),
      isEmpty: () => connection.subscriptionCount === 0
    }
  }

  /** Whether only commands about subscriptions are allowed: RESP2's rule. */
  get isRestricted () {
    return this.#connection.subscriptionCount > 0 && this.#connection.protocol !== 3
  }
}

module.exports = Condition
