'use strict'

/* global it */

const assert = require('node:assert/strict')
const path = require('node:path')
const { eventually } = require('./wait')

const EXAMPLES = path.join(__dirname, '..', '..', 'examples')
const LIMIT = 100000 // ms; Kafka's groups begin slowly

/** What each program that takes BROKER_URL prints, on every broker. */
const BUS_PROGRAMS = {
  'bus-live.mjs': ['server A heard: to everybody', 'server B heard: to everybody'],
  'bus-log.mjs': ['from the beginning: login, order, payment', 'what came meanwhile: parcel, logout'],
  'bus-group.mjs': [
    'done, each once: 1,2,3,4,6', 'attempts at order 3: 3', 'in the dead letters: order 5, no such customer'
  ]
}

/**
 * Tests that the same programs do the same on a broker.
 *
 * @param {object} options
 * @param {(file: string, options: object) => import('./processes').NodeProcess} options.start
 * @param {() => string} options.url
 * @param {boolean} [options.isShared]  whether two processes meet there
 */
function testBusExamples ({ start, url, isShared = true }) {
  const run = (name) => start(path.join(EXAMPLES, name), { env: { BROKER_URL: url() } })

  for (const [name, lines] of Object.entries(BUS_PROGRAMS)) {
    it(`${name} does what it says, and ends`, async function () {
      this.timeout(LIMIT + 10000)
      const example = run(name)
      assert.deepEqual(await example.exit(LIMIT), { code: 0, signal: null }, example.stderr)
      assert.deepEqual([example.stdout, example.stderr], [lines.join('\n') + '\n', ''])
    })
  }

  if (!isShared) return
  it('bus-publisher.mjs reaches bus-subscriber.mjs', async function () {
    this.timeout(LIMIT * 2)
    const subscriber = run('bus-subscriber.mjs')
    await eventually(() => subscriber.stdout.includes('listening'), 'the subscriber', { timeout: LIMIT })
    const publisher = run('bus-publisher.mjs')
    assert.deepEqual(await publisher.exit(LIMIT), { code: 0, signal: null }, publisher.stderr)
    await eventually(() => subscriber.stdout.includes('user 42 logged out\n'), 'the message', { timeout: LIMIT })
    process.kill(subscriber.pid)
    await subscriber.exit()
    assert.equal(subscriber.stderr, '')
  })
}

module.exports = { BUS_PROGRAMS, testBusExamples }
