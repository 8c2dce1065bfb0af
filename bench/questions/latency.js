'use strict'

const { setImmediate, setTimeout } = require('timers/promises')

const { percentile } = require('../harness/stats')
const { Meter } = require('../harness/meter')
const { Side } = require('../harness/side')
const { SERVER_CPU } = require('../harness/machine')

const CHANNEL = 'user-events'
const PAYLOAD_BYTES = 100
const PER_SECOND = 1000
// After which the last message is sure to have come.
const ARRIVAL_MS = 50

/**
 * From just before publish() in one process to the listener in another. Both
 * read the same monotonic clock.
 */
module.exports = {
  name: 'latency',
  title: "publish() to on('message') in another process, 1,000 messages a second",
  unit: 'µs',
  main: 'p50',
  figures: ['p50', 'p99', 'receiveCpu', 'publishCpu'],
  rounds: 6,
  clients: ['hicast', 'ioredis', 'redis', 'redis-fast-driver'],
  bars: [
    { against: ['ioredis'], atMost: 0.9 },
    { against: ['ioredis'], figure: 'p99', atMost: 1 }
  ],
  params: { count: 1000, warmUp: 3000, perSecond: PER_SECOND },
  run,
  side: (adapter, params, io) => params.role === 'publisher'
    ? publish(adapter, params, io)
    : receive(adapter, params, io)
}

async function run ({ server, client }) {
  const { count, warmUp } = module.exports.params
  const params = { port: server.port, count, warmUp }
  const receiver = Side.start('latency', client, { ...params, role: 'receiver' })
  const publisher = Side.start('latency', client, { ...params, role: 'publisher' },
    { cpu: SERVER_CPU })
  try {
    await Promise.all([receiver.next(), publisher.next()])
    publisher.send('warm up')
    await publisher.next()
    await setTimeout(ARRIVAL_MS)
    receiver.send('start')
    await receiver.next()
    publisher.send('start')
    const published = await publisher.next()
    await setTimeout(ARRIVAL_MS)
    receiver.send('read')
    return { ...await receiver.next(), ...published }
  } finally {
    await receiver.stop()
    await publisher.stop()
  }
}

// The listener does the same from first to last, so that V8 need not compile it
// anew when the measuring begins.
async function receive (adapter, { port, count }, { tell, listen }) {
  let delays = []
  const meter = new Meter()

  // The clients differ in the order of arguments: the payload starts with a digit.
  function onMessage (a, b) {
    const payload = a[0] <= '9' ? a : b
    const delay = now() - Number(payload.slice(0, payload.indexOf(' ')))
    delays.push(delay / 1000)
  }

  listen((order) => {
    if (order === 'start') {
      delays = []
      meter.start()
      tell({ started: true })
      return
    }
    const { cpu } = meter.read(count)
    if (delays.length !== count) throw new Error(`${delays.length} messages, not ${count}`)
    delays.sort((x, y) => x - y)
    tell({ p50: percentile(delays, 0.5), p99: percentile(delays, 0.99), receiveCpu: cpu })
  })
  const client = await adapter.connect(port)
  await adapter.receiver(client, 'subscribe', onMessage)([CHANNEL])
  tell({ ready: true })
}

async function publish (adapter, { port, count, warmUp }, { tell, listen }) {
  const client = await adapter.connect(port)
  const meter = new Meter()
  const publishOne = () => adapter.publish(client, CHANNEL, `${now()} `.padEnd(PAYLOAD_BYTES, '.'))
  listen(async (order) => {
    if (order === 'warm up') {
      // Until V8 has compiled what it will: that takes CPU from the server.
      await inTurn(warmUp, publishOne)
      await steadily(PER_SECOND, PER_SECOND / 2, publishOne)
      tell({ warm: true })
      return
    }
    meter.start()
    await steadily(PER_SECOND, count, publishOne)
    tell({ publishCpu: meter.read(count).cpu })
  })
  tell({ ready: true })
}

/** Calls `act` so many times, each in a turn of the loop of its own. */
async function inTurn (count, act) {
  for (let i = 0; i < count; i++) {
    await act()
    await setImmediate()
  }
}

/** Calls `act` so many times, at most once a millisecond late. */
function steadily (perSecond, count, act) {
  const start = performance.now()
  let done = 0
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor((performance.now() - start) * perSecond / 1000))
      for (; done < due; done++) act()
      if (done < count) return
      clearInterval(timer)
      resolve()
    }, 1)
  })
}

/** Nanoseconds of the machine's monotonic clock: exact for 104 days of uptime. */
function now () {
  return Number(process.hrtime.bigint())
}
