'use strict'

/* global after, before */

const assert = require('node:assert/strict')
const { createBroker } = require('../../lib/broker')
const { startServers } = require('../../lib/demo/servers')

/**
 * The broker and the three servers of the demo, for the tests of one `describe`.
 *
 * @returns {{ servers: object[], broker: object }}
 */
function useDemoServers () {
  const demo = { servers: [], broker: null }
  before(async function () {
    this.timeout(60000)
    demo.broker = await createBroker()
    demo.servers = await startServers(['A', 'B', 'C'], demo.broker.url, 0)
  })
  after(async function () {
    this.timeout(60000)
    const codes = await Promise.all(demo.servers.map((server) => server.stop()))
    await demo.broker.close()
    assert.deepEqual(codes, demo.servers.map(() => 0))
  })
  return demo
}

module.exports = { useDemoServers }
