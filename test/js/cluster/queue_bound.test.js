'use strict'

const assert = require('node:assert/strict')
const { Redis, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { freePort } = require('../../helpers/redis_server')
const { aggregate, bulk } = require('../../helpers/resp')
const { event } = require('../../helpers/wait')

const LIMIT = 100000
const PAYLOAD = 'x'.repeat(1000)

describe('maxQueueBytes of a cluster', () => {
  const clients = useClients()
  const startFake = useFakeServers()
  let replies, port, fake

  beforeEach(async () => {
    port = await freePort()
    const all = aggregate('*', [aggregate('*', [':0\r\n', ':16383\r\n', aggregate('*', [bulk('127.0.0.1'), `:${port}\r\n`])])])
    replies = { cluster: all, set: '+OK\r\n' }
  })

  async function connect (options) {
    fake = await startFake({ port, replies })
    return clients.add(new Redis.Cluster([{ host: '127.0.0.1', port }], {
      enableReadyCheck: false, lazyConnect: true, redisOptions: { maxQueueBytes: LIMIT }, ...options
    }))
  }

  /** Of 200 commands given at once about half find room; the others are told so, and nothing waits in the end. */
  async function assertBounded (cluster, send) {
    const sent = Promise.allSettled(Array.from({ length: 200 }, (_, i) => send(i)))
    const { queued, queuedBytes } = cluster.hicast.health()
    assert(queued > 50 && queued < 100, `${queued} wait`)
    assert(queuedBytes >= LIMIT && queuedBytes < LIMIT + 2000, `${queuedBytes} bytes`)
    const refused = (await sent).filter(({ reason }) => reason?.code === 'HC_EQUEUE')
    assert.equal(refused.length, 200 - queued)
    assert.match(refused[0].reason.message, /"maxQueueBytes" is 100000/)
    assert.equal((await sent).filter(({ value }) => value === 'OK').length, queued)
    const { queued: left, queuedBytes: bytes } = cluster.hicast.health()
    assert.deepEqual([left, bytes], [0, 0])
  }

  it('holds for what waits until it is ready', async () => {
    const cluster = await connect()
    await assertBounded(cluster, (i) => cluster.set(`k${i}`, PAYLOAD))
  })

  it('holds for automatic pipelines while they are collected', async () => {
    const cluster = await connect({ enableAutoPipelining: true })
    cluster.connect()
    await event(cluster, 'ready')
    await assertBounded(cluster, (i) => cluster.set(`k${i}`, PAYLOAD))
  })

  it('holds for automatic pipelines before the slots are known', async () => {
    const cluster = await connect({ enableAutoPipelining: true })
    await assertBounded(cluster, (i) => cluster.set(`k${i}`, PAYLOAD))
  })

  it('holds for pipelines before the slots are known', async () => {
    const cluster = await connect()
    await assertBounded(cluster, (i) => cluster.pipeline().set(`k${i}`, PAYLOAD).exec().then(([[error, reply]]) => {
      if (error) throw error
      return reply
    }))
  })

  it('holds for pipelines while the cluster connects again: all of one is taken, or nothing', async () => {
    const cluster = await connect()
    await cluster.connect()
    cluster.disconnect(true)
    const fill = Promise.allSettled(Array.from({ length: 200 }, (_, i) => cluster.set(`k${i}`, PAYLOAD)))
    const transaction = cluster.multi().set('a', '1').set('b', '1').exec()
    const pipeline = cluster.pipeline().set('c', '1').set('d', '1').exec()
    await assert.rejects(transaction, { code: 'HC_EQUEUE' })
    assert.deepEqual((await pipeline).map(([{ code }]) => code), ['HC_EQUEUE', 'HC_EQUEUE'])
    await fill
    assert.deepEqual(fake.received.flat().filter(([name, key]) => name === 'exec' || /^[abcd]$/.test(key)), [])
    assert.equal(cluster.hicast.health().queuedBytes, 0)
  })

  it('holds for what is to be tried again', async () => {
    replies.set = [...Array.from({ length: 200 }, () => '-TRYAGAIN not yet\r\n'), '+OK\r\n']
    const cluster = await connect({ retryDelayOnTryAgain: 1500 })
    cluster.connect()
    await event(cluster, 'ready')
    const results = await Promise.allSettled(Array.from({ length: 200 }, (_, i) => cluster.set(`k${i}`, PAYLOAD)))
    const refused = results.filter(({ reason }) => reason?.code === 'HC_EQUEUE').length
    assert(refused > 100 && refused < 150, `${refused} refused`)
    assert.equal(results.filter(({ value }) => value === 'OK').length, 200 - refused)
    assert.equal(cluster.hicast.health().queuedBytes, 0)
  })
})
