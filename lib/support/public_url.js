'use strict'

/**
 * The URL of a server for people to see, without its password.
 *
 * @param {string} url
 * @returns {string}
 */
function publicUrl (url) {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, '$1')
}

module.exports = { publicUrl }
