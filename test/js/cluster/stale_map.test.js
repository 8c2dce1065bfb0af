'use strict'

const assert = require('node:assert/strict')
const { Redis, useClients } = require('../../helpers/client')
const { useFakeServers } = require('../../helpers/fake_server')
const { aggregate, bulk } = require('../../helpers/resp')
const { event, eventually } = require('../../helpers/wait')

const int = (number) => `:${number}\r\n`
const place = ({ port }) => aggregate('*', [bulk('127.0.0.1'), int(port)])
const range = (from, to, server) => aggregate('*', [int(from), int(to), place(server)])

// Real nodes tell by a push when a shard channel is theirs no longer; here none
// does, and the app sends no command that would be redirected.
describe('who only listens to a cluster', function () {
  this.timeout(60000)
  const clients = useClients()
  const startFake = useFakeServers()
  let one, two, three, ranges, states, answers

  const confirm = (kind) => (args) => aggregate('>', [bulk(kind), bulk(args[1]), int(1)])

  beforeEach(async () => {
    states = new Map()
    answers = new Map()
    const start = async (name) => startFake({
      replies: {
        cluster: ([, what]) => /info/i.test(what)
          ? bulk(`cluster_state:${states.get(name)?.state ?? 'ok'}\r\n`)
          : aggregate('*', (states.get(name)?.ranges ?? ranges)()),
        subscribe: confirm('subscribe'),
        psubscribe: confirm('psubscribe'),
        ssubscribe: (args) => (answers.get(name) ?? confirm('ssubscribe'))(args),
        unsubscribe: confirm('unsubscribe'),
        sunsubscribe: confirm('sunsubscribe'),
        ping: '+PONG\r\n'
      }
    })
    ;[one, two, three] = [await start('one'), await start('two'), await start('three')]
    ranges = () => [range(0, 8191, one), range(8192, 16383, two)]
  })

  /** What a server was asked to subscribe to. */
  const asked = ({ received }) => received.flat().filter(([name]) => /^[ps]?subscribe$/i.test(name)).map(([, name]) => name)

  it('hears of slots that have moved and of nodes that came and went, without a word from anybody', async () => {
    const cluster = clients.add(new Redis.Cluster([{ host: '127.0.0.1', port: one.port }]))
    await event(cluster, 'ready')
    await cluster.ssubscribe('bar') // in a slot of the first
    await cluster.psubscribe('__keyspace@0__:*')
    await cluster.subscribe('news')
    assert.deepEqual([one, two].map((server) => asked(server).includes('__keyspace@0__:*')), [true, true])
    assert(asked(one).includes('bar') && !asked(three).includes('bar'))
    // The second is cut off, and thinks that it is all that is left; so does the first for a while.
    const alone = { state: 'fail', ranges: () => [range(0, 16383, two)] }
    const looks = () => [one, two].map(({ received }) => received.flat().filter(([, what]) => /^info$/i.test(what)).length)
    const before = looks()
    for (const name of ['one', 'two']) states.set(name, alone)
    await eventually(() => looks().every((count, i) => count > before[i]), 'both to be asked', { timeout: 40000, interval: 50 })
    states.delete('one')
    ranges = () => [range(0, 16383, three)]
    await eventually(() => ['bar', '__keyspace@0__:*', 'news'].every((name) => asked(three).includes(name)),
      'the third to be asked for all', { timeout: 40000, interval: 50 })
    await eventually(() => cluster.hicast.health().deaf.length === 0, 'no channel to be deaf')
    assert(!asked(two).includes('bar'))
    assert.deepEqual(cluster.nodes().map(({ options }) => options.port), [three.port])
  })

  it('keeps a shard channel where it is heard until the new owner has confirmed it', async () => {
    const cluster = clients.add(new Redis.Cluster([{ host: '127.0.0.1', port: one.port }]))
    await event(cluster, 'ready')
    await cluster.ssubscribe('bar') // in a slot of the first
    // All maps are old ones now: the second does not have that slot, and says so.
    answers.set('two', () => `-MOVED 5061 127.0.0.1:${one.port}\r\n`)
    ranges = () => [range(0, 99, one), range(100, 16383, two)]
    await eventually(() => asked(two).includes('bar'), 'the second to be asked', { timeout: 40000, interval: 50 })
    ranges = () => [range(0, 8191, one), range(8192, 16383, two)]
    await eventually(() => cluster.hicast.health().deaf.length === 0, 'no channel to be deaf', { timeout: 40000 })
    assert.deepEqual(one.received.flat().filter(([name]) => /^sunsubscribe$/i.test(name)), [])
    assert.equal(asked(one).filter((name) => name === 'bar').length, 1)
  })
})
