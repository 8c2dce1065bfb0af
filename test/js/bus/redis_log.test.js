'use strict'

const assert = require('node:assert/strict')
const { connect } = require('hicast/bus')
const { useRedis } = require('../../helpers/redis_server')
const { eventually } = require('../../helpers/wait')

describe('bus, a log on redis', () => {
  const server = useRedis({ users: ['reader on >secret ~* &* +@all -@scripting'] })
  const buses = []
  afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())))

  async function open (user = '') {
    const bus = await connect(`redis://${user}127.0.0.1:${server.port}`)
    buses.push(bus)
    return bus
  }

  async function readAll (bus, channel, count) {
    const got = []
    await bus.subscribe(channel, (message) => got.push(message), { durable: true, from: 'first' })
    await eventually(() => got.length >= count, `${count} messages`)
    return got
  }

  it('gives each message of one turn its own place', async () => {
    const bus = await open()
    const receipts = await Promise.all(Array.from({ length: 250 }, (_, i) => bus.publish('turn', i, { durable: true })))
    assert.deepEqual(receipts, receipts.map((_, seq) => ({ receivers: 0, seq })))
    const got = await readAll(bus, 'turn', 250)
    assert.deepEqual(got.map(({ data, seq }) => [data, seq]), got.map((_, i) => [i, i]))
    // Not a call for each.
    assert.ok(Number(/cmdstat_evalsha:calls=(\d+)/.exec(await server.call('info', 'commandstats'))[1]) < 20)
  })

  it('knows an id again within one turn, beside messages without', async () => {
    const bus = await open()
    const publish = (data, id) => bus.publish('ids', data, { durable: true, id, headers: { is: data } })
    const receipts = await Promise.all([publish('a', 'A'), publish('b', 'B'), publish('again', 'A'), publish('none'), publish('c', 'C')])
    assert.deepEqual(receipts, [
      { receivers: 0, seq: 0 }, { receivers: 0, seq: 1 }, { seq: 0, duplicate: true }, { receivers: 0, seq: 2 }, { receivers: 0, seq: 3 }
    ])
    assert.deepEqual(await publish('late', 'C'), { seq: 3, duplicate: true })
    const got = await readAll(bus, 'ids', 4)
    assert.deepEqual(got.map(({ data, id, headers }) => [data, id, headers.is]),
      [['a', 'A', 'a'], ['b', 'B', 'b'], ['none', undefined, 'none'], ['c', 'C', 'c']])
  })

  it('is not overtaken on its channel by what is live', async () => {
    const bus = await open()
    const got = []
    await bus.subscribe('both', ({ data }) => got.push(data))
    await Promise.all([1, 2, 3, 4, 5].map((i) => bus.publish('both', i, { durable: i % 2 === 1 })))
    await eventually(() => got.length === 5, 'all')
    assert.deepEqual(got, [1, 2, 3, 4, 5])
  })

  it('has what was published before close()', async () => {
    const bus = await connect(`redis://127.0.0.1:${server.port}`)
    const published = Promise.all(Array.from({ length: 150 }, (_, i) => bus.publish('closing', i, { durable: true })))
    await bus.close()
    assert.equal((await published).at(-1).seq, 149)
  })

  it('tells each publish of a turn what the server said', async () => {
    const bus = await open()
    await server.call('set', 'hicast:{wrong}:log', 'a string')
    const results = await Promise.allSettled([1, 2].map((i) => bus.publish('wrong', i, { durable: true })))
    for (const { status, reason } of results) assert.match(`${status} ${reason.message}`, /^rejected .*WRONGTYPE/)
  })

  it('is read in pages, whatever the size of its messages', async () => {
    const bus = await open()
    const sizes = Array.from({ length: 700 }, (_, i) => i % 100 === 7 ? 300000 : i % 13)
    for (const size of sizes) await bus.publish('pages', Buffer.alloc(size, 0xff), { durable: true, ...(size === 5 ? { key: 'fünf\n'.trim() } : {}) })
    const got = await readAll(bus, 'pages', sizes.length)
    assert.deepEqual(got.map(({ bytes }) => bytes.length), sizes)
    assert.ok(got.every(({ bytes }) => bytes.every((byte) => byte === 0xff)))
    assert.ok(got.every(({ key, bytes }) => key === (bytes.length === 5 ? 'fünf' : undefined)))
  })

  it('is read by a user who may run no scripts', async () => {
    const bus = await open()
    await bus.publish('plain', { n: 1 }, { durable: true, key: 'k' })
    await bus.publish('plain', Buffer.from([0, 255]), { durable: true })
    const [first, second] = await readAll(await open('reader:secret@'), 'plain', 2)
    assert.deepEqual([first.data, first.key, first.seq, second.seq], [{ n: 1 }, 'k', 0, 1])
    assert.deepEqual([...second.data], [0, 255])
  })
})
