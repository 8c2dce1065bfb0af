'use strict'

const { areWireValues } = require('./arguments')
const Command = require('./command')
const { traitsOf } = require('./flags')

/**
 * One call of a script: EVAL the first time on a connection, EVALSHA after
 * that, and once more when the server has forgotten the script meanwhile.
 */
class ScriptCommand extends Command {
  /**
   * @param {Script} script
   * @param {unknown[]} args  the script's digest, then what EVALSHA gets; the
   *   command's own from now on
   * @param {import('./command').CommandOptions} options
   * @param {Function} [callback]
   * @param {object|null} client  sends the same call anew; null: nobody does
   */
  constructor (script, args, options, callback, client) {
    super('evalsha', args, options, callback)
    this._script = script
    this._client = client
    this._stream = undefined
    if (script.readOnly) this.isReadOnly = true
  }

  /**
   * Called just before the command is sent.
   *
   * @param {object} stream  of the connection
   */
  beforeSend (stream) {
    const isLoaded = this._script.isLoadedBy(stream)
    this._stream = stream
    this.name = isLoaded ? 'evalsha' : 'eval'
    this.traits = isLoaded ? this._script.traits : traitsOf('eval')
    this.args[0] = isLoaded ? this._script.sha : this._script.lua
  }

  rejectWith (error) {
    if (this.isSettled || !String(error?.message).includes('NOSCRIPT')) {
      super.rejectWith(error)
      return
    }
    // Neither is there yet for an argument that throws such a thing.
    const { _script: script, _client: client } = this
    if (script !== undefined) script.forget(this._stream)
    if (client) this._sendAgain(client)
    else super.rejectWith(error)
  }

  // What is in the arguments has its prefix already.
  _sendAgain (client) {
    this._client = null
    const options = { replyEncoding: this.replyEncoding, errorStack: this._extras?.errorStack }
    client.sendCommand(new ScriptCommand(this._script, this.args, options, undefined, null))
      .then((value) => this.fulfil(value), (reason) => super.rejectWith(reason))
  }
}

/** A Lua script that a client has as a command: see defineCommand. */
class Script {
  /**
   * @param {{lua: string, numberOfKeys?: number, readOnly?: boolean}} definition
   * @param {string|Buffer} keyPrefix
   */
  constructor ({ lua, numberOfKeys, readOnly }, keyPrefix) {
    this.lua = lua
    this.sha = require('crypto').createHash('sha1').update(lua).digest('hex')
    this.numberOfKeys = numberOfKeys
    this.keyPrefix = keyPrefix
    this.readOnly = readOnly === true
    this.traits = traitsOf('evalsha')
    this._head = typeof numberOfKeys === 'number' ? [this.sha, String(numberOfKeys)] : [this.sha]
    this._loadedBy = new WeakSet()
  }

  /**
   * Tells whether a connection has seen the script, and that it now will.
   *
   * @param {object} stream
   * @returns {boolean}
   */
  isLoadedBy (stream) {
    const isLoaded = this._loadedBy.has(stream)
    if (!isLoaded) this._loadedBy.add(stream)
    return isLoaded
  }

  /** @param {object} stream  of a connection whose server lost the script */
  forget (stream) {
    this._loadedBy.delete(stream)
  }

  /**
   * Calls the script.
   *
   * @param {object} container  a client, or a pipeline of one
   * @param {unknown[]} args
   * @param {import('./command').CommandOptions} options
   * @param {Function} [callback]
   * @returns {unknown} what `container.sendCommand` returns
   */
  execute (container, args, options, callback) {
    const client = container.isPipeline ? container.redis : container
    const all = this._head.slice()
    for (let i = 0; i < args.length; i += 1) {
      const value = args[i]
      // What needs more than that is Command's to do.
      if (Array.isArray(value) && areWireValues(value)) for (let j = 0; j < value.length; j += 1) all.push(value[j])
      else all.push(value)
    }
    const ours = this.keyPrefix ? { ...options, keyPrefix: this.keyPrefix, isShared: false } : options
    return container.sendCommand(new ScriptCommand(this, all, ours, callback, client))
  }
}

module.exports = { Script, ScriptCommand }
