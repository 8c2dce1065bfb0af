'use strict'

const { COMMAND } = require('./native')

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

const KINDS = {
  subscribe: COMMAND.SUBSCRIBE,
  psubscribe: COMMAND.PSUBSCRIBE,
  ssubscribe: COMMAND.SSUBSCRIBE,
  unsubscribe: COMMAND.UNSUBSCRIBE,
  punsubscribe: COMMAND.PUNSUBSCRIBE,
  sunsubscribe: COMMAND.SUNSUBSCRIBE,
  monitor: COMMAND.MONITOR,
  reset: COMMAND.RESET
}

/**
 * @typedef {object} CommandTraits
 * @property {string} name  in lower case; '' when nothing is special about it
 * @property {number} kind  what it does to the connection: native.COMMAND
 * @property {boolean} isSubscriberSafe
 * @property {boolean} isMonitorSafe
 * @property {boolean} isHandshake
 * @property {boolean} isSelect
 * @property {boolean} isBlocking
 * @property {boolean} willDisconnect
 * @property {boolean} ignoresReconnectOnError
 */

/** @returns {CommandTraits} */
function traitsFor (name) {
  return {
    name,
    kind: KINDS[name] ?? COMMAND.PLAIN,
    isSubscriberSafe: FLAGS.VALID_IN_SUBSCRIBER_MODE.includes(name),
    isMonitorSafe: FLAGS.VALID_IN_MONITOR_MODE.includes(name),
    isHandshake: FLAGS.HANDSHAKE_COMMANDS.includes(name),
    isSelect: name === 'select',
    isBlocking: FLAGS.BLOCKING_COMMANDS.includes(name),
    willDisconnect: FLAGS.WILL_DISCONNECT.includes(name),
    ignoresReconnectOnError: FLAGS.IGNORE_RECONNECT_ON_ERROR.includes(name)
  }
}

const PLAIN = traitsFor('')
const special = new Map()
for (const name of [...Object.values(FLAGS).flat(), ...Object.keys(KINDS)]) {
  special.set(name, traitsFor(name))
}

// Spellings seen so far, so that the usual one costs a single look-up. Only
// so many are kept: names may come from outside.
const MAX_SPELLINGS = 2000
const seen = new Map(special)

/**
 * What is special about a command, whatever case its name is written in.
 *
 * @param {string} name
 * @returns {CommandTraits}
 */
function traitsOf (name) {
  const known = seen.get(name)
  if (known !== undefined) return known
  const traits = special.get(String(name).toLowerCase()) ?? PLAIN
  if (seen.size < MAX_SPELLINGS) seen.set(name, traits)
  return traits
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

module.exports = { FLAGS, hasFlag, traitsOf }
