'use strict'

/** The broker's own client, as bench/harness/bus_bare.js uses it. */
module.exports = {}
