'use strict'

/** A broker in a process of its own: tells its port, and on demand its figures. */

const { createBroker } = require('../../lib/broker')

createBroker({ maxClients: 20000 }).then((broker) => {
  process.send({ port: broker.port })
  process.on('message', () => process.send({ stats: broker.stats() }))
  process.on('disconnect', () => process.exit())
})
