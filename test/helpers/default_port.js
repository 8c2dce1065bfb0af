'use strict'

/**
 * Runs what needs port 6379, because it is to run unchanged, without touching
 * a server that has that port already: in a network namespace of its own.
 * Where namespaces are not allowed the machine's port is used, if it is free.
 */

const { spawn, spawnSync } = require('node:child_process')
const { once } = require('node:events')
const { plainEnvironment } = require('./redis_server')

const NAMESPACE = ['unshare', '--net', '--map-root-user',
  'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']

function hasNamespaces () {
  const [command, ...args] = [...NAMESPACE, 'true']
  return spawnSync(command, args, { env: plainEnvironment() }).status === 0
}

/** What plainEnvironment() takes away, for the command `env` to give back. */
function addonEnvironment () {
  const plain = plainEnvironment()
  return Object.entries(process.env)
    .filter(([name]) => !(name in plain))
    .map(([name, value]) => `${name}=${value}`)
}

/**
 * Runs a node program where port 6379 is free.
 *
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
async function runWithDefaultPort (file, args) {
  const [command, ...rest] = [
    ...(hasNamespaces() ? NAMESPACE : []),
    'env', ...addonEnvironment(), process.execPath, file, ...args
  ]
  const child = spawn(command, rest, {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const result = { code: null, stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => { result.stdout += chunk })
  child.stderr.on('data', (chunk) => { result.stderr += chunk })
  ;[result.code] = await once(child, 'close')
  return result
}

module.exports = { runWithDefaultPort }
