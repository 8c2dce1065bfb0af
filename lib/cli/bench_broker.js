'use strict'

/** The broker that `hicast bench` measures with. */

const { createBroker } = require('../broker')

createBroker().then((broker) => process.send({ url: broker.url }))

// Ctrl-C reaches all processes of a terminal; the parent ends this one.
process.on('SIGINT', () => {})

// The parent is gone.
process.on('disconnect', () => process.exit())
