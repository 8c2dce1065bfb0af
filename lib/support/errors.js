'use strict'

const { isNativeError } = require('util').types
const { hideSecrets, withoutSecrets } = require('./secrets')

const CONNECTION_CLOSED = 'Connection is closed.'

/**
 * An error reply of the server.
 *
 * @param {string} text  the server's words
 * @param {import('../commands/command')} [command]  what it answers
 * @returns {ReplyError}
 */
function replyError (text, command) {
  const { ReplyError } = require('./reply_errors')
  if (command === undefined) return new ReplyError(text)
  const error = new ReplyError(hideSecrets(text, command.name, command.args))
  error.command = describe(command)
  return error
}

/**
 * @param {string|Buffer} text  of an error reply: bytes when it is longer than
 *   a string can be
 * @returns {string}
 */
function errorText (text) {
  return typeof text === 'string' ? text : `${text.toString('latin1', 0, 1000)}...`
}

/**
 * For a command whose connection went away before its reply, and which must
 * not be sent again.
 *
 * @param {import('../commands/command')} command
 * @returns {AbortError}
 */
function abortError (command) {
  const { AbortError } = require('./reply_errors')
  const error = new AbortError('Command aborted due to connection close')
  error.command = describe(command)
  return error
}

/**
 * For a command that a server would not take, however often it is sent.
 *
 * @param {import('../commands/command')} command
 * @param {number} size  its bytes, about
 * @returns {AbortError}
 */
function tooLargeError (command, size) {
  const { AbortError } = require('./reply_errors')
  const error = new AbortError(`Command aborted: its ${size} bytes were sent twice, and each time ` +
    'the connection closed before a reply. The server may not take a command of this size')
  error.code = 'HC_ETOOLARGE'
  error.command = describe(command)
  return error
}

/**
 * @param {number} limit  the value of `maxRetriesPerRequest`
 * @returns {import('./reply_errors').MaxRetriesPerRequestError}
 */
function maxRetriesError (limit) {
  const { MaxRetriesPerRequestError } = require('./reply_errors')
  return new MaxRetriesPerRequestError(limit)
}

/**
 * For a command that finds too much waiting before it.
 *
 * @param {number} bytes  that wait
 * @param {number} limit  the value of the option
 * @returns {Error}
 */
function queueError (bytes, limit) {
  const error = new Error(`Too much waits to be sent: ${bytes} bytes, and the option "maxQueueBytes" is ${limit}`)
  error.code = 'HC_EQUEUE'
  return error
}

/** @returns {Error} for a connection on which replies would go to wrong commands */
function mismatchError () {
  const error = new Error('The connection is closed because a command was sent and then lost, probably by a stack ' +
    'overflow or a time-out of node:vm while it was called: replies can no longer be told apart')
  error.code = 'HC_EMISMATCH'
  return error
}

/** @returns {Error} for commands that can no longer be sent */
function closedError () {
  return new Error(CONNECTION_CLOSED)
}

// What Node calls the two failures of a lookup that say "no such name".
const LOOKUP_CODES = { EAI_NONAME: 'ENOTFOUND', EAI_NODATA: 'ENOTFOUND' }

/**
 * A failure of the connection, in the shape that Node's `net` gives it.
 *
 * @param {string} code     'ECONNREFUSED' ...
 * @param {string} syscall  'connect', 'read', 'write' or 'getaddrinfo'
 * @param {string} address  the peer's address, or the name that was looked up
 * @param {number} port     0 when there is none
 * @returns {Error}
 */
function systemError (code, syscall, address, port) {
  code = LOOKUP_CODES[code] ?? code
  let message = `${syscall} ${code}`
  const hasAddress = address !== '' && (syscall === 'connect' || syscall === 'getaddrinfo')
  if (hasAddress) message += ` ${address}`
  if (hasAddress && port > 0 && syscall === 'connect') message += `:${port}`
  const error = new Error(message)
  const errno = require('os').constants.errno[code]
  if (errno !== undefined) error.errno = -errno
  error.code = code
  error.syscall = syscall
  if (hasAddress && syscall === 'connect') {
    error.address = address
    if (port > 0) error.port = port
  } else if (hasAddress) {
    error.hostname = address
  }
  return error
}

/**
 * Throws asynchronously, so that `uncaughtException` fires and nothing that
 * stands on the stack now is cut short.
 *
 * @param {unknown} error
 */
function throwLater (error) {
  process.nextTick(() => { throw error })
}

/**
 * @param {unknown} value
 * @returns {boolean} whether it is an Error, in whichever realm it was made
 */
function isError (value) {
  return isNativeError(value) || value instanceof Error
}

function describe (command) {
  return { name: command.name, args: withoutSecrets(command.name, command.args) }
}

module.exports = {
  CONNECTION_CLOSED,
  abortError,
  closedError,
  errorText,
  isError,
  maxRetriesError,
  mismatchError,
  queueError,
  replyError,
  systemError,
  throwLater,
  tooLargeError
}
