'use strict'

// Bound here, since tests of apps put clocks of their own in its place.
const hrtime = process.hrtime.bind(process)

/** @returns {number} ms of a clock that only goes forward, with fractions */
function now () {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e3 + nanoseconds / 1e6
}

module.exports = { now }
