'use strict'

const Command = require('../commands/command')
const { closedError } = require('../support/errors')
const { hide } = require('../support/hide')

/**
 * A list of field names that the server keeps for a connection, so that HIMPORT
 * SET need not name them: option `himportFieldsets`.
 *
 * @typedef {object} Fieldset
 * @property {string|Buffer} name
 * @property {(string|Buffer)[]} fields
 */

function noop () {}

/**
 * Sees to it that the server knows the fieldsets of a client: from the
 * handshake on, after RESET, and when it says that it does not know one.
 * Commands with other fieldsets are none of its business.
 */
class Fieldsets {
  #redis
  #method
  #isWanted = true
  #fieldsets = new Map() // by key
  // By key: true, or a promise while the server is told. Another Map for each
  // connection, and after RESET.
  #known = new Map()

  /**
   * @param {import('./redis')} redis
   * @param {Fieldset[]} fieldsets
   * @param {string} [method]  of the client, that it stands before: all commands go through it
   */
  constructor (redis, fieldsets, method = 'sendCommand') {
    this.#redis = redis
    this.#method = method
    for (const fieldset of fieldsets) this.#fieldsets.set(keyOf(fieldset.name), fieldset)
    hide(redis, method, (command, stream) => this.#send(command, stream))
  }

  /**
   * A server is to know them, or not: replicas take no writes.
   *
   * @param {boolean} isWanted
   */
  setWanted (isWanted) {
    if (isWanted === this.#isWanted) return
    this.#isWanted = isWanted
    this.#known = new Map()
    if (!isWanted) return
    // Those that have yet to connect are told in the handshake.
    if (this.#redis.status === 'wait') this.#redis.connect().catch(noop)
    if (this.#redis.status !== 'ready') return
    for (const fieldset of this.#fieldsets.values()) {
      Promise.resolve(this.#prepare(fieldset)).catch((error) => this.#redis.silentEmit('error', error))
    }
  }

  /**
   * Tells a new connection all of them.
   *
   * @param {import('../connection/connection')} connection
   * @param {() => void} callback  when each was taken or refused; not called
   *   when the connection closes before
   */
  introduce (connection, callback) {
    const known = this.#known = new Map()
    // A RESP2 connection that is subscribed knows no HIMPORT.
    const wanted = this.#redis.condition.isRestricted || !this.#isWanted ? [] : [...this.#fieldsets]
    let left = wanted.length
    if (left === 0) callback()
    for (const [key, fieldset] of wanted) {
      const command = prepareCommand(fieldset)
      const done = () => {
        left -= 1
        if (left === 0) callback()
      }
      command.promise.then(
        () => { known.set(key, true); done() },
        (error) => {
          if (error.name !== 'ReplyError') return
          this.#redis.silentEmit('error', error)
          done()
        })
      connection.write(command)
    }
  }

  /**
   * @param {Command[]} commands  that are about to be sent
   * @returns {Promise<unknown>|undefined} for what they must wait, if anything
   */
  prepareFor (commands) {
    if (this.#redis.status !== 'ready') return undefined
    const waits = new Set()
    for (const command of commands) {
      const fieldset = this.#fieldsetOf(command)
      const wait = fieldset === undefined ? undefined : this.#prepare(fieldset)
      if (wait !== undefined) waits.add(wait)
    }
    return waits.size === 0 ? undefined : Promise.all(waits)
  }

  /**
   * @param {Command} command
   * @returns {boolean} whether it takes one of the fieldsets
   */
  takes (command) {
    return this.#fieldsetOf(command) !== undefined
  }

  /**
   * Waits until the client is ready, and the server knows what commands take.
   *
   * @param {Command[]} commands
   * @returns {Promise<unknown>} rejected when the client ends before
   */
  async waitFor (commands) {
    const redis = this.#redis
    if (redis.status === 'wait') redis.connect().catch(noop)
    if (redis.status !== 'ready') {
      await new Promise((resolve, reject) => {
        const settle = () => {
          redis.off('ready', settle)
          redis.off('end', settle)
          if (redis.status === 'ready') resolve()
          else reject(closedError())
        }
        redis.on('ready', settle)
        redis.on('end', settle)
      })
    }
    await this.prepareFor(commands)
  }

  /** What the class of the client does, or an app has put in its place. */
  #sendOn (command, stream) {
    return Object.getPrototypeOf(this.#redis)[this.#method].call(this.#redis, command, stream)
  }

  #send (command, stream) {
    if (/^reset$/i.test(command.name)) this.#known = new Map()
    const fieldset = this.#fieldsetOf(command)
    if (fieldset === undefined || !this.#isWanted) return this.#sendOn(command, stream)
    // What the replies in a transaction say is heard too late to do it again.
    if (!command.inTransaction) this.#recover(command, fieldset)
    // Pipelines have asked by prepareFor().
    const wait = stream ? undefined : this.prepareFor([command])
    if (wait === undefined) return this.#sendOn(command, stream)
    wait.then(
      () => { if (!command.isSettled) this.#sendOn(command) },
      (error) => this.#fail(command, error)
    ).catch((error) => command.fail(error))
    return command.promise
  }

  // As if the server had answered the command so.
  #fail (command, error) {
    if (!command.isSettled) this.#redis._session.failCommand(command, error)
  }

  #fieldsetOf ({ name, args }) {
    if (!/^himport$/i.test(name) || !/^set$/i.test(String(args[0]))) return undefined
    return isName(args[2]) ? this.#fieldsets.get(keyOf(args[2])) : undefined
  }

  /** @returns {Promise<unknown>|undefined} nothing when the server knows it */
  #prepare (fieldset) {
    const key = keyOf(fieldset.name)
    const known = this.#known
    const state = known.get(key)
    if (state === true) return undefined
    if (state !== undefined) return state
    const promise = Promise.resolve(this.#sendOn(prepareCommand(fieldset))).then(
      () => {
        if (known !== this.#known) return this.#prepare(fieldset)
        known.set(key, true)
      },
      (error) => {
        if (known !== this.#known) return this.#prepare(fieldset)
        known.delete(key)
        throw error
      })
    known.set(key, promise)
    return promise
  }

  #sendAgain (command) {
    if (command.isSettled) return
    Promise.resolve(this.#sendOn(command)).catch(noop)
  }

  /** Sends a command once more when the server does not know its fieldset. */
  #recover (command, fieldset) {
    const { reject } = command
    const { recovery } = command
    if (recovery !== undefined && recovery.reject === reject) {
      recovery.by = () => this.#prepareAgain(command, fieldset) // a cluster's, on another node
      return
    }
    const own = { by: () => this.#prepareAgain(command, fieldset), reject: onReject }
    let isFirst = true
    function onReject (error) {
      if (command.isSettled) return
      if (!isFirst || !/no such fieldset/i.test(error.message)) {
        reject.call(command, error)
        return
      }
      isFirst = false
      command.reject = onReject // is told of what comes of it now: a time-out, too
      own.by()
    }
    hide(command, 'recovery', own)
    command.reject = onReject
  }

  #prepareAgain (command, fieldset) {
    if (this.#known.get(keyOf(fieldset.name)) === true) this.#known.delete(keyOf(fieldset.name))
    Promise.resolve(this.#prepare(fieldset)).then(
      () => this.#sendAgain(command),
      (cause) => this.#fail(command, cause))
  }
}

function prepareCommand ({ name, fields }) {
  const command = new Command('himport', ['PREPARE', name, ...fields], { replyEncoding: 'utf8' })
  command.isDirect = true // to the node of a cluster whose connection is meant
  return command
}

function isName (value) {
  return typeof value === 'string' || Buffer.isBuffer(value)
}

// A name is the same as text and as bytes.
function keyOf (name) {
  return Buffer.from(name).toString('latin1')
}

/**
 * @param {unknown} fieldsets  as the option has them
 * @returns {readonly Fieldset[]|undefined} a copy that does not change
 * @throws {TypeError} when they are none, or two have one name
 */
function copyFieldsets (fieldsets) {
  if (fieldsets === undefined || fieldsets === null) return undefined
  if (!Array.isArray(fieldsets)) throw new TypeError('himportFieldsets must be an array')
  const names = new Set()
  return Object.freeze(fieldsets.map((fieldset) => {
    const copy = copyFieldset(fieldset)
    if (names.has(keyOf(copy.name))) throw new TypeError('Duplicate HIMPORT fieldset name')
    names.add(keyOf(copy.name))
    return copy
  }))
}

function copyFieldset (fieldset) {
  if (!fieldset || typeof fieldset !== 'object') throw new TypeError('Each HIMPORT fieldset must be an object')
  const { name, fields } = fieldset
  if (!isName(name)) throw new TypeError('Each HIMPORT fieldset name must be a string or Buffer')
  if (!Array.isArray(fields)) throw new TypeError('Each HIMPORT fieldset fields value must be an array')
  if (!fields.every(isName)) throw new TypeError('Each HIMPORT field must be a string or Buffer')
  return Object.freeze({ name: copyName(name), fields: Object.freeze(fields.map(copyName)) })
}

function copyName (name) {
  return Buffer.isBuffer(name) ? Buffer.from(name) : name
}

module.exports = { Fieldsets, copyFieldsets }
