'use strict'

/**
 * The errors of the bus. Each has a stable `code`.
 *
 * @param {string} code
 * @param {string} message
 * @param {object} [more]  properties
 * @returns {Error}
 */
function busError (code, message, more) {
  return Object.assign(new Error(message), { code }, more)
}

/**
 * For what a broker cannot do.
 *
 * @param {string} broker  'redis', 'nats' ...
 * @param {string} verb    what was asked for
 * @param {string} wayOut  what to do instead
 */
function unsupported (broker, verb, wayOut) {
  return busError('ERR_HICAST_UNSUPPORTED', `${broker} cannot ${verb}: ${wayOut}`, { broker, verb })
}

/** @param {string} what  'a publish' ... */
function closedError (what) {
  return busError('ERR_HICAST_CLOSED', `the bus is closed: ${what} cannot be done any more`)
}

/**
 * @param {string} name   of the option
 * @param {unknown} value
 * @param {string} expected
 */
function optionError (name, value, expected) {
  const shown = typeof value === 'string' ? `"${value}"` : String(value)
  return Object.assign(new TypeError(`bus: the option "${name}" must be ${expected}, not ${shown}`),
    { code: 'ERR_HICAST_OPTION' })
}

module.exports = { busError, unsupported, closedError, optionError }
