'use strict'

const assert = require('node:assert/strict')
const { Line } = require('../../helpers/broker_play')
const { useBrokers, ask } = require('../../helpers/brokers')
const { NodeProcess } = require('../../helpers/processes')
const { eventually, within } = require('../../helpers/wait')

describe('broker: its limits', () => {
  const use = useBrokers()

  it('refuses one client too many in the words of Redis', async () => {
    const broker = await use.create({ maxClients: 1 })
    await use.connect(broker)
    const line = new Line(broker.port)
    await within(line.closed, 'the end of the connection')
    assert.equal(String(line.bytes), '-ERR max number of clients reached\r\n')
    assert.equal(broker.stats().rejected, 1)
  })

  it('cuts a subscriber that does not keep up, and the others do not wait for it', async () => {
    const broker = await use.create({ outputLimit: { hard: 2 ** 20, soft: 2 ** 20 } })
    const slow = await use.subscribe(broker)
    slow.socket.pause()
    const quick = await use.subscribe(broker)
    let last = ''
    quick.socket.removeAllListeners('data').on('data', (chunk) => { last = String(chunk.subarray(-30)) })
    const publisher = await use.connect(broker)
    publisher.socket.removeAllListeners('data').resume()
    const command = `*3\r\n$7\r\nPUBLISH\r\n$1\r\na\r\n$10000\r\n${'x'.repeat(10000)}\r\n`
    let longest = 0
    for (let i = 0; i < 2000 && broker.stats().cut === 0; i++) {
      const before = performance.now()
      publisher.socket.write(`${command}PUBLISH a number-${i}\r\n`)
      await eventually(() => last.includes(`number-${i}\r\n`), `message ${i}`, { interval: 0 })
      longest = Math.max(longest, performance.now() - before)
    }
    assert.equal(broker.stats().cut, 1)
    assert.equal(broker.stats().subscribers, 1)
    assert.ok(longest < 500, `${longest} ms for one message`)
    assert.ok(!quick.isClosed)
    slow.socket.resume()
    await within(slow.closed, 'the end of the slow one')
  })

  it('serves 10,000 connections', async function () {
    this.timeout(60000)
    const count = 10000
    const server = new NodeProcess(require.resolve('../../helpers/broker_process'))
    const { port } = await server.message(({ port }) => port, 'the broker')
    const crowd = new NodeProcess(require.resolve('../../helpers/broker_crowd'), { args: [String(port), String(count)] })
    await crowd.message(({ confirmed }) => confirmed === count, 'all to be subscribed', 50000)
    const publisher = await use.connect({ port })
    await ask(publisher, 'PUBLISH crowd hi', `:${count}\r\n`)
    await crowd.message(({ received }) => received === count, 'all to hear', 20000)
    server.send('stats')
    const { stats } = await server.message(({ stats }) => stats, 'the figures')
    assert.equal(stats.clients, count + 1)
    assert.equal(stats.subscribers, count)
    assert.equal(crowd.messages.filter(({ error }) => error).length, 0)
    await crowd.kill()
    await server.kill()
  })

  it('keeps its memory', async function () {
    this.timeout(30000)
    const broker = await use.create()
    const subscribers = await Promise.all(Array.from({ length: 20 }, () => use.subscribe(broker)))
    for (const { socket } of subscribers) {
      socket.removeAllListeners('data')
      socket.resume()
    }
    const publisher = await use.connect(broker)
    publisher.socket.removeAllListeners('data')
    let waiting = 0
    publisher.socket.on('data', (chunk) => { waiting -= chunk.filter((byte) => byte === 10).length })
    const batch = `PUBLISH a ${'x'.repeat(200)}\r\n`.repeat(100)
    const burst = async (rounds) => {
      for (let i = 0; i < rounds; i++) {
        waiting += 100
        publisher.socket.write(batch)
        await eventually(() => waiting === 0, 'the replies', { interval: 0 })
      }
    }
    await burst(200)
    const before = process.memoryUsage().rss
    await burst(1500)
    const grown = process.memoryUsage().rss - before
    // A sanitizer keeps what was freed for a while.
    const room = process.env.LD_PRELOAD ? 300 : 30
    assert.ok(grown < room * 2 ** 20, `${Math.round(grown / 2 ** 20)} MiB more`)
    assert.equal(broker.stats().delivered, 1700 * 100 * 20)
  })
})
