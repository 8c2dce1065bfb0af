'use strict'

/**
 * Runs tests of mocha on the newest Node, from npm's registry, with the addon as it is built here: those of the rooms
 * that lean on Node most and take little time.
 *
 *   node test/package/newest.js [MOCHA'S ARGUMENTS]
 */

const { spawnSync } = require('node:child_process')
const path = require('node:path')
const { NODES, ROOT, node } = require('./sandbox')

const TESTS = ['commands', 'connection', 'options', 'pubsub'].map((room) => `test/js/${room}/*.test.js`)

const file = node(NODES.at(-1))
const args = process.argv.slice(2)
const { status } = spawnSync(file, [path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js'), '--reporter', 'dot', ...(args.length > 0 ? args : TESTS)],
  { cwd: ROOT, stdio: 'inherit' })
process.exitCode = status ?? 1
