'use strict'

const assert = require('node:assert/strict')
const { useClients, differs } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

describe('keyPrefix', () => {
  const server = useRedis()
  const clients = useClients(server)
  let client
  beforeEach(() => { client = clients.create({ keyPrefix: 'p:' }) })

  it('is put before keys', async () => {
    await client.set('k', 'v')
    await client.mset('a', '1', 'b', '2')
    await client.rename('a', 'c')
    assert.deepEqual((await server.call('keys', '*')).sort(), ['p:b', 'p:c', 'p:k'])
    assert.equal(await client.get('k'), 'v')
    assert.deepEqual(await client.mget('b', 'c'), ['2', '1'])
  })

  it('is put before keys that are Buffers', async () => {
    await client.set(Buffer.from([0xff]), 'v')
    assert.equal(await server.call('get', Buffer.from([0x70, 0x3a, 0xff])), 'v')
  })

  differs('may be a Buffer', async () => {
    const other = clients.create({ keyPrefix: Buffer.from([0xff]) })
    await other.set('k', 'v')
    assert.equal(await server.call('get', Buffer.from([0xff, 0x6b])), 'v')
  })

  it('is put before the keys of EVAL and BLPOP, and nothing else', async () => {
    assert.deepEqual(
      await client.eval('return {KEYS[1], ARGV[1]}', 1, 'k', 'a'), ['p:k', 'a'])
    await server.call('rpush', 'p:l', 'x')
    assert.deepEqual(await client.blpop('l', 1), ['p:l', 'x'])
  })

  it('is put before keys of call(), by the name in any case', async () => {
    await client.call('SET', 'k', 'v')
    assert.equal(await server.call('get', 'p:k'), 'v')
  })

  it('is not put before patterns of KEYS', async () => {
    await client.set('k', 'v')
    assert.deepEqual(await client.keys('*'), ['p:k'])
    assert.deepEqual(await client.keys('k'), [])
  })

  it('is put before keys in pipelines', async () => {
    await client.pipeline().set('a', '1').set('b', '2').exec()
    assert.deepEqual((await server.call('keys', '*')).sort(), ['p:a', 'p:b'])
  })

  it('is not put before channels and patterns', async () => {
    await client.subscribe('a')
    await client.psubscribe('b*')
    const message = event(client, 'message')
    assert.equal(await client.publish('a', 'x'), 1)
    assert.deepEqual(await message, ['a', 'x'])
    assert.deepEqual(await server.subscribers('a', 'p:a'), [1, 0])
  })

  it('is put before shard channels', async () => {
    await client.ssubscribe('s')
    assert.deepEqual(await server.shardSubscribers('s', 'p:s'), [0, 1])
    const message = event(client, 'smessage')
    assert.equal(await client.spublish('s', 'x'), 1)
    assert.deepEqual(await message, ['p:s', 'x'])
    assert.equal(await client.sunsubscribe('s'), 0)
  })
})
