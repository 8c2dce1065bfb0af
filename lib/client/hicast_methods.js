'use strict'

const { hide } = require('../support/hide')

/**
 * What a client can do beyond ioredis: `redis.hicast`. Apart from the client,
 * since every name on it is one that an app's Lua script may be called.
 */
class HicastMethods {
  /**
   * @param {import('./redis')} redis
   * @param {import('./control')} control
   */
  constructor (redis, control) {
    hide(this, '_redis', redis)
    hide(this, '_control', control)
  }

  /**
   * Stops reading from the socket: what the server sends waits in the system's
   * buffers, then in the server, which cuts clients that let it wait too long.
   * What was read before still comes. Stays so over reconnects.
   */
  pause () {
    this._control.pause()
    return this
  }

  /** Reads on. */
  resume () {
    this._control.resume()
    return this
  }

  /** Lets the connection keep the process alive, as it does at first. */
  ref () {
    this._control.ref()
    return this
  }

  /** Lets the process end although the client is connected, or trying to be. */
  unref () {
    this._control.unref()
    return this
  }

  /**
   * How the connection is, at no cost but that of the call.
   *
   * @returns {object} see the type Health
   */
  health () {
    return this._control.health(this._redis)
  }

  /**
   * Subscribes, and gives the messages one after the other:
   * `for await (const [channel, message] of redis.hicast.messages('a', 'b')) ...`
   *
   * @param {...(string|Buffer|import('../pubsub/message_iterator').IteratorOptions)} args
   *   channels, then options
   * @returns {import('../pubsub/message_iterator')}
   * @throws {TypeError|RangeError} for arguments that cannot be used
   */
  messages (...args) {
    const MessageIterator = require('../pubsub/message_iterator')
    return new MessageIterator(this._redis, this._control, args)
  }
}

module.exports = HicastMethods
