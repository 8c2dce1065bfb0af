'use strict'

/**
 * Publishes numbers until it is killed:
 *
 *   node loss_publisher.js URL CHANNEL FROM COUNT
 *
 * Tells after each hundred how far the broker has confirmed them.
 */

const { connect } = require('hicast/bus')

const BATCH = 100

async function main ([url, channel, from, count]) {
  const bus = await connect(url)
  const last = Number(count)
  let begun = Number(from)
  let told = begun
  while (told < last) {
    // The next batch is on its way when this one is confirmed.
    const batches = []
    for (let i = 0; i < 2 && begun < last; i++) {
      const size = Math.min(BATCH, last - begun)
      const first = begun
      batches.push(Promise.all(Array.from({ length: size }, (_, k) =>
        bus.publish(channel, first + k, { durable: true, id: `${channel}-${first + k}` }))))
      begun += size
    }
    for (const batch of batches) {
      told += (await batch).length
      process.send(told)
    }
  }
  // Until it is killed.
  setInterval(() => {}, 1000)
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error)
  process.exit(1)
})
