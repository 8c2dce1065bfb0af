'use strict'

/**
 * Gives an object a property that is not shown when it is printed. Classes that
 * users get in their hands have these and no private fields, which are out of
 * reach behind a Proxy and for what inherits from an object of the class.
 *
 * @param {object} object
 * @param {string} name
 * @param {unknown} value
 */
function hide (object, name, value) {
  Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false })
}

module.exports = { hide }
