'use strict'

const { Meter } = require('./meter')
const { Side } = require('./side')

const BATCH = 1000
const CHANNEL = 'log'
const TEXT = 'x'.repeat(100)

/** A question of one process that says what it has measured. */
function ownQuestion (question, params, side) {
  return {
    unit: 'µs/message',
    rounds: 5,
    ...question,
    params,
    async run ({ server, client, factor }) {
      const process = Side.start(question.name, client,
        { url: `redis://127.0.0.1:${server.port}`, client, ...params, count: params.count * factor })
      try {
        return await process.next()
      } finally {
        await process.stop()
      }
    },
    side: async (adapter, given, { tell }) => tell(await side(given))
  }
}

async function inBatches (publish, count) {
  for (let sent = 0; sent < count; sent += BATCH) {
    const all = []
    for (let i = 0; i < BATCH; i++) all.push(publish())
    await Promise.all(all)
  }
}

async function measure (publish, count) {
  await inBatches(publish, count / 2)
  const meter = new Meter()
  await inBatches(publish, count)
  return meter.read(count)
}

const openBus = (url, options) => require('../../lib/bus').connect(url, options)

/** The bus, beside XADD by hicast's own client. */
async function publishLog ({ url, client, count }) {
  if (client === 'hicast') {
    const bus = await openBus(url)
    return measure(() => bus.publish(CHANNEL, TEXT, { durable: true }), count)
  }
  const { Redis } = require('../..')
  const redis = new Redis(url)
  return measure(() => redis.xadd('bare', 'MAXLEN', '~', '100000', '*', 't', '1764000000000', 'd', TEXT), count)
}

/** The bus, beside ioredis that pages by XRANGE, as the bus does. */
async function replayLog ({ url, client, count }) {
  const bus = await openBus(url, { history: { messages: count * 2 } })
  if ((await bus.native.xlen(`hicast:{${CHANNEL}}:log`)) < count) {
    await inBatches(() => bus.publish(CHANNEL, TEXT, { durable: true }), count)
  }
  await bus.close()
  const read = client === 'hicast' ? replayByBus : replayByIoredis
  await read(url, count)
  const meter = new Meter()
  const characters = await read(url, count)
  const figures = meter.read(count)
  if (characters !== count * TEXT.length) throw new Error(`${characters} characters of ${count} messages`)
  return figures
}

async function replayByBus (url, count) {
  const bus = await openBus(url)
  let characters = 0
  let read = 0
  await new Promise((resolve, reject) => {
    bus.subscribe(CHANNEL, ({ text }) => {
      characters += text.length
      if (++read === count) resolve()
    }, { durable: true, from: 'first' }).catch(reject)
  })
  await bus.close()
  return characters
}

async function replayByIoredis (url, count) {
  const { default: Redis } = await import('ioredis')
  const redis = new Redis(url)
  let characters = 0
  let start = '-'
  for (let read = 0; read < count;) {
    const entries = await redis.xrange(`hicast:{${CHANNEL}}:log`, start, '+', 'COUNT', 500)
    for (const [, [, , , text]] of entries) characters += text.length
    read += entries.length
    start = `(${entries.at(-1)[0]}`
  }
  await redis.quit()
  return characters
}

/** In one process: published, and handled by one subscriber. */
async function throughMemory ({ count }) {
  const bus = await openBus('mem:')
  let characters = 0
  await bus.subscribe(CHANNEL, ({ text }) => { characters += text.length })
  const figures = await measure(() => bus.publish(CHANNEL, TEXT), count)
  if (characters !== count * 1.5 * TEXT.length) throw new Error(`${characters} characters`)
  return figures
}

module.exports = { ownQuestion, publishLog, replayLog, throughMemory }
