'use strict'

const { isUint8Array } = require('util').types
const { hasFlag } = require('./flags')

/** A number given as a number, a string or bytes; undefined for others. */
function toNumber (argument) {
  if (typeof argument === 'number') return argument
  if (!isWord(argument)) return undefined
  const number = Number(toText(argument))
  return Number.isFinite(number) ? number : undefined
}

function secondsToMs (argument) {
  const seconds = toNumber(argument)
  if (seconds === undefined) return undefined
  return seconds <= 0 ? 0 : seconds * 1000
}

/** BLOCK of XREAD: null when there is none. */
function blockOption (args) {
  const index = args.findIndex((argument) =>
    isWord(argument) && toText(argument).toLowerCase() === 'block')
  if (index === -1) return null
  const ms = toNumber(args[index + 1])
  if (ms === undefined) return undefined
  return Math.max(ms, 0)
}

// Of a block or a number: nobody wants more than a few characters of it.
function toText (argument) {
  return typeof argument === 'string' ? argument : Buffer.from(argument.subarray(0, 64)).toString()
}

function isWord (argument) {
  return typeof argument === 'string' || isUint8Array(argument)
}

/**
 * How long the server may keep a blocking command.
 *
 * @param {string} name  of the command, in any case
 * @param {unknown[]} args
 * @returns {number|null|undefined} ms; 0: for ever; null: XREAD without BLOCK;
 *   undefined: not a blocking command, or its timeout is no number
 */
function blockingTimeoutOf (name, args) {
  if (args.length === 0) return undefined
  name = name.toLowerCase()
  if (name === 'blmovem') return secondsToMs(args[4])
  if (hasFlag('LAST_ARG_TIMEOUT_COMMANDS', name)) return secondsToMs(args[args.length - 1])
  if (hasFlag('FIRST_ARG_TIMEOUT_COMMANDS', name)) return secondsToMs(args[0])
  if (hasFlag('BLOCK_OPTION_COMMANDS', name)) return blockOption(args)
  return undefined
}

/**
 * Until when a client with the option `blockingTimeout` waits for a blocking
 * command that was sent.
 *
 * @param {import('./command')} command
 * @param {object} options  of the client
 * @returns {number|undefined} ms; undefined: no limit
 */
function sentLimit (command, options) {
  const limit = queuedLimit(options)
  if (limit === undefined) return undefined
  const timeout = blockingTimeoutOf(command.name, command.args)
  if (timeout === undefined) return undefined
  return timeout > 0 ? timeout + (options.blockingTimeoutGrace ?? 100) : limit
}

/** The same for one that waits in the offline queue. */
function queuedLimit (options) {
  const limit = options.blockingTimeout
  return typeof limit === 'number' && limit > 0 ? limit : undefined
}

module.exports = { blockingTimeoutOf, queuedLimit, sentLimit }
