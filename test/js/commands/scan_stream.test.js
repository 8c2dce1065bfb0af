'use strict'

const assert = require('node:assert/strict')
const { useClients, Redis } = require('../../helpers/client')
const { useRedis } = require('../../helpers/redis_server')
const { event } = require('../../helpers/wait')

describe('scan streams', () => {
  const server = useRedis()
  const clients = useClients(server)
  const names = Array.from({ length: 100 }, (_, i) => `k${i}`)

  /** All that a stream gives, in one sorted array. */
  async function all (stream) {
    const items = []
    for await (const batch of stream) items.push(...batch)
    return items.sort()
  }

  it('give all keys', async () => {
    const client = clients.create()
    await client.mset(...names.flatMap((name) => [name, name]))
    const stream = client.scanStream({ count: 7 })
    assert.ok(stream instanceof Redis.ScanStream)
    assert.deepEqual(await all(stream), [...names].sort())
  })

  it('give keys that match', async () => {
    const client = clients.create()
    await client.mset(...names.flatMap((name) => [name, name]))
    assert.deepEqual(await all(client.scanStream({ match: 'k1?' })),
      names.filter((name) => /^k1.$/.test(name)))
  })

  it('give keys of a type', async () => {
    const client = clients.create()
    await client.set('s', 'x')
    await client.lpush('l', 'x')
    assert.deepEqual(await all(client.scanStream({ type: 'list' })), ['l'])
  })

  it('give Buffers', async () => {
    const client = clients.create()
    await client.set(Buffer.from([0xff]), 'x')
    assert.deepEqual(await all(client.scanBufferStream()), [Buffer.from([0xff])])
  })

  it('give members of sets, hashes and sorted sets', async () => {
    const client = clients.create()
    await client.sadd('s', ...names)
    await client.hset('h', { a: 1, b: 2 })
    await client.zadd('z', 1, 'a', 2.5, 'b')
    assert.deepEqual(await all(client.sscanStream('s', { count: 10 })), [...names].sort())
    assert.deepEqual(await all(client.hscanStream('h')), ['1', '2', 'a', 'b'])
    assert.deepEqual(await all(client.zscanStream('z')), ['1', '2.5', 'a', 'b'])
  })

  it('end early by close()', async () => {
    const client = clients.create()
    await client.mset(...names.flatMap((name) => [name, name]))
    const stream = client.scanStream({ count: 1 })
    let batches = 0
    stream.on('data', () => {
      if (++batches === 2) stream.close()
    })
    await event(stream, 'end')
    assert.ok(batches < 50, `${batches} batches`)
  })

  it('tell errors', async () => {
    const client = clients.create()
    await client.set('k', 'v')
    const stream = client.hscanStream('k')
    const error = event(stream, 'error')
    stream.resume()
    assert.match((await error)[0].message, /^WRONGTYPE/)
  })
})
