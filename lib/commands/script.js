'use strict'

const Command = require('./command')
const { traitsOf } = require('./flags')

/**
 * One call of a script: EVAL the first time on a connection, EVALSHA after
 * that, and once more when the server has forgotten the script meanwhile.
 */
class ScriptCommand extends Command {
  /**
   * @param {Script} script
   * @param {unknown[]} args
   * @param {import('./command').CommandOptions} options
   * @param {Function} [callback]
   * @param {() => Promise<unknown>} [again]  sends the same call anew
   */
  constructor (script, args, options, callback, again) {
    super('evalsha', [script.sha, ...args], options, callback)
    this._script = script
    this._again = again
    this._stream = undefined
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
    this.traits = traitsOf(this.name)
    this.args[0] = isLoaded ? this._script.sha : this._script.lua
  }

  rejectWith (error) {
    if (this.isSettled || !String(error?.message).includes('NOSCRIPT')) {
      super.rejectWith(error)
      return
    }
    this._script.forget(this._stream)
    const again = this._again
    if (again === undefined) {
      super.rejectWith(error)
    } else {
      this._again = undefined
      again().then((value) => this.fulfil(value), (reason) => super.rejectWith(reason))
    }
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
    const all = typeof this.numberOfKeys === 'number' ? [this.numberOfKeys, ...args] : args
    const ours = { ...options, readOnly: this.readOnly }
    if (this.keyPrefix) ours.keyPrefix = this.keyPrefix
    const client = container.isPipeline ? container.redis : container
    const again = () => client.sendCommand(new ScriptCommand(this, all, ours))
    return container.sendCommand(new ScriptCommand(this, all, ours, callback, again))
  }
}

module.exports = { Script, ScriptCommand }
