'use strict'

/* global beforeEach, afterEach */

const assert = require('node:assert/strict')
const { setImmediate: turn } = require('node:timers/promises')

/** Every test fails in which a rejection is handled by nobody. */
function forbidUnhandledRejections () {
  let seen
  const note = (reason) => seen.push(reason)
  beforeEach(() => {
    seen = []
    process.on('unhandledRejection', note)
  })
  afterEach(async () => {
    await turn()
    process.off('unhandledRejection', note)
    assert.deepEqual(seen, [])
  })
}

module.exports = { forbidUnhandledRejections }
