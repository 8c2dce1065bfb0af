'use strict'

const assert = require('node:assert/strict')
const { subscribe, unsubscribe } = require('node:diagnostics_channel')
const { setImmediate: turn } = require('node:timers/promises')
const { keySlot } = require('../../../lib/support/key_slot')
const { Redis, useClients } = require('../../helpers/client')
const { useCluster } = require('../../helpers/cluster_servers')
const { event, eventually } = require('../../helpers/wait')

describe('pub/sub on a cluster', () => {
  const servers = useCluster({ replicas: 0 })
  const clients = useClients()

  function connect (options) {
    return clients.add(new Redis.Cluster(servers.nodes.slice(0, 1), options))
  }

  /** A subscriber, and what it hears. */
  function listen (options) {
    const cluster = connect(options)
    const heard = []
    for (const kind of ['message', 'pmessage', 'smessage']) cluster.on(kind, (...args) => heard.push([kind, ...args]))
    return { cluster, heard }
  }

  const other = (server) => servers.servers.find((one) => one !== server)

  it('hears channels and patterns, whichever node they are published at', async () => {
    const { cluster, heard } = listen()
    assert.equal(await cluster.subscribe('news', 'sport'), 2)
    assert.equal(await cluster.psubscribe('room:*'), 3)
    for (const server of servers.servers) await server.call('publish', 'news', server.port)
    await servers.servers[0].call('publish', 'room:1', 'hi')
    await eventually(() => heard.length === 4, 'four messages')
    // Each node passes on what was published at it: between two of them there is no order.
    const of = (kind) => heard.filter(([one]) => one === kind)
    assert.deepEqual(of('message').map(([, , port]) => Number(port)).sort(), servers.nodes.map(({ port }) => port).sort())
    assert.deepEqual(of('pmessage'), [['pmessage', 'room:*', 'room:1', 'hi']])
    assert.equal(await cluster.unsubscribe('news'), 2)
    assert.equal(await cluster.get('x'), null)
  })

  it('gives Buffers and batches as well', async () => {
    const cluster = connect()
    const buffers = []
    const batches = []
    cluster.on('messageBuffer', (...args) => buffers.push(args))
    cluster.on('messages', (batch) => batches.push(...batch))
    await cluster.subscribe('forms')
    await cluster.publish('forms', 'x')
    await eventually(() => buffers.length === 1 && batches.length === 1, 'both')
    assert.deepEqual(buffers[0], [Buffer.from('forms'), Buffer.from('x')])
    assert.deepEqual(batches[0], ['forms', 'x'])
    assert.equal(cluster.listenerCount('message'), 0)
  })

  it('calls listeners as a client does: with itself as `this`, once, and by an emit() that the app has replaced', async () => {
    const cluster = connect()
    const other = connect()
    const calls = []
    cluster.once('smessage', function (channel, message) { calls.push(['once', this === cluster, channel, message]) })
    await cluster.ssubscribe('as-one')
    await other.spublish('as-one', '1')
    await eventually(() => calls.length === 1, 'the first message')
    cluster.on('smessage', function (channel, message) { calls.push(['on', this === cluster, channel, message]) })
    await other.spublish('as-one', '2')
    await eventually(() => calls.length === 2, 'the second message')
    const { emit } = cluster
    cluster.emit = function (event, ...args) {
      calls.push(['emit', event, ...args])
      return emit.call(this, event, ...args)
    }
    await other.spublish('as-one', '3')
    await eventually(() => calls.length === 4, 'the third message')
    assert.deepEqual(calls, [['once', true, 'as-one', '1'], ['on', true, 'as-one', '2'],
      ['emit', 'smessage', 'as-one', '3'], ['on', true, 'as-one', '3']])
  })

  it('publishes each message once to `hicast:message`', async () => {
    const cluster = connect()
    const heard = []
    const traced = []
    const trace = ({ event: kind, channel, length }) => traced.push([kind, channel, length])
    subscribe('hicast:message', trace)
    try {
      cluster.on('smessage', (...args) => heard.push(args))
      await cluster.ssubscribe('traced')
      for (const message of ['1', '22']) await cluster.spublish('traced', message)
      await eventually(() => heard.length === 2, 'two messages')
    } finally {
      unsubscribe('hicast:message', trace)
    }
    assert.deepEqual(traced, [['smessage', 'traced', 1], ['smessage', 'traced', 2]])
  })

  it('keeps the messages of a channel in the order in which one client publishes them', async () => {
    const { cluster, heard } = listen()
    await cluster.subscribe('order')
    const publisher = connect()
    const numbers = Array.from({ length: 2000 }, (_, i) => String(i))
    await Promise.all(numbers.map((number) => publisher.publish('order', number)))
    await eventually(() => heard.length === numbers.length, 'all of them')
    assert.deepEqual(heard.map(([, , message]) => message), numbers)
  })

  it('goes on with another node at once when its own is lost', async () => {
    const { cluster, heard } = listen()
    await cluster.subscribe('moved')
    await cluster.psubscribe('move*')
    const numbers = await Promise.all(servers.servers.map(async (server) => (await server.subscribers('moved'))[0]))
    const server = servers.servers[numbers.indexOf(1)]
    const resubscribed = event(cluster, 'resubscribed')
    await server.call('client', 'kill', 'type', 'pubsub')
    const [info] = await resubscribed
    assert.equal(info.channels, 2)
    await cluster.publish('moved', 'x')
    await eventually(() => heard.length === 2, 'the message, twice')
    assert(cluster.hicast.health().deafMs > 0)
  })

  for (const protocol of [2, 3]) {
    it(`hears shard channels from the masters of their slots, by RESP${protocol}`, async () => {
      const { cluster, heard } = listen({ redisOptions: { protocol } })
      const channels = Array.from({ length: 30 }, (_, i) => `shard:${i}`)
      for (const channel of channels) await cluster.ssubscribe(channel)
      await Promise.all(channels.map((channel) => cluster.spublish(channel, channel)))
      await eventually(() => heard.length === 30, 'all of them')
      assert.deepEqual(heard.map(([, channel]) => channel).sort(), channels.slice().sort())
      await cluster.sunsubscribe(channels[0])
      assert.equal(await cluster.spublish(channels[0], 'x'), 0)
      await cluster.sunsubscribe()
      await eventually(async () => {
        const counts = await Promise.all(channels.map((channel) => cluster.spublish(channel, 'x')))
        return counts.every((count) => count === 0)
      }, 'no subscriber')
    })
  }

  it('refuses shard channels of several slots in one command', async () => {
    const cluster = connect()
    await assert.rejects(cluster.ssubscribe('a', 'b'), /same slot/)
    assert.equal(await cluster.ssubscribe('{a}1', '{a}2'), 2)
  })

  it('follows a slot that moves, there and back, and tells of it', async () => {
    const { cluster, heard } = listen({ shardedSubscribers: true })
    const slot = keySlot('{walk}')
    await cluster.ssubscribe('{walk}1', '{walk}2')
    const from = await servers.ownerOf(slot)
    for (const to of [other(from), from]) {
      const resubscribed = event(cluster, 'resubscribed')
      await servers.move(slot, to)
      const [{ names }] = await resubscribed
      assert.deepEqual(names.map(({ kind, name }) => [kind, name]).sort(), [['shard channel', '{walk}1'], ['shard channel', '{walk}2']])
      heard.length = 0
      await Promise.all(['{walk}1', '{walk}2'].map((channel) => cluster.spublish(channel, 'x')))
      await eventually(() => heard.length === 2, 'both messages')
    }
    assert.deepEqual(cluster.hicast.health().deaf, [])
  })

  it('subscribes to a shard channel whose slot has moved before, and hears it when ssubscribe() resolves', async () => {
    for (let i = 0; i < 60; i++) {
      const cluster = connect()
      await event(cluster, 'ready')
      const slot = keySlot(`late ${i}`)
      const from = await servers.ownerOf(slot)
      await servers.move(slot, other(from))
      assert.equal(await cluster.ssubscribe(`late ${i}`), 1)
      assert.equal(await cluster.spublish(`late ${i}`, 'x'), 1, `the ${i}th time`)
      await servers.move(slot, from)
      cluster.disconnect()
    }
  })

  it('subscribes anew to shard channels when their connection is lost', async () => {
    const { cluster, heard } = listen()
    await cluster.ssubscribe('{lost}')
    const owner = await servers.ownerOf(keySlot('{lost}'))
    const resubscribed = event(cluster, 'resubscribed')
    await owner.call('client', 'kill', 'type', 'pubsub')
    await resubscribed
    await cluster.spublish('{lost}', 'x')
    await eventually(() => heard.length === 1, 'the message')
  })

  it('hears keyspace events of every master', async () => {
    const { cluster, heard } = listen()
    await Promise.all(servers.servers.map((server) => server.call('config', 'set', 'notify-keyspace-events', 'KEA')))
    assert.equal(await cluster.subscribe('__keyevent@0__:set', 'plain'), 2)
    assert.equal(await cluster.psubscribe('__keyspace@0__:*'), 3)
    const keys = Array.from({ length: 30 }, (_, i) => `k:${i}`)
    await Promise.all(keys.map((key) => cluster.set(key, '1')))
    await eventually(() => heard.length === 60, 'an event of each kind for each key')
    assert.deepEqual(heard.filter(([kind]) => kind === 'message').map(([, , key]) => key).sort(), keys.slice().sort())
    await servers.servers[1].call('client', 'kill', 'type', 'pubsub')
    await event(cluster, 'resubscribed')
    heard.length = 0
    await eventually(() => cluster.hicast.health().deaf.length === 0, 'no channel to be deaf')
    await Promise.all(keys.map((key) => cluster.set(key, '1')))
    await eventually(() => heard.length === 60, 'all of them again')
    await cluster.punsubscribe()
    assert.equal(await cluster.unsubscribe('__keyevent@0__:set', 'plain'), 0)
    await Promise.all(servers.servers.map((server) => server.call('config', 'set', 'notify-keyspace-events', '')))
  })

  it('subscribes again after a new connect()', async () => {
    const { cluster, heard } = listen()
    await cluster.subscribe('again')
    await cluster.ssubscribe('{again}')
    cluster.disconnect()
    await event(cluster, 'end')
    await cluster.connect()
    const publisher = connect()
    await eventually(async () => await publisher.publish('again', 'x') + await publisher.spublish('{again}', 'x') >= 1 &&
      heard.some(([kind]) => kind === 'smessage') && heard.some(([kind]) => kind === 'message'), 'both to be heard')
  })

  it('does not hear what was taken back at once, before it was confirmed or after, and then keeps no connection for it', async () => {
    const cluster = connect()
    let connections = 0
    cluster.on('+subscriber', () => { connections += 1 })
    cluster.on('-subscriber', () => { connections -= 1 })
    await cluster.ssubscribe('{brief}1') // waits until the cluster is ready
    assert.equal(await cluster.sunsubscribe('{brief}1'), 0)
    assert.equal(cluster.hicast.health().subscriptions, 0)
    assert.deepEqual(await Promise.all([cluster.ssubscribe('{brief}2'), cluster.sunsubscribe('{brief}2')]), [1, 0])
    assert.equal(cluster.hicast.health().subscriptions, 0)
    await turn()
    assert.equal(connections, 0)
    await Promise.all([cluster.ssubscribe('{brief}3'), cluster.sunsubscribe('{brief}3'), cluster.ssubscribe('{brief}3')])
    assert.equal(await cluster.spublish('{brief}3', 'x'), 1)
    await Promise.all([cluster.sunsubscribe('{brief}3'), cluster.ssubscribe('{brief}3')])
    await turn()
    assert.equal(await cluster.spublish('{brief}3', 'x'), 1)
    assert.equal(cluster.hicast.health().subscriptions, 1)
  })

  it('tells when a server does not let it hear', async () => {
    for (const server of servers.servers) {
      await server.call('acl', 'setuser', 'narrow', 'on', '>secret', '~*', '+@all', 'resetchannels', '&allowed*')
    }
    const cluster = connect({ redisOptions: { username: 'narrow', password: 'secret' } })
    let connections = 0
    cluster.on('+subscriber', () => { connections += 1 })
    cluster.on('-subscriber', () => { connections -= 1 })
    await assert.rejects(cluster.ssubscribe('forbidden'), /NOPERM/)
    // The one that was made for it is no use any more, and closed without waiting for news of slots.
    await turn()
    assert.equal(connections, 0)
    assert.equal(await cluster.ssubscribe('allowed'), 1)
    await assert.rejects(cluster.subscribe('__keyevent@0__:del'), /NOPERM/)
    assert.deepEqual(cluster.hicast.health().deaf, [])
  })
})
