'use strict'

/** Asked about WebSockets only: harness/fanout.js says how. */
module.exports = {}
