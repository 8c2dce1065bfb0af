'use strict'

const { connect } = require('..')

/** Does all a bus can do, and closes it while that goes on: nothing may keep the process. */
async function main ([url, name, options]) {
  const bus = await connect(url, JSON.parse(options))
  const { durable, group } = bus.caps
  await bus.subscribe(name, () => {})
  await bus.subscribe(name)
  if (durable) await bus.subscribe(name, () => new Promise(() => {}), { durable: true, from: 'first' })
  if (group) await bus.consume(name, () => new Promise(() => {}), { group: 'g' })
  bus.on('error', (error) => console.log('error', error))
  for (let i = 0; i < 100; i++) bus.publish(name, i, { durable }).catch((error) => console.log('publish', error))
  const late = bus.subscribe(`${name}.late`, () => {}).catch((error) => {
    if (error.code !== 'ERR_HICAST_CLOSED') console.log('late', error)
  })
  await bus.close()
  await late
  process.disconnect()
  console.log('closed')
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error)
  process.exit(1)
})
