'use strict'

const { killServers } = require('./redis_server')
const { killProcesses } = require('./processes')

/** Whatever a test left running is ended, and is a failure. */
exports.mochaHooks = {
  afterAll () {
    const servers = killServers()
    const processes = killProcesses()
    if (servers + processes > 0) {
      throw new Error(
        `left running: ${servers} servers, ${processes} node processes`)
    }
  }
}
