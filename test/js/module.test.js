'use strict'

const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const { EventEmitter } = require('node:events')
const path = require('node:path')
const { Redis, isHicast } = require('../helpers/client')
const { plainEnvironment } = require('../helpers/redis_server')
const { list } = require('@ioredis/commands')
const ioredis = require('ioredis')
const errors = require('redis-errors')

describe('module', () => {
  it('is the constructor itself', () => {
    const client = new Redis({ lazyConnect: true })
    assert.ok(client instanceof Redis)
    client.disconnect()
  })

  it('carries the constructor as .Redis and .default', () => {
    assert.equal(Redis.Redis, Redis)
    assert.equal(Redis.default, Redis)
    assert.equal(Redis.__esModule, ioredis.__esModule)
  })

  it('carries everything that ioredis carries', () => {
    const missing = Object.keys(ioredis).filter((name) => !(name in Redis))
    assert.deepEqual(missing, [])
  })

  it('has classes with their names', () => {
    const names = ['Redis', 'Cluster', 'Command', 'Pipeline', 'ScanStream', 'AbstractConnector', 'SentinelConnector',
      'SentinelIterator']
    assert.deepEqual(names.map((name) => Redis[name].name), names)
  })

  it('has the same kinds of values behind the names', () => {
    const kinds = (module) => Object.fromEntries(Object.keys(ioredis)
      .filter((name) => name !== 'Promise')
      .map((name) => [name, typeof module[name]]))
    assert.deepEqual(kinds(Redis), kinds(ioredis))
  })

  it('shares the class of error replies with redis-errors', () => {
    assert.equal(Redis.ReplyError, errors.ReplyError)
  })

  it('makes clients by createClient', () => {
    const client = Redis.createClient({ lazyConnect: true, port: 7 })
    assert.ok(client instanceof Redis)
    assert.equal(client.options.port, 7)
    client.disconnect()
  })

  it('gives clients that are event emitters and not thenable', () => {
    const client = new Redis({ lazyConnect: true })
    for (const name of ['on', 'once', 'off', 'emit', 'listenerCount', 'removeAllListeners']) {
      assert.equal(typeof client[name], 'function', name)
    }
    assert.equal(typeof EventEmitter.prototype.on, 'function')
    assert.equal(client.then, undefined)
    client.disconnect()
  })

  it('knows every command of the list that ioredis goes by', () => {
    const client = new Redis({ lazyConnect: true })
    client.disconnect()
    const names = [...list.filter((name) => name !== 'monitor'), 'sentinel']
    assert.deepEqual(client.getBuiltinCommands().sort(), names.sort())
  })

  it('has every method of an ioredis client', () => {
    const ours = new Redis({ lazyConnect: true })
    const theirs = new ioredis.Redis({ lazyConnect: true })
    const missing = methods(theirs).filter((name) => typeof ours[name] !== 'function')
    ours.disconnect()
    theirs.disconnect()
    assert.ok(missing.length < methods(theirs).length)
    assert.deepEqual(missing, [])
  })

  it('lacks the names by which libraries tell node-redis', () => {
    const client = new Redis({ lazyConnect: true })
    for (const name of ['sSubscribe', 'pSubscribe', 'scanIterator', 'masters', 'isReady']) {
      assert.equal(client[name], undefined, name)
    }
    client.disconnect()
  })

  if (isHicast) {
    it('does not load the cluster before it is used, for ES modules either', () => {
      const program = `import { createRequire } from 'node:module'
        import { Cluster } from 'hicast'
        const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => /lib.cluster.cluster/.test(file))
        const before = isLoaded()
        new Cluster([1], { lazyConnect: true })
        console.log(before, isLoaded())`
      const args = ['--conditions=hicast-source', '--input-type=module', '-e', program]
      const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: path.join(__dirname, '..', '..'), encoding: 'utf8' })
      assert.equal(stdout, 'false true\n', stderr)
    })

    // V8's optimising compiler, once it is awake, takes as much memory as an idle client does.
    it('has V8 optimise nothing while it is loaded', () => {
      const { stdout, stderr } = spawnSync(process.execPath, ['--trace-opt', '-e', "require('hicast')"],
        { cwd: path.join(__dirname, '..', '..'), encoding: 'utf8', env: plainEnvironment() })
      assert.equal(stdout, '', stderr)
    })

    it('has a Cluster that is like any class', () => {
      class Mine extends Redis.Cluster {}
      const cluster = new Mine([1], { lazyConnect: true })
      assert(cluster instanceof Redis.Cluster)
      assert(cluster instanceof Mine)
      assert.equal(cluster.constructor, Mine)
      assert.equal(new Redis.Cluster([1], { lazyConnect: true }).constructor, Redis.Cluster)
      assert.equal(typeof Redis.Cluster.prototype.connect, 'function')
      assert.throws(() => Redis.Cluster(), TypeError)
    })

    it('gives named and default imports to ES modules', async () => {
      const module = await import('hicast')
      assert.equal(module.Redis, Redis)
      assert.equal(module.default, Redis)
      assert.equal(module.ReplyError, errors.ReplyError)
      for (const name of ['Cluster', 'Command', 'Pipeline', 'ScanStream', 'print']) {
        assert.ok(module[name], name)
      }
    })
  }
})

/** The public methods of a client, inherited ones too. */
function methods (client) {
  const names = new Set()
  for (let o = client; o !== Object.prototype; o = Object.getPrototypeOf(o)) {
    for (const name of Object.getOwnPropertyNames(o)) {
      const isOwnMatter = name.startsWith('_') || INTERNAL.has(name)
      if (!isOwnMatter && typeof client[name] === 'function') names.add(name)
    }
  }
  return [...names].sort()
}

/** What ioredis' own parts call on each other, though it has no underscore. */
const INTERNAL = new Set([
  'constructor', 'getBlockingTimeoutInMs', 'getConfiguredBlockingTimeout',
  'setSocketTimeout', 'silentEmit', 'recoverFromFatalError',
  'handleReconnection', 'resetCommandQueue', 'resetOfflineQueue',
  'parseOptions', 'setStatus', 'createScanStream', 'flushQueue'
])
