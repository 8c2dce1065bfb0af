'use strict'

/** The broker that `hicast bench` measures with. */

const { createBroker } = require('../broker')

createBroker().then((broker) => process.send({ url: broker.url }))

// The parent is gone.
process.on('disconnect', () => process.exit())
