'use strict'

const assert = require('node:assert/strict')
const { execFile } = require('node:child_process')
const path = require('node:path')
const { promisify } = require('node:util')
const { Redis, useClients } = require('../../helpers/client')
const { useCluster } = require('../../helpers/cluster_servers')
const { eventually } = require('../../helpers/wait')

const ROOT = path.join(__dirname, '../../..')

describe('hicast of a cluster', function () {
  this.timeout(60000)
  const servers = useCluster({ replicas: 0 })
  const clients = useClients()

  const connect = (options) => clients.add(new Redis.Cluster(servers.nodes.slice(0, 1), options))

  it('pauses what messages come on, wherever it is made anew, and commands go on', async () => {
    const cluster = connect()
    const publisher = connect()
    const heard = []
    cluster.on('message', (channel) => heard.push(channel))
    cluster.on('smessage', (channel) => heard.push(channel))
    await cluster.subscribe('a')
    await cluster.ssubscribe('s')
    assert.equal(cluster.hicast.pause(), cluster.hicast)
    assert.equal(cluster.hicast.health().paused, true)
    await publisher.publish('a', 'x')
    assert.equal(await publisher.spublish('s', 'x'), 1)
    assert.equal(await cluster.set('k', 'v'), 'OK')
    const late = Promise.all(Array.from({ length: 20 }, (_, i) => cluster.ssubscribe(`another ${i}`))) // on all masters
    const subscribers = cluster._session.subscribers.clients()
    assert.deepEqual(subscribers.map((redis) => redis.hicast.health().paused), [true, true, true, true])
    assert.equal(await cluster.get('k'), 'v')
    assert.deepEqual(heard, [])
    cluster.hicast.resume()
    await eventually(() => heard.length === 2, 'both messages')
    assert.deepEqual(heard.sort(), ['a', 's'])
    await late
    assert.equal(cluster.hicast.health().paused, false)
  })

  it('gives messages one after the other, and unsubscribes at the end', async () => {
    const cluster = connect()
    const publisher = connect()
    const iterator = cluster.hicast.messages('one', 'two', { highWaterMark: 10 })
    await eventually(() => cluster.hicast.health().subscriptions === 2, 'both subscriptions')
    for (let i = 0; i < 100; i += 1) publisher.publish('one', String(i))
    const seen = []
    for await (const [channel, message] of iterator) {
      assert.equal(channel, 'one')
      seen.push(Number(message))
      if (seen.length === 100) break
    }
    assert.deepEqual(seen, Array.from({ length: 100 }, (_, i) => i))
    await eventually(() => cluster.hicast.health().subscriptions === 0, 'no subscription')
    assert.equal(cluster.hicast.health().paused, false)
  })

  it('gives those of patterns as Buffers, leaves alone what the app had subscribed, and ends with the cluster', async () => {
    const cluster = connect()
    await cluster.psubscribe('p:*')
    const iterator = cluster.hicast.messages('p:*', { pattern: true, buffer: true })
    const next = iterator.next()
    await cluster.publish('p:1', 'x')
    assert.deepEqual((await next).value, [Buffer.from('p:1'), Buffer.from('x'), 'p:*'])
    await iterator.return()
    await cluster.psubscribe('q:*') // after what was sent before
    assert.equal(cluster.hicast.health().subscriptions, 2)
    const other = cluster.hicast.messages('q')
    const pending = assert.rejects(other.next(), /Connection is closed/)
    cluster.disconnect()
    await pending
    assert.throws(() => cluster.hicast.messages(), TypeError)
  })

  for (const [title, call, code] of [['lets the process end', 'unref()', 0], ['keeps it alive', 'unref().ref()', 7]]) {
    it(`${title} after ${call}`, async () => {
      const program = `
        const { Cluster } = require('hicast')
        const cluster = new Cluster(${JSON.stringify(servers.nodes)})
        cluster.on('error', () => {})
        cluster.ssubscribe('x').then(() => cluster.subscribe('y')).then(() => {
          cluster.hicast.${call}
          ${code === 0 ? '' : 'setTimeout(() => process.exit(7), 500)'}
        })`
      const ended = await promisify(execFile)(process.execPath, ['-e', program], { cwd: ROOT, timeout: 30000 })
        .then(() => 0, (error) => error.code)
      assert.equal(ended, code)
    })
  }
})
