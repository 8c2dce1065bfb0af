'use strict'

const assert = require('node:assert/strict')

// What libraries and apps are seen to import of ioredis' inside.
const PATHS = ['built', 'built/index.js', 'built/utils', 'built/utils/index.js', 'built/utils/RedisCommander', 'built/Redis',
  'built/Redis.js', 'built/redis', 'built/redis/RedisOptions', 'built/Command', 'built/Pipeline', 'built/ScanStream', 'built/errors',
  'built/cluster', 'built/cluster/ClusterOptions', 'built/connectors/AbstractConnector', 'built/connectors/SentinelConnector',
  'built/connectors/SentinelConnector/types', 'built/types', 'package.json']

for (const name of ['ioredis', 'hicast']) {
  const Redis = require(name)
  for (const path of PATHS) assert.ok(require(`${name}/${path}`), path)
  assert.equal(require(`${name}/built`), Redis)
  assert.equal(require(`${name}/built/Redis`).default, Redis)
  assert.equal(require(`${name}/built/Command`).default, Redis.Command)
  assert.equal(require(`${name}/built/redis/RedisOptions`).DEFAULT_REDIS_OPTIONS.port, 6379)
  const utils = require(`${name}/built/utils`)
  assert.equal(utils.CONNECTION_CLOSED_ERROR_MSG, 'Connection is closed.')
  assert.equal(utils.parseURL('redis://127.0.0.1:7/2').db, 2)
  assert.deepEqual(utils.packObject(['a', 1, 'b', 2]), { a: 1, b: 2 })
  assert.deepEqual(utils.convertMapToArray(new Map([['a', 1]])), ['a', 1])
  assert.deepEqual(utils.wrapMultiResult(['x', null]), [[null, 'x'], [null, null]])
  assert.equal(utils.isInt('12'), true)
  assert.equal(utils.isInt('1.5'), false)
  assert.deepEqual(utils.shuffle([1, 2, 3]).sort(), [1, 2, 3])
}

async function main () {
  const { CONNECTION_CLOSED_ERROR_MSG } = await import('ioredis/built/utils')
  assert.equal(CONNECTION_CLOSED_ERROR_MSG, 'Connection is closed.')
  const { Redis } = await import('ioredis')
  assert.equal(Redis, require('ioredis'))
  console.log('ok')
}

main()
