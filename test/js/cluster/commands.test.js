'use strict'

const assert = require('node:assert/strict')
const { keySlot } = require('../../../lib/support/key_slot')
const { Redis, useClients } = require('../../helpers/client')
const { useCluster } = require('../../helpers/cluster_servers')
const { event } = require('../../helpers/wait')

describe('commands on a cluster', () => {
  const servers = useCluster({ replicas: 0 })
  const clients = useClients()

  function connect (options) {
    return clients.add(new Redis.Cluster(servers.nodes.slice(0, 1), options))
  }

  it('go to the node of their key', async () => {
    const cluster = connect()
    const keys = Array.from({ length: 300 }, (_, i) => `key:${i}`)
    await Promise.all(keys.map((key, i) => cluster.set(key, i)))
    assert.deepEqual(await Promise.all(keys.map((key) => cluster.get(key))), keys.map((_, i) => String(i)))
    assert.equal(cluster.nodes('master').length, 3)
    assert.equal(cluster.status, 'ready')
    assert.equal(cluster.isCluster, true)
  })

  it('wait until the cluster is ready, and keep their order', async () => {
    const cluster = connect({ lazyConnect: true })
    assert.equal(cluster.status, 'wait')
    const lengths = await Promise.all(Array.from({ length: 50 }, (_, i) => cluster.rpush('{list}', i)))
    assert.deepEqual(lengths, Array.from({ length: 50 }, (_, i) => i + 1))
  })

  it('of a connection of few nodes reach those that it did not know', async () => {
    const cluster = connect()
    const nodes = new Set()
    cluster.on('+node', ({ options }) => nodes.add(options.port))
    await event(cluster, 'ready')
    assert.deepEqual([...nodes].sort(), servers.nodes.map(({ port }) => port).sort())
  })

  it('follow a slot that moves', async () => {
    const cluster = connect()
    const slot = keySlot('{moving}')
    await cluster.set('{moving}', 'value')
    const from = await servers.ownerOf(slot)
    const to = servers.servers.find((server) => server !== from)
    await servers.move(slot, to)
    assert.equal(await cluster.get('{moving}'), 'value')
    await servers.move(slot, from)
    assert.equal(await cluster.append('{moving}', '!'), 6)
  })

  it('are asked for while a slot moves', async () => {
    const cluster = connect()
    const slot = keySlot('{half}')
    await cluster.set('{half}a', 'here')
    const from = await servers.ownerOf(slot)
    const to = servers.servers.find((server) => server !== from)
    await to.call('cluster', 'setslot', slot, 'importing', servers.idOf(from))
    await from.call('cluster', 'setslot', slot, 'migrating', servers.idOf(to))
    assert.equal(await cluster.set('{half}b', 'there'), 'OK')
    assert.equal(await cluster.get('{half}b'), 'there')
    assert.deepEqual(await cluster.pipeline().set('{half}c', '1').get('{half}c').exec(), [[null, 'OK'], [null, '1']])
    assert.deepEqual(await cluster.multi().set('{half}d', '1').get('{half}d').exec(), [[null, 'OK'], [null, '1']])
    await servers.move(slot, to)
    assert.deepEqual(await cluster.mget('{half}a', '{half}b'), ['here', 'there'])
    await servers.move(slot, from)
  })

  it('in pipelines and transactions go together', async () => {
    const cluster = connect()
    await event(cluster, 'ready')
    const seen = []
    const results = await cluster.pipeline()
      .set('{p}a', '1')
      .incr('{p}a', (error, value) => seen.push([error, value]))
      .lpush('{p}a', 'x', (error) => seen.push(error.message.slice(0, 9)))
      .exec()
    assert.deepEqual(results.slice(0, 2), [[null, 'OK'], [null, 2]])
    assert.match(results[2][0].message, /WRONGTYPE/)
    assert.deepEqual(seen, [[null, 2], 'WRONGTYPE'])
    assert.deepEqual(await cluster.multi().incr('{p}a').get('{p}a').exec(), [[null, 3], [null, '3']])
    await assert.rejects(cluster.pipeline().get('a').get('b').exec(), /same slots allocation group/)
    await assert.rejects(cluster.pipeline().mget('a', 'b').exec(), /same slot/)
  })

  it('call their callbacks in a pipeline once, also when it is sent again', async () => {
    const cluster = connect()
    const slot = keySlot('{again}')
    await event(cluster, 'ready')
    const from = await servers.ownerOf(slot)
    await servers.move(slot, servers.servers.find((server) => server !== from))
    const seen = []
    const results = await cluster.pipeline().set('{again}', 'v', (...args) => seen.push(args)).get('{again}').exec()
    assert.deepEqual(results, [[null, 'OK'], [null, 'v']])
    assert.deepEqual(seen, [[null, 'OK']])
    await servers.move(slot, from)
  })

  it('load scripts on the node that needs them', async () => {
    const cluster = connect({ scripts: { echo: { lua: 'return {KEYS[1], ARGV[1]}', numberOfKeys: 1 } } })
    for (let i = 0; i < 3; i += 1) {
      const replies = await Promise.all(['a', 'b', 'c', 'd'].map((key) => cluster.echo(key, i)))
      assert.deepEqual(replies, ['a', 'b', 'c', 'd'].map((key) => [key, String(i)]))
    }
    await Promise.all(servers.servers.map((server) => server.call('script', 'flush')))
    assert.deepEqual(await cluster.echo('a', 'x'), ['a', 'x'])
  })

  it('of automatic pipelines go to their nodes', async () => {
    const cluster = connect({ enableAutoPipelining: true, keyPrefix: 'auto:' })
    const keys = Array.from({ length: 100 }, (_, i) => `key:${i}`)
    await Promise.all(keys.map((key) => cluster.set(key, key)))
    assert.deepEqual(await Promise.all(keys.map((key) => cluster.get(key))), keys)
    assert.equal(await cluster.call('get', 'key:1'), 'key:1')
  })

  it('scan', async () => {
    const cluster = connect()
    await cluster.sadd('{set}', Array.from({ length: 1000 }, (_, i) => i))
    const found = new Set()
    for await (const part of cluster.sscanStream('{set}')) for (const item of part) found.add(item)
    assert.equal(found.size, 1000)
  })

  it('fail as they do on one server', async () => {
    const cluster = connect({ keyPrefix: 'f:' })
    await assert.rejects(cluster.mget('a', 'b'), { name: 'ReplyError', message: /CROSSSLOT/ })
    await cluster.set('text', 'x')
    await assert.rejects(cluster.lpush('text', 'x'), { name: 'ReplyError', message: /WRONGTYPE/ })
    assert.equal(await servers.masters[0].call('ping'), 'PONG')
  })

  it('given to a node itself stay there', async () => {
    const cluster = connect()
    await event(cluster, 'ready')
    const owner = await servers.ownerOf(keySlot('direct'))
    const other = cluster.nodes().find(({ options }) => options.port !== owner.port)
    await assert.rejects(other.get('direct'), /^ReplyError: MOVED /)
    assert.equal(await other.ping(), 'PONG')
  })

  it('are answered before quit() is', async () => {
    const cluster = connect()
    await event(cluster, 'ready')
    const ended = event(cluster, 'end')
    const [reply, quit] = await Promise.all([cluster.set('last', 'word'), cluster.quit()])
    assert.deepEqual([reply, quit], ['OK', 'OK'])
    await ended
    await assert.rejects(cluster.get('last'), /Connection is closed/)
  })

  it('that replies of one node lead to for another go out together, when all have been read', async () => {
    const cluster = connect()
    await event(cluster, 'ready')
    await cluster.get('a')
    await cluster.get('b')
    const port = async (key) => (await servers.ownerOf(keySlot(key))).port
    const ports = await Promise.all(['a', 'b'].map(port))
    assert.notEqual(ports[0], ports[1])
    const other = cluster.nodes('master').find(({ options }) => options.port === ports[1])
    const bytes = () => other.hicast.health().bytesOut
    const endOfTick = () => new Promise((resolve) => process.nextTick(() => process.nextTick(resolve)))
    const due = cluster.blpop('{b}none', 0) // so that the connection is not idle
    await new Promise(setImmediate)
    const before = bytes()
    await cluster.get('a') // what follows is within the delivery of the reply
    const set = cluster.set('b', '1')
    await endOfTick()
    assert.equal(bytes(), before)
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    const sent = bytes()
    assert(sent > before)
    const get = cluster.get('b')
    await endOfTick()
    assert(bytes() > sent)
    await (await servers.ownerOf(keySlot('b'))).call('lpush', '{b}none', 'x')
    assert.deepEqual(await Promise.all([due, set, get]), [['{b}none', 'x'], 'OK', '1'])
  })

  it('work on a duplicate, and after a new connect()', async () => {
    const cluster = connect()
    const other = clients.add(cluster.duplicate())
    await other.set('dup', '1')
    other.disconnect()
    await event(other, 'end')
    await other.connect()
    assert.equal(await other.get('dup'), '1')
    assert.equal(await cluster.get('dup'), '1')
  })
})
