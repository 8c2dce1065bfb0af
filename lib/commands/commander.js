'use strict'

const { executeWithAutoPipelining, usesAutoPipelining } = require('./autopipeline')
const Command = require('./command')
const { NAMES } = require('./command_names')
const { traitsOf } = require('./flags')
const { Script } = require('./script')

// MONITOR takes a connection of its own: see monitor.js. The list of commands
// lacks SENTINEL, which only sentinels know.
const BUILTIN = [...NAMES.filter((name) => name !== 'monitor'), 'sentinel']

// What nearly all commands are made with, shared by them.
const TEXT = { replyEncoding: 'utf8', ownsArguments: true, isShared: true, traits: undefined }
const BYTES = { ...TEXT, replyEncoding: null }

function commandOptions ({ keyPrefix, showFriendlyErrorStack }, base) {
  if (!keyPrefix && !showFriendlyErrorStack) return base
  const errorStack = showFriendlyErrorStack ? new Error() : undefined
  return { ...base, keyPrefix, errorStack, isShared: false }
}

/** Takes a trailing callback off the arguments. */
function takeCallback (args) {
  return typeof args[args.length - 1] === 'function' ? args.pop() : undefined
}

/**
 * Makes the method for a command.
 *
 * @param {string|null} methodName  null: never pipelined automatically
 * @param {string} commandName
 * @param {object} base  TEXT or BYTES
 */
function commandMethod (methodName, commandName, base) {
  base = { ...base, traits: traitsOf(commandName) }
  return function (...args) {
    const callback = takeCallback(args)
    if (methodName !== null && this.options.enableAutoPipelining &&
        usesAutoPipelining(this, commandName)) {
      return executeWithAutoPipelining(this, methodName, commandName, args, callback)
    }
    return this.sendCommand(
      new Command(commandName, args, commandOptions(this.options, base), callback))
  }
}

/** Makes `call` or `callBuffer`, whose first argument is the command's name. */
function callMethod (methodName, base) {
  return function (...args) {
    const callback = takeCallback(args)
    if (Array.isArray(args[0])) args = args.flat()
    if (this.options.enableAutoPipelining && usesAutoPipelining(this, args[0])) {
      return executeWithAutoPipelining(this, methodName, args[0], args, callback)
    }
    const name = args.shift()
    return this.sendCommand(
      new Command(name, args, commandOptions(this.options, base), callback))
  }
}

/** Makes the method for a script. */
function scriptMethod (methodName, commandName, script, base) {
  base = { ...base, traits: script.traits }
  return function (...args) {
    const callback = takeCallback(args)
    if (this.options.enableAutoPipelining && usesAutoPipelining(this, commandName)) {
      return executeWithAutoPipelining(this, methodName, commandName, args, callback)
    }
    const options = this.options.showFriendlyErrorStack
      ? { ...base, errorStack: new Error(), isShared: false }
      : base
    return script.execute(this, args, options, callback)
  }
}

/** The methods about commands that clients and pipelines have in common. */
const methods = {
  /** @returns {string[]} names of the commands that are methods */
  getBuiltinCommands () {
    return BUILTIN.slice()
  },

  /**
   * Makes the two functions for a command, without making methods of them.
   *
   * @param {string} commandName
   * @returns {{string: Function, buffer: Function}}
   */
  createBuiltinCommand (commandName) {
    return {
      string: commandMethod(null, commandName, TEXT),
      buffer: commandMethod(null, commandName, BYTES)
    }
  },

  /**
   * Adds the two methods for a command that this version does not know.
   *
   * @param {string} commandName
   */
  addBuiltinCommand (commandName) {
    this.addedBuiltinSet.add(commandName)
    addCommand(this, commandName)
  },

  /**
   * Makes a Lua script a command, with a `...Buffer` twin.
   *
   * @param {string} name
   * @param {{lua: string, numberOfKeys?: number, readOnly?: boolean}} definition
   *   without `numberOfKeys`, it is the first argument of each call
   */
  defineCommand (name, definition) {
    const script = new Script(definition, this.options.keyPrefix)
    this.scriptsSet[name] = script
    this[name] = scriptMethod(name, name, script, TEXT)
    this[name + 'Buffer'] = scriptMethod(name + 'Buffer', name, script, BYTES)
  }
}

function addCommand (target, name) {
  target[name] = commandMethod(name, name, TEXT)
  target[name + 'Buffer'] = commandMethod(name + 'Buffer', name, BYTES)
}

/**
 * Makes an object that has every command, `call` and the methods about
 * commands, to stand behind the prototype of a class. Its instances have
 * `options`, `sendCommand`, `scriptsSet` and `addedBuiltinSet`.
 *
 * An object of its own, because adding a thousand methods to a prototype that
 * is in use takes a hundred times as long.
 *
 * @param {object} parent  what it inherits from
 * @returns {object}
 */
function createCommands (parent) {
  const commands = Object.create(parent)
  for (const name of BUILTIN) addCommand(commands, name)
  commands.call = callMethod('call', TEXT)
  commands.callBuffer = callMethod('callBuffer', BYTES)
  commands.send_command = commands.call
  return Object.assign(commands, methods)
}

module.exports = { createCommands }
