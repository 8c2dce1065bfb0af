'use strict'

/**
 * A mocha process that does not end after its tests has left something open: a
 * client that goes on to reconnect, a timer, a handle of the addon. That is a
 * failure, and told as one, rather than a run that hangs or an `--exit` that
 * hides it.
 */

const GRACE = 10000 // ms

function fail () {
  console.error('The tests are over, but the process does not end. Still open: ' +
    process.getActiveResourcesInfo().join(', '))
  // After mocha's own handler, which would put its own status there.
  process.on('exit', () => { process.exitCode = 1 })
  process.exit(1)
}

exports.mochaGlobalTeardown = () => {
  // Keeps nothing alive itself.
  setTimeout(fail, GRACE).unref()
}
