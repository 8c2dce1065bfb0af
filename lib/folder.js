'use strict'

/**
 * The folder this code runs from: lib/, or dist/ where all is in one file.
 * Either lies in the root of the package.
 */
module.exports = __dirname
