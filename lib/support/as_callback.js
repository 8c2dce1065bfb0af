'use strict'

/**
 * Gives a promise's outcome to a callback, if there is one. What that takes is
 * loaded when first wanted.
 *
 * @template T
 * @param {Promise<T>} promise
 * @param {unknown} callback  (error, value) => void; anything else is ignored
 * @returns {Promise<T>} `promise`
 */
function asCallback (promise, callback) {
  if (typeof callback !== 'function') return promise
  return require('standard-as-callback').default(promise, callback)
}

module.exports = { asCallback }
