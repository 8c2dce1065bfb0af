'use strict'

const { percentile } = require('../harness/stats')
const { Meter } = require('../harness/meter')
const { Side } = require('../harness/side')
const { SERVER_CPU } = require('../harness/machine')

const CHANNEL = 'user-events'
const PAYLOAD_BYTES = 100
const PER_SECOND = 1000

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
  rounds: 3,
  clients: ['hicast', 'ioredis', 'redis', 'iovalkey', 'redis-fast-driver'],
  bars: [
    { against: ['ioredis'], atMost: 0.9 },
    { against: ['ioredis'], figure: 'p99', atMost: 1 }
  ],
  params: { count: 1000, warmUp: 300, perSecond: PER_SECOND },
  run,
  side: (adapter, params, io) => params.role === 'publisher'
    ? publish(adapter, params, io)
    : receive(adapter, params, io)
}

async function run ({ server, client }) {
  const { count, warmUp } = module.exports.params
  const params = { port: server.port, count, warmUp }
  const receiver = Side.start('latency', client, { ...params, role: 'receiver' })
  let publisher
  try {
    await receiver.next()
    publisher = Side.start('latency', client, { ...params, role: 'publisher' },
      { cpu: SERVER_CPU })
    const [received, published] = await Promise.all([receiver.next(), publisher.next()])
    return { ...received, ...published }
  } finally {
    await receiver.stop()
    await publisher?.stop()
  }
}

async function receive (adapter, { port, count, warmUp }, { tell }) {
  const delays = []
  const meter = new Meter()
  let received = 0

  // The clients differ in the order of arguments: the payload starts with a digit.
  function onMessage (a, b) {
    const payload = a[0] <= '9' ? a : b
    const delay = now() - Number(payload.slice(0, payload.indexOf(' ')))
    if (++received === warmUp) meter.start()
    if (received > warmUp) delays.push(delay / 1000)
    if (delays.length === count) {
      delays.sort((x, y) => x - y)
      tell({
        p50: percentile(delays, 0.5),
        p99: percentile(delays, 0.99),
        receiveCpu: meter.read(count).cpu
      })
    }
  }

  const client = await adapter.connect(port)
  await adapter.receiver(client, 'subscribe', onMessage)([CHANNEL])
  tell({ ready: true })
}

async function publish (adapter, { port, count, warmUp }, { tell }) {
  const client = await adapter.connect(port)
  const meter = new Meter()
  const start = performance.now()
  let sent = 0

  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - start) * PER_SECOND / 1000)
    while (sent < due && sent < count + warmUp) {
      if (++sent === warmUp) meter.start()
      adapter.publish(client, CHANNEL, `${now()} `.padEnd(PAYLOAD_BYTES, '.'))
    }
    if (sent === count + warmUp) {
      clearInterval(timer)
      tell({ publishCpu: meter.read(count).cpu })
    }
  }, 1)
}

/** Nanoseconds of the machine's monotonic clock: exact for 104 days of uptime. */
function now () {
  return Number(process.hrtime.bigint())
}
