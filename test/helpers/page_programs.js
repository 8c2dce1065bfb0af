'use strict'

/**
 * node page_programs.js PROGRAM...
 *
 * Runs each program, just as it is, on a redis-server at the default port, and says of each that it ended by itself
 * without an error.
 */

const assert = require('node:assert/strict')
const path = require('node:path')
const { NodeProcess } = require('./processes')
const { RedisServer } = require('./redis_server')

async function main () {
  const server = await RedisServer.start({ port: 6379 })
  for (const file of process.argv.slice(2)) {
    const program = new NodeProcess(file)
    assert.deepEqual(await program.exit(30000), { code: 0, signal: null }, `${file}\n${program.stderr}`)
    assert.equal(program.stderr, '', file)
    console.log(`ended: ${path.basename(file)}`)
  }
  await server.stop()
}

main()
