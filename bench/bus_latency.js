'use strict'

/**
 * How long a message takes through hicast/bus on each broker, one at a time,
 * from the call of publish() to the handler, in one process:
 *
 *   node bench/bus_latency.js [mem redis nats rabbitmq kafka]
 *
 * Prints the rows of the table in docs/choosing.md.
 */

const { connect } = require('../lib/bus')
const { startBroker } = require('./harness/broker')

const ROUNDS = 1000
const WARM_UP = 300

const ALL = ['mem', 'redis', 'nats', 'rabbitmq', 'kafka']

async function time (round) {
  const times = []
  for (let i = 0; i < WARM_UP + ROUNDS; i++) {
    const begin = performance.now()
    await round(i)
    if (i >= WARM_UP) times.push(performance.now() - begin)
  }
  times.sort((a, b) => a - b)
  return `${times[ROUNDS / 2].toFixed(2)} / ${times[Math.floor(ROUNDS * 0.99)].toFixed(1)}`
}

/** From publish() to the handler that `open` gives the messages to. */
async function roundTrip (bus, channel, options, open) {
  let heard
  const begin = performance.now()
  const subscription = await open(() => heard())
  const ready = performance.now() - begin
  const figure = await time(() => {
    const back = new Promise((resolve) => { heard = resolve })
    return Promise.all([bus.publish(channel, 'x'.repeat(100), options), back])
  })
  await subscription.close()
  return { figure, ready }
}

async function measure (url) {
  const bus = await connect(url)
  try {
    const live = await roundTrip(bus, 'live', {}, (handler) => bus.subscribe('live', handler))
    const log = await roundTrip(bus, 'log', { durable: true }, (handler) => bus.subscribe('log', handler, { durable: true }))
    const group = await roundTrip(bus, 'jobs', { durable: true }, (handler) => bus.consume('jobs', handler, { group: 'g' }))
    const confirmed = await time(() => bus.publish('log', 'x'.repeat(100), { durable: true }))
    return [live.figure, log.figure, group.figure, confirmed, ...[live, log, group].map(({ ready }) => ready.toFixed(0))]
  } finally {
    await bus.close()
  }
}

async function main (names) {
  console.log('| broker | live | log | group | publish confirmed | ready: live | log | group |')
  for (const name of names.length > 0 ? names : ALL) {
    const broker = name === 'mem' ? { url: 'mem:', async stop () {} } : await startBroker(name)
    try {
      console.log(`| ${[name, ...await measure(broker.url)].join(' | ')} |`)
    } finally {
      await broker.stop()
    }
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error)
  process.exitCode = 1
})
