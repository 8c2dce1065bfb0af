'use strict'

const { Runner, reporters } = require('mocha')

/** mocha's own, and says which tests are run again, and why, where `--retries` allows it. */
module.exports = class extends reporters.Spec {
  constructor (runner, options) {
    super(runner, options)
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
      console.log(`run again: ${test.fullTitle()}\n${error.stack}`)
    })
  }
}
