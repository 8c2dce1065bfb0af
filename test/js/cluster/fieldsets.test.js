'use strict'

const assert = require('node:assert/strict')
const { keySlot } = require('../../../lib/support/key_slot')
const { Redis, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { aggregate, bulk } = require('../../helpers/resp')
const { event, eventually } = require('../../helpers/wait')

const int = (number) => `:${number}\r\n`
const node = ({ port }) => aggregate('*', [bulk('127.0.0.1'), int(port)])
const UNKNOWN = '-ERR no such fieldset\r\n'

// Redis knows HIMPORT since 8.10, and so these tests take fakes: two masters, and a replica of the first.
describe('himportFieldsets on a cluster', () => {
  const clients = useClients()
  const startFake = useFakeServers()
  const himportFieldsets = [{ name: 'user', fields: ['name', 'age'] }]
  // In the slots of the first master, and of the second.
  const [low, high] = ['bar', 'foo']

  let one, two, replica, map, answer

  beforeEach(async () => {
    answer = () => '+OK\r\n'
    const names = []
    const start = async (name) => {
      names.push(name)
      return startFake({
        replies: {
          cluster: () => map(), himport: (args) => answer(name, ...args.slice(1)), set: '+OK\r\n', get: bulk('x'), asking: '+OK\r\n', readwrite: '+OK\r\n'
        }
      })
    }
    ;[one, two, replica] = [await start('one'), await start('two'), await start('replica')]
    map = () => slots([one, replica], [two])
    assert(keySlot(low) < 8192 && keySlot(high) >= 8192)
  })

  const slots = (lower, upper) => aggregate('*', [
    aggregate('*', [int(0), int(8191), ...lower.map(node)]), aggregate('*', [int(8192), int(16383), ...upper.map(node)])])

  function connect (options) {
    const cluster = clients.add(new Redis.Cluster([{ host: '127.0.0.1', port: one.port }], {
      enableReadyCheck: false, himportFieldsets, ...options
    }))
    cluster.on('error', () => {})
    return cluster
  }

  /** What came of HIMPORT and ASKING, in short. */
  const seen = ({ received }) => received.flat()
    .filter(([name]) => /himport|asking/i.test(name))
    .map(([name, what]) => what ?? name)

  it('are told each master before it is used, and no replica', async () => {
    const cluster = connect({ scaleReads: 'slave' })
    assert.equal(await cluster.himport('SET', low, 'user', 'Ann', 7), 'OK')
    assert.equal(await cluster.himport('SET', high, Buffer.from('user'), 'Bob', 8), 'OK')
    assert.equal(await cluster.get(low), 'x')
    assert.deepEqual([one, two, replica].map(seen), [['PREPARE', 'SET'], ['PREPARE', 'SET'], []])
  })

  it('are told again by the node that does not know one, and once', async () => {
    const cluster = connect()
    let sets = 0
    answer = (name, what) => what === 'SET' && ++sets === 1 ? UNKNOWN : '+OK\r\n'
    assert.equal(await cluster.himport('SET', high, 'user', 'Ann', 7), 'OK')
    assert.deepEqual(seen(two), ['PREPARE', 'SET', 'PREPARE', 'SET'])
    answer = (name, what) => what === 'SET' ? UNKNOWN : '+OK\r\n'
    await assert.rejects(cluster.himport('SET', high, 'user', 'Ann', 7), /no such fieldset/)
    await assert.rejects(cluster.pipeline().himport('SET', high, 'user', 'Ann', 7).exec().then(([[error]]) => { throw error }), /no such fieldset/)
    assert.deepEqual(seen(two).slice(4), ['SET', 'PREPARE', 'SET', 'SET', 'PREPARE', 'SET'])
  })

  for (const word of ['MOVED', 'ASK']) {
    it(`are told the node that ${word} names, and again when it does not know them`, async () => {
      const cluster = connect()
      let sets = 0
      answer = (name, what) => {
        if (what !== 'SET') return '+OK\r\n'
        if (name === 'one') return `-${word} ${keySlot(low)} 127.0.0.1:${two.port}\r\n`
        return ++sets === 1 ? UNKNOWN : '+OK\r\n'
      }
      assert.equal(await cluster.himport('SET', low, 'user', 'Ann', 7), 'OK')
      assert.deepEqual(seen(one), ['PREPARE', 'SET'])
      // A real node would say MOVED to the last one, and lead it here again.
      const asking = word === 'ASK' ? ['asking'] : []
      assert.deepEqual(seen(two), ['PREPARE', ...asking, 'SET', 'PREPARE', 'SET'])
      sets = 1
      assert.deepEqual(await cluster.pipeline().himport('SET', low, 'user', 'Ann', 7).exec(), [[null, 'OK']])
    })
  }

  it('are told a replica that becomes a master, and what is refused is told and tried again', async () => {
    const cluster = connect()
    await event(cluster, 'ready')
    map = () => slots([replica, one], [two])
    let prepared = 0
    answer = (name, what) => name === 'replica' && what === 'PREPARE' && ++prepared === 1 ? '-ERR not yet\r\n' : '+OK\r\n'
    const told = event(cluster, 'node error')
    cluster.refreshSlotsCache()
    const [error] = await told
    assert.equal(error.message, 'ERR not yet')
    assert.deepEqual(await cluster.pipeline().himport('SET', low, 'user', 'Ann', 7).exec(), [[null, 'OK']])
    assert.deepEqual(seen(replica), ['PREPARE', 'PREPARE', 'SET'])
    // And back: what the connection of a replica knew does not count.
    map = () => slots([one, replica], [two])
    const before = seen(one).length
    cluster.refreshSlotsCache()
    await event(cluster, 'refresh')
    assert.equal(await cluster.himport('SET', low, 'user', 'Ann', 7), 'OK')
    await eventually(() => seen(one).slice(before).includes('SET'), 'the first master to have it')
  })

  it('by hand go to all masters, also from the offline queue, and none of them in pipelines', async () => {
    const cluster = connect({ himportFieldsets: undefined })
    answer = (name, what) => what === 'DISCARD' ? `:${name === 'one' ? 1 : 0}\r\n` : '+OK\r\n'
    assert.equal(await cluster.himport('PREPARE', 'batch', 'a'), 'OK')
    assert.equal(await cluster.himport('DISCARD', 'batch'), 1)
    const results = await cluster.pipeline().himport('PREPARE', 'batch', 'a').himport('SET', high, 'batch', 'x').exec()
    assert.deepEqual(results, [[null, 'OK'], [null, 'OK']])
    assert.deepEqual([one, two, replica].map(seen), [['PREPARE', 'DISCARD'], ['PREPARE', 'DISCARD', 'PREPARE', 'SET'], []])
    answer = (name) => name === 'two' ? '-ERR no\r\n' : '+OK\r\n'
    await assert.rejects(cluster.himport('PREPARE', 'batch', 'a'), /ERR no/)
  })

  it('are checked as those of one server are', () => {
    assert.throws(() => new Redis.Cluster([1], { himportFieldsets: 'x' }), { name: 'TypeError', message: 'himportFieldsets must be an array' })
  })
})
