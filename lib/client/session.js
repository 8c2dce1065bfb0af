'use strict'

const Condition = require('./condition')
const Connection = require('../connection/connection')
const Control = require('./control')
const { CONNECTION_CLOSED, isError } = require('../support/errors')
const HicastMethods = require('./hicast_methods')
const Lifecycle = require('./lifecycle')
const PendingCommands = require('./pending')
const Sender = require('./sender')

/**
 * What a client is made of, put together. It has them for as long as it lives,
 * over all its connections.
 */
class Session {
  #redis
  #methods = null

  /** Of HIMPORT: null without the option `himportFieldsets`. */
  fieldsets = null
  /** Commands without a reply. */
  pending = new PendingCommands((command, error) => this.failCommand(command, error))

  /** @param {import('./redis')} redis  with its options set */
  constructor (redis) {
    this.#redis = redis
    this.options = redis.options
    /** Connects, and connects again. */
    this.lifecycle = new Lifecycle(redis, this.pending)
    /** Speaks with the addon. */
    this.connection = new Connection(redis, this.lifecycle, this.pending.inFlight)
    this.lifecycle.attach(this.connection)
    /** Stops reading, and says how all is. */
    this.control = new Control(this.connection, this.lifecycle, this.pending)
    this.condition = new Condition(redis.options, this)
    /** Decides what becomes of each command. */
    this.sender = new Sender(redis, this.connection, this.lifecycle, this.pending)
    if (redis.options.himportFieldsets) this.#manageFieldsets(redis)
    redis._delivery.onChange = () => this.connection.updateDelivery()
  }

  /**
   * Rejects a command. A cluster puts in its place what may send it to another
   * node.
   *
   * @param {import('../commands/command')} command
   * @param {Error} error
   */
  failCommand (command, error) {
    command.fail(error)
  }

  /** @returns {Error|null} why no more commands can be taken: too much waits to be sent */
  refusalForSize () {
    return this.sender.refusalForSize()
  }

  /** @returns {string} one connection has one automatic pipeline at a time */
  autoPipelineKey () {
    return 'main'
  }

  #manageFieldsets (redis) {
    const { Fieldsets, copyFieldsets } = require('./fieldsets')
    const fieldsets = copyFieldsets(redis.options.himportFieldsets)
    redis.options.himportFieldsets = fieldsets
    if (fieldsets.length > 0) this.fieldsets = new Fieldsets(redis, fieldsets)
  }

  /** What hicast has and ioredis has not: made when first wanted. */
  get methods () {
    this.#methods ??= new HicastMethods(this.#redis, this.control)
    return this.#methods
  }

  /**
   * @param {unknown} error
   * @returns {boolean} whether the app has asked for what led to it
   */
  isExpected (error) {
    if (this.#redis.status === 'end') return true
    return this.lifecycle.isManuallyClosing && isError(error) &&
      (error.message === CONNECTION_CLOSED || error.syscall === 'connect' || error.syscall === 'read' ||
        error.code === 'HC_EBEHIND') // the server closed because of QUIT
  }
}

module.exports = Session
