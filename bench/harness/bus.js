'use strict'

const bare = require('./bus_bare')
const { Meter } = require('./meter')
const { Side } = require('./side')

const CHANNEL = 'user-events'
const BATCH = 1000
// Kafka's groups see what comes when they have settled; the rest is a warm-up.
const SETTLE = 2000 // ms

/** The bus, as bus_bare.js gives the others. */
async function openBus (url) {
  const { connect } = require('../../lib/bus')
  const bus = await connect(url)
  return {
    async publishAll (channel, text, count) {
      const all = []
      for (let i = 0; i < count; i++) all.push(bus.publish(channel, text))
      await Promise.all(all)
      await bus.native.flush?.()
    },
    subscribe: (channel, listener) => bus.subscribe(channel, (message) => listener(message.text)),
    close: () => bus.close()
  }
}

const open = (client, url) => client === 'hicast' ? openBus(url) : bare[client === 'bare' ? driverOf(url) : client](url)
const driverOf = (url) => url.slice(0, url.indexOf(':'))
const urlOf = ({ url, port }) => url ?? `redis://127.0.0.1:${port}`

function busQuestion (question, what) {
  return { unit: 'µs/message', rounds: 5, ...question, params: { ...what, payload: '100 bytes' } }
}

/** What publishing costs, 1,000 at a time, until they are confirmed. */
function busPublish (question, { count }) {
  return busQuestion({
    ...question,
    async run ({ server, client, factor }) {
      const side = Side.start(question.name, client, { url: urlOf(server), client, count: count * factor })
      try {
        return await side.next()
      } finally {
        await side.stop()
      }
    },
    async side (adapter, { url, client, count }, { tell }) {
      const publisher = await open(client, url)
      const payload = 'x'.repeat(100)
      const publish = async (total) => {
        for (let sent = 0; sent < total; sent += BATCH) await publisher.publishAll(CHANNEL, payload, BATCH)
      }
      await publish(count / 2)
      const meter = new Meter()
      await publish(count)
      tell(meter.read(count))
    }
  }, { count })
}

/** What receiving costs, from another process that publishes by the same client. */
function busReceive (question, { count }) {
  return busQuestion({
    ...question,
    async run ({ server, client, factor }) {
      const params = { url: urlOf(server), client, count: count * factor }
      const receiver = Side.start(question.name, client, { ...params, role: 'receive' })
      try {
        await receiver.next()
        const feeder = Side.start(question.name, client, { ...params, role: 'feed' }, { cpu: 0 })
        try {
          return await receiver.next()
        } finally {
          await feeder.stop()
        }
      } finally {
        await receiver.stop()
      }
    },
    side: (adapter, params, io) => params.role === 'feed' ? feed(params) : receive(params, io)
  }, { count })
}

async function receive ({ url, client, count }, { tell }) {
  const meter = new Meter()
  const warmUp = count / 2
  let received = 0
  let characters = 0
  const subscriber = await open(client, url)
  await subscriber.subscribe(CHANNEL, (text) => {
    characters += text.length
    if (++received === warmUp) {
      characters = 0
      meter.start()
    } else if (received === warmUp + count) {
      const figures = meter.read(count)
      tell(characters === count * 100 ? figures : { error: `${characters} characters of ${count} messages` })
    }
  })
  await new Promise((resolve) => setTimeout(resolve, SETTLE))
  tell({ ready: true })
}

async function feed ({ url, client, count }) {
  const publisher = await open(client, url)
  const payload = 'x'.repeat(100)
  for (let sent = 0; sent < count * 1.5; sent += BATCH) await publisher.publishAll(CHANNEL, payload, BATCH)
}

module.exports = { busPublish, busReceive, busQuestion }
