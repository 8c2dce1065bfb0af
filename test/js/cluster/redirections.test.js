'use strict'

const assert = require('node:assert/strict')
const Redirections = require('../../../lib/cluster/redirections')
const { parseClusterOptions } = require('../../../lib/cluster/options')

describe('redirections of a cluster', () => {
  /** How long a command waits each time that its node is lost, until it is given up. */
  async function waits (options) {
    const found = []
    const redirections = new Redirections({
      cluster: { options: parseClusterOptions(options), status: 'ready', refreshSlotsCache: (done) => done() },
      topology: null,
      pool: null,
      pending: { refusal: () => null, hold: () => () => {} },
      setTimer: (callback, ms) => {
        found.push(ms)
        setImmediate(callback)
      }
    })
    const redirection = { size: 0 }
    for (;;) {
      const error = await new Promise((resolve) => redirections.follow(new Error('Connection is closed.'), redirection, {
        again: () => resolve(null),
        fail: resolve
      }))
      if (error !== null) return [found, error.message]
    }
  }

  it('wait twice as long each time that the node is lost', async () => {
    const [found, message] = await waits()
    assert.deepEqual(found.slice(0, 7), [100, 200, 400, 800, 1600, 2000, 2000])
    assert.equal(found.length, 16)
    assert.match(message, /^Too many Cluster redirections. Last error: Error: Connection is closed./)
  })

  it('wait as long as the app wants, at least', async () => {
    assert.deepEqual((await waits({ retryDelayOnFailover: 5000, maxRedirections: 2 }))[0], [5000, 5000])
    assert.deepEqual((await waits({ retryDelayOnFailover: 1, maxRedirections: 3 }))[0], [1, 2, 4])
    assert.deepEqual((await waits({ retryDelayOnFailover: 0 }))[0], [])
  })
})
