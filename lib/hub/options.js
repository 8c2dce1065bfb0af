'use strict'

/** Defaults of createHub(). */
const DEFAULTS = Object.freeze({
  prefix: 'ws:', // before each channel
  linger: 5000, // ms that a topic stays subscribed after its last socket
  maxBuffered: 1 << 20, // bytes that may wait for one socket
  onSlow: 'close', // what becomes of a socket for which more waits
  maxRooms: 100, // of one socket
  maxPayload: 1 << 20, // bytes of one message
  recent: 100, // messages of each topic kept for browsers that come back; with a history only
  durable: true, // keep a history where the bus has one
  presenceEvents: false, // tell of joins and leaves
  authorize: null // (seat, room) => whether a browser may join a room by itself
})

const POLICIES = ['close', 'drop', 'latest']

/**
 * @param {object} [options]  of createHub()
 * @returns {typeof DEFAULTS}
 * @throws {TypeError|RangeError} that names what cannot be used
 */
function parseOptions (options = {}) {
  for (const name of Object.keys(options)) {
    if (!(name in DEFAULTS) && name !== 'name') throw new TypeError(`createHub() has no option "${name}"`)
  }
  const all = { ...DEFAULTS, ...options }
  for (const name of ['linger', 'maxBuffered', 'maxRooms', 'maxPayload', 'recent']) {
    if (!Number.isFinite(all[name]) || all[name] < 0) {
      throw new RangeError(`The option "${name}" must be a number that is not negative, got ${String(all[name])}`)
    }
  }
  if (!POLICIES.includes(all.onSlow)) {
    throw new TypeError(`The option "onSlow" must be ${POLICIES.join(', ')}, got ${String(all.onSlow)}`)
  }
  if (typeof all.prefix !== 'string') throw new TypeError('The option "prefix" must be a string')
  if (all.authorize !== null && typeof all.authorize !== 'function') {
    throw new TypeError('The option "authorize" must be a function')
  }
  return Object.freeze(all)
}

module.exports = { DEFAULTS, parseOptions }
