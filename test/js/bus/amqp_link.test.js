'use strict'

const assert = require('node:assert/strict')
const { once } = require('node:events')
const net = require('node:net')
const { connect } = require('hicast/bus')
const { useBroker } = require('../../helpers/message_brokers')
const { eventually } = require('../../helpers/wait')

describe('bus on amqp, a connection that comes back', function () {
  this.timeout(180000)
  const broker = useBroker('rabbitmq')
  const PATIENCE = { timeout: 60000 }
  const buses = []
  afterEach(() => Promise.all(buses.splice(0).map((bus) => bus.close())))

  async function open () {
    const bus = await connect(broker.url)
    buses.push(bus)
    return bus
  }

  /** Resolves when the bus has seen it, and before it is made again. */
  function cut (bus) {
    const lost = once(bus, 'status')
    bus.native.connection.stream.destroy(new Error('cut'))
    return lost
  }

  const until = (bus, status) => eventually(() => bus.status === status, status, PATIENCE)

  it('a log whose queue cannot be had holds up nobody else, and is tried again', async () => {
    const [bus, other] = [await open(), await open()]
    const [live, log, statuses] = [[], [], []]
    await bus.subscribe('locked', ({ data }) => log.push(data), { durable: true })
    await bus.subscribe('free', ({ data }) => live.push(data))
    bus.on('status', (status) => statuses.push(status))
    // In the place of the log's queue there is one that belongs to another connection alone.
    const channel = await other.native.createChannel()
    await channel.deleteQueue('hicast.log.locked')
    await channel.assertQueue('hicast.log.locked', { exclusive: true })
    await cut(bus)
    await eventually(() => /RESOURCE_LOCKED/.test(statuses.at(-1)?.error?.message), 'what is wrong', PATIENCE)
    assert.equal(bus.status, 'disconnected')
    await bus.publish('free', 'heard')
    await eventually(() => live.length === 1, 'what is live', PATIENCE)
    await other.close()
    await until(bus, 'connected')
    await bus.publish('locked', 'there again', { durable: true })
    await eventually(() => log.length === 1, 'the log', PATIENCE)
    assert.deepEqual([live, log], [['heard'], ['there again']])
  })

  it('a queue that is another connection\'s alone, or of another kind, is an error that names it', async () => {
    const [bus, other] = [await open(), await open()]
    const channel = await other.native.createChannel()
    for (const name of ['hicast.log.held', 'hicast.group.g.held']) await channel.assertQueue(name, { exclusive: true })
    for (const name of ['hicast.log.classic', 'hicast.group.g.classic']) await channel.assertQueue(name, { durable: true })
    for (const [name, what] of [['held', /another connection alone: .*RESOURCE_LOCKED/], ['classic', /another kind: .*x-queue-type/]]) {
      for (const [verb, queue] of [
        [() => bus.consume(name, () => {}, { group: 'g' }), `hicast.group.g.${name}`],
        [() => bus.subscribe(name, () => {}, { durable: true }), `hicast.log.${name}`],
        [() => bus.publish(name, 1, { durable: true }), `hicast.log.${name}`]
      ]) {
        await assert.rejects(verb(), (error) => {
          assert.deepEqual([error.code, error.message.includes(`the queue ${queue} `)], ['ERR_HICAST_QUEUE', true], error.message)
          assert.match(error.message, what)
          return true
        })
      }
    }
    assert.equal(bus.status, 'connected')
    await other.close()
    const got = []
    await bus.subscribe('held', ({ data }) => got.push(data), { durable: true })
    await bus.publish('held', 'free', { durable: true })
    await eventually(() => got.length === 1, 'the message', PATIENCE)
  })

  it('a queue with other bounds is taken as it is', async () => {
    const bus = await open()
    await bus.publish('bounded', 1, { durable: true })
    const other = await connect(broker.url, { history: { bytes: 5e8, ms: 60000 } })
    buses.push(other)
    assert.deepEqual(await other.publish('bounded', 2, { durable: true }), { routed: true })
  })

  it('subscribe() while it is lost says so, and works when it is back', async () => {
    const bus = await open()
    for (const name of ['first', 'second']) {
      await cut(bus)
      await assert.rejects(bus.subscribe(name, () => {}), { code: 'ERR_HICAST_DISCONNECTED' })
      await until(bus, 'connected')
      const got = []
      await bus.subscribe(name, ({ data }) => got.push(data))
      await bus.publish(name, 1)
      await bus.publish(name, 2)
      await eventually(() => got.length >= 2, 'both', PATIENCE)
      assert.deepEqual(got, [1, 2])
    }
  })

  it('a subscription whose first try is answered late is there once', async () => {
    const bus = await open()
    const [live, log] = [[], []]
    await bus.subscribe('late', ({ data }) => live.push(data))
    await bus.subscribe('late', ({ data }) => log.push(data), { durable: true })
    await bus.consume('late', () => {}, { group: 'g' })
    const channels = () => bus.native.connection.channels.filter(Boolean).length
    const before = channels()
    // The first of each two is given up, and its channel closed.
    const users = [...bus._driver._link._users]
    await Promise.allSettled([...users, ...users].map((user) => user.restore()))
    // Of the live subscription, the log and the group. The broker does not count those of a stream.
    const consumers = () => bus.native.connection.channels.flatMap((each) => [...each?.channel.consumers?.keys() ?? []])
    await eventually(() => consumers().length === 3, 'three consumers', PATIENCE)
    await eventually(() => channels() === before, `${before} channels`, PATIENCE)
    for (const i of [1, 2]) await bus.publish('late', i, { durable: true })
    await eventually(() => live.length >= 2 && log.length >= 2, 'all', PATIENCE)
    assert.deepEqual([live, log], [[1, 2], [1, 2]])
  })
})

describe('bus on amqp, a broker that does not answer', function () {
  this.timeout(90000)
  const { setTimeout: own } = net.Socket.prototype
  const sockets = []
  const server = net.createServer((socket) => sockets.push(socket.resume()))

  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    // The same in less time.
    net.Socket.prototype.setTimeout = function (ms, listener) { return own.call(this, Math.min(ms, 100), listener) }
  })
  after(() => {
    net.Socket.prototype.setTimeout = own
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  it('is given up, and nothing is left open', async () => {
    await assert.rejects(connect(`amqp://127.0.0.1:${server.address().port}`), /cannot connect to amqp:.*ETIMEDOUT/)
    await eventually(() => sockets[0].destroyed, 'the end of the connection', { timeout: 20000 })
  })
})
