'use strict'

const assert = require('node:assert/strict')
const { parseSlotMap } = require('../../lib/cluster/slot_map')
const { keySlot } = require('../../lib/support/key_slot')
const { Redis, useClients } = require('../helpers/client')
const { useFakeServers } = require('../helpers/fake_server')
const { freePort } = require('../helpers/redis_server')
const { aggregate, bulk } = require('../helpers/resp')
const { eventually, within } = require('../helpers/wait')

const int = (number) => `:${number}\r\n`
const range = (from, to, ...nodes) =>
  aggregate('*', [int(from), int(to), ...nodes.map(([host, port]) => aggregate('*', [bulk(host), int(port)]))])

/** What no node of a cluster should say. */
describe('a hostile node of a cluster', () => {
  const clients = useClients()
  const startFake = useFakeServers()

  /** @param {(port: number) => object} replies */
  async function connect (replies, options) {
    const port = await freePort()
    const fake = await startFake({ port, replies: replies(port) })
    const cluster = clients.add(new Redis.Cluster([{ host: '127.0.0.1', port }], options))
    cluster.on('error', () => {})
    return { fake, cluster }
  }

  const all = (port) => aggregate('*', [range(0, 16383, ['127.0.0.1', port])])

  const MAPS = {
    'ranges that overlap': (port) => aggregate('*', [range(0, 16383, ['127.0.0.1', port]), range(5, 6, ['127.0.0.1', port])]),
    '100,000 slots in pieces': (port) => aggregate('*', Array.from({ length: 100000 }, (_, i) => range(i % 16384, i % 16384, ['127.0.0.1', port]))),
    'a range without end': (port) => aggregate('*', [range(0, 4000000000, ['127.0.0.1', port])]),
    'a range that runs backwards': (port) => aggregate('*', [range(9, 3, ['127.0.0.1', port])]),
    'no range at all': () => aggregate('*', [bulk('what'), int(7)]),
    'more nodes than there are': () => aggregate('*', [range(0, 16383, ...Array.from({ length: 5000 }, (_, i) => ['127.0.0.1', i + 1]))])
  }
  for (const [title, map] of Object.entries(MAPS)) {
    it(`is left alone when its map has ${title}`, async () => {
      const { cluster } = await connect((port) => ({ cluster: map(port) }), { clusterRetryStrategy: null })
      const errors = []
      cluster.on('node error', (error) => errors.push(error.message))
      await assert.rejects(within(cluster.get('a'), 'an end'), /None of startup nodes/)
      assert.match(errors.join(), /CLUSTER SLOTS was answered with|timeout/)
      assert.equal(cluster.nodes().length, 0)
    })
  }

  it('leads nowhere by MOVED', async () => {
    const slot = keySlot('a')
    for (const place of ['nowhere', '127.0.0.1:0', '127.0.0.1:99999999', '']) {
      const { cluster } = await connect((port) => ({ cluster: all(port), get: `-MOVED ${slot} ${place}\r\n` }))
      await assert.rejects(cluster.get('a'), /^ReplyError: MOVED/)
    }
    for (const number of ['-1', '16384', '1e9', 'x', '__proto__']) {
      const { cluster } = await connect((port) => ({ cluster: all(port), get: `-MOVED ${number} 127.0.0.1:${port}\r\n` }))
      await assert.rejects(cluster.get('a'), /^ReplyError: MOVED/)
    }
  })

  it('leads in circles by MOVED and ASK, and not for ever', async () => {
    for (const word of ['MOVED', 'ASK']) {
      const { cluster, fake } = await connect((port) =>
        ({ cluster: all(port), asking: '+OK\r\n', get: `-${word} ${keySlot('a')} 127.0.0.1:${port}\r\n` }))
      await assert.rejects(cluster.get('a'), /Too many Cluster redirections/)
      assert(fake.connections < 60, `${fake.connections} connections`)
      assert.equal(cluster.nodes().length, 1)
    }
  })

  it('names other nodes for ever, which are not kept', async () => {
    let next = 1
    const { cluster } = await connect((port) => ({
      cluster: all(port),
      get: Array.from({ length: 500 }, () => `-MOVED ${keySlot('a')} 127.0.0.1:${next++}\r\n`)
    }), { maxRedirections: 4, retryDelayOnFailover: 5 })
    await Promise.allSettled(Array.from({ length: 20 }, () => cluster.get('a')))
    await eventually(() => new Promise((resolve) => cluster.refreshSlotsCache(() => resolve(cluster.nodes().length === 1))),
      'the others to be gone')
  })

  it('does not say where it is, and is found where it was asked', () => {
    const { ranges } = parseSlotMap([[0, 5, ['', 1]], [6, 7, [null, 2]], [8, 9, ['?', 3]]], 'asked')
    assert.deepEqual(ranges.map(({ keys }) => keys), [['asked:1'], ['asked:2'], ['asked:3']])
  })
})
