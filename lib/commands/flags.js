'use strict'

const { COMMAND } = require('../support/native')

/**
 * What the client must know of a command beside its name and keys; the public
 * table `Command.FLAGS`, with ioredis' names.
 */
const FLAGS = {
  // May be sent by a RESP2 connection that is subscribed.
  VALID_IN_SUBSCRIBER_MODE: [
    'subscribe', 'psubscribe', 'unsubscribe', 'punsubscribe',
    'ssubscribe', 'sunsubscribe', 'ping', 'quit'
  ],
  VALID_IN_MONITOR_MODE: ['monitor', 'auth'],
  ENTER_SUBSCRIBER_MODE: ['subscribe', 'psubscribe', 'ssubscribe'],
  EXIT_SUBSCRIBER_MODE: ['unsubscribe', 'punsubscribe', 'sunsubscribe'],
  // The server closes the connection after these.
  WILL_DISCONNECT: ['quit'],
  // May be sent before the connection is ready.
  HANDSHAKE_COMMANDS: ['auth', 'hello', 'select', 'client', 'readonly', 'info'],
  // Their errors are not shown to `reconnectOnError`.
  IGNORE_RECONNECT_ON_ERROR: ['client'],
  BLOCKING_COMMANDS: [
    'blpop', 'brpop', 'brpoplpush', 'blmove', 'blmovem', 'bzpopmin',
    'bzpopmax', 'bzmpop', 'blmpop', 'xread', 'xreadgroup'
  ],
  // Where a blocking command has its timeout.
  LAST_ARG_TIMEOUT_COMMANDS: [
    'blpop', 'brpop', 'brpoplpush', 'blmove', 'bzpopmin', 'bzpopmax'
  ],
  FIRST_ARG_TIMEOUT_COMMANDS: ['bzmpop', 'blmpop'],
  BLOCK_OPTION_COMMANDS: ['xread', 'xreadgroup']
}

const KINDS = Object.assign(Object.create(null), {
  subscribe: COMMAND.SUBSCRIBE,
  psubscribe: COMMAND.PSUBSCRIBE,
  ssubscribe: COMMAND.SSUBSCRIBE,
  unsubscribe: COMMAND.UNSUBSCRIBE,
  punsubscribe: COMMAND.PUNSUBSCRIBE,
  sunsubscribe: COMMAND.SUNSUBSCRIBE,
  monitor: COMMAND.MONITOR,
  reset: COMMAND.RESET,
  multi: COMMAND.MULTI,
  exec: COMMAND.EXEC,
  discard: COMMAND.EXEC,
  wait: COMMAND.BLOCKING,
  waitaof: COMMAND.BLOCKING
})

const WATCHES = ['watch', 'unwatch']

/**
 * What is special about a command, found once by its name.
 *
 * @typedef {object} CommandTraits
 * @property {number} kind  what it does to the connection: native.COMMAND
 * @property {boolean} isSubscriberSafe
 * @property {boolean} isMonitorSafe
 * @property {boolean} isHandshake
 * @property {boolean} isSelect
 * @property {boolean} isWatch  WATCH or UNWATCH
 * @property {boolean} isPlain  nothing of the rest is true of it
 * @property {boolean} isBlocking
 * @property {boolean} willDisconnect
 * @property {boolean} ignoresReconnectOnError
 * @property {number|undefined} keyIndex  of its first key: a cluster finds it,
 *   when it first needs it
 * @property {Function|undefined} argumentTransformer  for this spelling only
 * @property {Function|undefined} replyTransformer     the same
 */

/** @returns {CommandTraits} */
function traitsFor (spelling) {
  const name = spelling.toLowerCase()
  const isBlocking = FLAGS.BLOCKING_COMMANDS.includes(name)
  return {
    kind: KINDS[name] ?? (isBlocking ? COMMAND.BLOCKING : COMMAND.PLAIN),
    isSubscriberSafe: FLAGS.VALID_IN_SUBSCRIBER_MODE.includes(name),
    isMonitorSafe: FLAGS.VALID_IN_MONITOR_MODE.includes(name),
    isHandshake: FLAGS.HANDSHAKE_COMMANDS.includes(name),
    isSelect: name === 'select',
    isWatch: WATCHES.includes(name),
    isPlain: KINDS[name] === undefined && !isBlocking && name !== 'select' && !WATCHES.includes(name) &&
      !FLAGS.WILL_DISCONNECT.includes(name),
    isBlocking,
    willDisconnect: FLAGS.WILL_DISCONNECT.includes(name),
    ignoresReconnectOnError: FLAGS.IGNORE_RECONNECT_ON_ERROR.includes(name),
    keyIndex: undefined,
    argumentTransformer: undefined,
    replyTransformer: undefined
  }
}

// By spelling, since that saves changing the case of every name. Only so many
// are kept: names may come from outside.
const MAX_SPELLINGS = 5000
const seen = new Map()

/**
 * What is special about a command, whatever case its name is written in.
 *
 * @param {string} name
 * @returns {CommandTraits}
 */
function traitsOf (name) {
  let traits = seen.get(name)
  if (traits === undefined) {
    traits = traitsFor(name)
    if (seen.size < MAX_SPELLINGS) seen.set(name, traits)
  }
  return traits
}

/**
 * Sets a transformer of a command, written just so.
 *
 * @param {string} name
 * @param {'argumentTransformer'|'replyTransformer'} which
 * @param {Function|undefined} transformer
 */
function setTransformer (name, which, transformer) {
  const traits = traitsOf(name)
  traits[which] = transformer
  seen.set(name, traits)
}

/**
 * Whether a command has a flag of `FLAGS`.
 *
 * @param {keyof FLAGS} flagName
 * @param {string} commandName  in any case
 * @returns {boolean}
 */
function hasFlag (flagName, commandName) {
  return FLAGS[flagName].includes(commandName.toLowerCase())
}

module.exports = { FLAGS, hasFlag, setTransformer, traitsOf }
