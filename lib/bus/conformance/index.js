'use strict'

const { Buses } = require('./tools')

const SUITES = [
  require('./live'), require('./payloads'), require('./pressure'), require('./durable'), require('./group'),
  require('./reconnect'), require('./process')
]

/**
 * The tests that every driver of the bus passes, steered by its `caps`: what it
 * says it can do is tested, and that it refuses the rest.
 *
 * Call it where mocha or another runner with `describe`, `it` and
 * `afterEach` loads its tests.
 *
 * @param {import('./tools').Subject} subject
 * @param {object} [runner]  has those functions; default: the global ones
 */
function conformance (subject, runner = globalThis) {
  const { describe, afterEach } = runner
  describe(`bus on ${subject.name}`, function () {
    this?.timeout?.(subject.timeout ?? 60000)
    const context = { subject, buses: new Buses(subject), runner }
    afterEach(() => context.buses.close())
    for (const suite of SUITES) suite(context)
  })
}

module.exports = { conformance }
