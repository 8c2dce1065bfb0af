'use strict'

/**
 * The embedded broker as a program that takes those arguments of redis-server
 * that the tests give, so that a test of pub/sub runs on either.
 */

const { createBroker } = require('../../lib/broker')

/** Every argument with its values: `--bind a b` is ['a', 'b']. */
function readArguments (args) {
  const all = {}
  let values = []
  for (const arg of args) {
    if (arg.startsWith('--')) {
      values = []
      all[arg.slice(2)] ??= values
    } else values.push(arg)
  }
  return all
}

const { port: [port], bind: [host], unixsocket, requirepass } = readArguments(process.argv.slice(2))

createBroker({
  port: Number(port),
  host,
  path: unixsocket?.[0],
  auth: requirepass?.[0]
}).catch((error) => {
  // As redis-server says it.
  console.error(error.code === 'EADDRINUSE' ? 'Address already in use' : error.message)
  process.exit(1)
})
